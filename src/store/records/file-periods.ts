/**
 * Files speak for a day. When a file is through, what the day's file before gave and this one does not is settled: a full
 * file ends it, a corrected day's file takes it back to what earlier days said. Runs inside a transaction of the caller.
 */
import type pg from 'pg';
import type { Day } from '#core/days.ts';
import { HubError } from '#core/errors.ts';
import type { Kind } from '#core/kinds.ts';
import type { IntakeRecord, PersonMention, RecordKey } from '#core/records.ts';
import { prepareRecord } from './prepare.ts';
import type { WriteContext } from './write-records.ts';
import { rewriteRecords } from './write-records.ts';

/** A table of a source. */
export interface TableRef {
	readonly source: string;
	readonly recordType: string;
}

/** An entry of the mapping that reads files. Two entries can give two kinds under one record type. */
export interface FileTable extends TableRef {
	/** Name under which the progress of the read is kept; see core/mapping.ts `readingName`. */
	readonly reading: string;
	readonly kind: Kind;
}

/** The reading of one day's file. */
export interface FileReading {
	readonly period: Day;
	/** Number that every row of this reading bears. */
	readonly reading: string;
	/** The day had been read before: this file is a correction. */
	readonly reread: boolean;
	readonly replaces: boolean;
}

/** Begins the reading of a day's file; the one that is open is not begun again (see `findOpenReading`). */
export async function openFileReading(client: pg.ClientBase, table: FileTable, period: Day, replaces: boolean): Promise<FileReading> {
	const { rows } = await client.query<FileReading>(OPEN_READING, [table.source, table.reading, period, replaces]);
	return rows[0] as FileReading;
}

const OPEN_READING = `/* files: open reading */
	insert into file_period (source, record_type, period, reading, open, reread, replaces)
	values ($1, $2, $3, nextval('reading_no'), true, false, $4)
	on conflict (source, record_type, period) do update set
		reading = excluded.reading, open = true, reread = true, replaces = excluded.replaces
	returning period, reading, reread, replaces`;

/** The reading that an earlier read left open; null: none. */
export async function findOpenReading(client: pg.ClientBase, table: FileTable): Promise<FileReading | null> {
	const { rows } = await client.query<FileReading>(
		`/* files: find open */ select period, reading, reread, replaces from file_period
		where source = $1 and record_type = $2 and open order by period desc limit 1`,
		[table.source, table.reading],
	);
	return rows[0] ?? null;
}

/** What settling a file did. */
export interface Settled {
	readonly ended: number;
	/** Records that a correction took back to an earlier day's content. */
	readonly restored: number;
	/** Records that a correction withdrew: no other day gave them. */
	readonly withdrawn: number;
}

/** Settling a file in which far too little stands. */
export interface ShrinkGuard {
	readonly acceptShrink: boolean;
}

/** A full file may end up to this share of a table: lower stops honest clean-ups, higher lets a half-written file end a register. */
const LARGEST_SHARE_ENDED = 0.5;
/** Tables with fewer ended rows than this are not guarded: small lists do halve. */
const SMALLEST_GUARDED = 20;

/**
 * Settles a file whose rows have all been read, and closes its reading.
 * @throws HubError SOURCE_MALFORMED when a full file would end more than half of what the table holds.
 */
export async function settleFile(
	client: pg.ClientBase,
	table: FileTable,
	file: FileReading,
	options: { asOf: Day } & ShrinkGuard,
): Promise<Settled> {
	let settled: Settled = { ended: 0, restored: 0, withdrawn: 0 };
	if (file.replaces) settled = { ...settled, ended: await endMissing(client, table, file, options) };
	else if (file.reread) settled = await takeBackMissing(client, table, file, options.asOf);
	if (file.replaces || file.reread) {
		await client.query(DROP_SET_ASIDE, [table.source, table.recordType, file.period, file.reading, file.replaces]);
	}
	await closeReading(client, table, file.period);
	return settled;
}

/** Closes a reading without settling it: a later file has come. */
export async function closeReading(client: pg.ClientBase, table: FileTable, period: Day): Promise<void> {
	await client.query(`/* files: close */ update file_period set open = false where source = $1 and record_type = $2 and period = $3`, [
		table.source,
		table.reading,
		period,
	]);
}

const DROP_SET_ASIDE = `/* files: drop rows set aside of the file before */
	delete from set_aside where source = $1 and record_type = $2 and reading <> $4 and (period = $3 or ($5 and period < $3))`;

const MISSING = `source = $1 and record_type = $2 and ended_on is null and reading <> $4 and kind = $5`;

async function endMissing(
	client: pg.ClientBase,
	table: FileTable,
	file: FileReading,
	options: { asOf: Day } & ShrinkGuard,
): Promise<number> {
	const { rows } = await client.query<{ held: number; missing: number }>(
		`/* files: count missing */ select count(*)::int as held, (count(*) filter (where period <= $3 and reading <> $4))::int as missing
		from record where source = $1 and record_type = $2 and ended_on is null and kind = $5`,
		[table.source, table.recordType, file.period, file.reading, table.kind],
	);
	const { held = 0, missing = 0 } = rows[0] ?? {};
	if (missing >= SMALLEST_GUARDED && missing > held * LARGEST_SHARE_ENDED && !options.acceptShrink) {
		throw new HubError(
			'SOURCE_MALFORMED',
			`The full file of ${table.source}/${table.recordType} for ${file.period} lacks ${missing} of ${held} records, so none was ended. ` +
				'Have the agency deliver it again, or set acceptShrink in the options of the connector if it is right.',
			{ source: table.source },
		);
	}
	if (missing === 0) return 0;
	const { rowCount } = await client.query(
		// A record that only this day's file before its correction gave never held: ended_on is then its own day.
		`/* files: end missing */ update record r set changed_on = $6,
			ended_on = case when r.body_from = $3 and not exists (select from record_history h where h.rid = r.rid) then $3::date
				else greatest($3::date, r.as_of + 1) end
		where ${MISSING} and period <= $3`,
		[table.source, table.recordType, file.period, file.reading, table.kind, options.asOf],
	);
	return rowCount ?? 0;
}

interface Earlier {
	readonly rid: string;
	readonly record_key: string;
	readonly kind: IntakeRecord['kind'];
	readonly known_from: Day | null;
	readonly body: IntakeRecord['body'];
	readonly content_hash: string;
	readonly matter: {
		readonly stamp: string | null;
		readonly faults: IntakeRecord['faults'];
		readonly keys: readonly RecordKey[];
		readonly people: readonly PersonMention[];
	} | null;
}

/** Takes back what a day's file gave before it was corrected and gives no longer. */
async function takeBackMissing(client: pg.ClientBase, table: FileTable, file: FileReading, asOf: Day): Promise<Settled> {
	const place = [table.source, table.recordType, file.period, file.reading, table.kind];
	// Given by an earlier day with the same content: it speaks for that day again.
	await client.query(
		`/* files: step back */ update record set as_of = body_from, period = body_from where ${MISSING} and period = $3 and body_from < $3`,
		place,
	);
	const { rows } = await client.query<Earlier>(EARLIER, place);
	const restorable = rows.filter((row) => row.matter !== null);
	await restore(client, table, { asOf, reading: file.reading, rows: restorable });
	const withdrawn = rows.filter((row) => row.matter === null).map((row) => row.rid);
	await client.query('/* files: withdraw */ update record set ended_on = $2, changed_on = $3 where rid = any($1::bigint[])', [
		withdrawn,
		file.period,
		asOf,
	]);
	return { ended: 0, restored: restorable.length, withdrawn: withdrawn.length };
}

const EARLIER = `/* files: earlier content */
	select r.rid, r.record_key, r.kind, h.known_from, h.body, h.content_hash, h.matter
	from record r left join lateral (
		select * from record_history where rid = r.rid and known_from < $3 and known_until > known_from and matter is not null
		order by known_from desc, content_hash limit 1) h on true
	where r.source = $1 and r.record_type = $2 and r.period = $3 and r.ended_on is null and r.reading <> $4 and r.kind = $5
	order by r.record_key`;

async function restore(
	client: pg.ClientBase,
	table: TableRef,
	what: { asOf: Day; reading: string; rows: readonly Earlier[] },
): Promise<void> {
	for (const row of what.rows) {
		if (row.matter === null || row.known_from === null) continue;
		const record: IntakeRecord = {
			source: table.source,
			recordType: table.recordType,
			recordKey: row.record_key,
			kind: row.kind,
			body: row.body,
			contentHash: row.content_hash,
			asOf: row.known_from,
			...row.matter,
		};
		const context: WriteContext = { asOf: what.asOf, period: row.known_from, reading: what.reading };
		await rewriteRecords(client, context, [{ rid: row.rid, record: prepareRecord(record), reappears: false }]);
		await client.query('/* files: used history */ delete from record_history where rid = $1 and known_from = $2 and content_hash = $3', [
			row.rid,
			row.known_from,
			row.content_hash,
		]);
	}
}
