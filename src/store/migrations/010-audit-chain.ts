/**
 * The audit as a chain of sealed blocks. Rows get the transaction that wrote them, so that one which commits late can be told from
 * one that was slipped in afterwards; rows and blocks can be added and nothing else.
 */
import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
	// Rows of before have no transaction: 0 is older than any.
	`alter table audit add column xid xid8 not null default '0', add column request text, add column divisions text[]`,
	'alter table audit alter column xid drop default, alter column audit_id drop identity',
	'create sequence audit_order owned by audit.audit_id',
	`select setval('audit_order', (select coalesce(max(audit_id), 0) + 1 from audit), false)`,
	// The transaction's number first, then the row's: no row can have a lesser number than a row that a later transaction sealed.
	`create function audit_append() returns trigger language plpgsql as $$
		begin
			new.xid := pg_current_xact_id();
			new.audit_id := nextval(format('%I.audit_order', tg_table_schema)::regclass);
			return new;
		end $$`,
	`create function audit_refuse() returns trigger language plpgsql as $$
		begin
			raise exception 'the audit is only ever added to' using errcode = 'insufficient_privilege';
		end $$`,
	'create trigger audit_append before insert on audit for each row execute function audit_append()',
	'create trigger audit_refuse before update or delete or truncate on audit execute function audit_refuse()',
	'create index audit_xid on audit (xid)',
	'create index audit_at on audit (at, audit_id)',
	// members: numbers of the rows in it. horizon: all transactions before it had ended when the rows were read; own_xid: none from it on had begun.
	`create table audit_block (
		block bigint primary key, from_id bigint not null, to_id bigint not null, members bigint[] not null, max_xid xid8 not null,
		horizon xid8 not null, own_xid xid8 not null, sealed_at timestamptz not null, previous text collate "C" not null, hash text collate "C" not null)`,
	'create index audit_block_xid on audit_block (max_xid)',
	'create trigger audit_block_refuse before update or delete or truncate on audit_block execute function audit_refuse()',
];

/** Adds columns, triggers and the table of blocks. */
export async function up(db: Kysely<unknown>): Promise<void> {
	for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

/** Takes them away again; the rows stay. */
export async function down(db: Kysely<unknown>): Promise<void> {
	for (const statement of [
		'drop table audit_block',
		'drop trigger audit_refuse on audit',
		'drop trigger audit_append on audit',
		'drop function audit_refuse()',
		'drop function audit_append()',
		'drop index audit_at, audit_xid',
		'alter table audit alter column audit_id drop default',
		'drop sequence audit_order',
		'alter table audit drop column xid, drop column request, drop column divisions, alter column audit_id add generated always as identity',
		`select setval(pg_get_serial_sequence('audit', 'audit_id'), (select coalesce(max(audit_id), 0) + 1 from audit), false)`,
		`delete from meta where key = 'audit head'`,
	])
		await sql.raw(statement).execute(db);
}
