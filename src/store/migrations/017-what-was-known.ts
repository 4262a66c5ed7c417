/**
 * What the hub knew on a day: what each record said, and for how long the hub took it to say so, in the hub's own days (the as-of days
 * of its runs), whatever day the agency gave it; and what each flag stood on before. Written by the store itself whenever a row is
 * replaced, so that no way of replacing one can be forgotten.
 */
import { type Kysely, sql } from 'kysely';

const STATEMENTS = [
	// Known from one day until before another. What is known now stands in record itself, from its changed_on.
	`create table record_past (
		rid bigint not null references record on delete cascade, known_from date not null, known_until date not null, body jsonb not null, faults jsonb not null,
		division_code text collate "C", as_of date not null, ended_on date, primary key (rid, known_from), check (known_from < known_until))`,
	// A row that a run replaces on the day on which it came was known to nobody who asks by day.
	`create function record_keep_past() returns trigger language plpgsql as $$
		begin
			if old.changed_on < new.changed_on then
				insert into record_past (rid, known_from, known_until, body, faults, division_code, as_of, ended_on)
				values (old.rid, old.changed_on, new.changed_on, old.body, old.faults, old.division_code, old.as_of, old.ended_on)
				on conflict do nothing;
			end if;
			return null;
		end $$`,
	`create trigger record_keep_past after update of content_hash, ended_on on record for each row
		when (old.content_hash is distinct from new.content_hash or old.ended_on is distinct from new.ended_on) execute function record_keep_past()`,
	// What a flag stood on, by the digest under which its changes name it.
	`create table flag_past (
		flag_id text collate "C" not null, evidence_digest text collate "C" not null, rule_version integer not null, title jsonb not null, explanation jsonb not null,
		legal_basis jsonb not null, evidence jsonb not null, counter_evidence jsonb not null, guise text, primary key (flag_id, evidence_digest))`,
	`create function flag_keep_past() returns trigger language plpgsql as $$
		begin
			insert into flag_past (flag_id, evidence_digest, rule_version, title, explanation, legal_basis, evidence, counter_evidence, guise)
			values (old.flag_id, old.evidence_digest, old.rule_version, old.title, old.explanation, old.legal_basis, old.evidence, old.counter_evidence, old.guise)
			on conflict do nothing;
			return null;
		end $$`,
	`create trigger flag_keep_past after update of evidence_digest on flag for each row
		when (old.evidence_digest is distinct from new.evidence_digest) execute function flag_keep_past()`,
	'create index flag_change_flag on flag_change (flag_id)',
	'create index review_change_flag on review_change (flag_id)',
	// A store of before told only the agency's days of a change. First and last bound are the hub's all the same; those between lie within them.
	`insert into record_past (rid, known_from, known_until, body, faults, division_code, as_of, ended_on)
	select rid, known_from, known_until, body, faults, division_code, as_of, null from (
		select h.*, coalesce(lag(known_until) over (partition by rid order by place), first_seen) as known_from from (
			select r.rid, r.first_seen, h.body, coalesce(h.matter->'faults', '[]') as faults, coalesce(h.body->>'divisionCode', r.division_code) as division_code,
				h.known_from as as_of, row_number() over w as place,
				case when lead(h.known_from) over w is null and r.ended_on is null then r.changed_on else least(greatest(h.known_until, r.first_seen), r.changed_on) end as known_until
			from record_history h join record r using (rid) window w as (partition by h.rid order by h.known_from, h.known_until, h.content_hash)) h) h
	where known_from < known_until on conflict do nothing`,
	// What is told of no day between was said by the body of now, before it was ended or given again.
	`insert into record_past (rid, known_from, known_until, body, faults, division_code, as_of, ended_on)
	select r.rid, p.known_from, r.changed_on, r.body, r.faults, r.division_code, coalesce(r.body_from, r.as_of), null
	from record r cross join lateral (select coalesce(max(known_until), r.first_seen) as known_from from record_past p where p.rid = r.rid) p
	where p.known_from < r.changed_on on conflict do nothing`,
];

/** Makes tables and triggers, and fills in what can be told of before. */
export async function up(db: Kysely<unknown>): Promise<void> {
	for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

/** Takes them away again. */
export async function down(db: Kysely<unknown>): Promise<void> {
	for (const statement of [
		'drop index flag_change_flag, review_change_flag',
		'drop trigger flag_keep_past on flag',
		'drop trigger record_keep_past on record',
		'drop function flag_keep_past()',
		'drop function record_keep_past()',
		'drop table flag_past, record_past',
	])
		await sql.raw(statement).execute(db);
}
