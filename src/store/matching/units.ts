/**
 * Units: records that are an organisation, in clusters under one valid credit code. A full resolution puts all of them together; another one those that a change
 * can reach, in their place among the rest.
 */
import type pg from 'pg';
import { REGISTRATION_KINDS } from '#core/kinds.ts';
import { splitUnits } from './decisions.ts';
import { MEMBERS } from './members.ts';
import { type KeptTable, keep } from './memory.ts';

/**
 * The county of a unit. Where the agency gives none, or only a city (…00), the digits of the licence number (2–7) or of the
 * credit code (3–8) stand in: the registering county at that time, good enough to narrow a search and never shown.
 */
const DIVISION = `case when right(coalesce(r.division_code, '00'), 2) <> '00' then r.division_code
	else coalesce(case when r.kind = 'licence' and length(l.value) = 15 then substr(l.value, 2, 6) end, substr(c.value, 3, 6), r.division_code, '') end`;

const RAW = (narrow: string) => `select r.rid, r.kind, ${DIVISION} as division, c.value as own_code, l.value as licence_no,
		(r.body ->> 'establishedOn')::date as established_on, (r.body ->> 'issuedOn')::date as issued_on, (r.body ->> 'endedOn')::date as ended_on
	from record r left join record_key c on c.rid = r.rid and c.feature = 'creditCode'
	left join record_key l on l.rid = r.rid and l.feature = 'licenceNo' and r.kind in ('licence', 'account')
	where r.kind = any($1) and ${narrow}`;
/** Under one code, or else one licence number, units start at the least rid. */
const STARTED =
	"select *, case when code is null and licence_no is null then rid else min(rid) over (partition by coalesce('C' || code, 'L' || licence_no)) end as start from coded";

/**
 * Units. A record without a code takes the one code that stands with its licence number elsewhere (an account names both);
 * `start` is the least rid under one code or else one licence number; what is left is a cluster of its own for now.
 */
const UNITS = `/* matching: units */
	create temp table unit as
	with raw as (${RAW('true')}),
	known as (select licence_no, min(own_code) as code from raw where licence_no is not null and own_code is not null group by licence_no having count(distinct own_code) = 1),
	coded as (select raw.*, coalesce(raw.own_code, known.code) as code from raw left join known using (licence_no)),
	started as (${STARTED})
	select *, start as cluster from started`;

const TOUCHED = `/* matching: units touched */ create temp table raw_now as ${RAW('r.rid in (select rid from touched)')}`;

/** Of those that were touched or ever decided on, and of whoever has a licence number or a code with them, as they were or as they are. */
const REDONE = [
	`/* matching: their licences */ create temp table redone_licence as
		select licence_no from raw_now where licence_no is not null
		union select m.licence_no from match_unit m where m.licence_no is not null and m.rid in (select rid from touched union select rid from decided_ever)`,
	// A code is that of a record or of its licence, which every record under the licence may get: so it is looked for under all of them.
	`/* matching: their codes */ create temp table redone_code as
		select own_code as code from raw_now where own_code is not null
		union select m.code from match_unit m where m.code is not null and m.rid in (select rid from touched union select rid from decided_ever)
		union select c.code from redone_licence l join match_unit m using (licence_no), unnest(array[m.own_code, m.code]) c (code) where c.code is not null`,
	'analyze raw_now',
	'analyze redone_licence',
	'analyze redone_code',
	`/* matching: units before */ create temp table unit_before as select m.* from match_unit m where m.rid in (
		select rid from touched union select rid from decided_ever
		union select u.rid from redone_licence l join match_unit u using (licence_no) union select u.rid from redone_code c join match_unit u using (code))`,
	'analyze unit_before',
	'/* matching: units out */ delete from match_unit m using unit_before b where b.rid = m.rid',
	`/* matching: units in */ insert into match_unit
		with raw as (select *, null::text as code_before from raw_now
			union all select rid, kind, division, own_code, licence_no, established_on, issued_on, ended_on, code from unit_before where rid not in (select rid from touched)),
		known as (select licence_no, min(own_code) as code from raw where licence_no in (select licence_no from redone_licence) and own_code is not null
			group by licence_no having count(distinct own_code) = 1),
		coded as (select raw.rid, raw.kind, raw.division, raw.own_code, raw.licence_no, raw.established_on, raw.issued_on, raw.ended_on,
				coalesce(raw.own_code, known.code, case when raw.licence_no not in (select licence_no from redone_licence) then raw.code_before end) as code
			from raw left join known using (licence_no)),
		started as (${STARTED})
		select *, start as cluster from started`,
	// Units that were joined to others are joined anew, with all the rest.
	'/* matching: joined units before */ insert into unit_before select * from match_unit where cluster <> start',
	'/* matching: joined units apart */ update match_unit set cluster = start where cluster <> start',
	'create index on unit_before (rid)',
	'analyze unit_before',
	'create temp view unit as select * from match_unit',
];

/**
 * Builds `unit`, as clusters of one code each. Unless everything is resolved, it is `match_unit` itself; what a unit that may be another was before is in
 * `unit_before`. Reads `decided` and `decided_ever`.
 */
export async function makeUnits(client: pg.ClientBase, full: boolean): Promise<void> {
	if (full) {
		await client.query(UNITS, [REGISTRATION_KINDS]);
		await client.query('create index on unit (rid)');
		await client.query('create index on unit (cluster)');
		await client.query('analyze unit');
	} else {
		await client.query(TOUCHED, [REGISTRATION_KINDS]);
		for (const statement of REDONE) await client.query(statement);
	}
	await splitUnits(client);
}

const KEPT_UNITS: readonly KeptTable[] = [
	{ table: 'match_unit', rows: () => 'select * from unit', indexes: ['rid', 'cluster', 'start', 'code', 'licence_no'] },
	{ table: 'match_member', rows: () => MEMBERS('true', 'true'), indexes: ['rid', 'cluster', 'start'] },
];

/** Keeps the units and what speaks for them, once they are joined; unless everything is resolved they stand there already. */
export async function keepUnits(client: pg.ClientBase, full: boolean): Promise<void> {
	if (full) for (const table of KEPT_UNITS) await keep(client, table, { full, scope: 'unit' });
}
