/**
 * The answers of the police by person token, and who is due to be asked about. Knows tokens and places of records alone:
 * names and numbers are read again from the source by `#jobs/verify.ts` and never come here.
 */
import type pg from 'pg';
import { addDays, type Day } from '#core/days.ts';
import { streamRows } from './copy.ts';
import type { Store } from './database.ts';

/** A person who is due, and a record of theirs from which the number can be read again. */
export interface DuePerson {
	/** The valid full token. */
	readonly token: string;
	readonly source: string;
	readonly recordType: string;
	readonly recordKey: string;
	readonly slot: string;
}

/** A table whose rows can be read again by key. */
export interface ReadableTable {
	readonly source: string;
	readonly recordType: string;
}

/**
 * Days before an answer expires in which it is asked for again: fewer let a check lapse while the police are away, more ask
 * about everybody more often than the year that the law sets.
 */
export const DAYS_BEFORE_EXPIRY = 14;

// Current staff of institutions with an active licence. Where the record's own number is unusable, another record of the
// same person serves, if it is surely theirs.
const EMPLOYED = `
	select m.pid, m.person_id, m.valid_number from record s
	join record l on l.kind = 'licence' and l.body ->> 'licenceNo' = s.body ->> 'licenceNo' and l.body ->> 'status' = 'ACTIVE' and l.ended_on is null
	join person_mention m on m.rid = s.rid
	where s.kind = 'staff' and s.ended_on is null and coalesce(s.body ->> 'from', '') <= $1::text and coalesce(s.body ->> 'to', '9999') >= $1::text`;

const DUE = `/* clearance: due */
	with employed as (${EMPLOYED}),
	askable as (
		select pid from employed where valid_number
		union
		select o.pid from employed e join person_mention o on o.person_id = e.person_id where not e.valid_number and o.valid_number and o.certain)
	select distinct on (t.value) t.value as token, r.source, r.record_type as "recordType", r.record_key as "recordKey", m.slot
	from askable join person_token t on t.pid = askable.pid and t.kind = 'full' join person_mention m on m.pid = askable.pid join record r on r.rid = m.rid
	join unnest($2::text[], $3::text[]) as readable(source, record_type) on readable.source = r.source and readable.record_type = r.record_type
	left join clearance c on c.token = t.value
	where c.token is null or c.valid_until < $4::timestamptz
	order by t.value, r.source, r.record_type, r.record_key, m.slot`;

/** People who are due on a day, by token. */
export function streamDuePeople(client: pg.ClientBase, asOf: Day, readable: readonly ReadableTable[]): AsyncGenerator<DuePerson> {
	return streamRows(client, DUE, [
		asOf,
		readable.map((table) => table.source),
		readable.map((table) => table.recordType),
		`${addDays(asOf, DAYS_BEFORE_EXPIRY)}T00:00:00+08:00`,
	]);
}

/** A member of staff who may be asked about now, and a record of theirs; token and record are null where no number is usable. */
export type AskablePerson = { readonly personId: string } & (DuePerson | { readonly token: null });

// As DUE, for people by id and whatever is known of them already.
const ASKABLE = `/* clearance: askable */
	with employed as (${EMPLOYED} and m.person_id = any($4::text[])),
	askable as (
		select person_id, pid from employed where valid_number
		union
		select e.person_id, o.pid from employed e join person_mention o on o.person_id = e.person_id where not e.valid_number and o.valid_number and o.certain),
	numbered as (
		select a.person_id, t.value as token, r.source, r.record_type as "recordType", r.record_key as "recordKey", m.slot
		from askable a join person_token t on t.pid = a.pid and t.kind = 'full' join person_mention m on m.pid = a.pid join record r on r.rid = m.rid
		join unnest($2::text[], $3::text[]) as readable(source, record_type) on readable.source = r.source and readable.record_type = r.record_type)
	select distinct on (e.person_id, n.token) e.person_id as "personId", n.token, n.source, n."recordType", n."recordKey", n.slot
	from employed e left join numbered n on n.person_id = e.person_id
	order by e.person_id, n.token, n.source, n."recordType", n."recordKey", n.slot`;

/** Which of these people may be asked about: current staff of places that work with children; the others have no row. */
export async function askablePeople(
	store: Pick<Store, 'pool'>,
	query: { readonly asOf: Day; readonly personIds: readonly string[]; readonly readable: readonly ReadableTable[] },
): Promise<readonly AskablePerson[]> {
	const { asOf, personIds, readable } = query;
	const places = [readable.map((table) => table.source), readable.map((table) => table.recordType)];
	const { rows } = await store.pool.query<AskablePerson>(ASKABLE, [asOf, ...places, [...personIds]]);
	return rows;
}

/** Drops answers that expired before a day: they say nothing any more. */
export async function dropLapsed(store: Pick<Store, 'pool'>, asOf: Day): Promise<void> {
	await store.pool.query('/* clearance: lapsed */ delete from clearance where valid_until < $1::timestamptz', [`${asOf}T00:00:00+08:00`]);
}

/** An answer about a token. Instants are ISO 8601. */
export interface TokenAnswer {
	readonly token: string;
	readonly result: 'CLEAR' | 'RESTRICTED' | 'UNKNOWN';
	readonly scope: 'SEX' | 'ART62';
	readonly checkedAt: string;
	readonly validUntil: string;
}

/** Keeps answers in place of earlier ones. */
export async function keepAnswers(store: Pick<Store, 'pool'>, askedOn: Day, answers: readonly TokenAnswer[]): Promise<void> {
	await store.pool.query(
		`/* clearance: keep */ insert into clearance (token, result, scope, checked_at, valid_until, asked_on)
		select a.token, a.result, a.scope, a.checked_at, a.valid_until, $6
		from unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[], $5::timestamptz[]) as a(token, result, scope, checked_at, valid_until)
		on conflict (token) do update set result = excluded.result, scope = excluded.scope, checked_at = excluded.checked_at,
			valid_until = excluded.valid_until, asked_on = excluded.asked_on`,
		[
			answers.map((answer) => answer.token),
			answers.map((answer) => answer.result),
			answers.map((answer) => answer.scope),
			answers.map((answer) => answer.checkedAt),
			answers.map((answer) => answer.validUntil),
			askedOn,
		],
	);
}
