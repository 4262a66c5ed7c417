/**
 * What taking records in needs to be exact: which reading last gave a row, which day's file gave it, since when a body
 * holds. A corrected file then replaces what its day gave, and a key that a read meets twice counts once.
 */
import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
	// Numbers the readings: of a table in a run, of a file in a table. Only order and equality count.
	`create sequence reading_no`,
	// body_from: as_of with which the present body began. period: the file's day that last gave the row, null for databases.
	`alter table record add column body_from date, add column period date, add column reading bigint not null default 0`,
	`create index record_period on record (source, record_type, period) where period is not null`,
	// matter: keys, people and faults of a body that came from a file, so that a correction can bring it back.
	`alter table record_history add column matter jsonb`,
	`alter table set_aside add column period date, add column reading bigint not null default 0`,
	`create index set_aside_key on set_aside (source, record_type, record_key)`,
	// Rows written with this number or a higher one were written by this read.
	`alter table source_run add column reading_from bigint not null default 0`,
	// open: the file's end has not been reached. reread: the day had been read before, so this file is a correction.
	`create table file_period (
		source text collate "C" not null, record_type text collate "C" not null, period date not null, reading bigint not null, open boolean not null,
		reread boolean not null, replaces boolean not null, primary key (source, record_type, period))`,
];

/** Adds columns, tables and the sequence. */
export async function up(db: Kysely<unknown>): Promise<void> {
	for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

/** Takes them away again. */
export async function down(db: Kysely<unknown>): Promise<void> {
	for (const statement of [
		'drop table file_period',
		'alter table source_run drop column reading_from',
		'drop index set_aside_key',
		'alter table set_aside drop column period, drop column reading',
		'alter table record_history drop column matter',
		'drop index record_period',
		'alter table record drop column body_from, drop column period, drop column reading',
		'drop sequence reading_no',
	])
		await sql.raw(statement).execute(db);
}
