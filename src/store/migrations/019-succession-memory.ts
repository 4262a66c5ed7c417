/**
 * What the search for successions keeps for the next resolution: who ended, what they say and with whom they share it, who met whom, and what the
 * texts of a pair told. Not written to the log, as the rest of a resolution's memory (015): it follows from the records.
 */
import { type Kysely, sql } from 'kysely';

const TABLES: Readonly<Record<string, string>> = {
	match_ended: 'cluster bigint not null, ended date',
	// Keys of those that ended, and of everybody who has one of them.
	match_ended_key: 'owner bigint not null, no smallint not null, v bigint not null',
	match_sharer: 'owner bigint not null, no smallint not null, v bigint not null',
	// People of those that ended, wherever they are.
	match_post: 'cluster bigint not null, person text collate "C" not null, rank integer not null',
	match_licensed: 'cluster bigint not null',
	match_named_before: 'a bigint not null, b bigint not null, shared_by integer not null',
	match_meeting: 'a bigint not null, b bigint not null',
	// Of all that meet: surnames of their heads.
	match_met: 'cluster bigint not null, nonprofit boolean, surnames text[]',
	// Pairs that may be kept, with what their texts tell.
	match_succession: 'a bigint not null, b bigint not null, surnames text[] not null, worded jsonb not null',
};

/** Makes the tables, empty. */
export async function up(db: Kysely<unknown>): Promise<void> {
	for (const [table, columns] of Object.entries(TABLES)) await sql.raw(`create unlogged table ${table} (${columns})`).execute(db);
}

/** Drops them again. */
export async function down(db: Kysely<unknown>): Promise<void> {
	await sql.raw(`drop table ${Object.keys(TABLES).join(', ')}`).execute(db);
}
