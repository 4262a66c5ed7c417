/** Words of the review of flags: the stages of a case, what can be done to it, and a case and its history as they are kept. No rules. */
import type { Day } from './days.ts';

/** Where a case stands: self-check → expert appraisal → enforcement decision (自查 → 专家鉴定 → 执法认定), and how it ended. */
export const REVIEW_STATES = [
	'SELF_CHECK',
	'EXPERT_APPRAISAL',
	'ENFORCEMENT_DECISION',
	'CONFIRMED',
	'CONTESTED',
	'DISMISSED',
	'WITHDRAWN',
	'CLEARED',
] as const;
export type ReviewState = (typeof REVIEW_STATES)[number];

/** States in which a case holds its flags: nobody else opens one on them, and no run clears them. */
export const HOLDING_STATES: readonly ReviewState[] = ['SELF_CHECK', 'EXPERT_APPRAISAL', 'ENFORCEMENT_DECISION', 'CONFIRMED', 'CONTESTED'];

/** States in which somebody has to do something: the work list. */
export const WORK_STATES: readonly ReviewState[] = ['SELF_CHECK', 'EXPERT_APPRAISAL', 'ENFORCEMENT_DECISION', 'CONTESTED'];

/**
 * Days within which a stage has to be done unless somebody says otherwise; the configuration gives them. Shorter: everything is overdue
 * and nobody looks at the list; longer: pupils are taught for another term.
 */
export type ReviewDays = Readonly<Record<'SELF_CHECK' | 'EXPERT_APPRAISAL' | 'ENFORCEMENT_DECISION' | 'CONTESTED', number>>;

/** The project's own figures, where a deployment gives none. */
export const USUAL_REVIEW_DAYS: ReviewDays = { SELF_CHECK: 10, EXPERT_APPRAISAL: 20, ENFORCEMENT_DECISION: 30, CONTESTED: 30 };

/** Days for a state; null: no stage to be done. */
export function daysFor(days: ReviewDays, state: ReviewState): number | null {
	return (days as Readonly<Partial<Record<ReviewState, number>>>)[state] ?? null;
}

/** What can be done to a case. */
export const REVIEW_MOVES = [
	'OPEN',
	'NEEDS_APPRAISAL',
	'REFER',
	'APPRAISE',
	'CONFIRM',
	'DISMISS',
	'CONTEST',
	'UPHOLD',
	'WITHDRAW',
	'CLEAR',
	'ASSIGN',
	'SET_DUE',
	'TRANSFER',
	'ACCEPT_TRANSFER',
	'RETURN_TRANSFER',
	'NOTE',
] as const;
export type ReviewMove = (typeof REVIEW_MOVES)[number];

/** What an expert says of the teaching that was looked at. */
export const REVIEW_OPINIONS = ['SUBJECT', 'NOT_SUBJECT', 'UNCLEAR'] as const;
export type ReviewOpinion = (typeof REVIEW_OPINIONS)[number];

/** A hand-over between agencies (双转办) that was not yet accepted or returned. */
export interface PendingTransfer {
	/** Null: no agency had the case. */
	readonly from: string | null;
	readonly to: string;
	/** RFC 3339. */
	readonly sentAt: string;
	readonly sentBy: string;
}

/** A case: one or several flags of one organisation that people look at together. */
export interface ReviewCase {
	readonly caseId: string;
	/** The organisation, or the one it was merged into. */
	readonly organisationId: string;
	readonly flagIds: readonly string[];
	readonly state: ReviewState;
	/** Changes with every move and whenever a run changes what the flags stand on; whoever moves says which they saw. */
	readonly version: string;
	/** The agency whose turn it is; null: nobody was named. */
	readonly agency: string | null;
	/** Subject of the caller to whom it is assigned; null: to nobody. */
	readonly assignee: string | null;
	readonly dueOn: Day | null;
	readonly transfer: PendingTransfer | null;
	readonly openedBy: string;
	/** RFC 3339. */
	readonly openedAt: string;
	/** Who took the last decision (confirm, dismiss, uphold, withdraw, clear); null: none was taken. */
	readonly decidedBy: string | null;
	readonly decidedAt: string | null;
}

/** One move in the history of a case; numbers run from 1 without gaps. */
export interface ReviewEvent {
	readonly caseId: string;
	readonly number: number;
	readonly move: ReviewMove;
	/** Null: the case was opened. */
	readonly from: ReviewState | null;
	readonly to: ReviewState;
	readonly by: string;
	readonly role: string;
	/** RFC 3339. */
	readonly at: string;
	/** Why, or the note; null: none was needed. Can name people. */
	readonly grounds: string | null;
	readonly opinion: ReviewOpinion | null;
	readonly assignee: string | null;
	readonly agency: string | null;
	readonly dueOn: Day | null;
}

/** What is known of an expert's interest in a case: none, some, or nothing (nobody has said who they are). */
export type Interest = 'NONE' | 'HELD' | 'UNKNOWN';
