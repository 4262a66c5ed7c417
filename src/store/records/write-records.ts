/**
 * Writes what a page brought: new records by COPY with numbers drawn beforehand, changed ones set by set, the old body
 * into the history. One writer a table at a time (the run's lock); every function runs inside the page's transaction.
 */
import type pg from 'pg';
import type { TokenKind } from '#core/records.ts';
import { copyLines } from '#store/copy.ts';
import { copyLine } from '#store/copy-text.ts';
import type { HeldRow, PageContext } from './page-plan.ts';
import { type PreparedMention, type PreparedRecord, prepareMention } from './prepare.ts';

/** Members of the context that writing needs. */
export type WriteContext = Pick<PageContext, 'asOf' | 'period' | 'reading'>;

interface NumberedRecord {
	readonly rid: string;
	readonly record: PreparedRecord;
}

/** Targets of COPY: table and columns in the order of the lines. */
export const RECORD_COLUMNS = `record (rid, source, record_type, record_key, kind, body, faults, content_hash, stamp, division_code,
	as_of, first_seen, changed_on, body_from, period, reading)`;
export const MENTION_COLUMNS = 'person_mention (pid, rid, slot, export_key, name, name_key, masked, valid_number, phones)';
export const TOKEN_COLUMNS = 'person_token (pid, kind, value)';

/** Writes records that the store has never held. */
export async function insertRecords(client: pg.ClientBase, context: WriteContext, records: readonly PreparedRecord[]): Promise<void> {
	if (records.length === 0) return;
	const rids = await drawNumbers(client, 'record', 'rid', records.length);
	const rows = records.map((record, index) => ({ rid: rids[index] as string, record }));
	await copyLines(client, RECORD_COLUMNS, mapRows(rows, recordLine(context)));
	await writeKeys(client, rows);
	await writePeople(client, rows);
}

/** Gives stored records a new body; the old one goes into the history with the days for which it spoke. */
export async function rewriteRecords(client: pg.ClientBase, context: WriteContext, changed: readonly HeldRow[]): Promise<void> {
	if (changed.length === 0) return;
	const rids = changed.map((row) => row.rid);
	const days = changed.map((row) => row.record.asOf);
	await client.query(KEEP_HISTORY, [rids, days]);
	await client.query(REWRITE, [
		rids,
		changed.map((row) => row.record.body),
		changed.map((row) => row.record.faults),
		changed.map((row) => row.record.contentHash),
		changed.map((row) => row.record.stamp),
		changed.map((row) => row.record.divisionCode),
		days,
		context.asOf,
		context.period,
		context.reading,
	]);
	await client.query('/* records: drop keys */ delete from record_key where rid = any($1::bigint[])', [rids]);
	await writeKeys(client, changed);
	await replacePeople(client, changed);
}

/** Notes that stored records were given again with the same content. */
export async function confirmRecords(client: pg.ClientBase, context: WriteContext, confirmed: readonly HeldRow[]): Promise<void> {
	if (confirmed.length === 0) return;
	await client.query(CONFIRM, [
		confirmed.map((row) => row.rid),
		confirmed.map((row) => row.record.stamp),
		confirmed.map((row) => row.record.asOf),
		confirmed.map((row) => row.reappears),
		context.asOf,
		context.period,
		context.reading,
	]);
}

// A body that came from a file keeps its keys and people beside it: the file may be corrected (file-periods.ts).
const KEEP_HISTORY = `/* records: history */
	insert into record_history (rid, known_from, known_until, body, content_hash, matter)
	select r.rid, coalesce(r.body_from, r.as_of), greatest(k.as_of, coalesce(r.body_from, r.as_of)), r.body, r.content_hash,
		case when r.period is not null then jsonb_build_object('stamp', r.stamp, 'faults', r.faults,
			'keys', (select coalesce(jsonb_agg(jsonb_build_object('feature', feature, 'value', value) order by feature, value), '[]') from record_key where rid = r.rid),
			'people', (select coalesce(jsonb_agg(jsonb_build_object('slot', m.slot, 'exportKey', m.export_key, 'name', m.name, 'nameKey', m.name_key,
				'masked', m.masked, 'validNumber', m.valid_number, 'phones', to_jsonb(m.phones), 'tokens', (
					select coalesce(jsonb_agg(jsonb_build_object('kind', t.kind, 'value', t.value) order by t.kind, t.value), '[]')
					from person_token t where t.pid = m.pid)) order by m.slot), '[]') from person_mention m where m.rid = r.rid)) end
	from unnest($1::bigint[], $2::date[]) as k(rid, as_of) join record r using (rid)
	on conflict (rid, known_from, content_hash) do update set known_until = greatest(record_history.known_until, excluded.known_until)`;

const REWRITE = `/* records: rewrite */
	update record r set body = k.body, faults = k.faults, content_hash = k.hash, stamp = k.stamp, division_code = k.division, as_of = k.as_of,
		body_from = k.as_of, changed_on = $8, ended_on = null, period = $9, reading = $10
	from unnest($1::bigint[], $2::jsonb[], $3::jsonb[], $4::text[], $5::text[], $6::text[], $7::date[]) as k(rid, body, faults, hash, stamp, division, as_of)
	where r.rid = k.rid`;

const CONFIRM = `/* records: confirm */
	update record r set stamp = k.stamp, as_of = k.as_of, period = $6, reading = $7,
		ended_on = case when k.reappears then null else r.ended_on end, changed_on = case when k.reappears then $5::date else r.changed_on end
	from unnest($1::bigint[], $2::text[], $3::date[], $4::boolean[]) as k(rid, stamp, as_of, reappears)
	where r.rid = k.rid`;

/** Lines of `RECORD_COLUMNS`. */
export function recordLine(context: WriteContext): (row: NumberedRecord) => string {
	return ({ rid, record }) =>
		copyLine([
			rid,
			record.source,
			record.recordType,
			record.recordKey,
			record.kind,
			record.body,
			record.faults,
			record.contentHash,
			record.stamp,
			record.divisionCode,
			record.asOf,
			context.asOf,
			context.asOf,
			record.asOf,
			context.period,
			context.reading,
		]);
}

async function writeKeys(client: pg.ClientBase, rows: readonly NumberedRecord[]): Promise<void> {
	const keyed = rows.filter(({ record }) => record.keys !== '');
	await copyLines(
		client,
		'record_key (rid, feature, value)',
		mapRows(keyed, ({ rid, record }) => numbered(rid, record.keys)),
	);
}

/** Lines of COPY, each with the number of the row they belong to before it. */
export function numbered(number: string, lines: string): string {
	return `${number}\t${lines.replaceAll('\n', `\n${number}\t`)}`;
}

interface NumberedMention {
	readonly pid: string;
	readonly rid: string;
	readonly mention: PreparedMention;
}

async function writePeople(client: pg.ClientBase, rows: readonly NumberedRecord[]): Promise<void> {
	const mentions = rows.flatMap(({ rid, record }) => record.people.map((mention) => ({ rid, mention })));
	if (mentions.length === 0) return;
	const pids = await drawNumbers(client, 'person_mention', 'pid', mentions.length);
	const people: NumberedMention[] = mentions.map((row, index) => ({ ...row, pid: pids[index] as string }));
	await copyLines(
		client,
		MENTION_COLUMNS,
		mapRows(people, ({ pid, rid, mention }) => `${pid}\t${rid}\t${mention.row}`),
	);
	const withTokens = people.filter(({ mention }) => mention.tokens !== '');
	await copyLines(
		client,
		TOKEN_COLUMNS,
		mapRows(withTokens, ({ pid, mention }) => numbered(pid, mention.tokens)),
	);
}

const HELD_PEOPLE = `/* records: people of changed records */
	select m.rid, m.pid, m.slot, m.export_key, m.name, m.name_key, m.masked, m.valid_number, m.phones, array(
		select t.kind || E'\\t' || t.value from person_token t where t.pid = m.pid) as tokens
	from person_mention m where m.rid = any($1::bigint[])`;

interface HeldPerson {
	readonly rid: string;
	readonly pid: string;
	readonly slot: string;
	readonly export_key: string;
	readonly name: string;
	readonly name_key: string;
	readonly masked: string | null;
	readonly valid_number: boolean;
	readonly phones: readonly string[];
	readonly tokens: readonly string[];
}

/** Replaces the people of changed records; one that is named as before keeps its row, and so the person it was found to be. */
async function replacePeople(client: pg.ClientBase, rows: readonly NumberedRecord[]): Promise<void> {
	const { rows: held } = await client.query<HeldPerson>(HELD_PEOPLE, [rows.map((row) => row.rid)]);
	const given = new Map<string, { rid: string; mention: PreparedMention }>();
	for (const { rid, record } of rows) for (const mention of record.people) given.set(mentionText(rid, mention), { rid, mention });
	const gone: string[] = [];
	for (const person of held) {
		if (!given.delete(heldText(person))) gone.push(person.pid);
	}
	if (gone.length > 0) {
		await client.query('/* records: drop tokens */ delete from person_token where pid = any($1::bigint[])', [gone]);
		await client.query('/* records: drop people */ delete from person_mention where pid = any($1::bigint[])', [gone]);
	}
	const fresh = new Set([...given.values()].map((row) => row.mention));
	await writePeople(
		client,
		rows.map(({ rid, record }) => ({ rid, record: { ...record, people: record.people.filter((mention) => fresh.has(mention)) } })),
	);
}

/** What tells a mention from the others, whichever row of the store holds it. */
function mentionText(rid: string, mention: PreparedMention): string {
	return `${rid}\n${mention.row}\n${mention.tokens}`;
}

function heldText(held: HeldPerson): string {
	const tokens = held.tokens.map((text) => ({ kind: text.split('\t')[0] as TokenKind, value: text.split('\t')[1] as string }));
	const mention = prepareMention({
		slot: held.slot,
		exportKey: held.export_key,
		name: held.name,
		nameKey: held.name_key,
		masked: held.masked,
		validNumber: held.valid_number,
		phones: held.phones,
		tokens,
	});
	return mentionText(held.rid, mention);
}

/** Draws numbers of an identity column, so that a record's keys can be copied without asking which number it got. */
export async function drawNumbers(client: pg.ClientBase, table: string, column: string, count: number): Promise<readonly string[]> {
	const { rows } = await client.query<{ n: string }>(
		// The sequence's name is looked up once, in a query of its own: beside `nextval` it would be for every number.
		'/* records: draw numbers */ select nextval((select pg_get_serial_sequence($1, $2)::regclass)) as n from generate_series(1, $3::int)',
		[table, column, count],
	);
	return rows.map((row) => row.n);
}

function* mapRows<T>(rows: readonly T[], toLines: (row: T) => string): Generator<string> {
	for (const row of rows) yield toLines(row);
}
