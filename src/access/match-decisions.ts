/**
 * Deciding on who is who: checks that the caller may and sees both sides, then keeps the decision and its audit row in one
 * transaction. The next resolution obeys.
 */
import type { Clock } from '#core/days.ts';
import { HubError } from '#core/errors.ts';
import type { MatchDecision, MatchVerdict } from '#core/match-decisions.ts';
import { type RecordRef, refText } from '#core/records.ts';
import { type AmbiguousRow, addDecision, ambiguousRecords, foundersOf, undoDecision } from '#store/match-decision-store.ts';
import { organisationsByIds } from '#store/organisation-view.ts';
import { recordsByRefs } from '#store/record-view.ts';
import { actionOfKind, assertCan, can } from './actions.ts';
import { checkedReason, type Door } from './door.ts';

/** One side of a decision: an organisation, for which its founding record stands, or a record. */
export type MatchSide = { readonly organisationId: string } | { readonly record: RecordRef };

export interface MatchQuestion {
	readonly verdict: MatchVerdict;
	readonly a: MatchSide;
	readonly b: MatchSide;
	/** Why; kept and shown with the decision. */
	readonly reason: string;
}

/** Members of the Reader that decide. */
export interface MatchDecisions {
	/** @throws HubError ACCESS_DENIED; NOT_FOUND for a side that the caller does not see; INVALID_INPUT for one thing on both sides or no reason. */
	decideMatch(question: MatchQuestion): Promise<MatchDecision>;
	/** @throws HubError ACCESS_DENIED; NOT_FOUND when no decision of that id stands; INVALID_INPUT without a reason. */
	undoMatchDecision(decisionId: string, reason: string): Promise<MatchDecision>;
	/** Records that fit several organisations alike, at most `first`. @throws HubError ACCESS_DENIED. */
	ambiguousRecords(first: number): Promise<readonly AmbiguousRow[]>;
}

/** The decisions of one caller. */
export function matchDecisions({ store, caller, scope, audit }: Door, clock: Clock): MatchDecisions {
	const { subject: by, role } = caller;
	return {
		async decideMatch({ verdict, a: sideA, b: sideB, reason }) {
			assertCan(caller, 'match:decide');
			const [a, b] = [await findSide({ store, caller, scope }, sideA), await findSide({ store, caller, scope }, sideB)];
			if (refText(a) === refText(b)) throw new HubError('INVALID_INPUT', 'Both sides are the same record: there is nothing to decide.');
			const decision = { verdict, a, b, by, role, at: clock.now(), reason: checkedReason(reason, 'decision') };
			return addDecision(store, decision, (client, { decisionId }) =>
				audit.decide(client, { action: 'match:decide', subject: { decisionId, verdict, a: refText(a), b: refText(b) }, rows: 1 }),
			);
		},
		async undoMatchDecision(decisionId, reason) {
			assertCan(caller, 'match:decide');
			const undone = await undoDecision(store, { decisionId, by, at: clock.now(), reason: checkedReason(reason, 'decision') }, (client) =>
				audit.decide(client, { action: 'match:undo', subject: { decisionId }, rows: 1 }),
			);
			if (undone === null) throw new HubError('NOT_FOUND', 'No decision of this id stands: it was undone, or never taken.');
			return undone;
		},
		async ambiguousRecords(first) {
			assertCan(caller, 'match:decide');
			return ambiguousRecords(store.db, scope, first);
		},
	};
}

/** The record that stands for a side, when the caller sees it. */
async function findSide({ store: { db }, caller, scope }: Omit<Door, 'audit'>, side: MatchSide): Promise<RecordRef> {
	if ('record' in side) {
		const [record] = await recordsByRefs(db, scope, [side.record]);
		if (record !== undefined && can(caller, actionOfKind(record.kind))) return side.record;
		throw new HubError('NOT_FOUND', `There is no record ${refText(side.record)}, or it is outside what you may see.`);
	}
	const seen = (await organisationsByIds(db, scope, [side.organisationId])).get(side.organisationId);
	const founder = seen === undefined ? undefined : (await foundersOf(db, [seen.organisationId])).get(seen.organisationId);
	if (founder !== undefined) return founder;
	throw new HubError('NOT_FOUND', `There is no organisation ${side.organisationId}, or it is outside what you may see.`);
}
