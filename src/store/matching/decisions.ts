/**
 * Brings what people decided (`match_decision`) to the records of a resolution. The newest decision on a pair counts, one whose
 * record is not in the store waits for it.
 */
import type pg from 'pg';
import { MENTION_KINDS } from '#core/kinds.ts';
import type { MatchVerdict } from '#core/match-decisions.ts';
import type { Conflicts, DecidedPair } from '#matching/decided.ts';
import { FOUNDING_ORDER } from '#matching/model.ts';

/** A pair has one answer to "the same?" and one, by direction, to "carried on?"; UNSURE takes an older answer back. */
const DECIDED = `/* decisions: standing */ create temp table decided as
	select decision_id, verdict, a, b from (
		select distinct on (least(a, b), greatest(a, b), carries, case when carries then a end) decision_id, verdict, a, b from (
			select d.decision_id, d.verdict, ra.rid as a, rb.rid as b, d.verdict in ('CARRIES_ON', 'DOES_NOT_CARRY_ON') as carries, d.decided_at
			from match_decision d
			join record ra on ra.source = d.a_source and ra.record_type = d.a_type and ra.record_key = d.a_key
			join record rb on rb.source = d.b_source and rb.record_type = d.b_type and rb.record_key = d.b_key
			where d.undone_at is null and d.about = 'ORGANISATION') pairs
		order by least(a, b), greatest(a, b), carries, case when carries then a end, decided_at desc, decision_id desc) newest
	where verdict <> 'UNSURE'`;

/** Of two entries under one code that a person told apart the later leaves; the others stay what they were. */
const SPLIT = `/* decisions: split units */
	with leaving as (
		select distinct on (d.decision_id) u.rid, u.cluster
		from decided d join unit ua on ua.rid = d.a join unit ub on ub.rid = d.b and ub.cluster = ua.cluster join unit u on u.rid in (d.a, d.b) join record r on r.rid = u.rid
		where d.verdict = 'DIFFERENT' and d.a <> d.b
		order by d.decision_id, array_position($1, r.kind) desc, r.source desc, r.record_type desc, r.record_key desc),
	staying as (select u.cluster, min(u.rid) as least from unit u where u.cluster in (select cluster from leaving) and u.rid not in (select rid from leaving) group by u.cluster)
	update unit u set (start, cluster) = (select n, n from (select case when u.rid in (select rid from leaving) then u.rid else (select s.least from staying s where s.cluster = u.cluster) end as n) c)
	where u.cluster in (select cluster from leaving)`;

/** Whatever anybody ever decided on: what was undone is looked at once more as well. */
const EVER = `/* decisions: ever */ create temp table decided_ever as
	select r.rid from match_decision d join record r on r.source = d.a_source and r.record_type = d.a_type and r.record_key = d.a_key where d.about = 'ORGANISATION'
	union select r.rid from match_decision d join record r on r.source = d.b_source and r.record_type = d.b_type and r.record_key = d.b_key where d.about = 'ORGANISATION'`;

/** Builds `decided (decision_id, verdict, a, b)` and `decided_ever (rid)`. */
export async function prepareDecisions(client: pg.ClientBase): Promise<void> {
	await client.query(DECIDED);
	await client.query(EVER);
}

/** Takes apart what stands under one code and was told apart, in `unit`. */
export async function splitUnits(client: pg.ClientBase): Promise<void> {
	await client.query(SPLIT, [FOUNDING_ORDER]);
}

const SIDES = `side as (select rid, cluster from unit union all select d.rid, u.cluster from match_detail d join unit u on u.rid = d.unit)`;

const CLUSTER_PAIRS = `/* decisions: on organisations */ with ${SIDES}
	select d.decision_id::text as "decisionId", d.verdict, a.cluster::text as a, b.cluster::text as b
	from decided d join side a on a.rid = d.a join side b on b.rid = d.b where d.verdict in ('SAME', 'DIFFERENT') order by d.decision_id`;

/** Decisions between two organisations, by their present clusters. */
export async function decidedClusters(client: pg.PoolClient): Promise<readonly DecidedPair[]> {
	return (await client.query<DecidedPair>(CLUSTER_PAIRS)).rows;
}

const MENTION_PAIRS = `/* decisions: on mentions */ with ${SIDES}
	select d.decision_id::text as "decisionId", d.verdict, coalesce(a.cluster, d.a)::text as a, coalesce(b.cluster, d.b)::text as b
	from decided d left join side a on a.rid = d.a left join side b on b.rid = d.b where d.verdict in ('SAME', 'DIFFERENT') order by d.decision_id`;

const MENTIONS = `/* decisions: mentions */
	select r.rid::text from record r where r.kind = any($1) and r.rid in (select unnest(array[a, b]) from decided where verdict in ('SAME', 'DIFFERENT'))
	order by r.source, r.record_type, r.record_key`;

/** The decisions on who is the same, and which of their names are mentions, in the order of source, type and key. */
export async function decidedMentions(client: pg.PoolClient): Promise<{ pairs: readonly DecidedPair[]; mentions: ReadonlySet<string> }> {
	const { rows: pairs } = await client.query<DecidedPair>(MENTION_PAIRS);
	const { rows } = await client.query<{ rid: string }>(MENTIONS, [MENTION_KINDS]);
	return { pairs, mentions: new Set(rows.map(({ rid }) => rid)) };
}

/** Decisions on who carries on whom, as clusters of `match_cluster`: "predecessor successor" to whether it does. */
export async function decidedSuccessions(client: pg.PoolClient): Promise<ReadonlyMap<string, boolean>> {
	const { rows } = await client.query<{ a: string; b: string; verdict: MatchVerdict }>(`/* decisions: on successions */
		select a.cluster::text as a, b.cluster::text as b, d.verdict from decided d join match_cluster a on a.rid = d.a join match_cluster b on b.rid = d.b
		where d.verdict in ('CARRIES_ON', 'DOES_NOT_CARRY_ON') and a.cluster <> b.cluster order by d.decision_id`);
	return new Map(rows.map((row) => [`${row.a} ${row.b}`, row.verdict === 'CARRIES_ON']));
}

/** Writes beside each decision what was found against it, and takes back what no longer holds. */
export async function reportConflicts(client: pg.PoolClient, conflicts: Conflicts): Promise<void> {
	await client.query(
		`/* decisions: conflicts */ update match_decision d set conflict = n.conflict
		from (select d2.decision_id, c.conflict from match_decision d2 left join unnest($1::bigint[], $2::text[]) c (decision_id, conflict) using (decision_id)) n
		where n.decision_id = d.decision_id and d.conflict is distinct from n.conflict`,
		[[...conflicts.keys()], [...conflicts.values()]],
	);
}
