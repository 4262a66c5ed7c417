/**
 * The Reader: the only door to the store for loaders, services and exports. Built from who asks and why; it adds the row scope to
 * every read, masks what leaves, and notes in the audit what was shown of people. Holds no SQL.
 */
import { type Clock, systemClock } from '#core/days.ts';
import type { Kind } from '#core/kinds.ts';
import type { RecordFilter } from '#core/organisation-filter.ts';
import type { IntakeRecord } from '#core/records.ts';
import type { Store } from '#store/database.ts';
import { withDeadline } from '#store/deadline.ts';
import { type Action, actionOfKind, assertCan, rightsOf } from './actions.ts';
import { type AuditTrail, createAuditTrail } from './audit.ts';
import { type AuditReads, auditReads } from './audit-reads.ts';
import { type Caller, scopeKeyOf } from './caller.ts';
import { counting } from './count-rows.ts';
import { type ListCounts, listCounts } from './counts.ts';
import type { ReaderDoor } from './door.ts';
import { type DossierReads, dossierReads, hiddenEvents } from './dossier-reads.ts';
import { type Dossiers, dossiers } from './dossiers.ts';
import { noteFilter } from './filter-rights.ts';
import { type FlagReads, flagReads } from './flag-reads.ts';
import { type HubLists, hubLists } from './hub-lists.ts';
import { type MatchDecisions, matchDecisions } from './match-decisions.ts';
import { type MatchWeighing, matchWeighing } from './match-weighing.ts';
import { type Measures, measureReads } from './measures.ts';
import { type Networks, networks } from './network.ts';
import { type OrganisationReads, organisationReads } from './organisation-reads.ts';
import { type Overviews, overviews } from './overviews.ts';
import { type PersonReads, personReads } from './person-reads.ts';
import { createVault, type Vault } from './read-record.ts';
import { type RecordReads, recordReads } from './record-reads.ts';
import { createGrounds, type ReviewMoves, type ReviewReads, reviewMoves, reviewReads } from './reviews.ts';
import { type SearchReads, searchReads } from './search-reads.ts';
import { type SourceReads, sourceReads } from './source-reads.ts';
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
export type { GivenTie, HeldMention, PersonTies, WeighedPair } from './match-weighing.ts';
export type { ReadMeasure } from './measures.ts';
export type { ReadNetwork } from './network.ts';
export type { ReadMention } from './person-reads.ts';
export type { ReadEvidence, ReadFlag, ReadPerson, ReadRecord } from './read-record.ts';
export type { ReadRelation, ReadTree } from './read-relations.ts';
export type { ReadMatch } from './record-reads.ts';
export type * from './reviews.ts';
export type { ReadText } from './written-reads.ts';

/**
 * Reads by lists of ids answer with a map that has no entry for what is unknown or outside the scope. A read that the caller's role
 * or purpose does not allow throws HubError ACCESS_DENIED; one that finds nothing is empty.
 */
export interface Reader
	extends Pick<Vault, 'reveal' | 'holds' | 'personOf' | 'identityHint' | 'personName' | 'evidenceValue' | 'closeFinding' | 'closeLive'>,
		AuditReads,
		DossierReads,
		Dossiers,
		FlagReads,
		HubLists,
		ListCounts,
		MatchDecisions,
		MatchWeighing,
		Measures,
		Networks,
		OrganisationReads,
		Overviews,
		PersonReads,
		RecordReads,
		ReviewMoves,
		ReviewReads,
		SearchReads,
		SourceReads,
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
		canRead: (kind) => rights.has(actionOfKind(kind)),
		assertMayFilter: (kind, where) => noteFilter(caller, audit, kind, where),
		get actions() {
			return [...rights];
		},
		hiddenEvents: () => hiddenEvents(caller),
		reviewGrounds: grounds.reviewGrounds,
		...openings(door),
		...countedReads(door, counted),
		...counted(reviewReads({ ...door, grounds }, clock)),
		...reviewMoves(door, clock),
		...dossiers(door, clock),
		...hubLists(door, clock),
		...matchDecisions(door, clock),
		...matchWeighing(door),
	};
}

/** What opens of the vault; the rest of it is for the reads that fill it. */
function openings({ caller, vault }: ReaderDoor) {
	const { reveal, holds, personOf, identityHint, personName, evidenceValue, closeFinding } = vault;
	const closeLive = (record: IntakeRecord, organisationId: string) => {
		assertCan(caller, 'live:ask');
		return vault.closeLive(record, organisationId);
	};
	return { reveal, holds, personOf, identityHint, personName, evidenceValue, closeFinding, closeLive };
}

function countedReads(door: ReaderDoor, counted: ReturnType<typeof counting>) {
	return {
		...counted(organisationReads(door)),
		...counted(writtenReads(door)),
		...counted(recordReads(door)),
		...counted(personReads(door)),
		...counted(flagReads(door)),
		...counted(searchReads(door)),
		...counted(sourceReads(door)),
		...counted(auditReads(door)),
		...counted(listCounts(door)),
		...counted(overviews(door)),
		...counted(dossierReads(door)),
		...counted(measureReads(door)),
		...counted(networks(door)),
	};
}
