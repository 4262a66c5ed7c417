/**
 * The Reader: the only door to the store for loaders, services and exports. Built from who asks and why; it adds the row scope to
 * every read, masks what leaves, and notes in the audit what was shown of people. Holds no SQL.
 */
import { type Clock, systemClock } from '#core/days.ts';
import { HubError } from '#core/errors.ts';
import { gramsOf, searchForm } from '#core/grams.ts';
import { KIND_NAMES, type Kind } from '#core/kinds.ts';
import type { IntakeRecord, RecordRef } from '#core/records.ts';
import type { Store } from '#store/database.ts';
import * as flags from '#store/flag-view.ts';
import * as organisations from '#store/organisation-view.ts';
import type { Page, Window } from '#store/page.ts';
import * as people from '#store/person-view.ts';
import * as records from '#store/record-view.ts';
import type { RowScope } from '#store/row-scope.ts';
import * as search from '#store/search-view.ts';
import { type SetAsideEntry, setAsidePage } from '#store/set-aside-view.ts';
import { type FinishedRun, lastFinishedRun, type SourceTableRow, sourceTables } from '#store/source-view.ts';
import { type SuccessionRow, type SuccessionSide, successionsOf } from '#store/succession-view.ts';
import { ACTION_NAMES, type Action, actionOfKind, assertCan, can } from './actions.ts';
import { type AuditTrail, createAuditTrail } from './audit.ts';
import { type Caller, scopeKeyOf } from './caller.ts';
import { createVault, type ReadFlag, type ReadPerson, type ReadRecord, type Vault } from './read-record.ts';

export type { Store } from '#store/database.ts';
export type { FlagConditions, FlagOrder } from '#store/flag-view.ts';
export type { OrganisationConditions, OrganisationOrder, OrganisationRow } from '#store/organisation-view.ts';
export type { Entry, Page, Window } from '#store/page.ts';
export type { SearchAnswer } from '#store/search-view.ts';
export type { SetAsideEntry } from '#store/set-aside-view.ts';
export type { SourceTableRow } from '#store/source-view.ts';
export type { SuccessionRow, SuccessionSide } from '#store/succession-view.ts';
export type { Caller, Purpose, Role } from './caller.ts';
export type { ReadEvidence, ReadFlag, ReadPerson, ReadRecord } from './read-record.ts';

/** A mention of a person in a record, as the Reader gives it. */
export interface ReadMention {
	readonly record: ReadRecord;
	readonly slot: string;
	readonly personId: string | null;
	readonly certain: boolean;
}

/** Why a record stands with its organisation. */
export interface ReadMatch {
	readonly score: number;
	readonly signals: SuccessionRow['reasons'];
}

type ById<T> = Promise<ReadonlyMap<string, T>>;

/**
 * Reads by lists of ids answer with a map that has no entry for what is unknown or outside the scope. A read that the caller's role
 * or purpose does not allow throws HubError ACCESS_DENIED; one that finds nothing is empty.
 */
export interface Reader extends Pick<Vault, 'reveal' | 'personOf' | 'identityHint' | 'personName' | 'evidenceValue' | 'closeLive'> {
	readonly caller: Caller;
	/** Equal for two readers exactly when they see the same; part of every loader's key. */
	readonly scopeKey: string;
	readonly audit: AuditTrail;
	can(action: Action): boolean;
	/** All that the caller may do. */
	readonly actions: readonly Action[];
	organisations(ids: readonly string[]): ById<organisations.OrganisationRow>;
	organisationsByCreditCodes(creditCodes: readonly string[]): ById<organisations.OrganisationRow>;
	organisationPage(query: {
		conditions: organisations.OrganisationConditions;
		order: organisations.OrganisationOrder;
		window: Window;
	}): Promise<Page<organisations.OrganisationRow>>;
	countOrganisations(conditions: organisations.OrganisationConditions): Promise<number>;
	successions(side: SuccessionSide, organisationIds: readonly string[], first: number): ById<readonly SuccessionRow[]>;
	records(kind: Kind, organisationIds: readonly string[], window: Window): ById<Page<ReadRecord>>;
	/** The registration that stands for each organisation. */
	registrations(organisationIds: readonly string[]): ById<ReadRecord>;
	/** By "source/type/key" (core `refText`). Records of kinds that the caller may not read are left out. */
	recordsByRefs(refs: readonly RecordRef[]): Promise<readonly ReadRecord[]>;
	/** By record number. */
	matches(rids: readonly string[]): ById<ReadMatch>;
	/** Who the people of records are, by record number; empty for callers who may not read people. */
	mentions(rids: readonly string[]): ById<readonly { slot: string; personId: string | null; certain: boolean }[]>;
	people(ids: readonly string[]): ById<ReadPerson>;
	peopleOfOrganisations(organisationIds: readonly string[], window: Window): ById<Page<ReadPerson>>;
	/** Records of one kind, or of all that the caller may read (null), that name each person. */
	mentionsOfPeople(kind: Kind | null, personIds: readonly string[], window: Window): ById<Page<ReadMention>>;
	flags(ids: readonly string[]): ById<ReadFlag>;
	flagsOfOrganisations(organisationIds: readonly string[], statuses: readonly string[] | null, window: Window): ById<Page<ReadFlag>>;
	flagPage(query: { conditions: flags.FlagConditions; order: flags.FlagOrder; window: Window }): Promise<Page<ReadFlag>>;
	countFlags(conditions: flags.FlagConditions): Promise<number>;
	/** `text`: already in simplified characters. @throws HubError INVALID_INPUT when fewer than two characters of it count. */
	search(text: string, first: number): Promise<search.SearchAnswer>;
	sourceTables(): Promise<readonly SourceTableRow[]>;
	/** Rows that could not be used, of one source or of all (null); a caller with divisions sees none, for they have no place. */
	setAside(source: string | null, window: Window): Promise<Page<SetAsideEntry>>;
	/** The newest run that came to an end with something to serve; null: none yet. */
	lastFinishedRun(): Promise<FinishedRun | null>;
}

/** What every group of reads is built from. */
interface Door {
	readonly store: Store;
	readonly caller: Caller;
	readonly scope: RowScope;
	readonly audit: AuditTrail;
	readonly vault: Vault;
}

/** A reader for one request (or one export) of a caller; its audit is written by whoever hands the answer out. */
export function createReader(store: Store, caller: Caller, clock: Clock = systemClock): Reader {
	const audit = createAuditTrail(store.db, caller, clock);
	const vault = createVault(caller, audit);
	const scope = { divisions: caller.divisions, sources: caller.sources };
	const door = { store, caller, scope, audit, vault };
	return {
		caller,
		scopeKey: scopeKeyOf(caller),
		audit,
		can: (action) => can(caller, action),
		actions: ACTION_NAMES.filter((action) => can(caller, action)),
		reveal: vault.reveal,
		personOf: vault.personOf,
		identityHint: vault.identityHint,
		personName: vault.personName,
		evidenceValue: vault.evidenceValue,
		closeLive(record: IntakeRecord, organisationId: string) {
			assertCan(caller, 'live:ask');
			return vault.closeLive(record, organisationId);
		},
		...organisationReads(door),
		...recordReads(door),
		...personReads(door),
		...flagReads(door),
		...otherReads(door),
	};
}

type Reads<Name extends keyof Reader> = Pick<Reader, Name>;

function organisationReads({
	store: { db },
	caller,
	scope,
}: Door): Reads<'organisations' | 'organisationsByCreditCodes' | 'organisationPage' | 'countOrganisations' | 'successions'> {
	const allow = ({ withRecords, withoutRecords }: organisations.OrganisationConditions) => {
		assertCan(caller, 'organisation:read');
		for (const kind of [...(withRecords ?? []), ...(withoutRecords ?? [])]) assertCan(caller, actionOfKind(kind));
	};
	return {
		async organisations(ids) {
			assertCan(caller, 'organisation:read');
			return organisations.organisationsByIds(db, scope, ids);
		},
		async organisationsByCreditCodes(creditCodes) {
			assertCan(caller, 'organisation:read');
			return organisations.organisationsByCreditCodes(db, scope, creditCodes);
		},
		async organisationPage(query) {
			allow(query.conditions);
			return organisations.organisationPage(db, scope, query);
		},
		async countOrganisations(conditions) {
			allow(conditions);
			return organisations.countOrganisations(db, scope, conditions);
		},
		async successions(side, organisationIds, first) {
			assertCan(caller, 'organisation:read');
			return successionsOf(db, scope, { side, organisationIds, first });
		},
	};
}

function recordReads({
	store: { db },
	caller,
	scope,
	vault,
}: Door): Reads<'records' | 'registrations' | 'recordsByRefs' | 'matches' | 'mentions'> {
	return {
		async records(kind, organisationIds, window) {
			assertCan(caller, actionOfKind(kind));
			const pages = await records.recordsOfOrganisations(db, scope, { kind, organisationIds, window });
			return mapPages(pages, vault.close);
		},
		async registrations(organisationIds) {
			assertCan(caller, actionOfKind('registration'));
			const found = await records.registrationOfOrganisations(db, scope, organisationIds);
			return new Map([...found].map(([id, record]) => [id, vault.close(record)]));
		},
		async recordsByRefs(refs) {
			const found = await records.recordsByRefs(db, scope, refs);
			return found.filter((record) => can(caller, actionOfKind(record.kind))).map(vault.close);
		},
		matches: (rids) => records.matchesOfRecords(db, rids),
		async mentions(rids) {
			return can(caller, 'person:read') ? records.mentionsOfRecords(db, rids) : new Map();
		},
	};
}

function personReads({ store: { db }, caller, scope, audit, vault }: Door): Reads<'people' | 'peopleOfOrganisations' | 'mentionsOfPeople'> {
	const readable = () => KIND_NAMES.filter((kind) => can(caller, actionOfKind(kind)));
	const close = (person: people.PersonRow) => {
		audit.note('person:read', person.personId);
		return vault.closePerson(person);
	};
	return {
		async people(ids) {
			assertCan(caller, 'person:read');
			const found = await people.peopleByIds(db, scope, ids);
			return new Map([...found].map(([id, person]) => [id, close(person)]));
		},
		async peopleOfOrganisations(organisationIds, window) {
			assertCan(caller, 'person:read');
			return mapPages(await people.peopleOfOrganisations(db, scope, { organisationIds, kinds: readable(), window }), close);
		},
		async mentionsOfPeople(kind, personIds, window) {
			assertCan(caller, 'person:read');
			if (kind !== null) assertCan(caller, actionOfKind(kind));
			const kinds = kind === null ? readable() : [kind];
			const pages = await records.mentionsOfPeople(db, scope, { kinds, personIds, window });
			return mapPages(pages, (mention) => ({ ...mention, record: vault.close(mention.record) }));
		},
	};
}

function flagReads({ store: { db }, caller, scope, vault }: Door): Reads<'flags' | 'flagsOfOrganisations' | 'flagPage' | 'countFlags'> {
	return {
		async flags(ids) {
			assertCan(caller, 'flag:read');
			const found = await flags.flagsByIds(db, scope, ids);
			return new Map([...found].map(([id, flag]) => [id, vault.closeFlag(flag)]));
		},
		async flagsOfOrganisations(organisationIds, statuses, window) {
			assertCan(caller, 'flag:read');
			return mapPages(await flags.flagsOfOrganisations(db, scope, { organisationIds, statuses, window }), vault.closeFlag);
		},
		async flagPage(query) {
			assertCan(caller, 'flag:read');
			return mapPage(await flags.flagPage(db, scope, query), vault.closeFlag);
		},
		async countFlags(conditions) {
			assertCan(caller, 'flag:read');
			return flags.countFlags(db, scope, conditions);
		},
	};
}

/** Letters and digits of a credit code or of a licence number. */
const WHOLE_KEY = /^(?:[0-9a-z]{18}|\d{10,20})$/;

function otherReads({ store: { db }, caller, scope }: Door): Reads<'search' | 'sourceTables' | 'setAside' | 'lastFinishedRun'> {
	return {
		async search(text, first) {
			assertCan(caller, 'search:run');
			const form = searchForm(text);
			if (WHOLE_KEY.test(form)) return search.searchByKey(db, scope, { value: form.toUpperCase(), first });
			// Words set apart are looked for apart: no name need have them side by side.
			const grams = [...new Set(text.split(/\s+/).flatMap(gramsOf))];
			if (grams.length === 0) throw new HubError('INVALID_INPUT', 'Search for at least two characters of a name.');
			return search.searchByGrams(db, scope, { grams, form, first });
		},
		async sourceTables() {
			assertCan(caller, 'source:read');
			const tables = await sourceTables(db);
			return can(caller, 'source:diagnose') ? tables : tables.map((table) => ({ ...table, lastError: null }));
		},
		async setAside(source, window) {
			assertCan(caller, 'source:diagnose');
			if (scope.divisions !== null) return { entries: [], more: false };
			return setAsidePage(db, scope, { source, window });
		},
		async lastFinishedRun() {
			assertCan(caller, 'source:read');
			return lastFinishedRun(db);
		},
	};
}

function mapPage<A, B>(page: Page<A>, change: (row: A) => B): Page<B> {
	return { ...page, entries: page.entries.map(({ row, key }) => ({ row: change(row), key })) };
}

function mapPages<A, B>(pages: ReadonlyMap<string, Page<A>>, change: (row: A) => B): ReadonlyMap<string, Page<B>> {
	return new Map([...pages].map(([id, page]) => [id, mapPage(page, change)]));
}
