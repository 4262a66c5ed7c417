/** Weights of risk as versioned data with where they come from, who switched to which and why; and of each organisation's risk the parts. */
import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
	`create table risk_weights (version text collate "C" primary key, made_at timestamptz not null, bias double precision not null, weights jsonb not null,
		provenance jsonb not null, measures jsonb not null, fairness jsonb not null)`,
	// Only added to: the last row is in force. A version that is not in risk_weights is one that the program ships.
	`create table risk_choice (choice_id bigint generated always as identity primary key, version text collate "C" not null,
		decided_by text not null, decided_at timestamptz not null, reason text not null)`,
	// parts: [{flagId, code, points, sources, ownSources}], largest first; risk_version: the weights that gave the score, null before any.
	`alter table organisation add column risk_parts jsonb not null default '[]', add column risk_version text collate "C"`,
];

/** Makes tables and columns. */
export async function up(db: Kysely<unknown>): Promise<void> {
	for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

/** Takes them away again. */
export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop table risk_choice, risk_weights`.execute(db);
	await sql`alter table organisation drop column risk_parts, drop column risk_version`.execute(db);
}
