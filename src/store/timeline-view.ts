/** Reads the timelines of organisations: what their records, flags, cases and successions tell to have happened, newest first. */
import { type RawBuilder, sql } from 'kysely';
import type { Day } from '#core/days.ts';
import { eventDef, type TimelineEntry, type TimelineEventName } from '#core/timeline.ts';
import type { Database } from './database.ts';
import { visibleCase, visibleFlag } from './flag-scope.ts';
import { dayOfInstant, JUDGING_RUNS } from './known-flags.ts';
import { knownRecords } from './known-view.ts';
import { type Page, toPages, type Window } from './page.ts';
import { readRows } from './ready.ts';
import { inDivisions, inSources, type RowScope } from './row-scope.ts';

/** Which entries of whose timelines are asked for. */
export interface TimelineQuery {
	readonly organisationIds: readonly string[];
	/** Only these. */
	readonly events: readonly TimelineEventName[];
	/** First day, and last. */
	readonly from: Day | null;
	readonly until: Day;
	/** As the hub knew it on this day; null: as it does now. */
	readonly knownOn: Day | null;
}

/** The same of any organisations. */
type Timelines = Omit<TimelineQuery, 'organisationIds'>;

type Part = RawBuilder<unknown>;

/** Columns of an entry, in their order; a part gives null for what it has not. */
const entry = (given: Readonly<Record<'on' | 'event' | 'key', Part>> & Readonly<Record<string, Part>>): Part =>
	sql.join(
		['on', 'event', 'key', 'source', 'recordType', 'recordKey', 'flagId', 'flagStatus', 'caseId', 'otherId'].map(
			(name) => sql`${given[name] ?? sql`null::text`} as ${sql.id(name)}`,
		),
	);

function ofRecords(scope: RowScope, { events, knownOn }: Timelines): Part | null {
	const read = events.flatMap((event) => {
		const of = eventDef(event).of;
		return of === undefined ? [] : [sql`(${sql.lit(event)}, ${sql.lit(of.kind)}, ${sql.lit(of.field)})`];
	});
	if (read.length === 0) return null;
	const columns = entry({
		on: sql`left(r.body->>e.field, 10)::date`,
		event: sql`e.event`,
		key: sql`concat_ws(' ', e.event, r.source, r.record_type, r.record_key)`,
		source: sql`r.source`,
		recordType: sql`r.record_type`,
		recordKey: sql`r.record_key`,
	});
	// What was cancelled before its last day did not run out.
	return sql`select r.organisation_id as parent, ${columns} from ${knownRecords(knownOn)} r
		join (values ${sql.join(read)}) e(event, kind, field) on e.kind = r.kind
		where r.organisation_id in (select organisation_id from org) and ${inSources(scope.sources, 'r.source')} and r.body->>e.field is not null
			and (e.field <> 'validUntil' or coalesce(r.body->>'endedOn', r.body->>'validUntil') >= r.body->>'validUntil')`;
}

const OWN = sql`org join organisation own on own.organisation_id = org.organisation_id or own.merged_into = org.organisation_id`;

function ofRuns(scope: RowScope, { events }: Timelines): Part | null {
	const wanted = events.filter((event) => event === 'FLAG_RAISED' || event === 'FLAG_REOPENED' || event === 'FLAG_CLEARED');
	if (wanted.length === 0) return null;
	const event = sql`case when c.change = 'CLEARED' then 'FLAG_CLEARED' when c.change = 'NEW' then 'FLAG_RAISED'
		when c.after->>'status' = 'REOPENED' and c.before->>'status' <> 'REOPENED' then 'FLAG_REOPENED' end`;
	const columns = entry({
		on: sql`run.as_of`,
		event,
		key: sql`concat_ws(' ', ${event}, c.flag_id, run.as_of)`,
		flagId: sql`c.flag_id`,
		flagStatus: sql`c.after->>'status'`,
	});
	// What people decided stands in the timeline by itself, and a run only tells it again.
	return sql`select org.organisation_id as parent, ${columns} from ${OWN} join flag f on f.organisation_id = own.organisation_id
		join flag_change c using (flag_id) join ${JUDGING_RUNS} run using (run_id)
		where ${visibleFlag(scope)} and not exists (select from review_change v where v.flag_id = c.flag_id and v.told_in = c.run_id and v.after->>'status' = c.after->>'status')`;
}

function ofPeople(scope: RowScope, { events }: Timelines): readonly Part[] {
	const decided = entry({
		on: dayOfInstant('v.at'),
		event: sql`'FLAG_DECIDED'`,
		key: sql`concat_ws(' ', 'FLAG_DECIDED', v.flag_id, lpad(v.change_id::text, 18, '0'))`,
		flagId: sql`v.flag_id`,
		flagStatus: sql`v.after->>'status'`,
	});
	const moved = entry({
		on: dayOfInstant('e.at'),
		event: sql`'CASE_MOVED'`,
		key: sql`concat_ws(' ', 'CASE_MOVED', e.case_id, lpad(e.number::text, 9, '0'))`,
		caseId: sql`e.case_id`,
	});
	return [
		...(events.includes('FLAG_DECIDED')
			? [
					sql`select org.organisation_id as parent, ${decided} from ${OWN} join flag f on f.organisation_id = own.organisation_id
						join review_change v using (flag_id) where ${visibleFlag(scope)} and v.before->>'status' is distinct from v.after->>'status'`,
				]
			: []),
		...(events.includes('CASE_MOVED')
			? [
					sql`select org.organisation_id as parent, ${moved} from ${OWN} join review_case c on c.organisation_id = own.organisation_id
						join review_event e using (case_id) where ${visibleCase(scope)}`,
				]
			: []),
	];
}

function ofLists({ events, knownOn }: Timelines): readonly Part[] {
	const known = knownOn === null ? sql`true` : sql`${dayOfInstant('h.entered_at')} <= ${knownOn}::date`;
	const ended = sql`least(h.to_on, ${dayOfInstant('h.ended_at')})`;
	const part = (event: TimelineEventName, on: Part) =>
		events.includes(event)
			? [
					sql`select org.organisation_id as parent, ${entry({ on, event: sql`${sql.lit(event)}`, key: sql`concat_ws(' ', ${sql.lit(event)}, h.entry_id)` })}
						from ${OWN} join hub_list_entry h on h.organisation_id = own.organisation_id where ${known} and ${on} is not null`,
				]
			: [];
	return [...part('LISTED_BY_HUB', sql`h.from_on`), ...part('LISTING_BY_HUB_ENDED', ended)];
}

/** Successions are known as of now alone; both sides are seen, or neither. */
function ofSuccessions(scope: RowScope, { events, knownOn }: Timelines): readonly Part[] {
	const part = (event: TimelineEventName, [mine, other]: readonly [string, string], day: Part) =>
		events.includes(event) && knownOn === null
			? [
					sql`select org.organisation_id as parent, ${entry({
						on: sql`d.day`,
						event: sql`${sql.lit(event)}`,
						key: sql`concat_ws(' ', ${sql.lit(event)}, x.organisation_id)`,
						otherId: sql`x.organisation_id`,
					})}
					from org join succession s on s.${sql.id(mine)} = org.organisation_id join organisation x on x.organisation_id = s.${sql.id(other)}
					cross join lateral (select ${day} as day from record r where r.organisation_id = x.organisation_id
						and r.kind in ('licence', 'registration', 'nonprofit') and ${inSources(scope.sources, 'r.source')}) d
					where d.day is not null and ${inDivisions(scope.divisions, 'x.division_code')}`,
				]
			: [];
	return [
		...part('PREDECESSOR_ENDED', ['successor_id', 'predecessor_id'], sql`max(r.body->>'endedOn')::date`),
		...part('SUCCESSOR_BEGAN', ['predecessor_id', 'successor_id'], sql`min(coalesce(r.body->>'establishedOn', r.body->>'issuedOn'))::date`),
	];
}

function ofTheHub({ events }: Timelines): readonly Part[] {
	const first = entry({ on: sql`org.first_seen`, event: sql`'FIRST_KNOWN'`, key: sql`'FIRST_KNOWN'` });
	const merged = entry({ on: sql`run.as_of`, event: sql`'MERGED_IN'`, key: sql`concat_ws(' ', 'MERGED_IN', c.old_id, run.as_of)` });
	return [
		...(events.includes('FIRST_KNOWN') ? [sql`select org.organisation_id as parent, ${first} from org`] : []),
		...(events.includes('MERGED_IN')
			? [
					sql`select distinct on (org.organisation_id, c.old_id, run.as_of) org.organisation_id as parent, ${merged} from org
						join organisation_id_change c on c.new_id = org.organisation_id and c.reason = 'merged' join run using (run_id)`,
				]
			: []),
	];
}

/** The entries of the organisations' timelines, `parent` the organisation; days that have not come are left out. */
function entries(scope: RowScope, query: Timelines, ids: unknown): Part {
	const records = ofRecords(scope, query);
	const runs = ofRuns(scope, query);
	const parts = [
		...(records === null ? [] : [records]),
		...(runs === null ? [] : [runs]),
		...ofPeople(scope, query),
		...ofLists(query),
		...ofSuccessions(scope, query),
		...ofTheHub(query),
	];
	const none = sql`select null::text as parent, ${entry({ on: sql`null::date`, event: sql`null::text`, key: sql`null::text` })} where false`;
	const from = query.from === null ? sql`true` : sql`t."on" >= ${query.from}::date`;
	return sql`(with org as (select organisation_id, first_seen from organisation o
			where o.organisation_id = any(${ids}::text[]) and ${inDivisions(scope.divisions, 'o.division_code')})
		select t.* from (${sql.join([none, ...parts], sql` union all `)}) t
		where t."on" <= ${query.until}::date and ${from} and t.event = any(${[...query.events]}::text[]))`;
}

interface EntryRow extends Omit<TimelineEntry, 'ref'> {
	readonly parent: string;
	readonly source: string | null;
	readonly recordType: string | null;
	readonly recordKey: string | null;
	readonly place?: string;
}

/** A page of each organisation's timeline, newest first. */
export async function timelinesOf(
	db: Database,
	scope: RowScope,
	query: TimelineQuery & { readonly window: Window },
): Promise<ReadonlyMap<string, Page<TimelineEntry>>> {
	const { after, first } = query.window;
	const beyond =
		after === null
			? sql`true`
			: sql`(t."on" <= ${after[0] ?? ''}::date and (t."on" < ${after[0] ?? ''}::date or t.key collate "C" > ${after[1] ?? ''}))`;
	const { organisationIds, ...asked } = query;
	const rows = await readRows(
		db,
		{ key: ['timelinesOf', scope, asked], values: [organisationIds] },
		(ids) => sql<EntryRow>`/* timelinesOf */
		select * from (select t.*, row_number() over (partition by t.parent order by t."on" desc, t.key collate "C") as place
			from ${entries(scope, asked, ids)} t where ${beyond}) t
		where t.place <= ${sql.lit(first + 1)} order by t.parent, t."on" desc, t.key collate "C"`,
	);
	return toPages(rows, first, {
		take: ({ parent: _, place: __, source, recordType, recordKey, ...told }: EntryRow): TimelineEntry => ({
			...told,
			ref: source === null ? null : { source, recordType: recordType ?? '', recordKey: recordKey ?? '' },
		}),
		keyOf: ({ on, key }) => [on, key],
	});
}

/** How many entries each organisation's timeline has; organisations without any have no entry. */
export async function countTimelines(db: Database, scope: RowScope, query: TimelineQuery): Promise<ReadonlyMap<string, number>> {
	const { organisationIds, ...asked } = query;
	const rows = await readRows(
		db,
		{ key: ['countTimelines', scope, asked], values: [organisationIds] },
		(ids) => sql<{ parent: string; entries: number }>`/* countTimelines */
		select t.parent, count(*)::int as entries from ${entries(scope, asked, ids)} t group by 1`,
	);
	return new Map(rows.map(({ parent, entries: counted }) => [parent, counted]));
}
