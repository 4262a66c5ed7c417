/** How flags stood on a day, as conditions that other reads take up: which runs tell of them, and which organisations had them. */
import { type RawBuilder, sql } from 'kysely';
import type { Day } from '#core/days.ts';
import { OPEN_STATUSES, SEVERITIES } from '#core/flags.ts';
import type { FlagConditions } from '#core/organisation-filter.ts';
import { visibleFlag } from './flag-scope.ts';
import type { RowScope } from './row-scope.ts';

/** The day in Asia/Shanghai on which an instant falls. */
export const dayOfInstant = (column: string): RawBuilder<unknown> => sql`(${sql.ref(column)} at time zone 'Asia/Shanghai')::date`;

/**
 * Runs whose changes stand: of each day the last one that judged, for it takes over what runs of the same day said before it. Runs that
 * changed nothing take back what an earlier run of their day had said.
 */
export const JUDGING_RUNS = sql`(select distinct on (as_of) run_id, as_of, started_at from run
	where command in ('nightly', 'evaluate') and (state in ('COMPLETE', 'INCOMPLETE') or exists (select from flag_change c where c.run_id = run.run_id))
	order by as_of, started_at desc, run_id desc)`;

/**
 * The ids of the organisations with a flag that the reader sees and that met conditions at the end of a day, as a table to be looked in; where the organisation
 * stands is no condition of it. Under the id that goes on today.
 */
export function withFlagsKnown(scope: RowScope, wanted: FlagConditions, on: Day): RawBuilder<unknown> {
	const told = (member: string) => sql`t.after->>${sql.lit(member)}`;
	const parts = [visibleFlag(scope), sql`${told('status')} = any(${[...(wanted.statuses ?? OPEN_STATUSES)]}::text[])`];
	if (wanted.codes != null) parts.push(sql`f.code = any(${[...wanted.codes]}::text[])`);
	if (wanted.categories != null) parts.push(sql`f.category = any(${[...wanted.categories]}::text[])`);
	if (wanted.minSeverity != null) {
		const grave = SEVERITIES.slice(SEVERITIES.indexOf(wanted.minSeverity));
		parts.push(sql`${told('severity')} = any(${grave}::text[])`);
	}
	if (wanted.minScore != null) parts.push(sql`(${told('score')})::numeric >= ${wanted.minScore}`);
	if (wanted.firstSeenFrom != null) parts.push(sql`f.first_seen >= ${wanted.firstSeenFrom}`);
	if (wanted.lastSeenFrom != null) parts.push(sql`least(f.last_seen, ${on}::date) >= ${wanted.lastSeenFrom}`);
	return sql`(select coalesce(own.merged_into, own.organisation_id) from (
			select distinct on (c.flag_id) c.flag_id, c.after from (
				select c.flag_id, r.as_of as day, r.started_at as at, c.after from flag_change c join ${JUDGING_RUNS} r using (run_id)
				union all
				select c.flag_id, ${dayOfInstant('c.at')}, c.at, c.after from review_change c) c
			where c.day <= ${on}::date order by c.flag_id, c.day desc, c.at desc) t
		join flag f using (flag_id) join organisation own on own.organisation_id = f.organisation_id
		where ${sql.join(parts, sql` and `)})`;
}
