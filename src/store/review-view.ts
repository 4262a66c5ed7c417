/** Reads cases for readers: by id, by flag, a filtered page of the work list, histories, counts. A case is seen where its organisation is, with those of its flags that are. */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type pg from 'pg';
import type { Day } from '#core/days.ts';
import { type ReviewCase, type ReviewEvent, type ReviewState, WORK_STATES } from '#core/review.ts';
import type { Database } from './database.ts';
import { visibleCase, visibleFlag, visibleGrounds } from './flag-scope.ts';
import { afterKey, type Page, toPage, type Window } from './page.ts';
import { inDivisions, type RowScope } from './row-scope.ts';

/** Conditions on cases; all that are given must hold. */
export interface ReviewConditions {
	readonly divisionCode?: string | null;
	/** None given: those in which somebody has to do something. */
	readonly states?: readonly ReviewState[] | null;
	readonly agency?: string | null;
	readonly assignee?: string | null;
	/** Due before this day. */
	readonly dueBefore?: Day | null;
	/** Sent to this agency and not yet accepted or returned. */
	readonly sentTo?: string | null;
}

/** Orders of the work list; ties fall by id. Cases without a day to be done by come last. */
export type ReviewOrder = 'DUE_ASC' | 'OPENED_DESC';

/** RFC 3339 of a timestamp column. */
const instant = (column: string) => sql`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** The organisation `o` of a case `c`, or the one that goes on for it. One that was retired stands for itself: its case has to come to an end. */
const HOME = sql`join organisation own on own.organisation_id = c.organisation_id
	join organisation o on o.organisation_id = coalesce(nullif(own.merged_into, ''), own.organisation_id)`;

/**
 * A case with what its readers have to have seen: the number of its last event, and a digest over what its flags stand on. Aliases
 * `c` the case, `o` its organisation or the one that goes on for it.
 */
const cases = (scope: RowScope) => sql`
	select c.case_id as "caseId", o.organisation_id as "organisationId", coalesce(f.ids, '{}') as "flagIds", c.state, c.version || '.' || coalesce(f.digest, '') as version,
		c.agency, c.assignee, c.due_on as "dueOn", c.opened_by as "openedBy", ${instant('c.opened_at')} as "openedAt", c.decided_by as "decidedBy",
		${instant('c.decided_at')} as "decidedAt", (select jsonb_build_object('from', t.from_agency, 'to', t.to_agency, 'sentBy', t.sent_by,
			'sentAt', ${instant('t.sent_at')}) from review_transfer t
			where t.case_id = c.case_id and t.accepted_at is null and t.returned_at is null) as transfer
	from review_case c ${HOME}
	cross join lateral (
		select array_agg(rf.flag_id order by rf.flag_id) as ids,
			left(md5(string_agg(concat_ws('|', g.flag_id, g.evidence_digest, g.severity), ',' order by g.flag_id)), 12) as digest
		from review_flag rf left join flag g using (flag_id) where rf.case_id = c.case_id and (g.flag_id is null or ${visibleFlag(scope, 'g')})) f`;

const byIds = (scope: RowScope, ids: readonly string[]) => sql<ReviewCase>`/* casesByIds */ ${cases(scope)}
	where c.case_id = any(${[...ids]}::text[]) and ${visibleCase(scope)} and ${inDivisions(scope.divisions, 'o.division_code')}`;

/** Cases by id, those in the scope. */
export async function casesByIds(db: Database, scope: RowScope, ids: readonly string[]): Promise<ReadonlyMap<string, ReviewCase>> {
	const { rows } = await byIds(scope, ids).execute(db);
	return new Map(rows.map((row) => [row.caseId, row]));
}

/** A case as a transaction sees it, on its own connection; null: there is none in the scope. */
export async function caseWithin(
	{ client, db }: { readonly client: pg.PoolClient; readonly db: Database },
	scope: RowScope,
	caseId: string,
): Promise<ReviewCase | null> {
	const { sql: text, parameters } = byIds(scope, [caseId]).compile(db);
	const { rows } = await client.query<ReviewCase>(text, [...parameters]);
	return rows[0] ?? null;
}

/** The newest case of each flag. */
export async function casesOfFlags(db: Database, scope: RowScope, flagIds: readonly string[]): Promise<ReadonlyMap<string, ReviewCase>> {
	const newest = await sql<{ flag_id: string; case_id: string }>`/* casesOfFlags */
		select distinct on (rf.flag_id) rf.flag_id, rf.case_id from review_flag rf join review_case c using (case_id)
		where rf.flag_id = any(${[...flagIds]}::text[]) order by rf.flag_id, c.opened_at desc, rf.case_id`.execute(db);
	const cases = await casesByIds(
		db,
		scope,
		newest.rows.map((row) => row.case_id),
	);
	return new Map(
		newest.rows.flatMap((row) => {
			const found = cases.get(row.case_id);
			return found === undefined ? [] : [[row.flag_id, found] as const];
		}),
	);
}

function matches(scope: RowScope, wanted: ReviewConditions): RawBuilder<SqlBool> {
	const conditions = [
		inDivisions(scope.divisions, 'o.division_code'),
		visibleCase(scope),
		sql<SqlBool>`c.state = any(${[...(wanted.states ?? WORK_STATES)]}::text[])`,
		...(wanted.divisionCode == null ? [] : [inDivisions([wanted.divisionCode], 'o.division_code')]),
		...(wanted.agency == null ? [] : [sql<SqlBool>`c.agency = ${wanted.agency}`]),
		...(wanted.assignee == null ? [] : [sql<SqlBool>`c.assignee = ${wanted.assignee}`]),
		...(wanted.dueBefore == null ? [] : [sql<SqlBool>`c.due_on < ${wanted.dueBefore}`]),
		...(wanted.sentTo == null
			? []
			: [
					sql<SqlBool>`exists (select from review_transfer t where t.case_id = c.case_id and t.to_agency = ${wanted.sentTo}
						and t.accepted_at is null and t.returned_at is null)`,
				]),
	];
	return sql`${sql.join(conditions, sql` and `)}`;
}

/** After every day that can be written: where cases without one stand in the order by due day. */
const NO_DAY = '9999-12-31';

/** A page of the work list. */
export async function casePage(
	db: Database,
	scope: RowScope,
	query: { readonly conditions: ReviewConditions; readonly order: ReviewOrder; readonly window: Window },
): Promise<Page<ReviewCase>> {
	const { after, first } = query.window;
	const byDue = query.order === 'DUE_ASC';
	const order = { column: 'w.sort', direction: byDue ? 'asc' : 'desc', id: 'w.caseId' } as const;
	const sort = byDue ? sql`coalesce(c.due_on, ${NO_DAY}::date)::text collate "C"` : sql`${instant('c.opened_at')} collate "C"`;
	const { rows } = await sql<ReviewCase & { sort: string }>`/* casePage */
		select w.* from (select x.*, k.sort from (${cases(scope)} where ${matches(scope, query.conditions)}) x
			join lateral (select ${sort} as sort from review_case c where c.case_id = x."caseId") k on true) w
		where ${after === null ? sql`true` : afterKey(order, after)}
		order by w.sort ${byDue ? sql`asc` : sql`desc`}, w."caseId" limit ${first + 1}`.execute(db);
	const page = toPage(rows, first, (row) => [row.sort, row.caseId]);
	return { ...page, entries: page.entries.map(({ row: { sort: _, ...row }, key }) => ({ row, key })) };
}

/** How many cases the conditions find. */
export async function countPage(db: Database, scope: RowScope, conditions: ReviewConditions): Promise<number> {
	const { rows } = await sql<{ count: string }>`/* countPage */
		select count(*) from review_case c ${HOME} where ${matches(scope, conditions)}`.execute(db);
	return Number(rows[0]?.count);
}

/** How many cases stand in a state, and how many of those should have been done before a day. */
export interface ReviewCount {
	readonly state: ReviewState;
	readonly cases: number;
	readonly overdue: number;
}

/** Counts by state, those that there are. */
export async function countCases(
	db: Database,
	scope: RowScope,
	query: { readonly divisionCode: string | null; readonly today: Day },
): Promise<readonly ReviewCount[]> {
	const within = query.divisionCode === null ? sql`true` : inDivisions([query.divisionCode], 'o.division_code');
	const { rows } = await sql<ReviewCount>`/* countCases */
		select c.state, count(*)::integer as cases, (count(*) filter (where c.due_on < ${query.today}))::integer as overdue
		from review_case c ${HOME}
		where ${inDivisions(scope.divisions, 'o.division_code')} and ${visibleCase(scope)} and ${within} group by c.state order by c.state`.execute(
		db,
	);
	return rows;
}

/** The histories of cases, oldest move first; their scope is that of the cases. Grounds that may speak of a flag which is not seen are null. */
export async function eventsOfCases(
	db: Database,
	scope: RowScope,
	caseIds: readonly string[],
): Promise<ReadonlyMap<string, readonly ReviewEvent[]>> {
	const { rows } = await sql<ReviewEvent>`/* eventsOfCases */
		select e.case_id as "caseId", e.number, e.move, e.from_state as "from", e.to_state as "to", e.by_subject as "by", e.by_role as role,
			${instant('e.at')} as at, ${visibleGrounds(scope, 'e.grounds', 'e')} as grounds, e.opinion, e.assignee, e.agency, e.due_on as "dueOn"
		from review_event e where e.case_id = any(${[...caseIds]}::text[]) order by e.case_id, e.number`.execute(db);
	return Map.groupBy(rows, (row) => row.caseId);
}

/** What became of the leads of one source. */
export interface LeadMeasure {
	readonly source: string;
	/** Flags with evidence of the source on which a decision stands. */
	readonly decided: number;
	readonly confirmed: number;
	/** Half of them were decided within so many days after the flag was first raised. */
	readonly medianDays: number;
}

/** Leads decided in [from, until), by the sources whose records their flags stand on; a flag with two sources counts for both. */
export async function leadMeasures(
	db: Database,
	scope: RowScope,
	query: { readonly divisionCode: string | null; readonly from: Day; readonly until: Day },
): Promise<readonly LeadMeasure[]> {
	const within = query.divisionCode === null ? sql`true` : inDivisions([query.divisionCode], 'o.division_code');
	const { rows } = await sql<LeadMeasure>`/* leadMeasures */
		with decided as (
			select g.flag_id, c.state in ('CONFIRMED', 'CLEARED', 'CONTESTED') as holds, c.decided_at::date - g.first_seen as days, g.evidence
			from review_case c join review_flag rf using (case_id) join flag g using (flag_id) ${HOME}
			where c.decided_at >= ${query.from}::date and c.decided_at < ${query.until}::date and c.state <> all(${[...UNDECIDED]}::text[])
				and ${visibleFlag(scope, 'g')} and ${inDivisions(scope.divisions, 'o.division_code')} and ${within})
		select s.source, count(*)::integer as decided, (count(*) filter (where d.holds))::integer as confirmed,
			percentile_disc(0.5) within group (order by d.days)::integer as "medianDays"
		from decided d cross join lateral (select distinct e ->> 'source' as source from jsonb_array_elements(d.evidence) e) s
		group by s.source order by s.source collate "C"`.execute(db);
	return rows;
}

/** Stages in which nothing is decided, whatever was decided before. */
const UNDECIDED: readonly ReviewState[] = ['SELF_CHECK', 'EXPERT_APPRAISAL', 'ENFORCEMENT_DECISION', 'CONTESTED'];
