/** Reads flags for readers: by id, of organisations, a filtered page at a time, counted. A flag is seen where its organisation is. */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Day } from '#core/days.ts';
import type { Evidence } from '#core/dossier.ts';
import { type FlagCategory, type FlagCode, type FlagStatus, OPEN_STATUSES, SEVERITIES, type Severity } from '#core/flags.ts';
import type { Database } from './database.ts';
import { afterKey, type Page, toPage, toPages, type Window } from './page.ts';
import { inDivisions, type RowScope } from './row-scope.ts';

/** A flag as the store holds it. */
export interface FlagRow {
	readonly flagId: string;
	readonly organisationId: string;
	readonly personId: string | null;
	readonly code: FlagCode;
	readonly category: FlagCategory;
	readonly severity: Severity;
	readonly score: string;
	readonly status: FlagStatus;
	readonly firstSeen: Day;
	readonly lastSeen: Day;
	readonly ruleVersion: number;
	readonly title: { readonly zh: string; readonly en: string };
	readonly explanation: { readonly zh: string; readonly en: string };
	readonly legalBasis: readonly string[];
	/** Values as the rule saw them; the Reader masks them. */
	readonly evidence: readonly Evidence[];
	readonly counterEvidence: readonly string[];
	readonly guise: string | null;
}

/** Conditions that must all hold; absent ones are not asked for, but for `statuses`: absent means the open ones. */
export interface FlagConditions {
	readonly divisionCode?: string | null;
	readonly codes?: readonly string[] | null;
	readonly categories?: readonly string[] | null;
	readonly statuses?: readonly string[] | null;
	readonly minSeverity?: Severity | null;
	readonly minScore?: number | null;
	readonly firstSeenFrom?: Day | null;
	readonly lastSeenFrom?: Day | null;
}

/** Orders of a list; ties fall by id. */
export type FlagOrder = 'FIRST_SEEN_DESC' | 'SCORE_DESC';

const ORDERS = {
	FIRST_SEEN_DESC: { column: 'f.first_seen', key: (row: FlagRow) => row.firstSeen },
	SCORE_DESC: { column: 'f.score', key: (row: FlagRow) => row.score },
} as const;

const COLUMNS = sql`f.flag_id as "flagId", f.organisation_id as "organisationId", f.person_id as "personId", f.code, f.category, f.severity,
	f.score, f.status, f.first_seen as "firstSeen", f.last_seen as "lastSeen", f.rule_version as "ruleVersion", f.title, f.explanation,
	f.legal_basis as "legalBasis", f.evidence, f.counter_evidence as "counterEvidence", f.guise`;

function matches(scope: RowScope, wanted: FlagConditions): RawBuilder<SqlBool> {
	const parts: RawBuilder<SqlBool>[] = [
		inDivisions(scope.divisions, 'o.division_code'),
		sql`f.status = any(${[...(wanted.statuses ?? OPEN_STATUSES)]}::text[])`,
	];
	if (wanted.divisionCode != null) parts.push(inDivisions([wanted.divisionCode], 'o.division_code'));
	if (wanted.codes != null) parts.push(sql`f.code = any(${[...wanted.codes]}::text[])`);
	if (wanted.categories != null) parts.push(sql`f.category = any(${[...wanted.categories]}::text[])`);
	if (wanted.minSeverity != null) parts.push(sql`f.severity = any(${SEVERITIES.slice(SEVERITIES.indexOf(wanted.minSeverity))}::text[])`);
	if (wanted.minScore != null) parts.push(sql`f.score >= ${wanted.minScore}`);
	if (wanted.firstSeenFrom != null) parts.push(sql`f.first_seen >= ${wanted.firstSeenFrom}`);
	if (wanted.lastSeenFrom != null) parts.push(sql`f.last_seen >= ${wanted.lastSeenFrom}`);
	return sql`${sql.join(parts, sql` and `)}`;
}

/** Flags by id, those in the scope. */
export async function flagsByIds(db: Database, scope: RowScope, ids: readonly string[]): Promise<ReadonlyMap<string, FlagRow>> {
	const { rows } = await sql<FlagRow>`/* flagsByIds */
		select ${COLUMNS} from flag f join organisation o using (organisation_id)
		where f.flag_id = any(${[...ids]}::text[]) and ${inDivisions(scope.divisions, 'o.division_code')}`.execute(db);
	return new Map(rows.map((row) => [row.flagId, row]));
}

/** Flags of each organisation, by code and id, of the statuses given or of all. */
export async function flagsOfOrganisations(
	db: Database,
	scope: RowScope,
	query: { readonly organisationIds: readonly string[]; readonly statuses: readonly string[] | null; readonly window: Window },
): Promise<ReadonlyMap<string, Page<FlagRow>>> {
	const { after, first } = query.window;
	const beyond = after === null ? sql`true` : sql`(f.code, f.flag_id) > (${after[0] ?? ''}, ${after[1] ?? ''})`;
	const status = query.statuses === null ? sql`true` : sql`f.status = any(${[...query.statuses]}::text[])`;
	const { rows } = await sql<FlagRow & { parent: string }>`/* flagsOfOrganisations */
		select o.organisation_id as parent, f.* from organisation o cross join lateral (
			select ${COLUMNS} from flag f where f.organisation_id = o.organisation_id and ${status} and ${beyond}
			order by f.code, f.flag_id limit ${first + 1}) f
		where o.organisation_id = any(${[...query.organisationIds]}::text[]) and ${inDivisions(scope.divisions, 'o.division_code')}
		order by o.organisation_id, f.code, f."flagId"`.execute(db);
	return toPages(rows, first, { take: ({ parent: _, ...flag }): FlagRow => flag, keyOf: (flag) => [flag.code, flag.flagId] });
}

/** A page of flags. */
export async function flagPage(
	db: Database,
	scope: RowScope,
	query: { readonly conditions: FlagConditions; readonly order: FlagOrder; readonly window: Window },
): Promise<Page<FlagRow>> {
	const { column, key } = ORDERS[query.order];
	const { after, first } = query.window;
	const beyond = after === null ? sql`true` : afterKey({ column, direction: 'desc', id: 'f.flag_id' }, after);
	const { rows } = await sql<FlagRow>`/* flagPage */
		select ${COLUMNS} from flag f join organisation o using (organisation_id)
		where ${matches(scope, query.conditions)} and ${beyond} order by ${sql.ref(column)} desc, f.flag_id limit ${first + 1}`.execute(db);
	return toPage(rows, first, (row) => [key(row), row.flagId]);
}

/** How many flags the conditions find. */
export async function countFlags(db: Database, scope: RowScope, wanted: FlagConditions): Promise<number> {
	const { rows } = await sql<{ count: string }>`/* countFlags */
		select count(*) from flag f join organisation o using (organisation_id) where ${matches(scope, wanted)}`.execute(db);
	return Number(rows[0]?.count);
}
