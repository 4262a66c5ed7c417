/**
 * Reads records for readers: of organisations, of people, by reference. One statement however many parents are asked for; each parent
 * gets its own page through a lateral limit. Every statement takes the reader's row scope.
 */
import { type RawBuilder, sql } from 'kysely';
import type { Day } from '#core/days.ts';
import type { Kind } from '#core/kinds.ts';
import type { RecordFilter } from '#core/organisation-filter.ts';
import type { Body, RecordRef, StoredRecord } from '#core/records.ts';
import type { Database } from './database.ts';
import { jsonAt } from './json-at.ts';
import { knownRecords } from './known-view.ts';
import { type Page, toLazyPage, toPages, type Window } from './page.ts';
import { readRows } from './ready.ts';
import { recordMatches } from './record-filter.ts';
import { type RecordRow, toRecord } from './record-row.ts';
import { inDivisions, inSources, type RowScope, visibleRecord } from './row-scope.ts';

/** Numbers as text, so that a row reads alike from the driver and out of JSON. */
const COLUMNS = sql`r.rid::text as rid, r.source, r.record_type, r.record_key, r.kind, r.body, r.faults, r.as_of, r.first_seen, r.ended_on, r.organisation_id`;
const BY_KEY = sql`r.record_key, r.source, r.record_type`;

function keyOfRecord(record: RecordRef): readonly string[] {
	return [record.recordKey, record.source, record.recordType];
}

function afterKey(window: Window): RawBuilder<unknown> {
	if (window.after === null) return sql`true`;
	const [recordKey, source, recordType] = window.after;
	return sql`(${BY_KEY}) > (${recordKey ?? ''}, ${source ?? ''}, ${recordType ?? ''})`;
}

/** Orders of an organisation's records. */
export type RecordOrder = 'KEY' | 'NEWEST';

const RECORD_ORDERS = {
	KEY: { by: BY_KEY, after: afterKey, keyOf: keyOfRecord },
	NEWEST: {
		by: sql`r.as_of desc, ${BY_KEY}`,
		after({ after }: Window) {
			if (after === null) return sql`true`;
			const [asOf, ...key] = after;
			return sql`(r.as_of <= ${asOf ?? ''}::date and (r.as_of < ${asOf ?? ''}::date or ${afterKey({ after: key, first: 0 })}))`;
		},
		keyOf: (record: StoredRecord) => [record.asOf, ...keyOfRecord(record)],
	},
} as const;

/** Which records of which organisations are asked for. */
export interface RecordQuery {
	readonly kind: Kind;
	readonly organisationIds: readonly string[];
	readonly order: RecordOrder;
	readonly window: Window;
	/** As the hub knew them on this day; absent: as it does now. */
	readonly knownOn?: Day | null;
	/** Conditions that each must meet; absent: all. */
	readonly where?: RecordFilter | null;
}

/** Fields of a body that are read; null: all of it. */
export type BodyFields = readonly string[] | null;

/** Records of one kind of one organisation. */
export type RecordsBelow = Pick<RecordQuery, 'kind' | 'order' | 'window' | 'knownOn' | 'where'>;

/** The records of one kind of the organisation `o` of the statement around it: those of the window and one more, in order. */
export function recordsBelow(scope: RowScope, { kind, order, window, knownOn, where }: RecordsBelow) {
	const { by, after } = RECORD_ORDERS[order];
	return sql<RecordRow>`select ${COLUMNS} from ${knownRecords(knownOn ?? null)} r
		where r.organisation_id = o.organisation_id and ${recordMatches(scope, kind, { filter: where ?? {}, r: 'r' })} and ${after(window)}
		order by ${by} limit ${window.first + 1}`;
}

/** The registration that stands for the organisation `o` of the statement around it. */
export function registrationBelow(scope: RowScope, knownOn: Day | null = null) {
	return sql<RecordRow>`select ${COLUMNS} from ${knownRecords(knownOn)} r
		where r.organisation_id = o.organisation_id and r.kind = 'registration' and ${inSources(scope.sources, 'r.source')}
		order by coalesce(r.body->>'creditCode' = o.credit_code, false) desc, r.ended_on nulls first, ${BY_KEY} limit 1`;
}

/** How rows of `recordsBelow` are ordered. */
export function recordOrder({ order }: RecordsBelow): RawBuilder<unknown> {
	return RECORD_ORDERS[order].by;
}

/** A row of `recordsBelow` or `registrationBelow` as a JSON list: what every record has, then the fields that are read, or its whole body. */
export function recordList(fields: BodyFields): RawBuilder<unknown> {
	const body = fields === null ? [sql`r.body`] : fields.map((field) => sql`r.body->${sql.lit(field)}`);
	return sql`json_build_array(r.rid, r.source, r.record_type, r.record_key, r.faults, r.as_of, r.first_seen, r.ended_on${sql.join([sql``, ...body], sql`, `)})`;
}

const COLUMN = {
	body: 'r.body',
	source: 'r.source',
	recordType: 'r.record_type',
	recordKey: 'r.record_key',
	asOf: 'r.as_of',
	firstSeen: 'r.first_seen',
	endedOn: 'r.ended_on',
} as const;

/** Where a row of `recordsBelow` or `registrationBelow` has a member. */
export function recordColumn([member = '', ...inside]: readonly string[]): RawBuilder<unknown> {
	return jsonAt(sql.ref(COLUMN[member as keyof typeof COLUMN]), inside);
}

/** A list of `recordList`. */
export type RecordList = readonly [string, string, string, string, StoredRecord['faults'], Day, Day, Day | null, ...unknown[]];
const BODY_AT = 8;

/** The record of a list; `of`: what the list leaves out. */
export function fromRecordList(
	list: RecordList,
	of: { readonly kind: Kind; readonly organisationId: string },
	fields: BodyFields,
): StoredRecord {
	const [rid, source, recordType, recordKey, faults, asOf, firstSeen, endedOn, whole] = list;
	let body = whole as Record<string, unknown>;
	if (fields !== null) {
		body = {};
		for (let at = 0; at < fields.length; at++) body[fields[at] as string] = list[BODY_AT + at];
	}
	const { kind, organisationId } = of;
	return { rid, source, recordType, recordKey, kind, body: body as Body<Kind>, faults, asOf, firstSeen, endedOn, organisationId };
}

/** A page of records from rows of `recordsBelow`. */
export function toRecordPage(records: readonly StoredRecord[], { order, window }: RecordsBelow): Page<StoredRecord> {
	return toLazyPage(records, window.first, RECORD_ORDERS[order].keyOf);
}

/** Records of one kind of each organisation, in order. Organisations outside the scope have no entry. */
export async function recordsOfOrganisations(
	db: Database,
	scope: RowScope,
	query: RecordQuery,
): Promise<ReadonlyMap<string, Page<StoredRecord>>> {
	const { by, keyOf } = RECORD_ORDERS[query.order];
	const { organisationIds, ...list } = query;
	const rows = await readRows(
		db,
		{ key: ['recordsOfOrganisations', scope, list], values: [organisationIds] },
		(ids) => sql<RecordRow & { parent: string }>`/* recordsOfOrganisations */
		select o.organisation_id as parent, r.* from organisation o cross join lateral (${recordsBelow(scope, list)}) r
		where o.organisation_id = any(${ids}::text[]) and ${inDivisions(scope.divisions, 'o.division_code')}
		order by o.organisation_id, ${by}`,
	);
	return toPages(rows, query.window.first, { take: toRecord, keyOf });
}

/**
 * The registration that stands for each organisation: the one under its own credit code, those still held first, then by key.
 * Organisations without one, or outside the scope, have no entry.
 */
export async function registrationOfOrganisations(
	db: Database,
	scope: RowScope,
	organisationIds: readonly string[],
	knownOn: Day | null = null,
): Promise<ReadonlyMap<string, StoredRecord>> {
	const rows = await readRows(
		db,
		{ key: ['registrationOfOrganisations', scope, knownOn], values: [organisationIds] },
		(ids) => sql<RecordRow & { parent: string }>`/* registrationOfOrganisations */
		select o.organisation_id as parent, r.* from organisation o cross join lateral (${registrationBelow(scope, knownOn)}) r
		where o.organisation_id = any(${ids}::text[]) and ${inDivisions(scope.divisions, 'o.division_code')}`,
	);
	return new Map(rows.map((row) => [row.parent, toRecord(row)]));
}

/** A record, and the person in it. */
export interface MentionRow {
	readonly record: StoredRecord;
	readonly slot: string;
	readonly personId: string | null;
	readonly certain: boolean;
}

/** Records of these kinds that name each person, by record key and slot. */
export async function mentionsOfPeople(
	db: Database,
	scope: RowScope,
	query: { readonly kinds: readonly Kind[]; readonly personIds: readonly string[]; readonly window: Window },
): Promise<ReadonlyMap<string, Page<MentionRow>>> {
	const { window } = query;
	const after =
		window.after === null
			? sql`true`
			: sql`(${BY_KEY}, m.slot) > (${window.after[0] ?? ''}, ${window.after[1] ?? ''}, ${window.after[2] ?? ''}, ${window.after[3] ?? ''})`;
	const { rows } = await sql<RecordRow & { parent: string; slot: string; certain: boolean }>`/* mentionsOfPeople */
		select p.person_id as parent, r.* from unnest(${[...query.personIds]}::text[]) p(person_id) cross join lateral (
			select ${COLUMNS}, m.slot, m.certain from person_mention m join record r using (rid) left join organisation o using (organisation_id)
			where m.person_id = p.person_id and r.kind = any(${[...query.kinds]}::text[]) and ${visibleRecord(scope)} and ${after}
			order by ${BY_KEY}, m.slot limit ${window.first + 1}) r
		order by p.person_id, ${BY_KEY}, r.slot`.execute(db);
	return toPages(rows, window.first, {
		take: (row): MentionRow => ({ record: toRecord(row), slot: row.slot, personId: row.parent, certain: row.certain }),
		keyOf: (mention) => [...keyOfRecord(mention.record), mention.slot],
	});
}

/** Who the people of these records are: per record number the mentions with their person. */
export async function mentionsOfRecords(
	db: Database,
	rids: readonly string[],
): Promise<ReadonlyMap<string, readonly { slot: string; personId: string | null; certain: boolean }[]>> {
	const rows = await readRows(
		db,
		{ key: ['mentionsOfRecords'], values: [rids] },
		(places) => sql<{ rid: string; slot: string; personId: string | null; certain: boolean }>`/* mentionsOfRecords */
		select rid, slot, person_id as "personId", certain from person_mention where rid = any(${places}::bigint[]) order by slot`,
	);
	return Map.groupBy(rows, (mention) => mention.rid);
}

/** Records by reference, those in the scope, in no particular order; as the hub knew them on a day, if one is given. */
export async function recordsByRefs(
	db: Database,
	scope: RowScope,
	refs: readonly RecordRef[],
	knownOn: Day | null = null,
): Promise<readonly StoredRecord[]> {
	const rows = await readRows(
		db,
		{
			key: ['recordsByRefs', scope, knownOn],
			values: [refs.map(({ source }) => source), refs.map(({ recordType }) => recordType), refs.map(({ recordKey }) => recordKey)],
		},
		(sources, types, keys) => sql<RecordRow>`/* recordsByRefs */
		select ${COLUMNS} from unnest(${sources}::text[], ${types}::text[], ${keys}::text[]) q(source, record_type, record_key)
		join ${knownRecords(knownOn)} r using (source, record_type, record_key) left join organisation o using (organisation_id)
		where ${visibleRecord(scope)}`,
	);
	return rows.map(toRecord);
}

/** Why records stand with their organisation, by record number; records joined by key alone have no entry. */
export async function matchesOfRecords(
	db: Database,
	rids: readonly string[],
): Promise<ReadonlyMap<string, { score: number; signals: readonly { signal: string; weight: number; detail?: string }[] }>> {
	const rows = await db
		.selectFrom('record_link')
		.select(['rid', 'score', 'signals'])
		.where('rid', '=', sql<string>`any(${[...rids]}::bigint[])`)
		.execute();
	return new Map(rows.map(({ rid, score, signals }) => [rid, { score, signals: signals as { signal: string; weight: number }[] }]));
}
