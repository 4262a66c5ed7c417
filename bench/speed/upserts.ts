/** The same records put into the same table in two ways: a statement each, and by COPY into a staging table with one statement. */
import type pg from 'pg';
import { copyRows } from '#store/copy.ts';
import type { Store } from '#store/database.ts';

/** Seconds of each way. */
export interface UpsertTimes {
	readonly rows: number;
	readonly single: number;
	readonly copied: number;
}

const COLUMNS = ['source', 'record_type', 'record_key', 'body', 'content_hash'] as const;
const UPSERT = `on conflict (source, record_type, record_key) do update set body = excluded.body, content_hash = excluded.content_hash
	where target.content_hash is distinct from excluded.content_hash`;

type Row = Readonly<Record<(typeof COLUMNS)[number], string>>;

/** Takes up to `count` of the store's records and upserts them both ways, each into an empty table and in one transaction. */
export async function compareUpserts(store: Pick<Store, 'pool'>, count: number): Promise<UpsertTimes> {
	const client = await store.pool.connect();
	try {
		const { rows } = await client.query<Row>(
			'select source, record_type, record_key, body::text as body, content_hash from record order by rid limit $1',
			[count],
		);
		const single = await inTable(client, () => upsertOneByOne(client, rows));
		const copied = await inTable(client, () => upsertByCopy(client, rows));
		return { rows: rows.length, single, copied };
	} finally {
		client.release();
	}
}

/** Seconds of a piece of work on a table of its own, the commit included. */
async function inTable(client: pg.ClientBase, work: () => Promise<void>): Promise<number> {
	await client.query(
		'create table bench_target (source text, record_type text, record_key text, body jsonb, content_hash text, primary key (source, record_type, record_key))',
	);
	const started = performance.now();
	await client.query('begin');
	await work();
	await client.query('commit');
	const seconds = (performance.now() - started) / 1000;
	await client.query('drop table bench_target');
	return seconds;
}

async function upsertOneByOne(client: pg.ClientBase, rows: readonly Row[]): Promise<void> {
	const statement = {
		name: 'bench_upsert',
		text: `insert into bench_target as target (${COLUMNS.join(', ')}) values ($1, $2, $3, $4, $5) ${UPSERT}`,
	};
	for (const row of rows) await client.query({ ...statement, values: COLUMNS.map((column) => row[column]) });
}

async function upsertByCopy(client: pg.ClientBase, rows: readonly Row[]): Promise<void> {
	await client.query('create temporary table bench_staged (like bench_target) on commit drop');
	await copyRows(
		client,
		`bench_staged (${COLUMNS.join(', ')})`,
		rows.map((row) => COLUMNS.map((column) => row[column])),
	);
	await client.query(`insert into bench_target as target select * from bench_staged ${UPSERT}`);
}
