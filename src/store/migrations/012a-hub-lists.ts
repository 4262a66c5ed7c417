/** The hub's own white and black list. Entries are ended, never deleted or changed. */
import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
	`create table hub_list_entry (
		entry_id text collate "C" primary key, list text collate "C" not null check (list in ('WHITE', 'BLACK')),
		organisation_id text collate "C", person_id text collate "C", scopes text[] not null, reason text not null,
		from_on date not null, to_on date, entered_by text not null, entered_role text not null, entered_at timestamptz not null,
		ended_at timestamptz, ended_by text, ended_reason text, check (num_nonnulls(organisation_id, person_id) = 1))`,
	`create index hub_list_entry_organisation on hub_list_entry (organisation_id) where organisation_id is not null`,
	`create index hub_list_entry_person on hub_list_entry (person_id) where person_id is not null`,
];

/** Makes the table. */
export async function up(db: Kysely<unknown>): Promise<void> {
	for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

/** Drops it again. */
export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop table hub_list_entry`.execute(db);
}
