/**
 * What a resolution has to write: the clusters that are not what they were, whole, in `record_cluster (rid, cluster, score, signals)`.
 * An organisation outside stands on the same records as before, so its id, its face and its index stay as they are.
 */
import type pg from 'pg';
import { type KeptTable, keep } from './memory.ts';

/** Where records stand, narrowed by their number. A unit's own score is that of a code: it is the organisation. */
export const clustersOf = (
	narrow: (rid: string) => string,
) => `select u.rid, u.cluster, 0 as score, '[]'::jsonb as signals from unit u where ${narrow('u.rid')}
	union all select d.rid, u.cluster, 0, '[]'::jsonb from match_detail d join unit u on u.rid = d.unit where ${narrow('d.rid')}
	union all select m.rid, m.cluster, m.score, m.signals from mention_link m where ${narrow('m.rid')}
	union all select p.rid, p.cluster, p.score, p.signals from place_link p where ${narrow('p.rid')}`;

/** Records that can stand elsewhere than before: units and details of units that moved, mentions that were looked at, and those about nobody known. */
const MOVABLE = `/* scope: movable */ create temp table movable as
	select rid from member_moved union select d.rid from match_detail d join member_moved t on t.rid = d.unit
	union select rid from redo union select rid from due union select rid from place_link union select rid from match_left_over`;

/** Records that stand elsewhere than before, or otherwise; null: nowhere. */
const MOVED = `/* scope: moved */ create temp table moved as
	select rid, n.cluster, m.cluster as cluster_before from movable left join cluster_part n using (rid) left join match_cluster m using (rid)
	where n.cluster is distinct from m.cluster or n.score is distinct from m.score or n.signals is distinct from m.signals
		or n.rid is not null and rid in (select rid from changed)`;

/** Clusters that a moved record joined, or whose other records it left behind. */
const NARROW = `/* scope: clusters */ create temp table record_cluster as
	with dirty as (select cluster from moved where cluster is not null union select cluster_before from moved where cluster_before is not null)
	select n.* from dirty join match_cluster n using (cluster)`;

const IN_PLACE = [
	MOVABLE,
	'analyze movable',
	`/* scope: where they stand */ create temp table cluster_part as ${clustersOf((rid) => `${rid} in (select rid from movable)`)}`,
	'analyze cluster_part (rid)',
	MOVED,
	'create index on moved (rid)',
	'analyze moved',
	'/* scope: out */ delete from match_cluster c using moved m where m.rid = c.rid',
	'/* scope: in */ insert into match_cluster select c.* from cluster_part c join moved using (rid)',
	'create temp view cluster_now as select * from match_cluster',
];

/** Builds `record_cluster` and `moved (rid, cluster, cluster_before)`; unless everything is resolved also `cluster_now`, which is `match_cluster` brought up to date. */
export async function narrowScope(client: pg.ClientBase, full: boolean): Promise<void> {
	if (full) {
		await client.query('create temp table moved (rid bigint, cluster bigint, cluster_before bigint)');
		await client.query('alter table cluster_now rename to record_cluster; create view pg_temp.cluster_now as select * from record_cluster');
		return;
	}
	for (const statement of IN_PLACE) await client.query(statement);
	await client.query(NARROW);
	await client.query('create index on record_cluster (rid)');
	await client.query('create index on record_cluster (cluster)');
	await client.query('analyze record_cluster (rid, cluster)');
}

const CLUSTERS: KeptTable = {
	table: 'match_cluster',
	rows: (narrow) => `select rid, cluster, score, signals from cluster_now where ${narrow('rid')}`,
	indexes: ['rid', 'cluster'],
};

/** Keeps where every record stands; unless everything is resolved it stands there already. */
export async function keepClusters(client: pg.ClientBase, full: boolean): Promise<void> {
	if (full) await keep(client, CLUSTERS, { full, scope: 'moved' });
}

const LENDERS: KeptTable = { table: 'match_lender', rows: () => 'select rid, owner from lender', indexes: ['rid', 'owner'] };
const LEFT_OVER: KeptTable = { table: 'match_left_over', rows: () => 'select rid from left_over', indexes: [] };

/** Keeps which mentions lent what they say, and which are about nobody known. */
export async function keepMentions(client: pg.ClientBase): Promise<void> {
	for (const table of [LENDERS, LEFT_OVER]) await keep(client, table, { full: true, scope: 'moved' });
}
