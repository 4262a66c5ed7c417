/** Saved queries with their versions, and of each last run the keys and keyed hashes of its rows: nothing of what the rows said. */
import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
	`create table saved_query (
		query_id bigint generated always as identity primary key,
		slug text collate "C" not null,
		owner text, shared boolean not null default false, created_at timestamptz not null,
		deleted_by text, deleted_at timestamptz)`,
	// A deleted query keeps its versions for the audit; its name is free again.
	`create unique index saved_query_slug on saved_query (slug) where deleted_at is null`,
	`create table saved_query_version (
		query_id bigint not null references saved_query, version int not null,
		title jsonb not null, description jsonb not null, purpose text collate "C", document text not null,
		defaults jsonb not null, titles jsonb not null, rows_of text,
		schema_hash text collate "C" not null, saved_by text not null, saved_at timestamptz not null,
		primary key (query_id, version))`,
	// scope: hash of caller, rights, version and variables. One row a scope: the newest run takes the place of the one before.
	`create table saved_query_run (
		query_id bigint not null references saved_query, scope text collate "C" not null,
		caller text not null, version int not null, ran_at timestamptz not null,
		keys text[] not null, hashes text[] not null, changes jsonb,
		primary key (query_id, scope))`,
];

/** Makes the tables. */
export async function up(db: Kysely<unknown>): Promise<void> {
	for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

/** Drops them again. */
export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop table saved_query_run, saved_query_version, saved_query`.execute(db);
}
