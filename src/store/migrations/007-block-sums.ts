/**
 * What an agency's database said of its blocks of rows when the store last held them all as they were: a block that says something
 * else now has rows that changed, whatever their stamps say.
 */
import { type Kysely, sql } from 'kysely';

/** Adds the table. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`create table block_sum (
		source text collate "C" not null, record_type text collate "C" not null, sums text[] not null, checked_on date not null,
		primary key (source, record_type))`.execute(db);
}

/** Drops it again. */
export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop table block_sum`.execute(db);
}
