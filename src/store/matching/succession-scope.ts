/**
 * Which predecessors' pairs are found again, in `redone (cluster)`, those of them that there are now in `sought (cluster, ended)`, and what is kept of
 * all pairs. The pairs of a predecessor rest on its own records and those of whom it meets, and on how many share a key or a person with it; texts
 * are part of the records, and what depends on the day (who ended, who is licensed) is compared with what it was.
 */
import type pg from 'pg';
import type { WordedPair } from '#matching/succession-pair.ts';
import { copyRows, streamRows } from '#store/copy.ts';
import { keysOf } from './keys.ts';

/** Runs a statement that makes a table, and has the planner know it. */
export async function makeTable(client: pg.ClientBase, table: string, statement: string, values: readonly unknown[] = []): Promise<void> {
	await client.query(statement, [...values]);
	await client.query(`analyze ${table}`);
}

/** Clusters, as they were and as they are, of which a record or a person is another than before. */
const STIRRED = `/* successions: stirred */ create temp table stirred as
	select cluster from record_cluster union select cluster from moved where cluster is not null union select cluster_before from moved where cluster_before is not null
	union select c.cluster from repointed join match_cluster c using (rid)`;

const STIRRED_KEYS = `/* successions: keys of stirred */ create temp table stirred_key as
	select distinct s.owner, k.no, k.v from (${keysOf('select s.rid, s.division from speaker s', 'subject')}) k join speaker s using (rid)
	where k.v in (select v from match_ended_key)`;

/**
 * Values that stirred clusters share with those that ended, or shared. One that too many others have makes nobody meet, neither before nor now.
 */
const STIRRED_VALUES = `/* successions: values of stirred */ create temp table stirred_value as
	with said as (select s.v from stirred t join match_sharer s on s.owner = t.cluster union select v from stirred_key)
	select v from said where v not in (
		select s.v from match_sharer s join key_use u using (no) where s.v in (select v from said) and s.owner not in (select cluster from stirred)
		group by s.no, s.v having count(*) > min(u.cap))`;

const differing = (columns: string, now: string, before: string) =>
	`(select ${columns} from ((select * from ${now} except select * from ${before}) union all (select * from ${before} except select * from ${now})) other)`;

const REDONE = `/* successions: to redo */ create temp table redone as
	select cluster from predecessor join stirred using (cluster)
	union ${differing('cluster', 'predecessor', 'match_ended')}
	union select m.a from match_meeting m join (select cluster from stirred union ${differing('cluster', 'licensed', 'match_licensed')}) s on s.cluster = m.b
	union select k.owner from stirred_value s join match_ended_key k on k.v = s.v
	union select d.cluster from (
			select p.person from stirred join match_post p using (cluster)
			union select m.person_id from stirred join match_cluster c using (cluster) join person_mention m using (rid) where m.person_id is not null) w
		join match_post d using (person) join match_ended e on e.cluster = d.cluster
	union ${differing('a', 'named_before', 'match_named_before')}`;

/**
 * Builds `redone` and `sought`. Reads `predecessor`, `licensed`, `named_before` and, unless everything is found again, what the resolution wrote.
 * @param speakersOf the statement that makes temp table `speaker` of the records in a query.
 */
export async function seekPredecessors(client: pg.ClientBase, full: boolean, speakersOf: (rids: string) => string): Promise<void> {
	if (full) {
		await makeTable(client, 'redone', 'create temp table redone as select cluster from predecessor');
	} else {
		await makeTable(client, 'stirred', STIRRED);
		await makeTable(client, 'speaker', speakersOf('select c.rid from stirred join match_cluster c using (cluster)'));
		await makeTable(client, 'stirred_key', STIRRED_KEYS);
		await client.query('drop table speaker');
		await makeTable(client, 'stirred_value', STIRRED_VALUES);
		await makeTable(client, 'redone', REDONE);
		await client.query('/* memory: sharers out */ delete from match_sharer where owner in (select cluster from stirred)');
		await client.query('/* memory: sharers in */ insert into match_sharer select owner, no, v from stirred_key');
	}
	await makeTable(client, 'sought', 'create temp table sought as select d.* from predecessor d join redone using (cluster)');
}

interface Kept {
	readonly table: string;
	readonly rows: string;
	/** Which rows leave before the new ones come, unless everything is found again. */
	readonly gone: string;
	readonly indexes: readonly string[];
}

const OF_REDONE = (column: string) => `${column} in (select cluster from redone)`;

const MEETINGS: readonly Kept[] = [
	{ table: 'match_ended', rows: 'select cluster, ended from predecessor', gone: 'true', indexes: [] },
	{ table: 'match_licensed', rows: 'select cluster from licensed', gone: 'true', indexes: [] },
	{ table: 'match_named_before', rows: 'select a, b, shared_by from named_before', gone: 'true', indexes: [] },
	{ table: 'match_ended_key', rows: 'select owner, no, v from probe_key', gone: OF_REDONE('owner'), indexes: ['owner', 'v'] },
	// Rows of a value that left the predecessors stay behind: nobody looks there, and whoever says it anew replaces them.
	{
		table: 'match_sharer',
		rows: 'select owner, no, v from subject_key where v in (select v from fresh)',
		gone: 'v in (select v from fresh)',
		indexes: ['owner', 'v'],
	},
	{
		table: 'match_post',
		rows: 'select cluster, person, rank from cluster_person',
		gone: 'person in (select person from cluster_person)',
		indexes: ['cluster', 'person'],
	},
	{ table: 'match_meeting', rows: 'select a, b from meeting', gone: OF_REDONE('a'), indexes: ['a', 'b'] },
];

/** Heads of whoever meets anybody; of those that met before and did not change they stand there already. */
const MET: Kept = {
	table: 'match_met',
	rows: `select c.cluster, bool_or(r.kind = 'nonprofit' or left(r.body ->> 'creditCode', 2) = '52') as nonprofit,
			array_agg(left(m.name_key, 1)) filter (where m.slot = 'head' and m.name_key <> '') as surnames
		from newly_met join match_cluster c using (cluster) join record r using (rid) left join person_mention m on m.rid = r.rid
		where r.kind in ('registration', 'nonprofit', 'licence') group by c.cluster`,
	gone: 'cluster in (select cluster from met_gone)',
	indexes: ['cluster'],
};

/** Whoever meets anybody anew, or met somebody whose meetings are found again, or is another than before. */
const MET_MAYBE = `/* successions: may meet anew */ create temp table met_maybe as
	select a as cluster from match_meeting where a in (select cluster from redone) union select b from match_meeting where a in (select cluster from redone)
	union select a from meeting union select b from meeting union select cluster from stirred`;

/** Of those, whoever meets anybody and does not stand there as it is, and who stands there and meets nobody or is another. */
const MEETS = `(exists (select from match_meeting m where m.a = c.cluster) or exists (select from match_meeting m where m.b = c.cluster))`;
const NEWLY_MET = `/* successions: newly met */ create temp table newly_met as select cluster from met_maybe c
	where (cluster in (select cluster from stirred) or cluster not in (select cluster from match_met where cluster in (select cluster from met_maybe))) and ${MEETS}`;
const MET_GONE = `/* successions: met no more */ create temp table met_gone as select cluster from met_maybe c where cluster in (select cluster from stirred) or not ${MEETS}`;
const ALL_MET = `/* successions: newly met */ create temp table newly_met as select a as cluster from match_meeting union select b from match_meeting`;

/** Keeps who meets whom, once `probe_key`, `subject_key`, `cluster_person` and `meeting` of those sought are made, and brings `match_met` up to date. */
export async function keepMeetings(client: pg.ClientBase, full: boolean): Promise<void> {
	if (!full) await makeTable(client, 'met_maybe', MET_MAYBE);
	for (const kept of MEETINGS) await keepRows(client, kept, full);
	await makeTable(client, 'newly_met', full ? ALL_MET : NEWLY_MET);
	if (!full) await makeTable(client, 'met_gone', MET_GONE);
	await keepRows(client, MET, full);
}

async function keepRows(client: pg.ClientBase, { table, rows, gone, indexes }: Kept, full: boolean): Promise<void> {
	if (full) {
		await client.query(`/* memory: drop */ drop table ${table}`);
		await client.query(`/* memory: make ${table} */ create unlogged table ${table} as ${rows}`);
		for (const column of indexes) await client.query(`/* memory: index */ create index on ${table} (${column})`);
		await client.query(`analyze ${table}`);
		return;
	}
	await client.query(`/* memory: out of ${table} */ delete from ${table} where ${gone}`);
	await client.query(`/* memory: into ${table} */ insert into ${table} ${rows}`);
}

/** Puts the pairs of those sought in the place of what was kept of `redone`. */
export async function keepPairs(client: pg.PoolClient, full: boolean, pairs: readonly WordedPair[]): Promise<void> {
	await client.query(full ? 'truncate match_succession' : `/* memory: pairs out */ delete from match_succession where ${OF_REDONE('a')}`);
	await copyRows(
		client,
		'match_succession (a, b, surnames, worded)',
		pairs.map((worded) => [worded.pair.a, worded.pair.b, worded.pair.surnames, JSON.stringify(worded)]),
	);
}

const KEPT_PAIRS = `/* successions: kept pairs */
	with share as (select surname, count(*)::float8 / sum(count(*)) over () as share from match_met, unnest(surnames) as surname group by surname)
	select worded, (select min(s.share) from share s where s.surname = any(p.surnames)) as "surnameShare" from match_succession p order by p.b, p.a`;

/** All pairs that may be kept, each with the least share of the heads that meet who bear a surname which both sides have. */
export async function* keptPairs(
	client: pg.PoolClient,
): AsyncGenerator<{ readonly worded: WordedPair; readonly surnameShare: number | null }> {
	yield* streamRows<{ worded: WordedPair; surnameShare: number | null }>(client, KEPT_PAIRS);
}
