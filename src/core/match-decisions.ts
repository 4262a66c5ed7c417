/** What a person can decide about two records: that they are one organisation or not, that one carries on the other or not. */
import type { RecordRef } from './records.ts';

/** All verdicts; UNSURE is kept and obeyed by nobody: it says that a person looked. */
export const MATCH_VERDICTS = ['SAME', 'DIFFERENT', 'UNSURE', 'CARRIES_ON', 'DOES_NOT_CARRY_ON'] as const;

export type MatchVerdict = (typeof MATCH_VERDICTS)[number];

/** What the last resolution found against a decision that stands. */
export const DECISION_CONFLICTS = {
	/** The decision was obeyed although the two have different valid credit codes. */
	TWO_CODES: 'obeyed against two valid credit codes',
	/** Not obeyed: another decision keeps the two, or what they stand with, apart. */
	KEPT_APART: 'another decision keeps the two apart',
	/** Not obeyed: both hang on one entry of a register, so nothing is left to tell apart. */
	ONE_ENTRY: 'both hang on one entry of a register',
	/** Not obeyed: the text was said to be about two organisations that are not one. */
	TWO_ORGANISATIONS: 'the same text was said to be about two organisations',
} as const;

export type DecisionConflict = keyof typeof DECISION_CONFLICTS;

/** A decision as it is kept. */
export interface MatchDecision {
	readonly decisionId: string;
	readonly verdict: MatchVerdict;
	/** The two records; for CARRIES_ON and its opposite `a` is the predecessor's. An organisation stands by its founding record. */
	readonly a: RecordRef;
	readonly b: RecordRef;
	readonly decidedBy: string;
	readonly decidedRole: string;
	/** ISO time. */
	readonly decidedAt: string;
	readonly reason: string;
	/** Null: the decision stands. */
	readonly undoneAt: string | null;
	readonly conflict: DecisionConflict | null;
}
