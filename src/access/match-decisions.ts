/**
 * Deciding on who is who: checks that the caller may and sees both sides, then keeps the decision and its audit row in one
 * transaction. The next resolution obeys.
 */
import type { Clock } from '#core/days.ts';
import { HubError } from '#core/errors.ts';
import { type MatchDecision, type MatchVerdict, type MentionRef, mentionText, PERSON_VERDICTS } from '#core/match-decisions.ts';
import { type RecordRef, refText } from '#core/records.ts';
import {
	type AmbiguousRow,
	addDecision,
	ambiguousRecords,
	foundersOf,
	foundingMentions,
	type NewDecision,
	undoDecision,
} from '#store/match-decision-store.ts';
import { organisationsByIds } from '#store/organisation-view.ts';
import { peopleByIds } from '#store/person-view.ts';
import { mentionsOfRecords, recordsByRefs } from '#store/record-view.ts';
import { actionOfKind, assertCan, can } from './actions.ts';
import { checkedReason, type Door } from './door.ts';

/** One side of a decision on organisations: an organisation, for which its founding record stands, or a record. */
export type OrganisationSide = { readonly organisationId: string } | { readonly record: RecordRef };

/** One side of a decision on people: a person, for whom the founding mention stands, or one mention. */
export type PersonSide = { readonly personId: string } | { readonly mention: MentionRef };

/** One side of a decision. */
export type MatchSide = OrganisationSide | PersonSide;

/** Whether a side is a person. */
export function isPersonSide(side: MatchSide): side is PersonSide {
	return 'personId' in side || 'mention' in side;
}

export interface MatchQuestion {
	readonly verdict: MatchVerdict;
	readonly a: MatchSide;
	readonly b: MatchSide;
	/** Why; kept and shown with the decision. */
	readonly reason: string;
}

/** Members of the Reader that decide. */
export interface MatchDecisions {
	/**
	 * Two people are decided on by those who may also read people, and each is noted in the audit as read.
	 * @throws HubError ACCESS_DENIED; NOT_FOUND for a side that the caller does not see; INVALID_INPUT for one thing on both sides, a person
	 * beside an organisation, a verdict that people cannot have, or no reason.
	 */
	decideMatch(question: MatchQuestion): Promise<MatchDecision>;
	/** @throws HubError ACCESS_DENIED; NOT_FOUND when no decision of that id stands; INVALID_INPUT without a reason. */
	undoMatchDecision(decisionId: string, reason: string): Promise<MatchDecision>;
	/** Records that fit several organisations alike, at most `first`. @throws HubError ACCESS_DENIED. */
	ambiguousRecords(first: number): Promise<readonly AmbiguousRow[]>;
}

/** The decisions of one caller. */
export function matchDecisions(door: Door, clock: Clock): MatchDecisions {
	const { store, caller, scope, audit } = door;
	const { subject: by, role } = caller;
	return {
		async decideMatch(question) {
			assertCan(caller, 'match:decide');
			const { sides, a, b } = await findSides(door, question);
			if (a === b) throw new HubError('INVALID_INPUT', 'Both sides are the same record: there is nothing to decide.');
			const { verdict, reason } = question;
			const decision = { verdict, sides, by, role, at: clock.now(), reason: checkedReason(reason, 'decision') };
			return addDecision(store, decision, (client, { decisionId, about }) =>
				audit.decide(client, { action: 'match:decide', subject: { decisionId, verdict, about, a, b }, rows: 1 }),
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

/** What stands for both sides, and how the audit names them. */
async function findSides(
	door: Door,
	{ verdict, a, b }: MatchQuestion,
): Promise<{ readonly sides: NewDecision['sides']; readonly a: string; readonly b: string }> {
	if (isPersonSide(a) && isPersonSide(b)) {
		assertCan(door.caller, 'person:read');
		if (!PERSON_VERDICTS.some((one) => one === verdict))
			throw new HubError('INVALID_INPUT', `Two people can be ${PERSON_VERDICTS.join(', ')}; ${verdict} is for organisations.`);
		const [aPerson, bPerson] = [await findPerson(door, a), await findPerson(door, b)];
		return { sides: { aPerson, bPerson }, a: mentionText(aPerson), b: mentionText(bPerson) };
	}
	if (isPersonSide(a) || isPersonSide(b))
		throw new HubError('INVALID_INPUT', 'One side is a person, the other is not: name two people, or two organisations or records.');
	const sides = { a: await findSide(door, a), b: await findSide(door, b) };
	return { sides, a: refText(sides.a), b: refText(sides.b) };
}

/** The mention that stands for a person, when the caller sees it. */
async function findPerson({ store: { db }, caller, scope, audit }: Door, side: PersonSide): Promise<MentionRef> {
	if ('mention' in side) {
		const [record] = await recordsByRefs(db, scope, [side.mention]);
		const named = record === undefined || !can(caller, actionOfKind(record.kind)) ? [] : await mentionsIn(db, record.rid);
		const found = named.find(({ slot }) => slot === side.mention.slot);
		if (found === undefined)
			throw new HubError('NOT_FOUND', `There is no person ${mentionText(side.mention)}, or it is outside what you may see.`);
		if (found.personId !== null) audit.note('person:read', found.personId);
		return side.mention;
	}
	const seen = (await peopleByIds(db, scope, [side.personId])).get(side.personId);
	const founder = seen === undefined ? undefined : (await foundingMentions(db, [seen.personId])).get(seen.personId);
	if (founder === undefined) throw new HubError('NOT_FOUND', 'There is no person of this id, or they are outside what you may see.');
	audit.note('person:read', seen?.personId ?? side.personId);
	return founder;
}

async function mentionsIn(db: Door['store']['db'], rid: string) {
	return (await mentionsOfRecords(db, [rid])).get(rid) ?? [];
}

/** The record that stands for a side, when the caller sees it. */
async function findSide({ store: { db }, caller, scope }: Door, side: OrganisationSide): Promise<RecordRef> {
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
