/** Keeps saved queries: a query, its versions, whether it is shared, and what its last runs gave. A deleted one is found no more. */
import type pg from 'pg';
import type { QueryRun, QueryText, RunRows } from '#core/saved-queries.ts';
import type { Store } from './database.ts';
import { jsonText } from './records/prepare.ts';
import { withTransaction } from './transaction.ts';

/** What is written together with a change, in its transaction. */
export type Beside = (client: pg.PoolClient) => Promise<void>;

type Pool = Pick<Store, 'pool'>;

/** A version that is to be kept. */
export interface NewVersion {
	readonly text: QueryText;
	readonly schemaHash: string;
	readonly by: string;
	readonly at: Date;
}

const ADD = `/* saved queries: add */
	insert into saved_query (slug, owner, shared, created_at) values ($1, $2, $3, $4)
	on conflict (slug) where deleted_at is null do nothing returning query_id`;
const ADD_VERSION = `/* saved queries: add version */
	insert into saved_query_version
		(query_id, version, title, description, purpose, document, defaults, titles, rows_of, schema_hash, saved_by, saved_at)
	select $1, coalesce((select max(version) from saved_query_version where query_id = $1), 0) + 1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11`;

async function addVersionIn(client: pg.PoolClient, queryId: string, { text, schemaHash, by, at }: NewVersion): Promise<void> {
	const [title, description, defaults, titles] = [text.title, text.description, text.defaults, text.titles].map((part) => jsonText(part));
	const values = [title, description, text.purpose, text.document, defaults, titles, text.rowsOf, schemaHash, by, at];
	await client.query(ADD_VERSION, [queryId, ...values]);
}

/** Keeps a new query with its first version; false, and nothing kept, when its slug is taken. */
export async function addQuery(
	store: Pool,
	query: { readonly slug: string; readonly owner: string | null; readonly shared: boolean; readonly version: NewVersion },
	beside: Beside,
): Promise<boolean> {
	return withTransaction(store, async (client) => {
		const { slug, owner, shared, version } = query;
		const { rows } = await client.query<{ query_id: string }>(ADD, [slug, owner, shared, version.at]);
		if (rows[0] === undefined) return false;
		await addVersionIn(client, rows[0].query_id, version);
		await beside(client);
		return true;
	});
}

// Locked, so that two versions saved at once get two numbers.
const OWN = `/* saved queries: own */
	select query_id from saved_query where slug = $1 and owner is not distinct from $2 and deleted_at is null for update`;

/** Does something to a query of an owner; false when they have none of that slug. */
async function withOwn(
	store: Pool,
	{ slug, owner }: { readonly slug: string; readonly owner: string | null },
	work: (client: pg.PoolClient, queryId: string) => Promise<void>,
): Promise<boolean> {
	return withTransaction(store, async (client) => {
		const { rows } = await client.query<{ query_id: string }>(OWN, [slug, owner]);
		if (rows[0] === undefined) return false;
		await work(client, rows[0].query_id);
		return true;
	});
}

/** An owner's query; null: the hub's own. */
export interface OwnQuery {
	readonly slug: string;
	readonly owner: string | null;
}

/** Adds a version to a query of an owner; false when they have none of that slug. */
export async function addVersion(store: Pool, own: OwnQuery, version: NewVersion, beside: Beside): Promise<boolean> {
	return withOwn(store, own, async (client, queryId) => {
		await addVersionIn(client, queryId, version);
		await beside(client);
	});
}

/** Shares a query of an owner or takes it back; false when they have none of that slug. */
export async function setShared(store: Pool, own: OwnQuery, shared: boolean, beside: Beside): Promise<boolean> {
	return withOwn(store, own, async (client, queryId) => {
		await client.query('/* saved queries: share */ update saved_query set shared = $2 where query_id = $1', [queryId, shared]);
		await beside(client);
	});
}

/** Deletes a query of an owner with what its runs left; its versions stay on record. False when they have none of that slug. */
export async function deleteQuery(
	store: Pool,
	own: OwnQuery,
	by: { readonly subject: string; readonly at: Date },
	beside: Beside,
): Promise<boolean> {
	return withOwn(store, own, async (client, queryId) => {
		await client.query('/* saved queries: forget runs */ delete from saved_query_run where query_id = $1', [queryId]);
		const gone = '/* saved queries: delete */ update saved_query set deleted_by = $2, deleted_at = $3 where query_id = $1';
		await client.query(gone, [queryId, by.subject, by.at]);
		await beside(client);
	});
}

const FITS = `/* saved queries: fits */
	update saved_query_version v set schema_hash = $3 from saved_query q
	where q.query_id = v.query_id and q.slug = $1 and q.deleted_at is null and v.version = $2`;

/** Pins a version to the schema under which it was found to fit again. */
export async function pinVersion({ pool }: Pool, slug: string, version: number, schemaHash: string): Promise<void> {
	await pool.query(FITS, [slug, version, schemaHash]);
}

/** A run that came to its end. */
export interface FinishedQueryRun extends RunRows {
	readonly slug: string;
	readonly scope: string;
	readonly caller: string;
	readonly version: number;
	readonly at: Date;
	readonly changes: QueryRun['changes'];
}

/**
 * Scopes whose last run a query keeps; the oldest are forgotten. Fewer: whoever compares with last month finds nothing to compare with;
 * more: a widely shared query of 100,000 rows keeps gigabytes of keys.
 */
const MOST_SCOPES = 50;

const KEEP = `/* saved queries: keep run */
	insert into saved_query_run (query_id, scope, caller, version, ran_at, keys, hashes, changes)
	select query_id, $2, $3, $4, $5, $6, $7, $8 from saved_query where slug = $1 and deleted_at is null
	on conflict (query_id, scope) do update set ran_at = excluded.ran_at, keys = excluded.keys, hashes = excluded.hashes, changes = excluded.changes`;
const FORGET = `/* saved queries: forget old runs */
	delete from saved_query_run r using (
		select query_id, scope, row_number() over (partition by query_id order by ran_at desc, scope) as n from saved_query_run) old
	where old.query_id = r.query_id and old.scope = r.scope and old.n > $1
		and r.query_id = (select query_id from saved_query where slug = $2 and deleted_at is null)`;

/** Keeps what a run gave, in place of the last one of its scope. */
export async function keepRun(store: Pool, run: FinishedQueryRun, beside: Beside): Promise<void> {
	await withTransaction(store, async (client) => {
		const { slug, scope, caller, version, at, keys, hashes, changes } = run;
		await client.query(KEEP, [slug, scope, caller, version, at, keys, hashes, changes === null ? null : JSON.stringify(changes)]);
		await client.query(FORGET, [MOST_SCOPES, slug]);
		await beside(client);
	});
}
