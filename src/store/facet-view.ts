/** Counts organisations and flags by their properties and over time; one statement a count, under the scope and filter of their lists. */
import { type RawBuilder, sql } from 'kysely';
import type { Day } from '#core/days.ts';
import { OPEN_STATUSES } from '#core/flags.ts';
import type { FlagConditions, OrganisationConditions } from '#core/organisation-filter.ts';
import type { Database } from './database.ts';
import { seenFlagCodes, seenSeverity, visibleFlag } from './flag-scope.ts';
import { flagMatches, organisationMatches } from './organisation-filter.ts';
import { type RowScope, visibleHome } from './row-scope.ts';

/** A value and how many have it; null: not known, or none. */
export interface FacetRow {
	readonly value: string | null;
	readonly count: number;
}

/** Digits of a division code that tell its level. */
export const DIVISION_DIGITS = { PROVINCE: 2, PREFECTURE: 4, COUNTY: 6 } as const;
export type DivisionLevel = keyof typeof DIVISION_DIGITS;

const division = (level: DivisionLevel): RawBuilder<unknown> =>
	sql`case when length(o.division_code) = 6 then rpad(left(o.division_code, ${sql.lit(DIVISION_DIGITS[level])}), 6, '0') end`;
const INDUSTRY = sql`left(o.industry_code, 3)`;
const RISK_BAND = sql`case when o.risk_score <= 0 then '0' when o.risk_score < 20 then '1-19' when o.risk_score < 40 then '20-39'
	when o.risk_score < 60 then '40-59' when o.risk_score < 80 then '60-79' else '80-100' end`;

/** What organisations are counted by. `code` and `guise` give an organisation several values, the others one. */
const ORGANISATION_VALUES = {
	industry: INDUSTRY,
	status: sql`o.status`,
	registered: sql`o.registered::text`,
	riskBand: RISK_BAND,
} as const;

/** What flags are counted by. */
const FLAG_VALUES = {
	code: sql`f.code`,
	category: sql`f.category`,
	severity: sql`f.severity`,
	status: sql`f.status`,
	guise: sql`f.guise`,
	industry: INDUSTRY,
} as const;

export type OrganisationDimension = keyof typeof ORGANISATION_VALUES | 'severity' | 'flagCode' | 'guise' | DivisionLevel;
export type FlagDimension = keyof typeof FLAG_VALUES | DivisionLevel;

const isLevel = (dimension: string): dimension is DivisionLevel => dimension in DIVISION_DIGITS;

/** A list of values, and how many of them at most. */
interface FacetQuery<Conditions, Dimension> {
	readonly conditions: Conditions;
	readonly by: Dimension;
	readonly first: number;
}

/** Organisations by one of their properties, the most frequent value first. */
export async function organisationFacet(
	db: Database,
	scope: RowScope,
	{ conditions, by, first }: FacetQuery<OrganisationConditions, OrganisationDimension>,
): Promise<readonly FacetRow[]> {
	const matches = organisationMatches(scope, conditions);
	if (by === 'flagCode') {
		return counted(
			db,
			sql`/* organisationFacet */ select c.code as value, count(*)::int as count from organisation o cross join unnest(${seenFlagCodes(scope, 'o')}) c(code)
			where ${matches} group by 1 order by 2 desc, 1 limit ${first}`,
		);
	}
	if (by === 'guise') {
		return counted(
			db,
			sql`/* organisationFacet */ select f.guise as value, count(distinct o.organisation_id)::int as count
			from organisation o join flag f using (organisation_id)
			where f.guise is not null and ${visibleFlag(scope)} and f.status = any(${[...OPEN_STATUSES]}::text[]) and ${matches} group by 1 order by 2 desc, 1 limit ${first}`,
		);
	}
	const value = isLevel(by) ? division(by) : by === 'severity' ? seenSeverity(scope, 'o') : ORGANISATION_VALUES[by];
	return counted(
		db,
		sql`/* organisationFacet */ select ${value} as value, count(*)::int as count from organisation o
		where ${matches} group by 1 order by 2 desc, 1 limit ${first}`,
	);
}

/** Flags by one of their properties, the most frequent value first. */
export async function flagFacet(
	db: Database,
	scope: RowScope,
	{ conditions, by, first }: FacetQuery<FlagConditions, FlagDimension>,
): Promise<readonly FacetRow[]> {
	const value = isLevel(by) ? division(by) : FLAG_VALUES[by];
	return counted(
		db,
		sql`/* flagFacet */ select ${value} as value, count(*)::int as count from flag f join organisation o using (organisation_id)
		where ${visibleHome(scope)} and ${flagMatches(scope, conditions, 'o.division_code')}
		group by 1 order by 2 desc, 1 limit ${first}`,
	);
}

async function counted(db: Database, statement: RawBuilder<unknown>): Promise<readonly FacetRow[]> {
	const { rows } = await statement.execute(db);
	return rows as FacetRow[];
}

/** Steps of a series. */
export type TimeStep = 'DAY' | 'WEEK' | 'MONTH';

/** One step of a series. */
export interface SeriesRow {
	readonly from: Day;
	readonly until: Day;
	readonly raised: number;
	readonly cleared: number;
}

/** Flags raised and cleared in each step from the one that holds `from` to the one that holds `until`. */
export async function flagSeries(
	db: Database,
	scope: RowScope,
	query: { readonly conditions: FlagConditions; readonly by: TimeStep; readonly from: Day; readonly until: Day },
): Promise<readonly SeriesRow[]> {
	const unit = sql.lit(query.by.toLowerCase());
	const found = sql`from flag f join organisation o using (organisation_id)
		where ${visibleHome(scope)} and ${flagMatches(scope, query.conditions, 'o.division_code')}`;
	const { rows } = await sql<SeriesRow>`/* flagSeries */
		with step as (
			select s::date as "from", (s + ${sql.lit(`1 ${query.by}`)}::interval - interval '1 day')::date as "until"
			from generate_series(date_trunc(${unit}, ${query.from}::date::timestamp), ${query.until}::date::timestamp, ${sql.lit(`1 ${query.by}`)}::interval) s),
		found as materialized (select f.flag_id, f.first_seen ${found}),
		raised as (select date_trunc(${unit}, first_seen::timestamp)::date as step, count(*)::int as flags from found group by 1),
		cleared as (
			select date_trunc(${unit}, run.as_of::timestamp)::date as step, count(*)::int as flags
			from found join flag_change c using (flag_id) join run using (run_id) where c.change = 'CLEARED' group by 1)
		select step."from", step."until", coalesce(raised.flags, 0) as raised, coalesce(cleared.flags, 0) as cleared
		from step left join raised on raised.step = step."from" left join cleared on cleared.step = step."from" order by step."from"`.execute(
		db,
	);
	return rows;
}
