/**
 * The hub's own lists for one caller: entries within their divisions, those about people only for who may read people, reasons like other
 * texts of cases. Entries are added and ended with one audit row each, in one transaction.
 */
import { type Clock, type Day, dayOf } from '#core/days.ts';
import { HubError } from '#core/errors.ts';
import type { BanScope, HubListEntry } from '#core/hub-lists.ts';
import { addListEntry, endListEntry } from '#store/list-store.ts';
import { countListEntries, type ListConditions, listEntryPage } from '#store/list-view.ts';
import { organisationsByIds } from '#store/organisation-view.ts';
import { mapPage, type Page, type Window } from '#store/page.ts';
import { peopleByIds } from '#store/person-view.ts';
import { assertCan, can } from './actions.ts';
import { checkedReason, type Door } from './door.ts';
import { hideIdentityNumbers } from './mask.ts';

export type { ListConditions } from '#store/list-view.ts';

/** An entry as the Reader gives it; its reasons are read by `listReason`. */
export type ReadListEntry = Omit<HubListEntry, 'reason' | 'endedReason'>;

/** What is entered. */
export interface ListEntryRequest {
	readonly list: 'WHITE' | 'BLACK';
	readonly organisationId?: string | null;
	readonly personId?: string | null;
	readonly scopes: readonly BanScope[];
	readonly reason: string;
	/** Null: today. */
	readonly from?: Day | null;
	readonly to?: Day | null;
}

export interface HubLists {
	/** @throws HubError ACCESS_DENIED. */
	listEntryPage(query: { conditions: ListConditions; window: Window }): Promise<Page<ReadListEntry>>;
	countListEntries(conditions: ListConditions): Promise<number>;
	/** Why it was entered or ended, in clear and audited; null: it was not, or the caller may not see it. */
	listReason(entry: ReadListEntry, which: 'reason' | 'endedReason'): string | null;
	/** @throws HubError ACCESS_DENIED; NOT_FOUND for whom the caller does not see; INVALID_INPUT for what makes no entry. */
	addListEntry(request: ListEntryRequest): Promise<ReadListEntry>;
	/** @throws HubError ACCESS_DENIED; NOT_FOUND when no entry of that id stands; INVALID_INPUT without a reason. */
	endListEntry(listId: string, reason: string): Promise<ReadListEntry>;
}

/** The lists of one caller. */
export function hubLists(door: Door, clock: Clock): HubLists {
	const { reads, one } = listReads(door);
	return { ...reads, ...listDecisions(door, clock, one) };
}

type OneEntry = (listId: string) => Promise<ReadListEntry>;

function listReads({ store, caller, scope, audit }: Door) {
	const kept = new WeakMap<ReadListEntry, HubListEntry>();
	const listScope = () => {
		assertCan(caller, 'record:read');
		return { ...scope, people: can(caller, 'person:read') };
	};
	const close = (entry: HubListEntry): ReadListEntry => {
		const { reason: _, endedReason: __, ...shown } = entry;
		if (entry.personId !== null) audit.note('person:read', entry.personId);
		kept.set(shown, entry);
		return shown;
	};
	const one: OneEntry = async (listId) => {
		const { entries } = await listEntryPage(store.db, listScope(), {
			conditions: { listIds: [listId] },
			window: { after: null, first: 1 },
		});
		if (entries[0] === undefined) throw new HubError('NOT_FOUND', `There is no entry ${listId}, or it is outside what you may see.`);
		return close(entries[0].row);
	};
	const reads: Pick<HubLists, 'listEntryPage' | 'countListEntries' | 'listReason'> = {
		listEntryPage: async (query) => mapPage(await listEntryPage(store.db, listScope(), query), close),
		countListEntries: async (conditions) => countListEntries(store.db, listScope(), conditions),
		listReason(entry, which) {
			const text = kept.get(entry)?.[which] ?? null;
			if (text === null || !can(caller, 'caseText:read')) return null;
			audit.note('caseText:read', `${entry.listId}#${which}`);
			return hideIdentityNumbers(text);
		},
	};
	return { reads, one };
}

function listDecisions(door: Door, clock: Clock, one: OneEntry): Pick<HubLists, 'addListEntry' | 'endListEntry'> {
	const { store, caller, audit } = door;
	return {
		async addListEntry(request) {
			assertCan(caller, 'list:decide');
			const from = request.from ?? dayOf(clock.now());
			const entry = { ...checked({ ...request, from }), from, by: caller.subject, role: caller.role, at: clock.now() };
			await assertSeen(door, entry);
			const { list, organisationId, personId } = entry;
			const listId = await addListEntry(store, entry, (client, id) =>
				audit.decide(client, { action: 'list:add', subject: { listId: id, list, read: [organisationId ?? personId] }, rows: 1 }),
			);
			return one(listId);
		},
		async endListEntry(listId, reason) {
			assertCan(caller, 'list:decide');
			await one(listId);
			const ending = { listId, by: caller.subject, at: clock.now(), reason: checkedReason(reason, 'entry') };
			const ended = await endListEntry(store, ending, (client) =>
				audit.decide(client, { action: 'list:end', subject: { listId }, rows: 1 }),
			);
			if (!ended) throw new HubError('NOT_FOUND', `The entry ${listId} was ended already.`);
			return one(listId);
		},
	};
}

function checked(request: ListEntryRequest & { from: Day }) {
	const { list, organisationId = null, personId = null, from, to = null } = request;
	const scopes = [...new Set(request.scopes)].sort();
	const wrong = (message: string) => new HubError('INVALID_INPUT', message);
	if ((organisationId === null) === (personId === null))
		throw wrong('An entry is about an organisation or about a person, one of the two.');
	if (list === 'WHITE' && scopes.length > 0) throw wrong('An entry on the white list bans from nothing: leave `scopes` empty.');
	if (list === 'BLACK' && personId !== null && scopes.length === 0) throw wrong('Say in `scopes` what the person is banned from.');
	if (to !== null && to < from) throw wrong('`to` lies before `from`.');
	return { list, organisationId, personId, scopes, to, reason: checkedReason(request.reason, 'entry') };
}

async function assertSeen(
	{ store: { db }, caller, scope }: Door,
	about: { organisationId: string | null; personId: string | null },
): Promise<void> {
	if (about.personId !== null) assertCan(caller, 'person:read');
	const seen =
		about.personId === null
			? (await organisationsByIds(db, scope, [about.organisationId ?? ''])).size > 0
			: (await peopleByIds(db, scope, [about.personId])).size > 0;
	if (!seen) throw new HubError('NOT_FOUND', `There is no ${about.organisationId ?? about.personId}, or it is outside what you may see.`);
}
