/**
 * What people decide about people: a decision can be between two mentions of people, each by its record and the place of the record
 * that names it. And which ids of people were merged and split.
 */
import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
	`alter table match_decision
		add column about text collate "C" not null default 'ORGANISATION' check (about in ('ORGANISATION', 'PERSON')),
		add column a_slot text collate "C", add column b_slot text collate "C",
		add constraint match_decision_slots check (about = 'PERSON' and a_slot is not null and b_slot is not null or about = 'ORGANISATION' and a_slot is null and b_slot is null),
		add constraint match_decision_people check (about = 'ORGANISATION' or verdict in ('SAME', 'DIFFERENT', 'UNSURE'))`,
	`create table person_id_change (run_id text collate "C" not null, old_id text collate "C" not null, new_id text collate "C" not null, reason text not null, primary key (run_id, old_id, new_id))`,
];

/** Makes columns and table. */
export async function up(db: Kysely<unknown>): Promise<void> {
	for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

/** Drops them again, with the decisions on people. */
export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`delete from match_decision where about = 'PERSON'`.execute(db);
	await sql`alter table match_decision drop constraint match_decision_people, drop constraint match_decision_slots,
		drop column about, drop column a_slot, drop column b_slot`.execute(db);
	await sql`drop table person_id_change`.execute(db);
}
