/**
 * The temp tables on which organisations are matched: units (records that are an organisation), clusters of units under one
 * valid credit code, and the records of each cluster that carry keys. Everything lives on one connection and goes with it.
 */
import type pg from 'pg';
import { REGISTRATION_KINDS } from '#core/kinds.ts';

/**
 * The county of a unit. Where the agency gives none, or only a city (…00), the digits of the licence number (2–7) or of the
 * credit code (3–8) stand in: the registering county at that time, good enough to narrow a search and never shown.
 */
const DIVISION = `case when right(coalesce(r.division_code, '00'), 2) <> '00' then r.division_code
	else coalesce(case when r.kind = 'licence' and length(l.value) = 15 then substr(l.value, 2, 6) end, substr(c.value, 3, 6), r.division_code, '') end`;

/**
 * Units. A record without a code takes the one code that stands with its licence number elsewhere (an account names both);
 * `cluster` is the least rid under one code or else one licence number; what is left is a cluster of its own for now.
 */
const UNITS = `/* matching: units */
	create temp table unit as
	with raw as (
		select r.rid, r.kind, ${DIVISION} as division, c.value as own_code, l.value as licence_no,
			(r.body ->> 'establishedOn')::date as established_on, (r.body ->> 'issuedOn')::date as issued_on, (r.body ->> 'endedOn')::date as ended_on
		from record r left join record_key c on c.rid = r.rid and c.feature = 'creditCode'
		left join record_key l on l.rid = r.rid and l.feature = 'licenceNo' and r.kind in ('licence', 'account')
		where r.kind = any($1)),
	known as (select licence_no, min(own_code) as code from raw where licence_no is not null and own_code is not null group by licence_no having count(distinct own_code) = 1),
	coded as (select raw.*, coalesce(raw.own_code, known.code) as code from raw left join known using (licence_no))
	select rid, kind, division, code, established_on, issued_on, ended_on,
		case when code is null and licence_no is null then rid else min(rid) over (partition by coalesce('C' || code, 'L' || licence_no)) end as cluster
	from coded`;

/** Details (changes, roles, staff, courses, entries) belong to a unit by credit code, licence number or account. */
const DETAILS = `/* matching: details */
	create temp table detail_unit as
	select distinct on (r.rid) r.rid, u.rid as unit
	from record r join record_key k on k.rid = r.rid
	join record_key uk on uk.feature = case k.feature when 'creditCodeRepaired' then 'creditCode' else k.feature end and uk.value = k.value
	join unit u on u.rid = uk.rid
	where r.kind = any($1) and k.feature in ('creditCode', 'licenceNo', 'accountRef', 'creditCodeRepaired')
	order by r.rid, array_position(array['creditCode', 'licenceNo', 'accountRef', 'creditCodeRepaired'], k.feature),
		array_position(array['registration', 'nonprofit', 'licence', 'admission', 'account'], u.kind), u.rid`;

const DETAIL_KINDS = ['registrationChange', 'role', 'staff', 'course', 'accountEntry'];

/** Builds `unit` and `detail_unit`. */
export async function buildUnits(client: pg.PoolClient): Promise<void> {
	await client.query(UNITS, [REGISTRATION_KINDS]);
	await client.query('create index on unit (rid)');
	await client.query('create index on unit (cluster)');
	await client.query('analyze unit');
	await client.query(DETAILS, [DETAIL_KINDS]);
	await client.query('create index on detail_unit (rid)');
	await client.query('create index on detail_unit (unit)');
	await client.query('analyze detail_unit');
}

/** A cluster's records that carry keys: its units and, for former names, places and telephones, its changes. */
const SUBJECT_RECORDS = `/* matching: subject records */ create temp table subject_record as
	select u.cluster as owner, u.rid, u.division from unit u
	union all select u.cluster, d.rid, u.division from detail_unit d join unit u on u.rid = d.unit join record r on r.rid = d.rid
	where r.kind = 'registrationChange'`;

/** Builds `subject_record (owner, rid, division)` over the present clusters. */
export async function buildSubjects(client: pg.PoolClient): Promise<void> {
	await client.query('drop table if exists subject_record');
	await client.query(SUBJECT_RECORDS);
	await client.query('create index on subject_record (rid)');
	await client.query('create index on subject_record (owner)');
	await client.query('analyze subject_record');
}
