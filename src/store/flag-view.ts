/** Reads flags for readers: by id, of organisations, a filtered page at a time, counted. A flag is seen where its organisation is, unless it tells of a police answer. */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Day } from '#core/days.ts';
import type { Evidence } from '#core/dossier.ts';
import type { FlagCategory, FlagCode, FlagStatus, Severity } from '#core/flags.ts';
import type { FlagConditions } from '#core/organisation-filter.ts';
import type { Database } from './database.ts';
import { visibleFlag } from './flag-scope.ts';
import { jsonAt } from './json-at.ts';
import { flagMatches } from './organisation-filter.ts';
import { afterKey, type Page, toLazyPage, toPage, toPages, type Window } from './page.ts';
import { readRows } from './ready.ts';
import { inDivisions, type RowScope, visibleHome } from './row-scope.ts';

export type { FlagConditions } from '#core/organisation-filter.ts';

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

/** Orders of a list; ties fall by id. */
export type FlagOrder = 'FIRST_SEEN_DESC' | 'SCORE_DESC';

const ORDERS = {
	FIRST_SEEN_DESC: { column: 'f.first_seen', key: (row: FlagRow) => row.firstSeen },
	SCORE_DESC: { column: 'f.score', key: (row: FlagRow) => row.score },
} as const;

/** Columns of a flag by the name under which it has them; numbers as text, so that a row reads alike from the driver and out of JSON. */
const COLUMN = {
	flagId: 'f.flag_id',
	organisationId: 'f.organisation_id',
	personId: 'f.person_id',
	code: 'f.code',
	category: 'f.category',
	severity: 'f.severity',
	score: 'f.score::text',
	status: 'f.status',
	firstSeen: 'f.first_seen',
	lastSeen: 'f.last_seen',
	ruleVersion: 'f.rule_version',
	title: 'f.title',
	explanation: 'f.explanation',
	legalBasis: 'f.legal_basis',
	evidence: 'f.evidence',
	counterEvidence: 'f.counter_evidence',
	guise: 'f.guise',
} as const satisfies Record<keyof FlagRow, string>;

/** Names of a flag's members. */
export type FlagMember = keyof typeof COLUMN;
/** All of them. */
export const FLAG_MEMBERS = Object.keys(COLUMN) as readonly FlagMember[];

function columns(members: readonly FlagMember[]) {
	return sql.raw(members.map((member) => `${COLUMN[member]} as "${member}"`).join(', '));
}
const COLUMNS = columns(FLAG_MEMBERS);

/** Where a row of `flagsBelow` has a member. */
export function flagColumn([member = '', ...inside]: readonly string[]): RawBuilder<unknown> {
	return jsonAt(sql`f.${sql.ref(member)}`, inside);
}

/** What every read of flags has, whatever else is asked for: their key and their order. */
const KEY_MEMBERS: readonly FlagMember[] = ['flagId', 'code'];

interface FlagsBelow {
	readonly statuses: readonly string[] | null;
	readonly window: Window;
}

/** The flags of the organisation `o` of the statement around it: those of the window and one more, in order. */
export function flagsBelow(scope: RowScope, { statuses, window: { after, first } }: FlagsBelow) {
	const beyond = after === null ? sql`true` : sql`(f.code, f.flag_id) > (${after[0] ?? ''}, ${after[1] ?? ''})`;
	const status = statuses === null ? sql`true` : sql`f.status = any(${[...statuses]}::text[])`;
	return sql<FlagRow>`select ${COLUMNS} from flag f where f.organisation_id = o.organisation_id and ${visibleFlag(scope)} and ${status} and ${beyond}
		order by f.code, f.flag_id limit ${first + 1}`;
}

/** The members of a flag that a JSON list of it has, in order; `asked`: null is all. */
export function listedMembers(asked: readonly FlagMember[] | null): readonly FlagMember[] {
	return asked === null ? FLAG_MEMBERS : FLAG_MEMBERS.filter((member) => asked.includes(member) || KEY_MEMBERS.includes(member));
}

/** A row of `flagsBelow` as a JSON list of members. */
export function flagList(members: readonly FlagMember[]) {
	return sql`json_build_array(${sql.join(members.map((member) => sql`f.${sql.ref(member)}`))})`;
}

/** The flag of a list. The Reader goes through the evidence of every flag, so there is some even where nobody asks for it. */
export function fromFlagList(list: readonly unknown[], members: readonly FlagMember[], organisationId: string): FlagRow {
	const flag: Record<string, unknown> = { organisationId, evidence: NO_EVIDENCE };
	for (let at = 0; at < members.length; at++) flag[members[at] as string] = list[at];
	return flag as unknown as FlagRow;
}

const NO_EVIDENCE: FlagRow['evidence'] = [];

/** Orders rows of `flagsBelow`. */
export const FLAG_ORDER = sql`f.code, f."flagId"`;

/** A page of flags from rows of `flagsBelow`. */
export function toFlagPage(rows: readonly FlagRow[], { first }: Window): Page<FlagRow> {
	return toLazyPage(rows, first, keyOfFlag);
}

function keyOfFlag({ code, flagId }: FlagRow): readonly string[] {
	return [code, flagId];
}

function matches(scope: RowScope, wanted: FlagConditions): RawBuilder<SqlBool> {
	return sql`${visibleHome(scope)} and ${flagMatches(scope, wanted, 'o.division_code')}`;
}

/** Flags by id, those in the scope. */
export async function flagsByIds(db: Database, scope: RowScope, ids: readonly string[]): Promise<ReadonlyMap<string, FlagRow>> {
	const rows = await readRows(
		db,
		{ key: ['flagsByIds', scope], values: [ids] },
		(places) => sql<FlagRow>`/* flagsByIds */
		select ${COLUMNS} from flag f join organisation o using (organisation_id)
		where f.flag_id = any(${places}::text[]) and ${visibleFlag(scope)} and ${visibleHome(scope)}`,
	);
	return new Map(rows.map((row) => [row.flagId, row]));
}

/** Flags of each organisation, by code and id, of the statuses given or of all. */
export async function flagsOfOrganisations(
	db: Database,
	scope: RowScope,
	query: { readonly organisationIds: readonly string[]; readonly statuses: readonly string[] | null; readonly window: Window },
): Promise<ReadonlyMap<string, Page<FlagRow>>> {
	const { organisationIds, statuses, window } = query;
	const rows = await readRows(
		db,
		{ key: ['flagsOfOrganisations', scope, statuses, window], values: [organisationIds] },
		(ids) => sql<FlagRow & { parent: string }>`/* flagsOfOrganisations */
		select o.organisation_id as parent, f.* from organisation o cross join lateral (${flagsBelow(scope, query)}) f
		where o.organisation_id = any(${ids}::text[]) and ${inDivisions(scope.divisions, 'o.division_code')}
		order by o.organisation_id, ${FLAG_ORDER}`,
	);
	return toPages(rows, query.window.first, { take: ({ parent: _, ...flag }): FlagRow => flag, keyOf: keyOfFlag });
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
	const rows = await readRows(
		db,
		{ key: ['flagPage', scope, query] },
		() => sql<FlagRow>`/* flagPage */
		select ${COLUMNS} from flag f join organisation o using (organisation_id)
		where ${matches(scope, query.conditions)} and ${beyond} order by ${sql.ref(column)} desc, f.flag_id limit ${sql.lit(first + 1)}`,
	);
	return toPage(rows, first, (row) => [key(row), row.flagId]);
}

/** How many flags the conditions find. */
export async function countFlags(db: Database, scope: RowScope, wanted: FlagConditions): Promise<number> {
	const [row] = await readRows(
		db,
		{ key: ['countFlags', scope, wanted] },
		() => sql<{ count: string }>`/* countFlags */
		select count(*) from flag f join organisation o using (organisation_id) where ${matches(scope, wanted)}`,
	);
	return Number(row?.count);
}
