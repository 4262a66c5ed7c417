/**
 * Flags as they stood at the end of a day: told from the changes of runs and of people, for the flag itself holds only how it stands
 * now. What a flag stood on is found under the digest that its change names.
 */
import { type RawBuilder, sql } from 'kysely';
import type { Day } from '#core/days.ts';
import type { Database } from './database.ts';
import { visibleFlag } from './flag-scope.ts';
import type { FlagRow } from './flag-view.ts';
import { dayOfInstant, JUDGING_RUNS } from './known-flags.ts';
import { type Page, toPages, type Window } from './page.ts';
import { inDivisions, type RowScope } from './row-scope.ts';

/** Which flags of which organisations are asked for. */
export interface KnownFlagQuery {
	readonly organisationIds: readonly string[];
	readonly on: Day;
	/** As they were on that day; null: all. */
	readonly statuses: readonly string[] | null;
}

/** The flags of the organisations with `parent`, that of each or of one that was merged into it, and how each stood on the day. */
function standing({ organisationIds, on, statuses }: KnownFlagQuery, scope: RowScope) {
	const status = statuses === null ? sql`true` : sql`t.after->>'status' = any(${[...statuses]}::text[])`;
	return sql`
		from (
			select distinct on (f.flag_id) o.organisation_id as parent, f.flag_id, c.after
			from organisation o join organisation own on own.organisation_id = o.organisation_id or own.merged_into = o.organisation_id
			join flag f on f.organisation_id = own.organisation_id
			join lateral (
				select r.as_of as day, r.started_at as at, c.after from flag_change c join ${JUDGING_RUNS} r using (run_id) where c.flag_id = f.flag_id
				union all
				select ${dayOfInstant('c.at')}, c.at, c.after from review_change c where c.flag_id = f.flag_id) c on c.day <= ${on}::date
			where o.organisation_id = any(${[...organisationIds]}::text[]) and ${inDivisions(scope.divisions, 'o.division_code')}
			order by f.flag_id, c.day desc, c.at desc) t
		join flag f using (flag_id) left join flag_past p on p.flag_id = f.flag_id and p.evidence_digest = t.after->>'evidenceDigest'
			and p.evidence_digest <> f.evidence_digest
		where ${status} and ${visibleFlag(scope)}`;
}

const said = (column: string): RawBuilder<unknown> =>
	sql`case when p.flag_id is null then f.${sql.id(column)} else p.${sql.id(column)} end`;

/**
 * Flags of each organisation as they stood on a day, by code and id. A content that was replaced before the hub kept such contents is
 * told as it is now.
 */
export async function flagsKnown(
	db: Database,
	scope: RowScope,
	query: KnownFlagQuery & { readonly window: Window },
): Promise<ReadonlyMap<string, Page<FlagRow>>> {
	const { after, first } = query.window;
	const beyond = after === null ? sql`true` : sql`(f.code, f.flag_id) > (${after[0] ?? ''}, ${after[1] ?? ''})`;
	const { rows } = await sql<FlagRow & { parent: string }>`/* flagsKnown */
		select * from (
			select t.parent, f.flag_id as "flagId", t.parent as "organisationId", f.person_id as "personId", f.code, f.category,
				t.after->>'severity' as severity, t.after->>'score' as score, t.after->>'status' as status, f.first_seen as "firstSeen",
				least(f.last_seen, ${query.on}::date) as "lastSeen", ${said('rule_version')} as "ruleVersion", ${said('title')} as title,
				${said('explanation')} as explanation, ${said('legal_basis')} as "legalBasis", ${said('evidence')} as evidence,
				${said('counter_evidence')} as "counterEvidence", ${said('guise')} as guise,
				row_number() over (partition by t.parent order by f.code, f.flag_id) as place
			${standing(query, scope)} and ${beyond}) f
		where place <= ${first + 1} order by parent, code, "flagId"`.execute(db);
	return toPages(rows, first, {
		take: ({ parent: _, place: __, ...flag }: FlagRow & { parent: string; place?: string }): FlagRow => flag,
		keyOf: ({ code, flagId }) => [code, flagId],
	});
}

/** How many flags of each organisation stood so on a day; organisations without any have no entry. */
export async function countFlagsKnown(db: Database, scope: RowScope, query: KnownFlagQuery): Promise<ReadonlyMap<string, number>> {
	const { rows } = await sql<{ parent: string; entries: number }>`/* countFlagsKnown */
		select t.parent, count(*)::int as entries ${standing(query, scope)} group by 1`.execute(db);
	return new Map(rows.map(({ parent, entries }) => [parent, entries]));
}
