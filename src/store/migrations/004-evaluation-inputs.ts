/**
 * What an organisation's last evaluation stood on, as one number, so that a night finds by one pass over the store which
 * organisations have to be judged again, whatever changed: a record, a link, a person, a succession.
 */
import { type Kysely, sql } from 'kysely';

/** Adds the column. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`alter table evaluation add column inputs numeric`.execute(db);
}

/** Drops it again. */
export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`alter table evaluation drop column inputs`.execute(db);
}
