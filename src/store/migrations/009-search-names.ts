/** Of which names an organisation's part of the search index was made: a resolution makes it anew only where they changed. */
import { type Kysely, sql } from 'kysely';

/** Makes the table. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`create table search_name (organisation_id text collate "C" primary key, names_hash bigint not null)`.execute(db);
}

/** Drops it again. */
export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop table search_name`.execute(db);
}
