/**
 * Rows of a file for a day before the one that the store already speaks for. They change nothing of what holds now, but they say what was
 * known on their day: they go into the history, between what was known before and after. Runs inside the page's transaction.
 */
import type pg from 'pg';
import { copyTexts } from '#store/copy-text.ts';
import type { HeldRow, PageContext } from './page-plan.ts';
import type { PreparedMention, PreparedRecord } from './prepare.ts';

/** Keeps what late rows say of their days; a day that is known already is left as it is. */
export async function keepLateDays(client: pg.ClientBase, context: Pick<PageContext, 'reading'>, late: readonly HeldRow[]): Promise<void> {
	if (late.length === 0) return;
	const rids = late.map((row) => row.rid);
	const days = late.map((row) => row.record.asOf);
	const hashes = late.map((row) => row.record.contentHash);
	await client.query(BEGIN_EARLIER, [rids, days, hashes]);
	await client.query(PART_NOW, [rids, days, hashes, context.reading]);
	await client.query(END_BEFORE, [rids, days, hashes]);
	await client.query(KEEP, [
		rids,
		days,
		hashes,
		late.map((row) => row.record.body),
		late.map((row) => JSON.stringify(matterOf(row.record))),
	]);
}

// What holds now was known earlier than the store thought, and nothing else in between.
const BEGIN_EARLIER = `/* late days: begin earlier */
	update record r set body_from = k.day from unnest($1::bigint[], $2::date[], $3::text[]) as k(rid, day, hash)
	where r.rid = k.rid and r.content_hash = k.hash and r.body_from > k.day
		and not exists (select from record_history h where h.rid = k.rid and h.known_until > h.known_from and h.known_from >= k.day)`;

// What holds now was known before and after the day, but the day's file said something else: until the next full file, or the day for
// which the record was given last. Its first part becomes history.
const PART_NOW = `/* late days: part what holds now */
	with parted as (
		select r.rid, k.day, coalesce(least(r.as_of, (select min(p.period) from file_period own join file_period p using (source, record_type)
			where own.reading = $4 and p.replaces and p.period > k.day)), r.as_of) as again
		from unnest($1::bigint[], $2::date[], $3::text[]) as k(rid, day, hash) join record r using (rid)
		where r.content_hash <> k.hash and r.body_from < k.day and k.day < r.as_of),
	kept as (
		insert into record_history (rid, known_from, known_until, body, content_hash)
		select r.rid, r.body_from, p.day, r.body, r.content_hash from parted p join record r using (rid)
		on conflict (rid, known_from, content_hash) do update set known_until = greatest(record_history.known_until, excluded.known_until))
	update record r set body_from = p.again from parted p where r.rid = p.rid`;

const END_BEFORE = `/* late days: end what was known before */
	update record_history h set known_until = k.day from unnest($1::bigint[], $2::date[], $3::text[]) as k(rid, day, hash)
	where h.rid = k.rid and h.known_from < k.day and h.known_until > k.day and h.content_hash <> k.hash`;

const KEEP = `/* late days: keep */
	insert into record_history (rid, known_from, known_until, body, content_hash, matter)
	select k.rid, k.day, until, k.body, k.hash, k.matter
	from unnest($1::bigint[], $2::date[], $3::text[], $4::jsonb[], $5::jsonb[]) as k(rid, day, hash, body, matter) join record r using (rid),
		lateral (select least(r.body_from, (select min(h.known_from) from record_history h
			where h.rid = k.rid and h.known_from > k.day and h.known_until > h.known_from)) as until) next
	where r.body_from > k.day and not exists (
		select from record_history h where h.rid = k.rid and h.known_until > h.known_from
			and (h.known_from = k.day or (h.content_hash = k.hash and h.known_from <= k.day and h.known_until > k.day)))
	on conflict (rid, known_from, content_hash) do nothing`;

/** What the history keeps beside a body from a file (see write-records.ts). */
function matterOf(record: PreparedRecord) {
	const keys = record.keys === '' ? [] : record.keys.split('\n').map(copyTexts);
	return {
		stamp: record.stamp,
		faults: JSON.parse(record.faults) as unknown,
		keys: keys.map(([feature, value]) => ({ feature, value })),
		people: record.people.map(personOf),
	};
}

function personOf(mention: PreparedMention) {
	const [slot, exportKey, name, nameKey, masked, validNumber, phones] = copyTexts(mention.row);
	const tokens = mention.tokens === '' ? [] : mention.tokens.split('\n').map(copyTexts);
	return {
		slot,
		exportKey,
		name,
		nameKey,
		masked,
		validNumber: validNumber === 't',
		phones: Array.from((phones ?? '').matchAll(/"((?:[^"\\]|\\.)*)"/g), ([, item = '']) => item.replace(/\\(.)/g, '$1')),
		tokens: tokens.map(([kind, value]) => ({ kind, value })),
	};
}
