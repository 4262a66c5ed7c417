/** The last row that a read has saved: a source that goes on at that row, and gives it again, does not have it counted twice. */
import { type Kysely, sql } from 'kysely';

/** Adds the column. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`alter table source_run add column last_row text collate "C"`.execute(db);
}

/** Takes it away again. */
export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`alter table source_run drop column last_row`.execute(db);
}
