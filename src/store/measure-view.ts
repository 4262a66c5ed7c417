/**
 * Counts the measures of a division (core/measures.ts), one pass over its organisations a group. What held on a day is read from the
 * days that the records tell (issued, ended, inspected), as the hub holds the records now.
 */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Day } from '#core/days.ts';
import { OPEN_STATUSES } from '#core/flags.ts';
import type { Kind } from '#core/kinds.ts';
import { BALANCE_DAYS, INSPECTION_DAYS, LOOK_BACK_YEARS } from '#core/measures.ts';
import type { Database } from './database.ts';
import { visibleFlag } from './flag-scope.ts';
import { inDivisions, inSources, type RowScope } from './row-scope.ts';

/** What is counted, where and for which day. */
export interface MeasureQuery {
	/** Null: everywhere in the scope. */
	readonly divisionCode: string | null;
	readonly on: Day;
	/** Base of the reduction rate. */
	readonly base: Day;
}

/** Counts by measure, "numerator" and "denominator" each; and the cells of the licence × registration matrix. */
export type CountRow = Readonly<Record<string, number>>;

/** Whether a licence or admission `r` held on a day. One that is cancelled without a day counts as ended when the agency last spoke of it. */
function holds(day: Day): RawBuilder<SqlBool> {
	return sql`(coalesce((r.body->>'issuedOn')::date, '-infinity') <= ${day}::date and coalesce((r.body->>'validUntil')::date, 'infinity') >= ${day}::date
		and coalesce(${END_OF_LICENCE}, 'infinity') > ${day}::date)`;
}
const END_OF_LICENCE = sql`coalesce((r.body->>'endedOn')::date, case when r.body->>'status' in ('CANCELLED', 'REVOKED', 'EXPIRED') then r.as_of end)`;

/** Whether a registration `r` stood on a day. */
function stands(day: Day): RawBuilder<SqlBool> {
	return sql`(coalesce((r.body->>'establishedOn')::date, '-infinity') <= ${day}::date
		and coalesce((r.body->>'endedOn')::date, case when r.body->>'status' <> 'ACTIVE' then r.as_of end, 'infinity') > ${day}::date)`;
}

/** The organisations of the division, and what their registrations say. `extra`: columns over further kinds of record. */
function facts(scope: RowScope, query: MeasureQuery, extra: { readonly kinds: readonly Kind[]; readonly columns: RawBuilder<unknown> }) {
	const { on } = query;
	return sql`org as (
		select o.organisation_id, o.registered as known, case when o.division_code not like '%00' then o.division_code end as county from organisation o where o.merged_into is null and ${inDivisions(scope.divisions, 'o.division_code')}
			and ${query.divisionCode === null ? sql`true` : inDivisions([query.divisionCode], 'o.division_code')}),
	fact as (
		select org.organisation_id, org.known, org.county, coalesce(bool_or(r.kind = 'licence' and ${holds(on)}), false) as licensed, ${extra.columns}
		from org left join record r on r.organisation_id = org.organisation_id and r.kind = any(${['licence', ...extra.kinds]}::text[])
			and ${inSources(scope.sources, 'r.source')} and coalesce(r.ended_on, 'infinity') > ${on}::date
		group by 1, 2, 3)`;
}

/** Licences, registrations and the matrix. */
export async function countLicences(db: Database, scope: RowScope, query: MeasureQuery): Promise<CountRow> {
	const { on } = query;
	const columns = sql`
		coalesce(bool_or(r.kind = 'licence' and r.body->>'category' = 'SUBJECT' and ${holds(on)}), false) as subject,
		coalesce(bool_or(r.kind = 'licence' and r.body->>'category' = 'SUBJECT' and ${holds(query.base)}), false) as subject_before,
		coalesce(bool_or(r.kind = 'licence' and ${holds(on)} and r.body->'address'->>'text' is not null and r.body->'head'->>'name' is not null
			and r.body->>'validUntil' is not null), false) as complete,
		coalesce(bool_or(r.kind = 'admission' and ${holds(on)}), false) as admitted,
		coalesce(bool_or(r.kind in ('registration', 'nonprofit') and ${stands(on)}), false) as registered`;
	const trains = sql`exists (select from flag f where f.organisation_id = fact.organisation_id and ${visibleFlag(scope)} and f.category in ('UNLICENSED', 'HIDDEN_TRAINING')
		and f.first_seen <= ${on}::date and (f.status = any(${[...OPEN_STATUSES]}::text[]) or f.last_seen >= ${on}::date))`;
	return one(
		db,
		sql`/* countLicences */ with ${facts(scope, query, { kinds: ['admission', 'registration', 'nonprofit'], columns })},
		told as (select *, not licensed and not admitted and (not known or ${trains}) as trains from fact)
		select count(*) filter (where subject_before)::int - count(*) filter (where subject)::int as "SUBJECT_REDUCTION",
			count(*) filter (where subject_before)::int as "SUBJECT_REDUCTION/",
			count(*) filter (where subject)::int as "LICENSED_SUBJECT", count(*) filter (where licensed)::int as "LICENSED_SUBJECT/",
			count(*) filter (where licensed and not subject)::int as "LICENSED_NON_SUBJECT", count(*) filter (where licensed)::int as "LICENSED_NON_SUBJECT/",
			count(distinct county)::int - count(distinct county) filter (where trains)::int as "ZERO_UNLICENSED", count(distinct county)::int as "ZERO_UNLICENSED/",
			count(*) filter (where licensed)::int as "PLATFORM_COVERAGE", count(*) filter (where licensed or admitted)::int as "PLATFORM_COVERAGE/",
			count(*) filter (where complete)::int as "MANAGED_INSTITUTION", count(*) filter (where licensed)::int as "MANAGED_INSTITUTION/",
			count(*) filter (where (licensed or admitted) and registered)::int as "BOTH",
			count(*) filter (where (licensed or admitted) and not registered)::int as "LICENCE_ONLY",
			count(*) filter (where trains and registered)::int as "REGISTRATION_ONLY",
			count(*) filter (where trains and not registered)::int as "NEITHER" from told`,
	);
}

/** Staff, courses and supervised accounts of licensed institutions. */
export async function countFilings(db: Database, scope: RowScope, query: MeasureQuery): Promise<CountRow> {
	const { on } = query;
	const opened = sql`r.kind = 'account' and coalesce(r.body->>'status', '') <> 'CLOSED' and coalesce((r.body->>'openedOn')::date, '-infinity') <= ${on}::date`;
	const columns = sql`
		coalesce(bool_or(r.kind = 'licence' and ${holds(on)} and r.body->'address'->>'text' is not null and r.body->'head'->>'name' is not null
			and r.body->>'validUntil' is not null), false) as complete,
		coalesce(bool_or(r.kind = 'staff'), false) as staffed, coalesce(bool_or(r.kind = 'course'), false) as courses,
		count(*) filter (where ${opened})::int as accounts,
		count(*) filter (where ${opened} and (r.body->>'balanceOn')::date between ${on}::date - ${sql.lit(BALANCE_DAYS)}::int and ${on}::date)::int as verified,
		count(*) filter (where ${opened} and exists (
			select from record e where e.kind = 'accountEntry' and e.organisation_id = r.organisation_id and e.body->>'accountRef' = r.body->>'accountRef'
				and e.body->>'type' = 'RECEIPT' and left(e.body->>'postedAt', 10) <= ${on}))::int as paid`;
	const licensed = sql`count(*) filter (where licensed)::int`;
	return one(
		db,
		sql`/* countFilings */ with ${facts(scope, query, { kinds: ['staff', 'course', 'account'], columns })}
		select count(*) filter (where licensed and staffed)::int as "MANAGED_TEACHERS", ${licensed} as "MANAGED_TEACHERS/",
			count(*) filter (where licensed and courses)::int as "MANAGED_COURSES", ${licensed} as "MANAGED_COURSES/",
			count(*) filter (where licensed and accounts > 0)::int as "MANAGED_FUNDS", ${licensed} as "MANAGED_FUNDS/",
			count(*) filter (where complete and staffed and courses and accounts > 0)::int as "MANAGED_ALL", ${licensed} as "MANAGED_ALL/",
			coalesce(sum(verified), 0)::int as "BALANCE_VERIFIED", coalesce(sum(accounts), 0)::int as "BALANCE_VERIFIED/",
			coalesce(sum(paid), 0)::int as "PAYMENT_ENABLED", coalesce(sum(accounts), 0)::int as "PAYMENT_ENABLED/" from fact`,
	);
}

/** Inspections of licensed institutions and of those that closed. */
export async function countInspections(db: Database, scope: RowScope, query: MeasureQuery): Promise<CountRow> {
	const { on } = query;
	const seen = sql`(r.body->>'inspectedOn')::date`;
	const recent = sql`r.kind = 'inspection' and ${seen} > ${on}::date - ${sql.lit(INSPECTION_DAYS)}::int and ${seen} <= ${on}::date`;
	const columns = sql`
		count(*) filter (where ${recent} and r.body->>'outcome' <> 'NONE')::int as hits,
		count(*) filter (where ${recent} and r.body->>'outcome' is not null)::int as outcomes,
		min((r.body->>'issuedOn')::date) filter (where r.kind = 'licence') as issued_on,
		max(${END_OF_LICENCE}) filter (where r.kind = 'licence' and ${END_OF_LICENCE} <= ${on}::date) as closed_on,
		max(${seen}) filter (where r.kind = 'inspection' and ${seen} <= ${on}::date) as inspected_on,
		count(distinct ${seen}) filter (where ${recent})::int as days`;
	const closed = sql`not licensed and closed_on > ${on}::date - ${sql.lit(`${LOOK_BACK_YEARS} years`)}::interval`;
	const licensed = sql`count(*) filter (where licensed)::int`;
	return one(
		db,
		sql`/* countInspections */ with ${facts(scope, query, { kinds: ['inspection'], columns })}
		select count(*) filter (where licensed and days > 0)::int as "INSPECTED", ${licensed} as "INSPECTED/",
			count(*) filter (where licensed and days > 1)::int as "INSPECTED_TWICE", ${licensed} as "INSPECTED_TWICE/",
			count(*) filter (where licensed and days = 0 and coalesce(issued_on, '-infinity') <= ${on}::date - ${sql.lit(INSPECTION_DAYS)}::int)::int as "INSPECTION_OVERDUE",
			${licensed} as "INSPECTION_OVERDUE/",
			coalesce(sum(hits), 0)::int as "INSPECTION_FINDINGS", coalesce(sum(outcomes), 0)::int as "INSPECTION_FINDINGS/",
			count(*) filter (where ${closed} and inspected_on >= closed_on)::int as "LOOK_BACK", count(*) filter (where ${closed})::int as "LOOK_BACK/" from fact`,
	);
}

async function one(db: Database, statement: RawBuilder<unknown>): Promise<CountRow> {
	const { rows } = await statement.execute(db);
	return (rows[0] ?? {}) as CountRow;
}

/** Of each kind of record the oldest day up to which its sources, of those in the scope, were read; kinds that none has given have no entry. */
export async function readDaysOfKinds(db: Database, scope: RowScope): Promise<ReadonlyMap<Kind, Day>> {
	const { rows } = await sql<{ kind: Kind; asOf: Day }>`/* readDaysOfKinds */
		with recursive given as (
			(select kind, source from record order by kind, source limit 1)
			union all
			select next.kind, next.source from given g cross join lateral (
				select kind, source from record where (kind, source) > (g.kind, g.source) order by kind, source limit 1) next)
		select g.kind, min(s.as_of) as "asOf" from given g join source_state s using (source)
		where s.as_of is not null and ${inSources(scope.sources, 'g.source')} group by g.kind`.execute(db);
	return new Map(rows.map(({ kind, asOf }) => [kind, asOf]));
}
