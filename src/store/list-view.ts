/** Reads entries of the hub's own lists: for readers within their scope, and for dossiers as records beside those of the sources. */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Day } from '#core/days.ts';
import type { PersonRecord } from '#core/dossier.ts';
import { type BanScope, HUB_LIST_TYPE, HUB_SOURCE, type HubListEntry } from '#core/hub-lists.ts';
import type { StoredRecord } from '#core/records.ts';
import type { Database } from './database.ts';
import { type Page, toPage, type Window } from './page.ts';
import { visiblePerson } from './person-view.ts';
import { inDivisions, type RowScope } from './row-scope.ts';

/** Conditions on entries; all that are given must hold. */
export interface ListConditions {
	readonly listIds?: readonly string[] | null;
	readonly list?: 'WHITE' | 'BLACK' | null;
	readonly organisationId?: string | null;
	readonly personId?: string | null;
	/** Covers one of these. */
	readonly scopes?: readonly BanScope[] | null;
	/** In force on this day. */
	readonly standingOn?: Day | null;
}

/** Which entries are seen: `people` false leaves out those about people. */
export type ListScope = RowScope & { readonly people: boolean };

const instant = (column: string) => sql`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const COLUMNS = sql`e.entry_id as "listId", e.list, coalesce(o.merged_into, e.organisation_id) as "organisationId", e.person_id as "personId", e.scopes, e.reason,
	e.from_on as "from", e.to_on as "to", e.entered_by as "enteredBy", ${instant('e.entered_at')} as "enteredAt", ${instant('e.ended_at')} as "endedAt",
	e.ended_by as "endedBy", e.ended_reason as "endedReason"`;
const TABLES = sql`hub_list_entry e left join organisation o on o.organisation_id = e.organisation_id
	left join organisation g on g.organisation_id = coalesce(o.merged_into, e.organisation_id)
	left join person p on p.person_id = e.person_id`;

function seen(scope: ListScope, wanted: ListConditions): RawBuilder<SqlBool> {
	const people = scope.people ? sql`(e.person_id is not null and ${visiblePerson(scope)})` : sql`false`;
	const day = wanted.standingOn;
	const conditions = [
		sql<SqlBool>`((e.organisation_id is not null and ${inDivisions(scope.divisions, 'g.division_code')}) or ${people})`,
		...(wanted.listIds == null ? [] : [sql<SqlBool>`e.entry_id = any(${[...wanted.listIds]}::text[])`]),
		...(wanted.list == null ? [] : [sql<SqlBool>`e.list = ${wanted.list}`]),
		...(wanted.organisationId == null ? [] : [sql<SqlBool>`g.organisation_id = ${wanted.organisationId}`]),
		...(wanted.personId == null ? [] : [sql<SqlBool>`e.person_id = ${wanted.personId}`]),
		...(wanted.scopes == null ? [] : [sql<SqlBool>`e.scopes && ${[...wanted.scopes]}::text[]`]),
		...(day == null
			? []
			: [sql<SqlBool>`e.from_on <= ${day} and coalesce(e.to_on, ${day}) >= ${day} and coalesce(e.ended_at::date, ${day}) >= ${day}`]),
	];
	return sql`${sql.join(conditions, sql` and `)}`;
}

/** A page of entries, by id. */
export async function listEntryPage(
	db: Database,
	scope: ListScope,
	query: { readonly conditions: ListConditions; readonly window: Window },
): Promise<Page<HubListEntry>> {
	const { after, first } = query.window;
	const beyond = after === null ? sql`true` : sql`e.entry_id > ${after[0] ?? ''}`;
	const { rows } = await sql<HubListEntry>`/* listEntryPage */
		select ${COLUMNS} from ${TABLES} where ${seen(scope, query.conditions)} and ${beyond} order by e.entry_id limit ${first + 1}`.execute(
		db,
	);
	return toPage(rows, first, (row) => [row.listId]);
}

/** How many entries the conditions find. */
export async function countListEntries(db: Database, scope: ListScope, wanted: ListConditions): Promise<number> {
	const { rows } = await sql<{ count: string }>`/* countListEntries */ select count(*) from ${TABLES} where ${seen(scope, wanted)}`.execute(
		db,
	);
	return Number(rows[0]?.count);
}

/** Entries as dossiers have them. */
export interface DossierLists {
	readonly ofOrganisations: ReadonlyMap<string, readonly StoredRecord<'listEntry'>[]>;
	readonly ofPeople: ReadonlyMap<string, readonly PersonRecord<'personListEntry'>[]>;
}

interface Row {
	readonly about: string;
	readonly person: boolean;
	readonly listId: string;
	readonly list: 'WHITE' | 'BLACK';
	readonly scopes: BanScope[];
	readonly reason: string;
	readonly from: Day;
	readonly to: Day | null;
	readonly enteredOn: Day;
}

/** Entries about organisations and people, as records of the source "hub"; one that was ended runs to the day on which it was. */
export async function readDossierLists(
	db: Database,
	organisationIds: readonly string[],
	personIds: readonly string[],
): Promise<DossierLists> {
	const { rows } = await sql<Row>`/* dossiers: the hub's lists */
		select about, person, e.entry_id as "listId", e.list, e.scopes, e.reason, e.from_on as "from", least(e.to_on, e.ended_at::date) as "to",
			e.entered_at::date as "enteredOn"
		from (
			select coalesce(o.merged_into, h.organisation_id) as about, false as person, h.* from hub_list_entry h
			join organisation o on o.organisation_id = h.organisation_id where coalesce(o.merged_into, h.organisation_id) = any(${[...organisationIds]}::text[])
			union all
			select coalesce(p.merged_into, h.person_id), true, h.* from hub_list_entry h
			join person p on p.person_id = h.person_id where coalesce(p.merged_into, h.person_id) = any(${[...personIds]}::text[])) e
		order by about, e.entry_id`.execute(db);
	const about = Map.groupBy(rows, ({ person }) => person);
	return {
		ofOrganisations: grouped(about.get(false) ?? [], (row) => ({
			...recordOf(row),
			kind: 'listEntry',
			organisationId: row.about,
			body: { list: row.list, name: null, creditCode: null, reason: row.reason, from: row.from, to: row.to },
		})),
		ofPeople: grouped(about.get(true) ?? [], (row) => ({
			certain: true,
			scopes: row.scopes,
			record: {
				...recordOf(row),
				kind: 'personListEntry',
				organisationId: null,
				body: { list: row.list, person: null, reason: row.reason, from: row.from, to: row.to },
			},
		})),
	};
}

function recordOf({
	listId,
	enteredOn,
}: Row): Pick<StoredRecord, 'rid' | 'source' | 'recordType' | 'recordKey' | 'faults' | 'asOf' | 'firstSeen' | 'endedOn'> {
	// No row of the store: such a record is read through the lists, never by number.
	return {
		rid: '',
		source: HUB_SOURCE,
		recordType: HUB_LIST_TYPE,
		recordKey: listId,
		faults: [],
		asOf: enteredOn,
		firstSeen: enteredOn,
		endedOn: null,
	};
}

function grouped<T>(rows: readonly Row[], shape: (row: Row) => T): ReadonlyMap<string, T[]> {
	return new Map([...Map.groupBy(rows, ({ about }) => about)].map(([id, list]) => [id, list.map(shape)]));
}
