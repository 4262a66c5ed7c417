/**
 * What a resolution has to write: the clusters that are not what they were, whole, in `record_cluster (rid, cluster, score, signals)`.
 * An organisation outside stands on the same records as before, so its id, its face and its index stay as they are.
 */
import type pg from 'pg';
import { type KeptTable, keep } from './memory.ts';

/** Records that stand elsewhere than before, or otherwise; null: nowhere. */
const MOVED = `/* scope: moved */ create temp table moved as
	select rid, n.cluster, m.cluster as cluster_before from cluster_now n full join match_cluster m using (rid)
	where n.cluster is distinct from m.cluster or n.score is distinct from m.score or n.signals is distinct from m.signals or rid in (select rid from changed)`;

/** Clusters that a moved record joined, or whose other records it left behind. */
const NARROW = `/* scope: clusters */ create temp table record_cluster as
	with dirty as (
		select cluster from moved where cluster is not null
		union select n.cluster from match_cluster m join cluster_now n using (rid) where m.cluster in (select cluster_before from moved))
	select n.* from cluster_now n join dirty using (cluster)`;

/** Builds `record_cluster` and, for the end, `moved (rid, cluster, cluster_before)`. Reads `cluster_now` and `changed`. */
export async function narrowScope(client: pg.ClientBase, full: boolean): Promise<void> {
	await client.query(full ? 'create temp table moved (rid bigint, cluster bigint, cluster_before bigint)' : MOVED);
	await client.query('create index on moved (rid)');
	await client.query('analyze moved');
	if (full) {
		await client.query('alter table cluster_now rename to record_cluster; create view pg_temp.cluster_now as select * from record_cluster');
		return;
	}
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

/** Keeps where every record stands. */
export async function keepClusters(client: pg.ClientBase, full: boolean): Promise<void> {
	await keep(client, CLUSTERS, { full, scope: 'moved' });
}

const LENDERS: KeptTable = { table: 'match_lender', rows: () => 'select rid, owner from lender', indexes: ['rid', 'owner'] };

/** Keeps which mentions lent what they say. */
export async function keepLenders(client: pg.ClientBase): Promise<void> {
	await keep(client, LENDERS, { full: true, scope: 'moved' });
}
