/**
 * What somebody can decide about two records: that they are one organisation or not, that one carries on the other or not; and about two
 * places where records name people: that they are one person or not.
 */
import { type RecordRef, refText } from './records.ts';

/** All verdicts; UNSURE is kept and obeyed by nobody: it says that a person looked. */
export const MATCH_VERDICTS = ['SAME', 'DIFFERENT', 'UNSURE', 'CARRIES_ON', 'DOES_NOT_CARRY_ON'] as const;

export type MatchVerdict = (typeof MATCH_VERDICTS)[number];

/** What a decision can be about. */
export const DECISION_SUBJECTS = ['ORGANISATION', 'PERSON'] as const;

/** One of them. */
export type DecisionSubject = (typeof DECISION_SUBJECTS)[number];

/** Verdicts on two people; people are not carried on. */
export const PERSON_VERDICTS = ['SAME', 'DIFFERENT', 'UNSURE'] as const satisfies readonly MatchVerdict[];

/** One of them. */
export type PersonVerdict = (typeof PERSON_VERDICTS)[number];

/** Where a record names a person: the record, and which of its people is meant. */
export interface MentionRef extends RecordRef {
	/** Canonical field of the record that holds the person ("head", "principal", "person"). */
	readonly slot: string;
}

/** "source/type/key#slot". */
export function mentionText(mention: MentionRef): string {
	return `${refText(mention)}#${mention.slot}`;
}

/** What the last resolution found against a decision that stands. */
export const DECISION_CONFLICTS = {
	/** The decision was obeyed although the two have different valid credit codes. */
	TWO_CODES: 'obeyed against two valid credit codes',
	/** The decision was obeyed although the two have different valid identity numbers. */
	TWO_NUMBERS: 'obeyed against two valid identity numbers',
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
	readonly about: DecisionSubject;
	/** The two records; for CARRIES_ON and its opposite `a` is the predecessor's. An organisation, a person stands by the founding record. */
	readonly a: RecordRef;
	readonly b: RecordRef;
	/** Which of the record's people is meant; null: the decision is about organisations. */
	readonly aSlot: string | null;
	readonly bSlot: string | null;
	readonly decidedBy: string;
	readonly decidedRole: string;
	/** ISO time. */
	readonly decidedAt: string;
	readonly reason: string;
	/** Null: the decision stands. */
	readonly undoneAt: string | null;
	readonly conflict: DecisionConflict | null;
}
