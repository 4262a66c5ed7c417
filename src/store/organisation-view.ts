/** Reads organisations for readers: by id, by credit code, a filtered page at a time, counted. Merged ones stand under the one that goes on. */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Day } from '#core/days.ts';
import { OPEN_STATUSES, SEVERITIES, type Severity } from '#core/flags.ts';
import type { Kind } from '#core/kinds.ts';
import type { Database } from './database.ts';
import { afterKey, type Page, toPage, type Window } from './page.ts';
import { inDivisions, inSources, type RowScope } from './row-scope.ts';

/** An organisation as the store holds it. */
export interface OrganisationRow {
	readonly organisationId: string;
	readonly registered: boolean;
	readonly name: string;
	readonly creditCode: string | null;
	readonly divisionCode: string | null;
	readonly status: string | null;
	readonly industryCode: string | null;
	readonly firstSeen: Day;
	readonly riskScore: number;
	readonly severity: string | null;
	readonly flagCodes: readonly string[];
}

/** Conditions that must all hold; absent ones are not asked for. */
export interface OrganisationConditions {
	readonly divisionCode?: string | null;
	readonly registered?: boolean | null;
	readonly statuses?: readonly string[] | null;
	/** Beginning of the industry code. */
	readonly industry?: string | null;
	readonly flagCodes?: readonly string[] | null;
	readonly minSeverity?: Severity | null;
	readonly minRiskScore?: number | null;
	readonly firstSeenFrom?: Day | null;
	readonly withRecords?: readonly Kind[] | null;
	readonly withoutRecords?: readonly Kind[] | null;
}

/** Orders of a list; ties fall by id. */
export type OrganisationOrder = 'RISK_DESC' | 'NAME_ASC' | 'FIRST_SEEN_DESC';

const COLUMNS = [
	'o.organisation_id as organisationId',
	'o.registered',
	'o.name',
	'o.credit_code as creditCode',
	'o.division_code as divisionCode',
	'o.status',
	'o.industry_code as industryCode',
	'o.first_seen as firstSeen',
	'o.risk_score as riskScore',
	'o.severity',
	'o.flag_codes as flagCodes',
] as const;

const ORDERS = {
	RISK_DESC: { column: 'o.risk_score', direction: 'desc', key: (row: OrganisationRow) => String(row.riskScore) },
	NAME_ASC: { column: 'o.name', direction: 'asc', key: (row: OrganisationRow) => row.name },
	FIRST_SEEN_DESC: { column: 'o.first_seen', direction: 'desc', key: (row: OrganisationRow) => row.firstSeen },
} as const;

/**
 * Organisations by id, those in the scope. An id that was merged away gives the organisation that goes on, under the id asked for.
 */
export async function organisationsByIds(
	db: Database,
	scope: RowScope,
	ids: readonly string[],
): Promise<ReadonlyMap<string, OrganisationRow>> {
	const rows = await db
		.withRecursive('asked(id, current)', (cte) =>
			cte
				.selectFrom('organisation')
				.select(['organisation_id as id', 'organisation_id as current'])
				.where('organisation_id', '=', sql<string>`any(${[...ids]}::text[])`)
				.union(
					cte
						.selectFrom('asked')
						.innerJoin('organisation as m', 'm.organisation_id', 'asked.current')
						.where('m.merged_into', 'is not', null)
						.select((eb) => ['asked.id', eb.ref('m.merged_into').$castTo<string>().as('current')]),
				),
		)
		.selectFrom('asked')
		.innerJoin('organisation as o', 'o.organisation_id', 'asked.current')
		.select(['asked.id as asked', ...COLUMNS])
		.where('o.merged_into', 'is', null)
		.where(inDivisions(scope.divisions, 'o.division_code'))
		.execute();
	return new Map(rows.map(({ asked, ...row }) => [asked, row]));
}

/** The organisation that holds each credit code, of those in the scope; of two the one whose id is least. */
export async function organisationsByCreditCodes(
	db: Database,
	scope: RowScope,
	creditCodes: readonly string[],
): Promise<ReadonlyMap<string, OrganisationRow>> {
	const rows = await db
		.selectFrom('organisation as o')
		.select([...COLUMNS])
		.where('o.credit_code', '=', sql<string>`any(${[...creditCodes]}::text[])`)
		.where('o.merged_into', 'is', null)
		.where(inDivisions(scope.divisions, 'o.division_code'))
		.orderBy('o.organisation_id', 'desc')
		.execute();
	return new Map(rows.map((row) => [row.creditCode as string, row]));
}

function matches(scope: RowScope, wanted: OrganisationConditions): RawBuilder<SqlBool> {
	const parts: RawBuilder<SqlBool>[] = [sql`o.merged_into is null`, inDivisions(scope.divisions, 'o.division_code')];
	const { divisionCode, statuses, flagCodes, minSeverity } = wanted;
	if (divisionCode != null) parts.push(inDivisions([divisionCode], 'o.division_code'));
	if (wanted.registered != null) parts.push(sql`o.registered = ${wanted.registered}`);
	if (statuses != null) parts.push(sql`o.status = any(${[...statuses]}::text[])`);
	if (wanted.industry != null) parts.push(sql`starts_with(o.industry_code, ${wanted.industry})`);
	if (minSeverity != null) parts.push(sql`o.severity = any(${SEVERITIES.slice(SEVERITIES.indexOf(minSeverity))}::text[])`);
	if (wanted.minRiskScore != null) parts.push(sql`o.risk_score >= ${wanted.minRiskScore}`);
	if (wanted.firstSeenFrom != null) parts.push(sql`o.first_seen >= ${wanted.firstSeenFrom}`);
	if (flagCodes != null) {
		parts.push(sql`exists (select from flag f where f.organisation_id = o.organisation_id and f.code = any(${[...flagCodes]}::text[])
			and f.status = any(${[...OPEN_STATUSES]}::text[]))`);
	}
	for (const kind of wanted.withRecords ?? []) parts.push(hasRecord(scope, kind));
	for (const kind of wanted.withoutRecords ?? []) parts.push(sql`not ${hasRecord(scope, kind)}`);
	return sql`${sql.join(parts, sql` and `)}`;
}

function hasRecord(scope: RowScope, kind: Kind): RawBuilder<SqlBool> {
	return sql`exists (select from record r where r.organisation_id = o.organisation_id and r.kind = ${kind} and ${inSources(scope.sources, 'r.source')})`;
}

/** A page of organisations. */
export async function organisationPage(
	db: Database,
	scope: RowScope,
	query: { readonly conditions: OrganisationConditions; readonly order: OrganisationOrder; readonly window: Window },
): Promise<Page<OrganisationRow>> {
	const { column, direction, key } = ORDERS[query.order];
	const { after, first } = query.window;
	const rows = await db
		.selectFrom('organisation as o')
		.select([...COLUMNS])
		.where(matches(scope, query.conditions))
		.$if(after !== null, (q) => q.where(afterKey({ column, direction, id: 'o.organisation_id' }, after ?? [])))
		.orderBy(column, direction)
		.orderBy('o.organisation_id')
		.limit(first + 1)
		.execute();
	return toPage<OrganisationRow>(rows, first, (row) => [key(row), row.organisationId]);
}

/** How many organisations the conditions find. */
export async function countOrganisations(db: Database, scope: RowScope, wanted: OrganisationConditions): Promise<number> {
	const { count } = await db
		.selectFrom('organisation as o')
		.select((eb) => eb.fn.countAll<string>().as('count'))
		.where(matches(scope, wanted))
		.executeTakeFirstOrThrow();
	return Number(count);
}
