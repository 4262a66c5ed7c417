/**
 * Which organisations have to be judged again. One pass over the store sums, for each organisation, a hash of everything its
 * dossier is made of; an organisation whose sum differs from that of its last evaluation, or whose day has come, is due. So a
 * night judges what changed, and what it judges does not depend on how the change came about.
 */
import type pg from 'pg';
import type { Day } from '#core/days.ts';
import { streamRows } from './copy.ts';
import type { Database } from './database.ts';

export interface DueOrganisation {
	readonly organisationId: string;
	/** Sum of the hashes of what the dossier is made of. */
	readonly inputs: string;
}

/** Hashes of one part each; a sum does not depend on their order. The parts are those of `dossier-view.ts`. */
const PARTS = `
	select organisation_id, hashtextextended(concat_ws('|', name, division_code, registered), 1) as part from organisation where merged_into is null
	union all
	select organisation_id, hashtextextended(concat_ws('|', rid, content_hash, ended_on), 2) from record where organisation_id is not null
	union all
	select r.organisation_id, hashtextextended(concat_ws('|', m.pid, m.person_id, m.certain), 3)
	from record r join person_mention m using (rid) where r.organisation_id is not null and m.person_id is not null
	union all
	select r.organisation_id, hashtextextended(concat_ws('|', m.person_id, f.rid, f.content_hash, f.ended_on, o.certain), 4)
	from record f join person_mention o on o.rid = f.rid join person_mention m on m.person_id = o.person_id join record r on r.rid = m.rid
	where f.kind in ('schoolTeacher', 'certificate', 'personListEntry', 'staff') and r.organisation_id is not null
	union all
	select r.organisation_id, hashtextextended(concat_ws('|', m.person_id, c.result, c.scope, c.checked_at, c.valid_until), 5)
	from clearance c join person_token t on t.kind = 'full' and t.value = c.token join person_mention o on o.pid = t.pid
	join person_mention m on m.person_id = o.person_id join record r on r.rid = m.rid where r.organisation_id is not null
	union all
	select side.organisation_id, hashtextextended(concat_ws('|', s.predecessor_id, s.successor_id, s.score, s.kind, s.reasons), 6)
	from succession s cross join lateral (values (s.predecessor_id), (s.successor_id)) side(organisation_id)
	union all
	select side.mine, hashtextextended(concat_ws('|', r.rid, r.content_hash, r.ended_on), 7)
	from succession s cross join lateral (values (s.predecessor_id, s.successor_id), (s.successor_id, s.predecessor_id)) side(mine, other)
	join record r on r.organisation_id = side.other and r.kind in ('licence', 'registration', 'nonprofit')
	union all
	select side.mine, hashtextextended(concat_ws('|', side.other, m.person_id), 8)
	from succession s cross join lateral (values (s.predecessor_id, s.successor_id), (s.successor_id, s.predecessor_id)) side(mine, other)
	join record r on r.organisation_id = side.other and r.kind = 'staff' join person_mention m using (rid)
	union all
	select own.organisation_id, hashtextextended(concat_ws('|', r.rid, r.content_hash, r.ended_on, r.organisation_id), 9)
	from record r join record_key o on o.rid = r.rid and o.feature = 'room' join record_key k on k.feature = 'room' and k.value = o.value
	join record own on own.rid = k.rid and own.kind in ('registration', 'nonprofit') and own.organisation_id is not null
	where r.kind = 'inspection' and r.body->>'outcome' in ('STOP_NOTICE', 'CASE', 'SEALED', 'BANNED') and r.organisation_id is distinct from own.organisation_id
	union all
	select coalesce(o.merged_into, h.organisation_id), hashtextextended(concat_ws('|', h.entry_id, h.ended_at), 10)
	from hub_list_entry h join organisation o on o.organisation_id = h.organisation_id
	union all
	select r.organisation_id, hashtextextended(concat_ws('|', m.pid, h.entry_id, h.ended_at), 11)
	from hub_list_entry h join person p on p.person_id = h.person_id
	join person_mention m on m.person_id = coalesce(p.merged_into, h.person_id) join record r using (rid) where r.organisation_id is not null`;

const DUE = `/* evaluation: due */
	select o.organisation_id as "organisationId", i.inputs::text as inputs
	from (select organisation_id, sum(part) as inputs from (${PARTS}) parts group by organisation_id) i
	join organisation o on o.organisation_id = i.organisation_id and o.merged_into is null
	left join evaluation e on e.organisation_id = o.organisation_id
	where $2 or e.inputs is distinct from i.inputs or e.next_change <= $1
	order by o.organisation_id`;

/** Memory for the sums; less spills the sort to disk at a million organisations. */
const WORK_MEM = '64MB';

/**
 * The organisations that are due on a day, by id; `all`: every one. Runs on one connection, other statements may run between two rows.
 */
export async function* streamDue(client: pg.PoolClient, asOf: Day, all: boolean): AsyncGenerator<DueOrganisation> {
	await client.query(`set work_mem = '${WORK_MEM}'`);
	try {
		yield* streamRows<DueOrganisation>(client, DUE, [asOf, all]);
	} finally {
		await client.query('reset work_mem').catch(() => {}); // the connection may be gone
	}
}

/** How many organisations a full evaluation judges. */
export async function countJudged(db: Database): Promise<number> {
	const { count } = await db
		.selectFrom('organisation')
		.select((eb) => eb.fn.countAll<string>().as('count'))
		.where('merged_into', 'is', null)
		.executeTakeFirstOrThrow();
	return Number(count);
}
