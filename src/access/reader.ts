/**
 * The Reader: the only door to the store for loaders, services and exports. Built from who asks and why; it adds the row scope to
 * every read, masks what leaves, and notes in the audit what was shown of people. Holds no SQL.
 */
import { type Clock, type Day, systemClock } from '#core/days.ts';
import { HubError } from '#core/errors.ts';
import { gramsOf, searchForm } from '#core/grams.ts';
import { KIND_NAMES, type Kind } from '#core/kinds.ts';
import type { RecordFilter } from '#core/organisation-filter.ts';
import type { IntakeRecord, RecordRef } from '#core/records.ts';
import type { Store } from '#store/database.ts';
import { withDeadline } from '#store/deadline.ts';
import * as flags from '#store/flag-view.ts';
import * as organisations from '#store/organisation-view.ts';
import { mapPage, mapPages, type Page, type Window } from '#store/page.ts';
import * as people from '#store/person-view.ts';
import * as records from '#store/record-view.ts';
import type { Relation } from '#store/relation-view.ts';
import * as search from '#store/search-view.ts';
import { type SetAsideEntry, setAsidePage } from '#store/set-aside-view.ts';
import { type FinishedRun, lastFinishedRun, type SourceTableRow, sourceTables } from '#store/source-view.ts';
import { type SuccessionRow, type SuccessionSide, successionsOf } from '#store/succession-view.ts';
import { type Action, actionOfKind, assertCan, can, rightsOf } from './actions.ts';
import { type AuditTrail, createAuditTrail } from './audit.ts';
import { type AuditReads, auditReads } from './audit-reads.ts';
import { type Caller, scopeKeyOf } from './caller.ts';
import { counting } from './count-rows.ts';
import { type ListCounts, listCounts } from './counts.ts';
import type { ReaderDoor } from './door.ts';
import { type DossierReads, dossierReads, hiddenEvents } from './dossier-reads.ts';
import { type Dossiers, dossiers } from './dossiers.ts';
import { noteConditions, noteFilter } from './filter-rights.ts';
import { type HubLists, hubLists } from './hub-lists.ts';
import { type MatchDecisions, matchDecisions } from './match-decisions.ts';
import { type MatchWeighing, matchWeighing } from './match-weighing.ts';
import { type Measures, measureReads } from './measures.ts';
import { type Networks, networks } from './network.ts';
import { type Overviews, overviews } from './overviews.ts';
import { createVault, type ReadFlag, type ReadPerson, type ReadRecord, type Vault } from './read-record.ts';
import { closeRelation, type ReadTree, readableRelations } from './read-relations.ts';
import { createGrounds, type ReviewMoves, type ReviewReads, reviewMoves, reviewReads } from './reviews.ts';
import { type WrittenReads, writtenReads } from './written-reads.ts';

export type { AuditConditions, AuditEntry } from '#store/audit-view.ts';
export type { Store } from '#store/database.ts';
export type { FlagDimension, OrganisationDimension } from '#store/facet-view.ts';
export type { FlagConditions, FlagMember, FlagOrder } from '#store/flag-view.ts';
export type { MeasureQuery } from '#store/measure-view.ts';
export type { OrganisationConditions, OrganisationOrder, OrganisationQuery, OrganisationRow } from '#store/organisation-view.ts';
export type { Entry, Page, Window } from '#store/page.ts';
export type { ClearanceRow } from '#store/person-view.ts';
export type { RecordOrder } from '#store/record-view.ts';
export type { Relation } from '#store/relation-view.ts';
export type { SearchAnswer } from '#store/search-view.ts';
export type { SetAsideEntry } from '#store/set-aside-view.ts';
export type { SourceTableRow } from '#store/source-view.ts';
export type { SuccessionRow, SuccessionSide } from '#store/succession-view.ts';
export type { StoredPlace, WrittenList } from '#store/written.ts';
export type { Caller, Purpose, Role } from './caller.ts';
export type { Holding, KnownOrganisation, KnownOrganisationQuery, ReadingOf, RecordReading, TimelineQuery } from './dossier-reads.ts';
export type { JudgingTerms } from './dossiers.ts';
export type { ListConditions, ListEntryRequest, ReadListEntry } from './hub-lists.ts';
export { isPersonSide, type MatchSide, type OrganisationSide, type PersonSide } from './match-decisions.ts';
export type { GivenTie, MentionAt, PersonTies, WeighedPair } from './match-weighing.ts';
export type { ReadMeasure } from './measures.ts';
export type { ReadNetwork } from './network.ts';
export type { ReadEvidence, ReadFlag, ReadPerson, ReadRecord } from './read-record.ts';
export type { ReadRelation, ReadTree } from './read-relations.ts';
export type * from './reviews.ts';
export type { ReadText } from './written-reads.ts';

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
export interface Reader
	extends Pick<Vault, 'reveal' | 'holds' | 'personOf' | 'identityHint' | 'personName' | 'evidenceValue' | 'closeFinding' | 'closeLive'>,
		MatchDecisions,
		AuditReads,
		DossierReads,
		Dossiers,
		HubLists,
		ListCounts,
		MatchWeighing,
		Overviews,
		Measures,
		Networks,
		ReviewReads,
		ReviewMoves,
		WrittenReads {
	readonly caller: Caller;
	/** Equal for two readers exactly when they see the same; part of every loader's key. */
	readonly scopeKey: string;
	readonly audit: AuditTrail;
	can(action: Action): boolean;
	/** Whether the caller may read records of a kind. */
	canRead(kind: Kind): boolean;
	/** Notes the personal actions that a filter on records uses. @throws HubError ACCESS_DENIED, LIMIT_EXCEEDED for one that the caller may not use. */
	assertMayFilter(kind: Kind, where: RecordFilter): void;
	/** All that the caller may do. */
	readonly actions: readonly Action[];
	organisations(ids: readonly string[]): ById<organisations.OrganisationRow>;
	organisationsByCreditCodes(creditCodes: readonly string[]): ById<organisations.OrganisationRow>;
	organisationPage(query: organisations.OrganisationQuery): Promise<Page<organisations.OrganisationRow>>;
	/** A page of organisations with what hangs on them, by one statement; relations that the caller may not read are left out. */
	organisationTree(query: organisations.OrganisationQuery, relations: readonly Relation[]): Promise<ReadTree>;
	countOrganisations(conditions: organisations.OrganisationConditions): Promise<number>;
	successions(side: SuccessionSide, organisationIds: readonly string[], window: Window): ById<Page<SuccessionRow>>;
	records(query: records.RecordQuery): ById<Page<ReadRecord>>;
	/** The registration that stands for each organisation; as the hub knew it on a day, if one is given. */
	registrations(organisationIds: readonly string[], knownOn?: Day | null): ById<ReadRecord>;
	/** By "source/type/key" (core `refText`). Records of kinds that the caller may not read are left out. */
	recordsByRefs(refs: readonly RecordRef[], knownOn?: Day | null): Promise<readonly ReadRecord[]>;
	/** By record number. */
	matches(rids: readonly string[]): ById<ReadMatch>;
	/** Who the people of records are, by record number; empty for callers who may not read people. */
	mentions(rids: readonly string[]): ById<readonly { slot: string; personId: string | null; certain: boolean }[]>;
	people(ids: readonly string[]): ById<ReadPerson>;
	peopleOfOrganisations(organisationIds: readonly string[], window: Window): ById<Page<ReadPerson>>;
	/** Records of one kind, or of all that the caller may read (null), that name each person. */
	mentionsOfPeople(kind: Kind | null, personIds: readonly string[], window: Window): ById<Page<ReadMention>>;
	/** What the police answered, of those people about whom they were asked. `source`: the source that answers. */
	clearances(source: string, personIds: readonly string[]): ById<people.ClearanceRow>;
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

/** A reader for one request (or one export) of a caller; its audit is written by whoever hands the answer out. */
export function createReader(store: Store, caller: Caller, clock: Clock = systemClock): Reader {
	return readerOf(store, caller, { clock, audit: createAuditTrail(store.db, caller, clock), mostRows: Number.POSITIVE_INFINITY });
}

/** What bounds the reads of a request. */
export interface ReadBounds {
	readonly clock: Clock;
	/** Ends reads that are under way, down to the statement; its reason is what they reject with. The audit is written all the same. */
	readonly signal: AbortSignal;
	/** Rows that may be read in all. */
	readonly mostRows: number;
}

/** A reader whose reads end with the request. They throw HubError LIMIT_EXCEEDED once they gave more rows than allowed. */
export function createBoundedReader(store: Store, caller: Caller, { clock, signal, mostRows }: ReadBounds): Reader {
	return readerOf(withDeadline(store, signal), caller, { clock, audit: createAuditTrail(store.db, caller, clock), mostRows });
}

interface Bounds {
	readonly clock: Clock;
	readonly audit: AuditTrail;
	readonly mostRows: number;
}

function readerOf(store: Store, caller: Caller, { clock, audit, mostRows }: Bounds): Reader {
	const rights = rightsOf(caller);
	const vault = createVault(caller, audit);
	const scope = { divisions: caller.divisions, sources: caller.sources, policeFlags: rights.has('policeFlag:read') };
	const door = { store, caller, scope, audit, vault };
	const counted = counting(audit, mostRows);
	const grounds = createGrounds(caller, audit);
	return {
		caller,
		scopeKey: scopeKeyOf(caller),
		audit,
		can: (action) => rights.has(action),
		assertMayFilter: (kind, where) => noteFilter(caller, audit, kind, where),
		canRead: (kind) => rights.has(actionOfKind(kind)),
		get actions() {
			return [...rights];
		},
		reveal: vault.reveal,
		holds: vault.holds,
		personOf: vault.personOf,
		identityHint: vault.identityHint,
		personName: vault.personName,
		evidenceValue: vault.evidenceValue,
		closeFinding: vault.closeFinding,
		closeLive(record: IntakeRecord, organisationId: string) {
			assertCan(caller, 'live:ask');
			return vault.closeLive(record, organisationId);
		},
		...counted(organisationReads(door)),
		...counted(writtenReads(door)),
		...counted(recordReads(door)),
		...counted(personReads(door)),
		...counted(flagReads(door)),
		...counted(otherReads(door)),
		...counted(auditReads(door)),
		...counted(listCounts(door)),
		...counted(reviewReads({ ...door, grounds }, clock)),
		reviewGrounds: grounds.reviewGrounds,
		...reviewMoves(door, clock),
		...counted(overviews(door)),
		...counted(dossierReads(door)),
		hiddenEvents: () => hiddenEvents(caller),
		...dossiers(door, clock),
		...hubLists(door, clock),
		...counted(measureReads(door)),
		...counted(networks(door)),
		...matchDecisions(door, clock),
		...matchWeighing(door),
	};
}

type Reads<Name extends keyof Reader> = Pick<Reader, Name>;

function organisationReads({
	store: { db },
	caller,
	scope,
	audit,
	vault,
}: ReaderDoor): Reads<
	'organisations' | 'organisationsByCreditCodes' | 'organisationPage' | 'organisationTree' | 'countOrganisations' | 'successions'
> {
	const allow = (conditions: organisations.OrganisationConditions) => noteConditions(caller, audit, conditions);
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
		async organisationTree(query, asked) {
			allow(query.conditions);
			const relations = readableRelations(caller, asked);
			const tree = await organisations.organisationTree(db, scope, { ...query, relations });
			return { ...tree, relations, related: tree.related.map((found) => found.map((one) => closeRelation(vault, one))) };
		},
		async countOrganisations(conditions) {
			allow(conditions);
			return organisations.countOrganisations(db, scope, conditions);
		},
		async successions(side, organisationIds, window) {
			assertCan(caller, 'organisation:read');
			return successionsOf(db, scope, { side, organisationIds, window });
		},
	};
}

function recordReads({
	store: { db },
	caller,
	scope,
	audit,
	vault,
}: ReaderDoor): Reads<'records' | 'registrations' | 'recordsByRefs' | 'matches' | 'mentions'> {
	return {
		async records(query) {
			assertCan(caller, actionOfKind(query.kind));
			if (query.where != null) noteFilter(caller, audit, query.kind, query.where);
			return mapPages(await records.recordsOfOrganisations(db, scope, query), vault.close);
		},
		async registrations(organisationIds, knownOn) {
			assertCan(caller, actionOfKind('registration'));
			const found = await records.registrationOfOrganisations(db, scope, organisationIds, knownOn);
			return new Map([...found].map(([id, record]) => [id, vault.close(record)]));
		},
		async recordsByRefs(refs, knownOn) {
			const found = await records.recordsByRefs(db, scope, refs, knownOn);
			return found.filter((record) => can(caller, actionOfKind(record.kind))).map(vault.close);
		},
		matches: (rids) => records.matchesOfRecords(db, rids),
		async mentions(rids) {
			return can(caller, 'person:read') ? records.mentionsOfRecords(db, rids) : new Map();
		},
	};
}

function personReads({
	store: { db },
	caller,
	scope,
	audit,
	vault,
}: ReaderDoor): Reads<'people' | 'peopleOfOrganisations' | 'mentionsOfPeople' | 'clearances'> {
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
		async clearances(source, personIds) {
			assertCan(caller, 'clearance:read');
			if (scope.sources !== null && !scope.sources.includes(source)) return new Map();
			const found = await people.clearancesOfPeople(db, scope, personIds);
			for (const id of found.keys()) audit.note('clearance:read', id);
			return found;
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

function flagReads({
	store: { db },
	caller,
	scope,
	vault,
}: ReaderDoor): Reads<'flags' | 'flagsOfOrganisations' | 'flagPage' | 'countFlags'> {
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

function otherReads({ store: { db }, caller, scope }: ReaderDoor): Reads<'search' | 'sourceTables' | 'setAside' | 'lastFinishedRun'> {
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
