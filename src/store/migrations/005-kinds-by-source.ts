/**
 * Records by kind and source: two entries of the mapping can give two kinds under one record type (a list of institutions and
 * of people), so which source gives a kind is read off its own index. Also the orders in which the API lists organisations.
 */
import { type Kysely, sql } from 'kysely';

/** Replaces the index by kind and adds those of the lists. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`drop index record_kind`.execute(db);
	await sql`create index record_kind on record (kind, source)`.execute(db);
	await sql`create index organisation_name on organisation (name, organisation_id)`.execute(db);
	await sql`create index organisation_first_seen on organisation (first_seen desc, organisation_id)`.execute(db);
	await sql`create index flag_first_seen on flag (first_seen desc, flag_id)`.execute(db);
}

/** Brings the former index back. */
export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop index flag_first_seen, organisation_first_seen, organisation_name, record_kind`.execute(db);
	await sql`create index record_kind on record (kind, rid)`.execute(db);
}
