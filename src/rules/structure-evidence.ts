/**
 * What records other than texts say about hidden training: a subject licence of its own that ended, a closed school that this one
 * carries on, a public school's teacher on board. Each is lawful alone; together with texts each raises the odds.
 */
import type { Dossier, SuccessionFacts } from '#core/dossier.ts';
import { profilesOf } from './business-profile.ts';
import { currentTeacherPosts } from './in-service-posts.ts';
import { activeRegistrations, DOUBLE_REDUCTION, licenceEnd, licenceRuns, runningSubjectLicences } from './rule-kit.ts';

/** Log-odds of each. Larger: a re-let room would look like teaching; smaller: a renamed school would need two more complaints. */
const OWN_LICENCE_ENDED = 2.4;
const CARRIES_ON = 4;
/** It lost its licence, and put on another name and scope itself: what carries on the school is the school, as surely as a successor is. Smaller: it needs one more text than a shell founded by the same people; larger: a school that turned to care for good is a front by a quarrel. */
const TURNED_ITSELF = 4;
const TEACHER_ON_BOARD = 2.2;
/** From here a succession is a source of its own. Smaller: every tenant of a closed school’s room has two sources; larger: shells that kept one thing of the school have none. */
export const SURE_SUCCESSION = 0.4;
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
	/** It was a school itself: its licence ended, and it put on another name and another scope. */
	readonly turned: boolean;
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
	const turned = ownLicenceEnded && hasTurned(dossier);
	const logits =
		(turned ? TURNED_ITSELF : ownLicenceEnded ? OWN_LICENCE_ENDED : 0) +
		(carriesOn === null ? 0 : CARRIES_ON * carriesOn.score) +
		(teacherOnBoard ? TEACHER_ON_BOARD : 0) +
		(setUpSince ? SET_UP_SINCE : 0);
	const linked = ownLicenceEnded || (carriesOn !== null && carriesOn.score >= SURE_SUCCESSION) || teacherOnBoard;
	return { logits, linked, ownLicenceEnded, turned, carriesOn, teacherOnBoard, setUpSince };
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
 * Whether a school put on another name, and another scope, so that neither says what it was, and has leave for no other training: a new
 * shell at the old place. A slip mended in the name, or arts taught under an arts licence since, is none.
 */
function hasTurned(dossier: Dossier): boolean {
	const items = new Set(dossier.records.registrationChange.map(({ body }) => body.item));
	if (!items.has('NAME') || !items.has('SCOPE')) return false;
	const allowed = dossier.records.licence.some((licence) => licenceRuns(licence, dossier.asOf));
	return !allowed && profilesOf(dossier).some(({ guise }) => guise !== null);
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
