/** Review of flags: cases, their history, hand-overs, the experts and whom they are related to, and the changes that people made to flags. */
import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
	// version: number of the last event.
	`create table review_case (
		case_id text collate "C" primary key, organisation_id text collate "C" not null, state text collate "C" not null,
		version integer not null, agency text collate "C", assignee text collate "C", due_on date,
		opened_by text not null, opened_at timestamptz not null, decided_by text, decided_at timestamptz)`,
	`create index review_case_organisation on review_case (organisation_id)`,
	`create index review_case_due on review_case (due_on, case_id)`,
	// held: the case still decides what becomes of the flag; one case a flag.
	`create table review_flag (
		case_id text collate "C" not null references review_case, flag_id text collate "C" not null, held boolean not null,
		primary key (case_id, flag_id))`,
	`create unique index review_flag_held on review_flag (flag_id) where held`,
	`create index review_flag_flag on review_flag (flag_id)`,
	`create table review_event (
		case_id text collate "C" not null references review_case, number integer not null, move text collate "C" not null,
		from_state text collate "C", to_state text collate "C" not null, by_subject text not null, by_role text not null, at timestamptz not null,
		grounds text, opinion text collate "C", assignee text collate "C", agency text collate "C", due_on date, primary key (case_id, number))`,
	// number: the event that sent it. Neither accepted nor returned: pending.
	`create table review_transfer (
		case_id text collate "C" not null references review_case, number integer not null, from_agency text collate "C",
		to_agency text collate "C" not null, sent_by text not null, sent_at timestamptz not null, accepted_at timestamptz, returned_at timestamptz,
		answered_by text, primary key (case_id, number))`,
	`create unique index review_transfer_pending on review_transfer (case_id) where accepted_at is null and returned_at is null`,
	// told_in: the run whose changes tell it; null: none does yet.
	`create table review_change (
		change_id bigint generated always as identity primary key, flag_id text collate "C" not null, at timestamptz not null,
		before jsonb not null, after jsonb not null, told_in text collate "C")`,
	`create index review_change_untold on review_change (change_id) where told_in is null`,
	`create table review_expert (
		subject text collate "C" primary key, person_id text collate "C" not null, relatives text[] not null,
		declared_by text not null, declared_at timestamptz not null)`,
	// Cleared by a person: what it stood on is settled, and it comes back with new evidence only.
	`alter table flag add column settled boolean not null default false`,
];

/** Makes the tables. */
export async function up(db: Kysely<unknown>): Promise<void> {
	for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

/** Drops them again. */
export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`alter table flag drop column settled`.execute(db);
	await sql`drop table review_expert, review_change, review_transfer, review_event, review_flag, review_case`.execute(db);
}
