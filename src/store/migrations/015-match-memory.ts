/**
 * What a resolution keeps for the next one: what each record said, the keys it is met by, what was decided on it. All of it follows
 * from the records, so the tables are not written to the log: after a crash of the server they are empty and a full resolution
 * makes them anew.
 */
import { type Kysely, sql } from 'kysely';

const TABLES: Readonly<Record<string, string>> = {
	// One row when the other tables hold what a resolution left: the model and configuration under which it was made.
	match_memory: 'digest text collate "C" not null',
	// content: hash of the record's content hash.
	match_seen: 'rid bigint not null, content bigint not null',
	// A unit before (start) and after (cluster) units without a code were joined to others.
	match_unit: `rid bigint not null, kind text collate "C" not null, division text collate "C" not null, own_code text collate "C", licence_no text collate "C",
		established_on date, issued_on date, ended_on date, code text collate "C", start bigint not null, cluster bigint not null`,
	// says: its keys count as those of its unit.
	match_detail: 'rid bigint not null, unit bigint not null, says boolean not null',
	// Keys as numbers, by their use in the model (no): of organisations, of mentions where they lend them, of whatever looks for its organisation.
	match_key: 'rid bigint not null, no smallint not null, v bigint not null',
	match_lent_key: 'rid bigint not null, no smallint not null, v bigint not null',
	match_probe_key: 'rid bigint not null, no smallint not null, v bigint not null',
	// look 0: units without a code; 1 and 2: mentions. subject null: several fit alike, those in rivals.
	match_choice: 'look smallint not null, probe bigint not null, subject bigint, score integer, signals jsonb, rivals jsonb',
	match_mention: 'pid bigint not null, rid bigint not null, person_id text collate "C"',
	// What mentions share, where one of them has no number of its own.
	match_group: 'g bigint not null, pid bigint not null',
	match_lender: 'rid bigint not null, owner bigint not null',
	match_cluster: 'rid bigint not null, cluster bigint not null, score integer not null, signals jsonb not null',
};

/** Makes the tables, empty. */
export async function up(db: Kysely<unknown>): Promise<void> {
	for (const [table, columns] of Object.entries(TABLES)) await sql.raw(`create unlogged table ${table} (${columns})`).execute(db);
}

/** Drops them again. */
export async function down(db: Kysely<unknown>): Promise<void> {
	await sql.raw(`drop table ${Object.keys(TABLES).join(', ')}`).execute(db);
}
