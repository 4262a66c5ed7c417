/**
 * What records other than texts say about hidden training: a subject licence of its own that ended, a closed school that this one
 * carries on, a public school's teacher on board. Each is lawful alone; together with texts each raises the odds.
 */
import type { Dossier, SuccessionFacts } from '#core/dossier.ts';
import { currentTeacherPosts } from './in-service-posts.ts';
import { licenceEnd, runningSubjectLicences } from './rule-kit.ts';

/** Log-odds of each. Larger: a re-let room would look like teaching; smaller: a renamed school would need two more complaints. */
const OWN_LICENCE_ENDED = 1.5;
const CARRIES_ON = 3.5;
const TEACHER_ON_BOARD = 2;

export interface StructureEvidence {
	readonly logits: number;
	readonly ownLicenceEnded: boolean;
	/** The surest closed school that is carried on; null: none. */
	readonly carriesOn: SuccessionFacts | null;
	readonly teacherOnBoard: boolean;
}

/** Structural evidence of a dossier. */
export function weighStructure(dossier: Dossier): StructureEvidence {
	const ownLicenceEnded =
		runningSubjectLicences(dossier).length === 0 && dossier.records.licence.some((licence) => licence.body.category === 'SUBJECT');
	const carriesOn = closedPredecessors(dossier)[0] ?? null;
	const teacherOnBoard = currentTeacherPosts(dossier).some((post) => post.certain);
	const logits =
		(ownLicenceEnded ? OWN_LICENCE_ENDED : 0) +
		(carriesOn === null ? 0 : CARRIES_ON * carriesOn.score) +
		(teacherOnBoard ? TEACHER_ON_BOARD : 0);
	return { logits, ownLicenceEnded, carriesOn, teacherOnBoard };
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
