/**
 * Which records are no longer what the last resolution saw, noted by the database as they are written, so that a resolution finds them without
 * reading the others. New ones need no note: their numbers are higher than any that was there. A note is lost only with
 * the rest of a resolution's memory (015), which is not written to the log either.
 */
import { type Kysely, sql } from 'kysely';

const UP = [
	// organisation_id: with which organisation a record stood that is gone.
	`create unlogged table match_noted (rid bigint not null, organisation_id text collate "C")`,
	`create function match_note() returns trigger language plpgsql as $$
		begin insert into match_noted values (old.rid, old.organisation_id); return null; end $$`,
	`create trigger match_note_change after update of content_hash on record for each row
		when (old.content_hash is distinct from new.content_hash) execute function match_note()`,
	`create trigger match_note_gone after delete on record for each row execute function match_note()`,
	// Who empties the table notes nobody: nothing is kept of it.
	`create function match_forget() returns trigger language plpgsql as $$ begin delete from match_memory; return null; end $$`,
	`create trigger match_forget after truncate on record for each statement execute function match_forget()`,
	'drop table match_seen',
	// Records by which an organisation is found: with the cluster of their unit before (start) and after units without a code were joined to others.
	'create unlogged table match_member (rid bigint not null, start bigint not null, cluster bigint not null)',
	// Mentions about nobody known, by which places are found.
	'create unlogged table match_left_over (rid bigint not null)',
	// last_rid: the highest number of a record then; records: how many there were. What was resolved before is forgotten, for nothing was noted since.
	'truncate match_memory',
	'alter table match_memory add column last_rid bigint not null, add column records bigint not null',
];

const DOWN = [
	'alter table match_memory drop column last_rid, drop column records',
	'truncate match_memory',
	'create unlogged table match_seen (rid bigint not null, content bigint not null)',
	'drop trigger match_note_change on record',
	'drop trigger match_note_gone on record',
	'drop trigger match_forget on record',
	'drop function match_note()',
	'drop function match_forget()',
	'drop table match_noted, match_member, match_left_over',
];

/** Makes table and triggers. */
export async function up(db: Kysely<unknown>): Promise<void> {
	for (const statement of UP) await sql.raw(statement).execute(db);
}

/** Drops them again. */
export async function down(db: Kysely<unknown>): Promise<void> {
	for (const statement of DOWN) await sql.raw(statement).execute(db);
}
