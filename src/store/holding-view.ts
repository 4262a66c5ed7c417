/** Reads what a dossier has besides the organisation's own records: how many of each kind, sanctions in its rooms, and from which run a record comes. */
import { sql } from 'kysely';
import type { Day } from '#core/days.ts';
import { type Kind, REGISTRATION_KINDS } from '#core/kinds.ts';
import type { RecordRef, StoredRecord } from '#core/records.ts';
import type { Database } from './database.ts';
import { FACE_ORDER, knownRecords } from './known-view.ts';
import { type Page, toPages, type Window } from './page.ts';
import { type RecordRow, toRecord } from './record-row.ts';
import { inDivisions, inSources, type RowScope, visibleRecord } from './row-scope.ts';

/** Organisations, and the day whose knowledge is asked for; null: that of now. */
export interface HoldingQuery {
	readonly organisationIds: readonly string[];
	readonly knownOn: Day | null;
}

/** How many records of a kind the hub has of an organisation. */
export interface Holding {
	readonly kind: Kind;
	readonly records: number;
	/** The newest day for which one of them speaks. */
	readonly asOf: Day;
}

/** What the hub holds of each organisation, by kind; kinds of which it has nothing have no entry. */
export async function holdingsOf(
	db: Database,
	scope: RowScope,
	{ organisationIds, knownOn }: HoldingQuery,
): Promise<ReadonlyMap<string, readonly Holding[]>> {
	const { rows } = await sql<Holding & { parent: string }>`/* holdingsOf */
		select r.organisation_id as parent, r.kind, count(*)::int as records, max(r.as_of) as "asOf"
		from ${knownRecords(knownOn)} r join organisation o using (organisation_id)
		where r.organisation_id = any(${[...organisationIds]}::text[]) and ${inSources(scope.sources, 'r.source')} and ${inDivisions(scope.divisions, 'o.division_code')}
		group by 1, 2 order by 1, 2`.execute(db);
	return Map.groupBy(rows, ({ parent }) => parent);
}

/**
 * Inspections of others (or of nobody known) in a room in which each organisation is registered, that ended with a stop notice, a case,
 * seals or a ban, by record key; those that the reader sees. As in the dossiers that rules judge.
 */
export async function premisesOf(
	db: Database,
	scope: RowScope,
	{ organisationIds, knownOn, window }: HoldingQuery & { readonly window: Window },
): Promise<ReadonlyMap<string, Page<StoredRecord>>> {
	const [key, source, recordType] = window.after ?? [];
	const beyond =
		window.after === null ? sql`true` : sql`(t.record_key, t.source, t.record_type) > (${key ?? ''}, ${source ?? ''}, ${recordType ?? ''})`;
	const { rows } = await sql<RecordRow & { parent: string }>`/* premisesOf */
		select * from (select t.*, row_number() over (partition by t.parent order by t.record_key, t.source, t.record_type) as place
			from ${sanctions(scope, { organisationIds, knownOn })} t where ${beyond}) t
		where place <= ${window.first + 1} order by parent, place`.execute(db);
	return toPages(rows, window.first, { take: toRecord, keyOf: (record) => [record.recordKey, record.source, record.recordType] });
}

/** How many such inspections there are for each organisation; organisations without any have no entry. */
export async function countPremises(db: Database, scope: RowScope, query: HoldingQuery): Promise<ReadonlyMap<string, number>> {
	const { rows } = await sql<{ parent: string; entries: number }>`/* countPremises */
		select t.parent, count(*)::int as entries from ${sanctions(scope, query)} t group by 1`.execute(db);
	return new Map(rows.map(({ parent, entries }) => [parent, entries]));
}

function sanctions(scope: RowScope, { organisationIds, knownOn }: HoldingQuery) {
	return sql`(select distinct on (own.organisation_id, r.record_key, r.source, r.record_type) own.organisation_id as parent,
			r.rid::text as rid, r.source, r.record_type, r.record_key, r.kind, r.body, r.faults, r.as_of, r.first_seen, r.ended_on, r.organisation_id
		from ${knownRecords(knownOn)} own join organisation home on home.organisation_id = own.organisation_id
		join record_key k on k.rid = own.rid and k.feature = 'room' join record_key other on other.feature = 'room' and other.value = k.value
		join ${knownRecords(knownOn)} r on r.rid = other.rid and r.kind = 'inspection' and r.organisation_id is distinct from own.organisation_id
		left join organisation o on o.organisation_id = r.organisation_id
		where own.organisation_id = any(${[...organisationIds]}::text[]) and own.kind in ('registration', 'nonprofit')
			and r.body->>'outcome' in ('STOP_NOTICE', 'CASE', 'SEALED', 'BANNED') and ${visibleRecord(scope)}
			and ${inSources(scope.sources, 'own.source')} and ${inDivisions(scope.divisions, 'home.division_code')})`;
}

/** Records of these kinds of each organisation together, those first that speak for the newest day. */
export async function recordsOfKinds(
	db: Database,
	scope: RowScope,
	{ organisationIds, knownOn, kinds, window }: HoldingQuery & { readonly kinds: readonly Kind[]; readonly window: Window },
): Promise<ReadonlyMap<string, Page<StoredRecord>>> {
	const [asOf, key, source, recordType] = window.after ?? [];
	const order = sql`r.as_of desc, r.record_key, r.source, r.record_type`;
	const beyond =
		window.after === null
			? sql`true`
			: sql`(r.as_of <= ${asOf ?? ''}::date and (r.as_of < ${asOf ?? ''}::date or (r.record_key, r.source, r.record_type) > (${key ?? ''}, ${source ?? ''}, ${recordType ?? ''})))`;
	const { rows } = await sql<RecordRow & { parent: string }>`/* recordsOfKinds */
		select o.organisation_id as parent, r.* from organisation o cross join lateral (
			select r.rid::text as rid, r.source, r.record_type, r.record_key, r.kind, r.body, r.faults, r.as_of, r.first_seen, r.ended_on, r.organisation_id
			from ${knownRecords(knownOn)} r where r.organisation_id = o.organisation_id and r.kind = any(${[...kinds]}::text[])
				and ${inSources(scope.sources, 'r.source')} and ${beyond} order by ${order} limit ${window.first + 1}) r
		where o.organisation_id = any(${[...organisationIds]}::text[]) and ${inDivisions(scope.divisions, 'o.division_code')}
		order by o.organisation_id, ${order}`.execute(db);
	return toPages(rows, window.first, {
		take: toRecord,
		keyOf: (record) => [record.asOf, record.recordKey, record.source, record.recordType],
	});
}

/** Most records of one organisation that are asked what they say of it; one with more was matched by what a hundred share. */
const MOST_CLAIMS = 100;

/** The records by which agencies have each organisation registered, of these kinds, the one that it is shown by first. */
export async function standingRecordsOf(
	db: Database,
	scope: RowScope,
	{ organisationIds, knownOn, kinds }: HoldingQuery & { readonly kinds: readonly Kind[] },
): Promise<ReadonlyMap<string, readonly StoredRecord[]>> {
	const { rows } = await sql<RecordRow & { parent: string }>`/* standingRecordsOf */
		select o.organisation_id as parent, r.* from organisation o cross join lateral (
			select r.rid::text as rid, r.source, r.record_type, r.record_key, r.kind, r.body, r.faults, r.as_of, r.first_seen, r.ended_on, r.organisation_id,
				row_number() over (order by ${FACE_ORDER}) as place
			from ${knownRecords(knownOn)} r where r.organisation_id = o.organisation_id and r.kind = any(${[...kinds]}::text[])
				and (r.kind = any(${[...REGISTRATION_KINDS]}::text[]) or not o.registered) and ${inSources(scope.sources, 'r.source')}
			order by place limit ${MOST_CLAIMS}) r
		where o.organisation_id = any(${[...organisationIds]}::text[]) and ${inDivisions(scope.divisions, 'o.division_code')} order by 1, r.place`.execute(
		db,
	);
	const lists = Map.groupBy(rows, ({ parent }) => parent);
	return new Map([...lists].map(([id, list]) => [id, list.map(toRecord)]));
}

/** The run that brought what a record says. */
export interface RecordReading {
	readonly runId: string;
	readonly asOf: Day;
}

/** A record, and the names under which the progress of its table may be kept (core `readingName`). */
export interface ReadingOf extends RecordRef {
	readonly readings: readonly string[];
}

/** By "source/type/key" as JSON: in which run each record's row was last taken in; records of before such numbers have no entry. */
export async function readingsOf(db: Database, records: readonly ReadingOf[]): Promise<ReadonlyMap<string, RecordReading>> {
	const { rows } = await sql<RecordRef & RecordReading>`/* readingsOf */
		select q.source, q.record_type as "recordType", q.record_key as "recordKey", run.run_id as "runId", run.as_of as "asOf"
		from jsonb_to_recordset(${JSON.stringify(records.map(({ source, recordType, recordKey, readings }) => ({ source, record_type: recordType, record_key: recordKey, readings })))}::jsonb)
			q(source text, record_type text, record_key text, readings jsonb)
		join record r using (source, record_type, record_key)
		cross join lateral (select run_id, run.as_of from source_run s join run using (run_id)
			where s.source = q.source and q.readings ? s.record_type and s.reading_from > 0 and s.reading_from <= r.reading
			order by s.reading_from desc limit 1) run`.execute(db);
	return new Map(rows.map((row) => [JSON.stringify([row.source, row.recordType, row.recordKey]), { runId: row.runId, asOf: row.asOf }]));
}
