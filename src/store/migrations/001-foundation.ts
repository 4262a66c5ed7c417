/**
 * The store's first shape. Every text column that is sorted, paged or joined by is COLLATE "C", so that order does not
 * depend on a server's locale. Tables live in the schema that the connection's search path names first.
 */
import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
	// One row per fact about the store itself: check value of the secret, data version, configuration digest.
	`create table meta (key text collate "C" primary key, value text not null)`,

	`create table run (
		run_id text collate "C" primary key, command text not null, as_of date not null, started_at timestamptz not null, ended_at timestamptz,
		state text not null check (state in ('RUNNING', 'COMPLETE', 'INCOMPLETE', 'FAILED')), config_digest text not null, catalogue_version text, summary jsonb)`,

	// Where each table's read stands. cursor is saved with the rows it covers.
	`create table source_state (
		source text collate "C" not null, record_type text collate "C" not null, cursor text collate "C", as_of date, last_success_at timestamptz,
		failing_since timestamptz, last_error text, primary key (source, record_type))`,
	`create table source_run (
		run_id text collate "C" not null references run, source text collate "C" not null, record_type text collate "C" not null,
		rows_read bigint not null default 0, rows_new bigint not null default 0, rows_changed bigint not null default 0, rows_unchanged bigint not null default 0,
		rows_superseded bigint not null default 0, rows_set_aside bigint not null default 0, watermark text collate "C", as_of date,
		state text not null check (state in ('FRESH', 'STALE', 'FAILED')), error text, primary key (run_id, source, record_type))`,
	`create table set_aside (
		source text collate "C" not null, record_type text collate "C" not null, position text collate "C" not null, record_key text collate "C" not null,
		sha256 text collate "C" not null, reason text collate "C" not null, message text not null, masked jsonb, first_seen date not null, last_seen date not null,
		primary key (source, record_type, position, sha256))`,

	// The canonical records of all kinds. rid never leaves the hub and decides nothing: it differs between rebuilds.
	`create table record (
		rid bigint generated always as identity primary key,
		source text collate "C" not null, record_type text collate "C" not null, record_key text collate "C" not null, kind text collate "C" not null,
		body jsonb not null, faults jsonb not null default '[]', content_hash text collate "C" not null, stamp text collate "C",
		division_code text collate "C", as_of date not null, first_seen date not null, changed_on date not null, ended_on date,
		organisation_id text collate "C",
		unique (source, record_type, record_key))`,
	`create index record_kind on record (kind, rid)`,
	`create index record_organisation on record (organisation_id, kind, record_key) where organisation_id is not null`,
	// What a record said before it changed: what was known when.
	`create table record_history (
		rid bigint not null references record on delete cascade, known_from date not null, known_until date not null, body jsonb not null, content_hash text collate "C" not null,
		primary key (rid, known_from, content_hash))`,
	`create table record_key (
		rid bigint not null references record on delete cascade, feature text collate "C" not null, value text collate "C" not null, primary key (rid, feature, value))`,
	`create index record_key_value on record_key (feature, value) include (rid)`,

	// People as records name them; tokens are keyed hashes, never numbers.
	`create table person_mention (
		pid bigint generated always as identity primary key, rid bigint not null references record on delete cascade, slot text collate "C" not null,
		export_key text collate "C" not null, name text not null, name_key text collate "C" not null, masked text, valid_number boolean not null,
		phones text[] not null default '{}', person_id text collate "C", certain boolean not null default false, unique (rid, slot))`,
	`create index person_mention_person on person_mention (person_id) where person_id is not null`,
	`create index person_mention_name on person_mention (name_key)`,
	`create table person_token (
		pid bigint not null references person_mention on delete cascade, kind text collate "C" not null, value text collate "C" not null, primary key (pid, kind, value))`,
	`create index person_token_value on person_token (kind, value) include (pid)`,

	// Who is who.
	`create table organisation (
		organisation_id text collate "C" primary key, registered boolean not null, name text collate "C" not null, credit_code text collate "C",
		division_code text collate "C", status text collate "C", industry_code text collate "C", first_seen date not null,
		founder_source text collate "C" not null, founder_type text collate "C" not null, founder_key text collate "C" not null,
		risk_score integer not null default 0, severity text, flag_codes text[] not null default '{}', merged_into text collate "C")`,
	`create index organisation_code on organisation (credit_code) where credit_code is not null`,
	`create index organisation_risk on organisation (risk_score desc, organisation_id)`,
	`create index organisation_division on organisation (division_code, organisation_id)`,
	`create table person (
		person_id text collate "C" primary key, name text not null, founder_source text collate "C" not null, founder_type text collate "C" not null,
		founder_key text collate "C" not null, first_seen date not null, merged_into text collate "C")`,
	// Why a record stands with its organisation: score in milli-bits and the signals that made it.
	`create table record_link (
		rid bigint primary key references record on delete cascade, organisation_id text collate "C" not null, score integer not null, signals jsonb not null)`,
	`create index record_link_organisation on record_link (organisation_id)`,
	`create table organisation_id_change (run_id text collate "C" not null, old_id text collate "C" not null, new_id text collate "C" not null, reason text not null, primary key (run_id, old_id, new_id))`,
	`create table succession (
		predecessor_id text collate "C" not null, successor_id text collate "C" not null, score_millibits integer not null, score numeric(5,4) not null,
		kind text not null, reasons jsonb not null, primary key (predecessor_id, successor_id))`,
	`create index succession_successor on succession (successor_id)`,
	// n-grams of names for search; the hub's own, no extension needed.
	`create table search_gram (gram text collate "C" not null, organisation_id text collate "C" not null, primary key (gram, organisation_id))`,

	// The answers of the police, by person token; the record behind an answer stays with the police.
	`create table clearance (
		token text collate "C" primary key, result text not null, scope text not null, checked_at timestamptz not null, valid_until timestamptz not null, asked_on date not null)`,

	`create table flag (
		flag_id text collate "C" primary key, organisation_id text collate "C" not null, person_id text collate "C", code text collate "C" not null, category text not null,
		severity text not null, score numeric(5,4) not null, status text collate "C" not null, first_seen date not null, last_seen date not null, rule_version integer not null,
		title jsonb not null, explanation jsonb not null, legal_basis jsonb not null, evidence jsonb not null, counter_evidence jsonb not null, guise text,
		evidence_digest text collate "C" not null)`,
	`create index flag_organisation on flag (organisation_id, code)`,
	`create index flag_status on flag (status, code)`,
	`create table flag_change (
		run_id text collate "C" not null, flag_id text collate "C" not null, change text not null check (change in ('NEW', 'CHANGED', 'CLEARED')),
		before jsonb, after jsonb, primary key (run_id, flag_id))`,
	// The next day on which a rule's answer for an organisation can change though no record does.
	`create table evaluation (organisation_id text collate "C" primary key, evaluated_on date not null, next_change date)`,
	// Why a rule stayed silent, counted by county.
	`create table silence (run_id text collate "C" not null, code text collate "C" not null, division_code text collate "C" not null, reason text collate "C" not null, organisations integer not null, primary key (run_id, code, division_code, reason))`,

	// Every read of personal data, written before the bytes leave.
	`create table audit (
		audit_id bigint generated always as identity primary key, at timestamptz not null, caller text not null, role text not null, purpose text not null,
		action text not null, operation text, subject jsonb not null, row_count integer not null)`,
];

/** Creates all tables. */
export async function up(db: Kysely<unknown>): Promise<void> {
	for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

/** Drops them again, children first. */
export async function down(db: Kysely<unknown>): Promise<void> {
	const tables = STATEMENTS.flatMap((s) => /^create table (\w+)/.exec(s)?.[1] ?? []).reverse();
	for (const table of tables) await sql`drop table ${sql.id(table)} cascade`.execute(db);
}
