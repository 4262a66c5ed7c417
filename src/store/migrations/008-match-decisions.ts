/**
 * What people decide about who is who, apart from everything that sources give: a decision is between two records, so that it
 * outlives ids and rebuilds. And the records that matching could not place, for people to decide on.
 */
import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
	// An undone decision stays with who undid it and when; only those that stand are obeyed. conflict: what the last resolution found against it.
	`create table match_decision (
		decision_id bigint generated always as identity primary key,
		verdict text collate "C" not null check (verdict in ('SAME', 'DIFFERENT', 'UNSURE', 'CARRIES_ON', 'DOES_NOT_CARRY_ON')),
		a_source text collate "C" not null, a_type text collate "C" not null, a_key text collate "C" not null,
		b_source text collate "C" not null, b_type text collate "C" not null, b_key text collate "C" not null,
		decided_by text not null, decided_role text not null, decided_at timestamptz not null, reason text not null,
		undone_by text, undone_at timestamptz, undone_reason text, conflict text collate "C")`,
	`create index match_decision_standing on match_decision (decision_id) where undone_at is null`,
	// candidates: [{organisationId, score}], best first, score in milli-bits.
	`create table ambiguous_record (rid bigint primary key references record on delete cascade, candidates jsonb not null)`,
];

/** Makes the tables. */
export async function up(db: Kysely<unknown>): Promise<void> {
	for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

/** Drops them again. */
export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop table ambiguous_record, match_decision`.execute(db);
}
