/** Reads saved queries: those that a caller may run, their versions, and what the last runs gave. */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { QueryRun, QueryVersion, RunRows, SavedQuery, TwoTongues } from '#core/saved-queries.ts';
import type { Database } from './database.ts';
import { type Page, toPage, type Window } from './page.ts';

interface VersionRow {
	readonly version: number;
	readonly title: TwoTongues;
	readonly description: TwoTongues;
	readonly purpose: string | null;
	readonly document: string;
	readonly defaults: Readonly<Record<string, string>>;
	readonly titles: Readonly<Record<string, string>>;
	readonly rows_of: string | null;
	readonly schema_hash: string;
	readonly saved_by: string;
	readonly saved_at: string;
}

interface QueryRow extends VersionRow {
	readonly slug: string;
	readonly owner: string | null;
	readonly shared: boolean;
	readonly created_at: string;
}

const instant = (at: string): string => new Date(at).toISOString();

function toVersion(row: VersionRow): QueryVersion {
	const { version, title, description, purpose, document, defaults, titles } = row;
	const kept = { rowsOf: row.rows_of, schemaHash: row.schema_hash, savedBy: row.saved_by, savedAt: instant(row.saved_at) };
	return { version, title, description, purpose, document, defaults, titles, ...kept };
}

function toQuery(row: QueryRow): SavedQuery {
	return { slug: row.slug, owner: row.owner, shared: row.shared, createdAt: instant(row.created_at), current: toVersion(row) };
}

/** Queries that somebody may run: their own and shared ones. */
function runnable(subject: string): RawBuilder<SqlBool> {
	return sql`q.deleted_at is null and (q.shared or q.owner = ${subject})`;
}

const NEWEST = sql`saved_query q cross join lateral (
	select * from saved_query_version v where v.query_id = q.query_id order by v.version desc limit 1) v`;

/** What is looked for in the list. */
export interface QuerySearch {
	/** Part of a slug or title; null: any. */
	readonly text: string | null;
	/** Only those that the caller saved. */
	readonly mine: boolean;
}

function matches(subject: string, { text, mine }: QuerySearch): RawBuilder<SqlBool> {
	const own = mine ? sql`q.owner = ${subject}` : sql`true`;
	if (text === null) return sql`${runnable(subject)} and ${own}`;
	return sql`${runnable(subject)} and ${own}
		and (strpos(q.slug, lower(${text})) > 0 or strpos(v.title->>'zh', ${text}) > 0 or strpos(lower(v.title->>'en'), lower(${text})) > 0)`;
}

/** Queries that a caller may run, by slug. */
export async function savedQueryPage(
	db: Database,
	subject: string,
	{ window, ...search }: QuerySearch & { readonly window: Window },
): Promise<Page<SavedQuery>> {
	const { rows } = await sql<QueryRow>`/* savedQueryPage */
		select q.slug, q.owner, q.shared, q.created_at, v.* from ${NEWEST}
		where ${matches(subject, search)} and q.slug > ${window.after?.[0] ?? ''}
		order by q.slug limit ${window.first + 1}`.execute(db);
	return toPage(rows.map(toQuery), window.first, ({ slug }) => [slug]);
}

/** How many there are. */
export async function countSavedQueries(db: Database, subject: string, search: QuerySearch): Promise<number> {
	const { rows } = await sql<{ count: string }>`/* countSavedQueries */
		select count(*) from ${NEWEST} where ${matches(subject, search)}`.execute(db);
	return Number(rows[0]?.count);
}

/** One query that a caller may run, with its newest version; null: there is none of that slug for them. */
export async function savedQuery(db: Database, subject: string, slug: string): Promise<SavedQuery | null> {
	const { rows } = await sql<QueryRow>`/* savedQuery */
		select q.slug, q.owner, q.shared, q.created_at, v.* from ${NEWEST} where ${runnable(subject)} and q.slug = ${slug}`.execute(db);
	return rows[0] === undefined ? null : toQuery(rows[0]);
}

/** The versions of a query that a caller may run, newest first. */
export async function queryVersions(db: Database, subject: string, slug: string): Promise<readonly QueryVersion[]> {
	const { rows } = await sql<VersionRow>`/* queryVersions */
		select v.* from saved_query q join saved_query_version v using (query_id)
		where ${runnable(subject)} and q.slug = ${slug} order by v.version desc`.execute(db);
	return rows.map(toVersion);
}

/** What the last run of a scope left; null: it never ran, or its rows are forgotten. */
export async function runRows(db: Database, slug: string, scope: string): Promise<(RunRows & { readonly ranAt: string }) | null> {
	const { rows } = await sql<{ keys: string[]; hashes: string[]; ran_at: string }>`/* runRows */
		select r.keys, r.hashes, r.ran_at from saved_query_run r join saved_query q using (query_id)
		where q.slug = ${slug} and q.deleted_at is null and r.scope = ${scope}`.execute(db);
	const [row] = rows;
	return row === undefined ? null : { keys: row.keys, hashes: row.hashes, ranAt: instant(row.ran_at) };
}

interface LastRow {
	readonly version: number;
	readonly ran_at: string;
	readonly rows: number;
	readonly changes: QueryRun['changes'];
}

/** The newest run of a query by a caller; null: they never ran it. */
export async function lastRun(db: Database, subject: string, slug: string): Promise<QueryRun | null> {
	const { rows } = await sql<LastRow>`/* lastRun */
		select r.version, r.ran_at, cardinality(r.keys) as rows, r.changes from saved_query_run r join saved_query q using (query_id)
		where ${runnable(subject)} and q.slug = ${slug} and r.caller = ${subject} order by r.ran_at desc, r.scope limit 1`.execute(db);
	const [row] = rows;
	return row === undefined ? null : { version: row.version, ranAt: instant(row.ran_at), rows: row.rows, changes: row.changes };
}
