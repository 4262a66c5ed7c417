/** Versions of the matching model that were estimated, and who put which version to use. */
import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
	// weights: every row of the model by "question.signal", in bits. provenance: over what it was estimated. Version 1 is the code's own.
	`create table match_model (version int primary key check (version > 1), made_at timestamptz not null, weights jsonb not null, provenance jsonb not null)`,
	// The newest row is in use; none: version 1.
	`create table match_model_use (
		use_id bigint generated always as identity primary key, version int not null, at timestamptz not null, by text not null, reason text not null)`,
];

/** Makes the tables. */
export async function up(db: Kysely<unknown>): Promise<void> {
	for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

/** Drops them again. */
export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop table match_model_use, match_model`.execute(db);
}
