/**
 * Cases of review for one caller: reads within the caller's divisions, and moves that lock the case, ask whoever judges, and write
 * the step with its audit row in one transaction. What may be done in which state is not decided here (services/review).
 */
import { type Clock, dayOf } from '#core/days.ts';
import { HubError } from '#core/errors.ts';
import type { FlagStatus } from '#core/flags.ts';
import type { Interest, ReviewCase, ReviewEvent } from '#core/review.ts';
import { flagsByIds } from '#store/flag-view.ts';
import type { Page, Window } from '#store/page.ts';
import { peopleByIds } from '#store/person-view.ts';
import {
	applyStep,
	type CaseStep,
	declareExpert,
	holderOf,
	inTransaction,
	interestOf,
	lockFlags,
	openCase,
	type RiskOf,
	withCase,
} from '#store/review-store.ts';
import * as view from '#store/review-view.ts';
import { assertCan, can } from './actions.ts';
import type { AuditTrail } from './audit.ts';
import type { Caller } from './caller.ts';
import type { Door } from './door.ts';
import { hideIdentityNumbers } from './mask.ts';

export type { CaseStep, RiskOf } from '#store/review-store.ts';
export type { LeadMeasure, ReviewConditions, ReviewCount, ReviewOrder } from '#store/review-view.ts';

/** A move in a history as the Reader gives it; its grounds are read by `reviewGrounds`. */
export type ReadReviewEvent = Omit<ReviewEvent, 'grounds'>;

/** A flag that somebody wants to take up. */
export interface FlagInHand {
	readonly flagId: string;
	readonly status: FlagStatus;
	readonly organisationId: string;
}

type Judged<Refusal> = { readonly step: CaseStep } | { readonly refusal: Refusal };

/** Whoever judges a move; asked while the case is locked. */
export interface MoveJudge<Refusal> {
	/** Whose interest in the organisation has to be looked into; null: nobody's. */
	expertOf(current: ReviewCase): string | null;
	judge(current: ReviewCase, interest: Interest): Judged<Refusal>;
	readonly riskOf: RiskOf;
}

/** Whoever judges whether a case can be opened; asked while the flags are locked. */
export interface OpeningJudge<Refusal> {
	/** `holder`: the case that holds one of the flags already. */
	judge(flags: readonly FlagInHand[], holder: ReviewCase | null): Judged<Refusal>;
	readonly riskOf: RiskOf;
}

export type Moved<Refusal> = { readonly reviewCase: ReviewCase } | { readonly refusal: Refusal };

type ById<T> = Promise<ReadonlyMap<string, T>>;

/** Reads of cases. All throw HubError ACCESS_DENIED. */
export interface ReviewReads {
	reviewCases(ids: readonly string[]): ById<ReviewCase>;
	/** The newest case of each flag. */
	reviewsOfFlags(flagIds: readonly string[]): ById<ReviewCase>;
	reviewPage(query: { conditions: view.ReviewConditions; order: view.ReviewOrder; window: Window }): Promise<Page<ReviewCase>>;
	countReviews(conditions: view.ReviewConditions): Promise<number>;
	reviewCounts(divisionCode: string | null): Promise<readonly view.ReviewCount[]>;
	/** Leads decided in [from, until). */
	leadMeasures(query: { divisionCode: string | null; from: string; until: string }): Promise<readonly view.LeadMeasure[]>;
	reviewEvents(caseIds: readonly string[]): ById<readonly ReadReviewEvent[]>;
	/** Why, in clear and audited; null: nothing was said, or the caller may not see it. */
	reviewGrounds(event: ReadReviewEvent): string | null;
}

/** Moves of cases. */
export interface ReviewMoves {
	/** @throws HubError ACCESS_DENIED, NOT_FOUND when the caller does not see the case. */
	moveReview<Refusal>(caseId: string, judge: MoveJudge<Refusal>): Promise<Moved<Refusal>>;
	/** @throws HubError ACCESS_DENIED, NOT_FOUND when the caller does not see one of the flags. */
	openReview<Refusal>(flagIds: readonly string[], judge: OpeningJudge<Refusal>): Promise<Moved<Refusal>>;
	/** @throws HubError ACCESS_DENIED; INVALID_INPUT for oneself; NOT_FOUND for people whom the caller does not see. */
	declareExpert(expert: { subject: string; personId: string; relatives: readonly string[] }): Promise<void>;
}

type Transaction = Parameters<typeof lockFlags>[0];

/** Cases as one caller reads them. */
export function reviewReads(
	{ store: { db }, caller, scope, grounds }: Door & { grounds: Grounds },
	clock: Clock,
): Omit<ReviewReads, 'reviewGrounds'> {
	return {
		async reviewCases(ids) {
			assertCan(caller, 'review:read');
			return view.casesByIds(db, scope, ids);
		},
		async reviewsOfFlags(flagIds) {
			assertCan(caller, 'review:read');
			return view.casesOfFlags(db, scope, flagIds);
		},
		async reviewPage(query) {
			assertCan(caller, 'review:read');
			return view.casePage(db, scope, query);
		},
		async countReviews(conditions) {
			assertCan(caller, 'review:read');
			return view.countPage(db, scope, conditions);
		},
		async reviewCounts(divisionCode) {
			assertCan(caller, 'review:count');
			return view.countCases(db, scope, { divisionCode, today: dayOf(clock.now()) });
		},
		async leadMeasures(query) {
			assertCan(caller, 'review:count');
			return view.leadMeasures(db, scope, query);
		},
		async reviewEvents(caseIds) {
			assertCan(caller, 'review:read');
			const seen = await view.casesByIds(db, scope, caseIds);
			const events = await view.eventsOfCases(db, scope, [...seen.keys()]);
			return new Map([...events].map(([caseId, list]) => [caseId, list.map(grounds.keep)]));
		},
	};
}

/** Holds what was said in histories until somebody who may see it asks. */
export interface Grounds extends Pick<ReviewReads, 'reviewGrounds'> {
	keep(event: ReviewEvent): ReadReviewEvent;
}

/** An empty holder for one request. */
export function createGrounds(caller: Caller, audit: AuditTrail): Grounds {
	const said = new WeakMap<ReadReviewEvent, string>();
	return {
		keep({ grounds, ...event }) {
			if (grounds !== null) said.set(event, grounds);
			return event;
		},
		reviewGrounds(event) {
			const text = said.get(event);
			if (text === undefined || !can(caller, 'caseText:read')) return null;
			audit.note('caseText:read', `${event.caseId}#${event.number}`);
			return hideIdentityNumbers(text);
		},
	};
}

/** Moves of one caller. */
export function reviewMoves(door: Door, clock: Clock): ReviewMoves {
	const { store, caller, scope, audit } = door;
	const record = (client: Transaction, caseId: string, { move, from, state }: CaseStep) =>
		audit.decide(client, { action: 'review:move', subject: { caseId, move, from, to: state }, rows: 1 });
	const moved = async (client: Transaction, caseId: string) => ({ reviewCase: await seen(door, client, caseId) });
	return {
		async moveReview(caseId, { expertOf, judge, riskOf }) {
			assertCan(caller, 'review:work');
			return withCase(store, caseId, async (client) => {
				const current = await seen(door, client, caseId);
				const expert = expertOf(current);
				const interest = expert === null ? 'NONE' : await interestOf(client, expert, current.organisationId);
				const judged = judge(current, interest);
				if ('refusal' in judged) return judged;
				await applyStep(client, caseId, { step: judged.step, context: { at: clock.now(), riskOf } });
				await record(client, caseId, judged.step);
				return moved(client, caseId);
			});
		},
		async openReview(flagIds, { judge, riskOf }) {
			assertCan(caller, 'review:work');
			const visible = await flagsByIds(store.db, scope, flagIds);
			const unseen = flagIds.find((id) => !visible.has(id));
			if (unseen !== undefined) throw new HubError('NOT_FOUND', `There is no flag ${unseen}, or it is outside what you may see.`);
			return inTransaction(store, async (client) => {
				const flags = await lockFlags(client, flagIds);
				const holderId = await holderOf(client, flagIds);
				const judged = judge(flags, holderId === null ? null : await seen(door, client, holderId));
				if ('refusal' in judged) return judged;
				const opened = { organisationId: flags[0]?.organisationId ?? '', flagIds, step: judged.step };
				const caseId = await openCase(client, opened, { at: clock.now(), riskOf });
				await record(client, caseId, judged.step);
				return moved(client, caseId);
			});
		},
		async declareExpert({ subject, personId, relatives }) {
			assertCan(caller, 'expert:declare');
			// Whoever could say who they are could name somebody else, and no interest of theirs would be found.
			if (subject === caller.subject) throw new HubError('INVALID_INPUT', 'Nobody declares themselves: have another reviewer do it.');
			const people = await peopleByIds(store.db, scope, [personId, ...relatives]);
			const unseen = [personId, ...relatives].find((id) => !people.has(id));
			if (unseen !== undefined) throw new HubError('NOT_FOUND', `There is no person ${unseen}, or they are outside what you may see.`);
			await inTransaction(store, async (client) => {
				await declareExpert(client, { subject, personId, relatives, by: caller.subject, at: clock.now() });
				await audit.decide(client, { action: 'expert:declare', subject: { expert: subject, read: [personId, ...relatives] }, rows: 1 });
			});
		},
	};
}

async function seen({ store: { db }, scope }: Door, client: Transaction, caseId: string): Promise<ReviewCase> {
	const found = await view.caseWithin({ client, db }, scope, caseId);
	if (found !== null) return found;
	throw new HubError('NOT_FOUND', `There is no case ${caseId}, or it is outside what you may see.`);
}
