/**
 * What can be done to a case, as data: from which state to which, by whom, and what it needs. `decideMove` reads it, the schema and
 * the runbook follow it. Nothing that is not listed is possible.
 */
import type { Purpose, Role } from '#access/reader.ts';
import type { FlagStatus } from '#core/flags.ts';
import type { ReviewMove, ReviewState } from '#core/review.ts';

/**
 * What a move needs besides the right to it. `expertAssignee`, `expertCaller`: that person has said who they are and has no interest
 * in the organisation; `assigned`: the caller is whom the case is assigned to, if it is to anybody; `another`: somebody else than
 * who took the decision that is looked at.
 */
export type Need = 'grounds' | 'opinion' | 'assignee' | 'agency' | 'dueOn' | 'expertAssignee' | 'expertCaller' | 'assigned' | 'another';

/** Who may: role and purpose together. */
export interface Actor {
	readonly role: Role;
	readonly purpose: Purpose;
}

export interface Transition {
	readonly move: ReviewMove;
	readonly from: readonly ReviewState[];
	/** Null: the case stays where it is. */
	readonly to: ReviewState | null;
	readonly who: readonly Actor[];
	readonly needs: readonly Need[];
	/** Whether it can be done while a hand-over waits: `only` then, `never` then, or `either`. */
	readonly handedOver: 'only' | 'never' | 'either';
}

const REVIEWER: Actor = { role: 'reviewer', purpose: 'REVIEW' };
const APPEAL: Actor = { role: 'reviewer', purpose: 'APPEAL' };
const ENFORCEMENT: Actor = { role: 'enforcement', purpose: 'ENFORCEMENT' };
const ANY = [REVIEWER, APPEAL, ENFORCEMENT];
const STAGES: readonly ReviewState[] = ['SELF_CHECK', 'EXPERT_APPRAISAL', 'ENFORCEMENT_DECISION'];
const WORK: readonly ReviewState[] = [...STAGES, 'CONTESTED'];
const EVERY: readonly ReviewState[] = [...WORK, 'CONFIRMED', 'DISMISSED', 'WITHDRAWN', 'CLEARED'];

type Parts = Pick<Transition, 'who'> & Partial<Pick<Transition, 'needs' | 'handedOver'>>;

const step = (move: ReviewMove, from: readonly ReviewState[], to: ReviewState | null, parts: Parts): Transition => ({
	move,
	from,
	to,
	needs: ['grounds'],
	handedOver: 'never',
	...parts,
});

/** The table. A move and a state meet in at most one row. */
export const TRANSITIONS: readonly Transition[] = [
	step('NEEDS_APPRAISAL', ['SELF_CHECK'], 'EXPERT_APPRAISAL', { who: [REVIEWER] }),
	step('NEEDS_APPRAISAL', ['ENFORCEMENT_DECISION'], 'EXPERT_APPRAISAL', { who: [ENFORCEMENT] }),
	step('NEEDS_APPRAISAL', ['CONTESTED'], 'EXPERT_APPRAISAL', { who: [APPEAL] }),
	// What leaves nothing to appraise: an admission, a missing permit, an overdue check.
	step('REFER', ['SELF_CHECK'], 'ENFORCEMENT_DECISION', { who: [REVIEWER] }),
	step('APPRAISE', ['EXPERT_APPRAISAL'], 'ENFORCEMENT_DECISION', {
		who: [REVIEWER],
		needs: ['grounds', 'opinion', 'assigned', 'expertCaller'],
	}),
	step('CONFIRM', ['ENFORCEMENT_DECISION'], 'CONFIRMED', { who: [ENFORCEMENT] }),
	step('DISMISS', ['SELF_CHECK'], 'DISMISSED', { who: [REVIEWER] }),
	step('DISMISS', ['ENFORCEMENT_DECISION'], 'DISMISSED', { who: [ENFORCEMENT] }),
	step('CONTEST', ['CONFIRMED'], 'CONTESTED', { who: [APPEAL] }),
	step('UPHOLD', ['CONTESTED'], 'CONFIRMED', { who: [APPEAL], needs: ['grounds', 'another'] }),
	step('WITHDRAW', STAGES, 'WITHDRAWN', { who: [REVIEWER] }),
	step('WITHDRAW', ['CONTESTED'], 'WITHDRAWN', { who: [APPEAL], needs: ['grounds', 'another'] }),
	step('WITHDRAW', ['CONFIRMED'], 'WITHDRAWN', { who: [ENFORCEMENT] }),
	step('CLEAR', ['CONFIRMED'], 'CLEARED', { who: [ENFORCEMENT] }),
	step('ASSIGN', ['SELF_CHECK', 'ENFORCEMENT_DECISION', 'CONTESTED'], null, { who: ANY, needs: ['assignee'], handedOver: 'either' }),
	step('ASSIGN', ['EXPERT_APPRAISAL'], null, { who: ANY, needs: ['assignee', 'expertAssignee'], handedOver: 'either' }),
	step('SET_DUE', WORK, null, { who: ANY, needs: ['dueOn'], handedOver: 'either' }),
	step('TRANSFER', WORK, null, { who: ANY, needs: ['agency', 'grounds'] }),
	step('ACCEPT_TRANSFER', WORK, null, { who: ANY, needs: [], handedOver: 'only' }),
	step('RETURN_TRANSFER', WORK, null, { who: ANY, needs: ['grounds'], handedOver: 'only' }),
	step('NOTE', EVERY, null, { who: ANY, handedOver: 'either' }),
];

/** Who may open a case. */
export const OPENERS: readonly Actor[] = [REVIEWER, ENFORCEMENT];

/** Moves that take a decision; who takes it is kept with the case. */
export const DECISIONS: readonly ReviewMove[] = ['CONFIRM', 'DISMISS', 'UPHOLD', 'WITHDRAW', 'CLEAR'];

/** Where the flags of a case stand while it is in a state. */
export const FLAG_STATUS: Readonly<Record<ReviewState, FlagStatus>> = {
	SELF_CHECK: 'UNDER_REVIEW',
	EXPERT_APPRAISAL: 'UNDER_REVIEW',
	ENFORCEMENT_DECISION: 'UNDER_REVIEW',
	CONTESTED: 'UNDER_REVIEW',
	CONFIRMED: 'CONFIRMED',
	DISMISSED: 'DISMISSED',
	WITHDRAWN: 'WITHDRAWN',
	CLEARED: 'CLEARED',
};

/** The row for a move in a state; null: it is not possible there. */
export function transitionOf(move: ReviewMove, state: ReviewState): Transition | null {
	return TRANSITIONS.find((one) => one.move === move && one.from.includes(state)) ?? null;
}

/** What is possible in a state, for anybody, in the order of the table. */
export function movesFrom(state: ReviewState, handedOver: boolean): readonly ReviewMove[] {
	return TRANSITIONS.filter((one) => one.from.includes(state) && one.handedOver !== (handedOver ? 'never' : 'only')).map(
		({ move }) => move,
	);
}
