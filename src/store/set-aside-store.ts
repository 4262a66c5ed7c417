/**
 * Rows of a source that could not be used, kept so that the agency can be told. Written with the page they came in;
 * a row that the source has mended since is dropped when its record arrives.
 */
import type pg from 'pg';
import type { SetAsideRow } from '#core/records.ts';
import type { PageContext } from './records/page-plan.ts';
import { jsonText } from './records/prepare.ts';

/** Keeps a page's rows that were set aside and returns how many count: those that another run of the day kept do not. */
export async function keepSetAside(client: pg.ClientBase, context: PageContext, rows: readonly SetAsideRow[]): Promise<number> {
	if (rows.length === 0) return 0;
	const counted = await countedBefore(client, context, rows);
	const distinct = [...new Map(rows.map((row) => [`${row.position}\n${row.sha256}`, row])).values()];
	if (context.period === null) await dropMended(client, context, distinct);
	await client.query(KEEP, [
		context.source,
		context.recordType,
		distinct.map((row) => row.position),
		distinct.map((row) => row.recordKey),
		distinct.map((row) => row.sha256),
		distinct.map((row) => row.reason),
		distinct.map((row) => row.message),
		distinct.map((row) => (row.masked === null ? null : jsonText(row.masked))),
		context.asOf,
		context.period,
		context.reading,
	]);
	return rows.length - counted;
}

async function countedBefore(client: pg.ClientBase, context: PageContext, rows: readonly SetAsideRow[]): Promise<number> {
	if (!context.readBefore) return 0;
	const { rows: found } = await client.query<{ n: number }>(
		`/* set aside: counted by the day's run before */ select count(*)::int as n from unnest($3::text[], $4::text[]) as k(position, sha256)
		join set_aside s using (position, sha256) where s.source = $1 and s.record_type = $2 and s.last_seen = $5 and s.reading < $6::bigint`,
		[context.source, context.recordType, rows.map((row) => row.position), rows.map((row) => row.sha256), context.asOf, context.readingFrom],
	);
	return found[0]?.n ?? 0;
}

const KEEP = `/* set aside: keep */
	insert into set_aside (source, record_type, position, record_key, sha256, reason, message, masked, first_seen, last_seen, period, reading)
	select $1, $2, k.position, k.record_key, k.sha256, k.reason, k.message, k.masked, $9, $9, $10, $11
	from unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::jsonb[]) as k(position, record_key, sha256, reason, message, masked)
	on conflict (source, record_type, position, sha256) do update set record_key = excluded.record_key, reason = excluded.reason,
		message = excluded.message, masked = excluded.masked, last_seen = excluded.last_seen, period = excluded.period, reading = excluded.reading`;

/** A database row that is broken in another way than before stands once, as it is now. */
async function dropMended(client: pg.ClientBase, context: PageContext, rows: readonly SetAsideRow[]): Promise<void> {
	const keyed = rows.filter((row) => row.recordKey !== '');
	await client.query(
		`/* set aside: broken anew */ delete from set_aside s using unnest($3::text[]) as k(record_key)
		where s.source = $1 and s.record_type = $2 and s.record_key = k.record_key and s.sha256 <> all($4::text[])`,
		[context.source, context.recordType, keyed.map((row) => row.recordKey), keyed.map((row) => row.sha256)],
	);
}

/** Drops rows of a database that were set aside under a key whose record has arrived now. Keys as a list, or as an array of PostgreSQL in text. */
export async function dropArrived(client: pg.ClientBase, context: PageContext, recordKeys: readonly string[] | string): Promise<void> {
	if (context.period !== null || recordKeys.length === 0) return;
	await client.query(
		`/* set aside: arrived */ delete from set_aside where source = $1 and record_type = $2 and period is null and record_key = any($3::text[])`,
		[context.source, context.recordType, recordKeys],
	);
}
