/**
 * What the last resolution left for this one (tables `match_…`). A full resolution makes it anew; another one takes the records that were
 * noted as new, changed or gone since (`touched`), and redoes what depends on them. Both go through the same statements, a full
 * one with everything touched, so that they end alike.
 */
import { createHash } from 'node:crypto';
import type pg from 'pg';
import { decidedBy, type MatchModel } from '#matching/match-model.ts';

/** How a resolution stands to the one before. */
export interface Memory {
	/** Nothing is kept: everything is resolved. */
	readonly full: boolean;
	/** Of the model, the code, the lexicon and the configuration. */
	readonly digest: string;
	/** The highest number of a record when the resolution began. */
	readonly lastRid: string;
}

/** Above this share of changed records a full resolution costs less: every change touches its neighbours as well. */
const MOST_TOUCHED = 0.2;

/** Notes are taken as they are read: one that comes while the resolution runs is the next one's. */
const NOTED = `/* memory: noted */ create temp table noted (rid bigint, organisation_id text collate "C")`;
const TAKE = '/* memory: take notes */ with taken as (delete from match_noted returning *) insert into noted select * from taken';

const TOUCHED = `/* memory: touched */ create temp table touched as
	select rid from noted union select rid from record where rid > (select last_rid from match_memory) and rid <= $1`;

/**
 * Finds what changed and builds `touched (rid)`: records that are new, changed or gone; empty in a full resolution, where it means nothing. And `noted (rid,
 * organisation_id)`: those that were there before, with their organisation then.
 * @param run `full` asks for a full one.
 */
export async function recall(client: pg.ClientBase, run: { runId: string; full: boolean; model: MatchModel }): Promise<Memory> {
	const digest = await digestOf(client, run);
	const { rows: kept } = await client.query<{ digest: string }>('/* memory: digest */ select digest from match_memory');
	const known = !run.full && kept[0]?.digest === digest;
	const { rows: last } = await client.query<{ rid: string }>(
		'/* memory: last record */ select coalesce(max(rid), 0)::text as rid from record',
	);
	const lastRid = last[0]?.rid ?? '0';
	await client.query(NOTED);
	await client.query(TAKE);
	await client.query(known ? TOUCHED : 'create temp table touched (rid bigint)', known ? [lastRid] : []);
	await client.query('create index on touched (rid)');
	await client.query('analyze touched');
	const full = !known || (await isTooMuch(client));
	if (full) await client.query('/* memory: forget */ truncate touched, match_memory, match_unit, match_choice, match_lender');
	return { full, digest, lastRid };
}

async function digestOf(client: pg.ClientBase, { runId, model }: { runId: string; model: MatchModel }): Promise<string> {
	const { rows } = await client.query<{ config: string }>(
		'/* memory: configuration */ select config_digest as config from run where run_id = $1',
		[runId],
	);
	return createHash('sha256')
		.update(JSON.stringify([...decidedBy(model), rows[0]?.config ?? '']))
		.digest('hex');
}

async function isTooMuch(client: pg.ClientBase): Promise<boolean> {
	const { rows } = await client.query<{ much: boolean }>(
		'/* memory: how much */ select (select count(*) from touched) > $1::float8 * (select records from match_memory) as much',
		[MOST_TOUCHED],
	);
	return rows[0]?.much !== false;
}

/** A table of memory: its rows, narrowed to records (`rid in (…)`), and the columns it is looked up by. */
export interface KeptTable {
	readonly table: string;
	readonly rows: (narrow: (rid: string) => string) => string;
	readonly indexes: readonly string[];
}

/** Makes a table of memory anew, or only the rows of the records in `scope (rid)`; keys that leave are added to `key_before (rid, no, v)` where asked for. */
export async function keep(
	client: pg.ClientBase,
	kept: KeptTable,
	options: { readonly full: boolean; readonly scope: string; readonly values?: readonly unknown[]; readonly noteGone?: boolean },
): Promise<void> {
	const { table, rows, indexes } = kept;
	const values = [...(options.values ?? [])];
	if (options.full) {
		await client.query(`/* memory: drop */ drop table ${table}`);
		await client.query(`/* memory: make ${table} */ create unlogged table ${table} as ${rows(() => 'true')}`, values);
		for (const column of indexes) await client.query(`/* memory: index */ create index on ${table} (${column})`);
		await client.query(`analyze ${table}`);
		return;
	}
	const gone = `delete from ${table} t using ${options.scope} s where s.rid = t.rid`;
	await client.query(
		`/* memory: take out */ ${options.noteGone ? `with gone as (${gone} returning t.*) insert into key_before select * from gone` : gone}`,
	);
	await client.query(`/* memory: put in */ insert into ${table} ${rows((rid) => `${rid} in (select rid from ${options.scope})`)}`, values);
}

/** New records less those that are gone; one that came and went between two resolutions is both. */
const RECORDS = `/* memory: records */ update match_memory set last_rid = $1, records = records
	+ (select count(*) from touched where rid > last_rid) - (select count(*) from touched t where not exists (select from record r where r.rid = t.rid))`;

/** Keeps how far the resolution saw, at its end. */
export async function remember(client: pg.ClientBase, { full, digest, lastRid }: Memory): Promise<void> {
	if (full) await client.query('/* memory: model */ insert into match_memory select $1, $2, count(*) from record', [digest, lastRid]);
	else await client.query(RECORDS, [lastRid]);
}
