/**
 * Takes the foreign keys off the tables that are filled by COPY: checking each of a record's ten to twenty key, mention and
 * token rows cost two fifths of a first load. The record store writes and deletes them together with their record.
 */
import { type Kysely, sql } from 'kysely';

/** Drops the constraints. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`alter table record_key drop constraint record_key_rid_fkey`.execute(db);
	await sql`alter table person_mention drop constraint person_mention_rid_fkey`.execute(db);
	await sql`alter table person_token drop constraint person_token_pid_fkey`.execute(db);
}

/** Brings them back; fails when rows stand without their record. */
export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`alter table record_key add constraint record_key_rid_fkey foreign key (rid) references record on delete cascade`.execute(db);
	await sql`alter table person_mention add constraint person_mention_rid_fkey foreign key (rid) references record on delete cascade`.execute(
		db,
	);
	await sql`alter table person_token add constraint person_token_pid_fkey foreign key (pid) references person_mention on delete cascade`.execute(
		db,
	);
}
