/**
 * Ids of organisations: each cluster keeps the oldest id whose founding record stands in it; a cluster without one gets an
 * id minted from its own founder. What was merged or split is written to the change list. Then the records are pointed
 * to their organisations, only those that moved.
 */
import type pg from 'pg';
import type { Day } from '#core/days.ts';
import { organisationIdOf } from '#core/ids.ts';
import { FOUNDING_ORDER } from '#matching/model.ts';
import { copyRows, streamBatches } from '#store/copy.ts';
import { writeBare } from './bulk-write.ts';

const FOUNDERS = `/* ids: founders */ create temp table founder as
	select distinct on (rc.cluster) rc.cluster, r.rid, r.source, r.record_type, r.record_key
	from record_cluster rc join record r using (rid) where r.kind = any($1)
	order by rc.cluster, array_position($1, r.kind), r.source, r.record_type, r.record_key`;

/**
 * An id goes where its founding record went; among several ids of one cluster the oldest stays, of equals that of the cluster's own
 * founder. Ids that were merged away count too: when what joined them is taken back, each has its own again.
 */
const KEPT = `/* ids: kept */ create temp table kept_id as
	select distinct on (rc.cluster) rc.cluster, o.organisation_id
	from organisation o join record r on r.source = o.founder_source and r.record_type = o.founder_type and r.record_key = o.founder_key
	join record_cluster rc on rc.rid = r.rid join founder f on f.cluster = rc.cluster
	order by rc.cluster, o.first_seen, f.rid = r.rid desc, o.organisation_id`;

/** The best record of a cluster to show: active before ended, registers before texts. */
const FACES = `/* ids: faces */ create temp table face as
	select distinct on (rc.cluster) rc.cluster, r.kind, r.body ->> 'name' as name, r.body ->> 'creditCode' as credit_code, r.division_code, r.body ->> 'status' as status,
		r.body ->> 'industryCode' as industry_code
	from record_cluster rc join record r using (rid) where r.kind = any($1)
	order by rc.cluster, (r.body ->> 'name') is null, array_position(array['registration', 'nonprofit', 'licence', 'admission'], r.kind) nulls last,
		(r.body ->> 'status') is distinct from 'ACTIVE', array_position($1, r.kind), r.source, r.record_type, r.record_key`;

/** Units among the clusters: a cluster with one is registered; the rest are places. */
const UPSERT = `/* ids: organisations */
	insert into organisation (organisation_id, registered, name, credit_code, division_code, status, industry_code, first_seen, founder_source, founder_type, founder_key)
	select i.organisation_id, exists (select from unit u where u.cluster = i.cluster), coalesce(f.name, '（无名称）'),
		coalesce(f.credit_code, (select max(u.code) from unit u where u.cluster = i.cluster)), f.division_code, f.status, f.industry_code, $1, fo.source, fo.record_type, fo.record_key
	from cluster_id i join founder fo using (cluster) join face f using (cluster) order by i.organisation_id
	on conflict (organisation_id) do update set registered = excluded.registered, name = excluded.name, credit_code = excluded.credit_code, division_code = excluded.division_code,
		status = excluded.status, industry_code = excluded.industry_code, merged_into = null
	where (organisation.registered, organisation.name, organisation.credit_code, organisation.division_code, organisation.status, organisation.industry_code, organisation.merged_into)
		is distinct from (excluded.registered, excluded.name, excluded.credit_code, excluded.division_code, excluded.status, excluded.industry_code, null::text)`;

/** Ids that may go: those of records in the clusters looked at, or that left one, as they stood before. Where a founding record stood, there was its id. */
const RETIRING = `/* ids: may go */ create temp table retiring as
	select r.organisation_id from record r where r.rid in (select rid from record_cluster union select rid from moved) and r.organisation_id is not null
	union select organisation_id from noted where organisation_id is not null`;
const ALL_RETIRING = `/* ids: may go */ create temp table retiring as select organisation_id from organisation where merged_into is null`;

/** Ids that no cluster kept, of founding records in the clusters looked at or in none: merged into the one that their founding record stands with, or retired with nothing. */
const RETIRE = `/* ids: retired */
	with gone as (
		select o.organisation_id as old_id, i.organisation_id as new_id
		from organisation o left join record r on r.source = o.founder_source and r.record_type = o.founder_type and r.record_key = o.founder_key
		left join record_cluster rc on rc.rid = r.rid left join cluster_id i on i.cluster = rc.cluster
		where o.organisation_id in (select organisation_id from retiring) and o.merged_into is null and not exists (select from cluster_id k where k.organisation_id = o.organisation_id)
			and (rc.rid is not null or not exists (select from cluster_now n where n.rid = r.rid))),
	marked as (update organisation o set merged_into = coalesce(g.new_id, '') from gone g where o.organisation_id = g.old_id returning 1)
	insert into organisation_id_change (run_id, old_id, new_id, reason)
	select $1, old_id, coalesce(new_id, ''), case when new_id is null then 'retired' else 'merged' end from gone on conflict do nothing`;

/**
 * Ids that were merged away before: each names the one that stands now, where its founding record went or, without one, whom the other was
 * merged into. So whoever asks what became of an id needs one step, and gets it right after a merge was taken back as well.
 */
const FOLLOW = `/* ids: follow */
	with followed as (
		select o.organisation_id as old_id, coalesce(i.organisation_id, t.merged_into) as new_id
		from organisation o left join organisation t on t.organisation_id = o.merged_into
		left join record r on r.source = o.founder_source and r.record_type = o.founder_type and r.record_key = o.founder_key
		left join record_cluster rc on rc.rid = r.rid left join cluster_id i on i.cluster = rc.cluster
		where o.merged_into is not null and coalesce(i.organisation_id, t.merged_into) <> o.merged_into)
	update organisation o set merged_into = f.new_id from followed f where o.organisation_id = f.old_id`;

const SPLITS = `/* ids: splits */
	insert into organisation_id_change (run_id, old_id, new_id, reason)
	select distinct $1, r.organisation_id, i.organisation_id, 'split'
	from record_cluster rc join record r using (rid) join cluster_id i using (cluster) join organisation o on o.organisation_id = r.organisation_id
	where r.organisation_id <> i.organisation_id and r.kind = any($2) and o.merged_into is null on conflict do nothing`;

const POINT = `/* ids: point records */
	update record r set organisation_id = n.organisation_id
	from (select rc.rid, i.organisation_id from record_cluster rc join cluster_id i using (cluster)) n
	where r.rid = n.rid and r.organisation_id is distinct from n.organisation_id`;

const UNPOINT = (candidates: string) => `/* ids: records of nobody */
	update record r set organisation_id = null where r.organisation_id is not null and ${candidates} and not exists (select from cluster_now n where n.rid = r.rid)`;
const STALE_LINKS = (candidates: string) =>
	`/* ids: stale links */ delete from record_link r where ${candidates} and not exists (select from cluster_now n where n.rid = r.rid)`;

const LINKS = `/* ids: links */
	insert into record_link (rid, organisation_id, score, signals)
	select rc.rid, i.organisation_id, rc.score, rc.signals from record_cluster rc join cluster_id i using (cluster) order by rc.rid
	on conflict (rid) do update set organisation_id = excluded.organisation_id, score = excluded.score, signals = excluded.signals
	where (record_link.organisation_id, record_link.score, record_link.signals) is distinct from (excluded.organisation_id, excluded.score, excluded.signals)`;

/** Assigns ids to the clusters of `record_cluster` and writes organisations, links and changes; `full`: they are all there are; `first`: there were none before. Runs inside the caller's transaction. */
export async function writeOrganisations(
	client: pg.PoolClient,
	run: { runId: string; asOf: Day; full: boolean; first: boolean },
	registrationKinds: readonly string[],
): Promise<void> {
	await client.query(FOUNDERS, [FOUNDING_ORDER]);
	await client.query('create index on founder (cluster)');
	await client.query(KEPT);
	await client.query(FACES, [FOUNDING_ORDER]);
	await client.query('create index on face (cluster)');
	await client.query('create temp table cluster_id (cluster bigint primary key, organisation_id text collate "C" not null)');
	await client.query('insert into cluster_id select cluster, organisation_id from kept_id');
	await mintMissing(client);
	await client.query('create unique index on cluster_id (organisation_id)');
	await client.query('analyze cluster_id');
	await client.query(run.full ? ALL_RETIRING : RETIRING);
	await client.query('analyze retiring');
	if (run.first) {
		await writeBare(client, ['organisation', 'record', 'record_link'], async () => {
			await client.query(UPSERT, [run.asOf]);
			await client.query(POINT);
			await client.query(LINKS);
		});
		return;
	}
	await client.query(UPSERT, [run.asOf]);
	await client.query(RETIRE, [run.runId]);
	await client.query(FOLLOW);
	await client.query(SPLITS, [run.runId, registrationKinds]);
	await client.query(POINT);
	const left = run.full ? 'true' : 'r.rid in (select rid from moved)';
	await client.query(UNPOINT(left));
	await client.query(STALE_LINKS(left));
	await client.query(LINKS);
}

async function mintMissing(client: pg.PoolClient): Promise<void> {
	const founders = streamBatches<{ cluster: string; source: string; record_type: string; record_key: string }>(
		client,
		'select f.cluster::text, f.source, f.record_type, f.record_key from founder f where not exists (select from kept_id k where k.cluster = f.cluster)',
	);
	for await (const batch of founders) {
		const minted = batch.map(({ cluster, source, record_type, record_key }) => [
			cluster,
			organisationIdOf({ source, recordType: record_type, recordKey: record_key }),
		]);
		await copyRows(client, 'cluster_id (cluster, organisation_id)', minted);
	}
}
