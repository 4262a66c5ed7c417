/** Reads what organisations share with others: people, rooms, telephones. One statement a step of a network, under the reader's scope. */
import { sql } from 'kysely';
import type { Day } from '#core/days.ts';
import { type Kind, REGISTRATION_KINDS } from '#core/kinds.ts';
import type { Database } from './database.ts';
import { inDivisions, inSources, type RowScope } from './row-scope.ts';
import type { SuccessionRow } from './succession-view.ts';

/** What organisations can share. */
export type SharedKind = 'PERSON' | 'PLACE' | 'PHONE';

/** An organisation's hold on something that others have as well. */
export interface SharedRow {
	readonly organisationId: string;
	readonly kind: SharedKind;
	/** Person id, key of the room, number. */
	readonly value: string;
	/** The address as a record writes it; null for people and telephones. */
	readonly label: string | null;
	readonly certain: boolean | null;
	/** First day on which a record of the organisation says so; null: none gives a day. */
	readonly since: Day | null;
	/** Last day; null: one of them still says so, or gives no day. */
	readonly until: Day | null;
	/** Others that have it, by id; at most one more than asked for. */
	readonly sharers: readonly string[];
}

/** What is looked for around which organisations. */
export interface SharedQuery {
	readonly organisationIds: readonly string[];
	readonly shared: readonly SharedKind[];
	/** Kinds of record through which a person may be seen. */
	readonly kinds: readonly Kind[];
	/** Others that are told of each value. */
	readonly mostSharers: number;
}

/** Records looked at to find who shares a value. Smaller: one organisation's many records hide the others; larger: an agent's number reads half the register. */
const MOST_LOOKED_AT = 2000;

/** The day of what happens on one day (an inspection, a complaint); other records run from a day to a day, or to none. */
const HAPPENED = sql`coalesce(r.body->>'inspectedOn', r.body->>'decidedOn', r.body->>'publishedOn', left(r.body->>'receivedAt', 10), left(r.body->>'occurredAt', 10))`;
const SINCE = sql`min(coalesce(r.body->>'from', r.body->>'establishedOn', r.body->>'issuedOn', r.body->>'openedOn', ${HAPPENED}))`;
const END = sql`coalesce(r.body->>'to', r.body->>'endedOn', ${HAPPENED})`;
const UNTIL = sql`case when bool_and(${END} is not null) then max(${END}) end`;

/** What the organisations share with others of the scope, by organisation, kind and value. */
export async function sharedBy(db: Database, scope: RowScope, query: SharedQuery): Promise<readonly SharedRow[]> {
	const ids = sql`${[...query.organisationIds]}::text[]`;
	const registered = sql`(r.kind = any(${[...REGISTRATION_KINDS]}::text[]) or not o.registered)`;
	const seen = sql`${inSources(scope.sources, 'r.source')} and ${inDivisions(scope.divisions, 'o.division_code')}`;
	const { rows } = await sql<SharedRow>`/* sharedBy */
		with own as (
			select r.organisation_id, 'PERSON' as kind, '' as feature, m.person_id as value, null as label, bool_or(m.certain) as certain, ${SINCE} as since, ${UNTIL} as until
			from record r join organisation o using (organisation_id) join person_mention m using (rid)
			where r.organisation_id = any(${ids}) and 'PERSON' = any(${[...query.shared]}::text[]) and m.person_id is not null
				and r.kind = any(${[...query.kinds]}::text[]) and ${seen} group by 1, 4
			union all
			select r.organisation_id, case k.feature when 'room' then 'PLACE' else 'PHONE' end, k.feature, k.value,
				case k.feature when 'room' then min(r.body->'address'->>'text') end, null, ${SINCE}, ${UNTIL}
			from record r join organisation o using (organisation_id) join record_key k using (rid)
			where r.organisation_id = any(${ids}) and k.feature in ('room', 'phone')
				and case k.feature when 'room' then 'PLACE' else 'PHONE' end = any(${[...query.shared]}::text[]) and ${registered} and ${seen} group by 1, 3, 4)
		select own.organisation_id as "organisationId", own.kind, own.value, own.label, own.certain, own.since, own.until, others.ids as sharers
		from own cross join lateral (
			select array_agg(t.organisation_id order by t.organisation_id) as ids from (
				select distinct organisation_id from (
					(select r.organisation_id from person_mention m join record r using (rid) join organisation o using (organisation_id)
						where own.kind = 'PERSON' and m.person_id = own.value and r.kind = any(${[...query.kinds]}::text[]) and ${seen} limit ${MOST_LOOKED_AT})
					union all
					(select r.organisation_id from record_key k join record r using (rid) join organisation o using (organisation_id)
						where own.kind <> 'PERSON' and k.feature = own.feature and k.value = own.value and ${registered} and ${seen} limit ${MOST_LOOKED_AT})) looked_at
				where organisation_id <> own.organisation_id order by organisation_id limit ${query.mostSharers + 1}) t) others
		where others.ids is not null order by 1, 2, 3`.execute(db);
	return rows;
}

/** Successions of which one side is among the organisations and both are in the scope; likeliest first. */
export async function successionsAround(
	db: Database,
	scope: RowScope,
	query: { readonly organisationIds: readonly string[]; readonly first: number },
): Promise<readonly SuccessionRow[]> {
	const ids = sql`${[...query.organisationIds]}::text[]`;
	const { rows } = await sql<SuccessionRow>`/* successionsAround */
		select s.predecessor_id as "predecessorId", s.successor_id as "successorId", s.score, s.kind, s.reasons
		from succession s join organisation a on a.organisation_id = s.predecessor_id join organisation b on b.organisation_id = s.successor_id
		where (s.predecessor_id = any(${ids}) or s.successor_id = any(${ids}))
			and ${inDivisions(scope.divisions, 'a.division_code')} and ${inDivisions(scope.divisions, 'b.division_code')}
		order by s.score_millibits desc, s.predecessor_id, s.successor_id limit ${query.first}`.execute(db);
	return rows;
}
