/**
 * What records other than texts say about hidden training: a subject licence of its own that ended, a closed school that this one
 * carries on, a public school's teacher on board. Each is lawful alone; together with texts each raises the odds.
 */
import type { Dossier, SuccessionFacts } from '#core/dossier.ts';
import { currentTeacherPosts } from './in-service-posts.ts';
import { activeRegistrations, DOUBLE_REDUCTION, licenceEnd, runningSubjectLicences } from './rule-kit.ts';

/** Log-odds of each. Larger: a re-let room would look like teaching; smaller: a renamed school would need two more complaints. */
const OWN_LICENCE_ENDED = 2.4;
const CARRIES_ON = 4;
const TEACHER_ON_BOARD = 2.2;
/** From here a succession is a source of its own. Smaller: every tenant of a closed school’s room has two sources. */
const SURE_SUCCESSION = 0.3;
/**
 * Set up after the double reduction: a business that is older than the ban it would evade had another trade first. Larger: every new
 * care business with two quarrels is a front; smaller: an old sports club with the same two weighs as much as a shell.
 */
const SET_UP_SINCE = 1.5;

export interface StructureEvidence {
	readonly logits: number;
	/** A record ties it to teaching: its own ended licence, a closed school, a public school’s teacher. Its age ties it to nothing. */
	readonly linked: boolean;
	readonly ownLicenceEnded: boolean;
	/** The surest closed school that is carried on; null: none. */
	readonly carriesOn: SuccessionFacts | null;
	readonly teacherOnBoard: boolean;
	/** Every active registration is younger than the double reduction. */
	readonly setUpSince: boolean;
}

const cache = new WeakMap<Dossier, StructureEvidence>();

/** Structural evidence of a dossier; computed once a dossier. */
export function weighStructure(dossier: Dossier): StructureEvidence {
	const known = cache.get(dossier);
	if (known !== undefined) return known;
	const weighed = weigh(dossier);
	cache.set(dossier, weighed);
	return weighed;
}

function weigh(dossier: Dossier): StructureEvidence {
	const ownLicenceEnded =
		runningSubjectLicences(dossier).length === 0 && dossier.records.licence.some((licence) => licence.body.category === 'SUBJECT');
	const carriesOn = closedPredecessors(dossier)[0] ?? null;
	const teacherOnBoard = currentTeacherPosts(dossier).some((post) => post.certain);
	const active = activeRegistrations(dossier);
	const setUpSince = active.length > 0 && active.every(({ body }) => body.establishedOn !== null && body.establishedOn > DOUBLE_REDUCTION);
	const logits =
		(ownLicenceEnded ? OWN_LICENCE_ENDED : 0) +
		(carriesOn === null ? 0 : CARRIES_ON * carriesOn.score) +
		(teacherOnBoard ? TEACHER_ON_BOARD : 0) +
		(setUpSince ? SET_UP_SINCE : 0);
	const linked = ownLicenceEnded || (carriesOn !== null && carriesOn.score >= SURE_SUCCESSION) || teacherOnBoard;
	return { logits, linked, ownLicenceEnded, carriesOn, teacherOnBoard, setUpSince };
}

/**
 * Predecessors that were schools of subjects and have ended, surest first; lawful conversions (营转非) and taken-over
 * obligations are no rebrands.
 */
export function closedPredecessors(dossier: Dossier): readonly SuccessionFacts[] {
	return dossier.predecessors
		.filter((predecessor) => predecessor.kind === 'REBRAND' || predecessor.kind === 'MERGER')
		.filter(({ licences }) => licences.some((licence) => licenceEnd(licence, dossier.asOf) !== null))
		.toSorted((a, b) => b.score - a.score || (a.organisationId < b.organisationId ? -1 : 1));
}

/**
 * Its own subject licence ended, and it neither put on another name or scope since nor carries on anybody else: what it does then is
 * FALSE_CLOSURE's to say, there is no disguise and no school that never had a licence.
 */
export function isClosedSchoolItself(dossier: Dossier): boolean {
	const { ownLicenceEnded, carriesOn } = weighStructure(dossier);
	if (!ownLicenceEnded || carriesOn !== null) return false;
	const changed = dossier.records.registrationChange.some(({ body }) => body.item === 'NAME' || body.item === 'SCOPE');
	const names = new Set(activeRegistrations(dossier).map(({ body }) => body.name));
	return !changed && dossier.records.licence.some(({ body }) => names.has(body.name));
}
