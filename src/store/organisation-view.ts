/** Reads organisations for readers: by id, by credit code, a filtered page at a time, counted. Merged ones stand under the one that goes on. */
import { type CompiledQuery, type RawBuilder, sql } from 'kysely';
import type { Day } from '#core/days.ts';
import type { OrganisationConditions } from '#core/organisation-filter.ts';
import type { RiskPart } from '#core/risk.ts';
import type { Database } from './database.ts';
import { seenFlagCodes, seenRiskParts, seenSeverity } from './flag-scope.ts';
import { jsonAt } from './json-at.ts';
import { organisationMatches } from './organisation-filter.ts';
import { afterKey, type Page, toLazyPage, type Window } from './page.ts';
import { prepareWhenFrequent } from './prepared.ts';
import { readRows } from './ready.ts';
import { recent } from './recent.ts';
import { type Relation, readRelations, relationsBelow, type StoredRelation } from './relation-view.ts';
import { inDivisions, type RowScope } from './row-scope.ts';

export type { OrganisationConditions } from '#core/organisation-filter.ts';

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
	/** What its open flags add to the score, largest first. */
	readonly riskParts: readonly RiskPart[];
	/** Weights that gave the score; null: not judged yet. */
	readonly riskVersion: string | null;
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
	'o.risk_version as riskVersion',
] as const;

/** The columns that tell of flags, each as the reader sees them. */
function ofFlags(scope: RowScope) {
	return [
		seenSeverity(scope, 'o').as('severity'),
		seenFlagCodes(scope, 'o').as('flagCodes'),
		seenRiskParts(scope, 'o').as('riskParts'),
	] as const;
}

/** The members of a row, in the order of `membersOf`. */
const MEMBERS = [...COLUMNS.map((text) => text.split(/[. ]/).at(-1) as string), 'severity', 'flagCodes', 'riskParts'];

/** Where an organisation `o` has its members for a reader. */
function membersOf(scope: RowScope): readonly RawBuilder<unknown>[] {
	return [
		...COLUMNS.map((text) => sql.ref(text.split(' ')[0] as string)),
		seenSeverity(scope, 'o'),
		seenFlagCodes(scope, 'o'),
		seenRiskParts(scope, 'o'),
	];
}

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
	const rows = await readRows(db, { key: ['organisationsByIds', scope], values: [ids] }, (places) => byIds(db, scope, places));
	return new Map(rows.map(({ asked, ...row }) => [asked, row]));
}

function byIds(db: Database, scope: RowScope, ids: unknown) {
	const statement = db
		.withRecursive('asked(id, current)', (cte) =>
			cte
				.selectFrom('organisation')
				.select(['organisation_id as id', 'organisation_id as current'])
				.where('organisation_id', '=', sql<string>`any(${ids}::text[])`)
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
		.select(['asked.id as asked', ...COLUMNS, ...ofFlags(scope)])
		.where('o.merged_into', 'is', null)
		.where(inDivisions(scope.divisions, 'o.division_code'));
	return { compile: () => statement.compile() };
}

/** The organisation that holds each credit code, of those in the scope; of two the one whose id is least. */
export async function organisationsByCreditCodes(
	db: Database,
	scope: RowScope,
	creditCodes: readonly string[],
): Promise<ReadonlyMap<string, OrganisationRow>> {
	const rows = await db
		.selectFrom('organisation as o')
		.select([...COLUMNS, ...ofFlags(scope)])
		.where('o.credit_code', '=', sql<string>`any(${[...creditCodes]}::text[])`)
		.where('o.merged_into', 'is', null)
		.where(inDivisions(scope.divisions, 'o.division_code'))
		.orderBy('o.organisation_id', 'desc')
		.execute();
	return new Map(rows.map((row) => [row.creditCode as string, row]));
}

/** Which page of organisations is asked for. */
export interface OrganisationQuery {
	readonly conditions: OrganisationConditions;
	readonly order: OrganisationOrder;
	readonly window: Window;
}

/** A page of organisations with what hangs on each: for each entry, what each relation gives. */
export interface OrganisationTree extends Page<OrganisationRow> {
	readonly related: readonly (readonly StoredRelation[])[];
}

/** A page of organisations. */
export async function organisationPage(db: Database, scope: RowScope, query: OrganisationQuery): Promise<Page<OrganisationRow>> {
	return organisationTree(db, scope, { ...query, relations: [] });
}

/** A page of organisations and what hangs on them, by one statement. */
export async function organisationTree(
	db: Database,
	scope: RowScope,
	{ conditions, order, window, relations }: OrganisationQuery & { readonly relations: readonly Relation[] },
): Promise<OrganisationTree> {
	const { first } = window;
	const statement = { scope, conditions, order, window, relations };
	const { rows } = await db.executeQuery<{ readonly row: string }>(treeStatement(db, statement));
	const lists = rows.map(({ row }) => JSON.parse(row) as readonly unknown[]);
	const found = lists.map(fromOrganisationList);
	const relationsOf = readRelations(relations);
	const related = found.slice(0, first).map((row, at) => relationsOf(row.organisationId, (lists[at] ?? []).slice(MEMBERS.length) as never));
	return { ...toLazyPage(found, first, (row) => [ORDERS[order].key(row), row.organisationId]), related };
}

/** An organisation `o` as a JSON list of all its members. */
export function organisationList(scope: RowScope): RawBuilder<unknown> {
	return sql`json_build_array(${sql.join(membersOf(scope))})`;
}

/** Where an organisation `o` has a member. */
export function organisationColumn(scope: RowScope, [member = '', ...inside]: readonly string[]): RawBuilder<unknown> {
	const column = membersOf(scope)[MEMBERS.indexOf(member)];
	if (column === undefined) throw new Error(`An organisation has no member ${member}.`);
	return jsonAt(column, inside);
}

/** The organisations of a page and one more, as a statement, and what they are ordered by, whatever they are called there. */
export function organisationsIn(scope: RowScope, { conditions, order, window: { after, first } }: OrganisationQuery) {
	const { column, direction } = ORDERS[order];
	const beyond = after === null ? sql`true` : afterKey({ column, direction, id: 'o.organisation_id' }, after);
	const page = sql`select o.* from organisation o where ${organisationMatches(scope, conditions)} and ${beyond}
		order by ${sql.ref(column)} ${sql.raw(direction)}, o.organisation_id limit ${sql.lit(first + 1)}`;
	return { page, key: sql.ref(column.slice(2)) };
}

/** An organisation's row from its JSON list, which goes on with its relations. */
export function fromOrganisationList(list: readonly unknown[]): OrganisationRow {
	const row: Record<string, unknown> = {};
	for (let at = 0; at < MEMBERS.length; at++) row[MEMBERS[at] as string] = list[at];
	return row as unknown as OrganisationRow;
}

interface TreeStatement extends OrganisationQuery {
	readonly scope: RowScope;
	readonly relations: readonly Relation[];
}

/** Statements that are kept ready. Fewer: the pages of a busy dashboard are put together anew each time; more: memory, some 20 kB each. */
const MOST_STATEMENTS = 500;

const statements = new Map<string, CompiledQuery<{ readonly row: string }>>();

/** One row an organisation, as one JSON list: its members, then what each relation gives. */
function treeStatement(db: Database, asked: TreeStatement): CompiledQuery<{ readonly row: string }> {
	const key = JSON.stringify(asked);
	const statement = recent(statements, key, { most: MOST_STATEMENTS, make: () => compileTree(db, asked) });
	prepareWhenFrequent(statement.sql);
	return statement;
}

function compileTree(db: Database, { scope, conditions, order, window: { after, first }, relations }: TreeStatement) {
	const { column, direction } = ORDERS[order];
	return db
		.selectFrom('organisation as o')
		.select(sql<string>`json_build_array(${sql.join([...membersOf(scope), ...relationsBelow(scope, relations)])})::text`.as('row'))
		.where(organisationMatches(scope, conditions))
		.$if(after !== null, (q) => q.where(afterKey({ column, direction, id: 'o.organisation_id' }, after ?? [])))
		.orderBy(column, direction)
		.orderBy('o.organisation_id')
		.limit(sql.lit(first + 1))
		.compile();
}

/** How many organisations the conditions find. */
export async function countOrganisations(db: Database, scope: RowScope, wanted: OrganisationConditions): Promise<number> {
	const [row] = await readRows(
		db,
		{ key: ['countOrganisations', scope, wanted] },
		() =>
			sql<{
				count: string;
			}>`/* countOrganisations */ select count(*) as count from organisation o where ${organisationMatches(scope, wanted)}`,
	);
	return Number(row?.count);
}
