/**
 * Candidate pairs from equal keys: for each probe the organisations that share a key with it, with every key on which they
 * agree and how many organisations share it. The score is added up in `#matching/score.ts`.
 */
import type pg from 'pg';
import type { CandidatePair } from '#matching/decide.ts';
import { ORGANISATION_FEATURES } from '#matching/model.ts';
import { streamRows } from '#store/copy.ts';
import { keyRows } from './subjects.ts';

/**
 * Pairs of the probes in temp table `probe (owner, rid, division, code, day, cluster)`, in the order of probe and subject.
 * A probe never pairs with the cluster it stands in.
 */
export async function* candidatePairs(client: pg.PoolClient): AsyncGenerator<CandidatePair> {
	await client.query('drop table if exists probe_key, probe_family, subject_fact, subject_name');
	await client.query(`/* matching: probe keys */ create temp table probe_key as ${keyRows(ORGANISATION_FEATURES, 'probe', 'probe')}`);
	await client.query('create index on probe_key (feature, value)');
	await client.query(
		`create temp table probe_family as select owner, array_agg(distinct family) as families from probe_key group by owner`,
	);
	await client.query('create index on probe_family (owner)');
	await client.query(`/* matching: facts of clusters */ create temp table subject_fact as
		select cluster as owner, max(code) as code, min(coalesce(established_on, issued_on)) as life_from,
			case when bool_and(ended_on is not null) filter (where kind in ('registration', 'nonprofit', 'licence')) then max(ended_on) end as life_until
		from unit group by cluster`);
	await client.query('create index on subject_fact (owner)');
	await client.query(`/* matching: names of clusters */ create temp table subject_name as
		select s.owner, array_agg(distinct k.value) filter (where k.feature = 'core') as cores, array_agg(distinct k.value) filter (where k.feature = 'brand') as brands
		from subject_record s join record_key k on k.rid = s.rid and k.feature in ('core', 'brand') group by s.owner`);
	await client.query('create index on subject_name (owner)');
	for (const table of ['probe_key', 'probe_family', 'subject_fact', 'subject_name', 'probe']) await client.query(`analyze ${table}`);
	yield* streamRows<CandidatePair>(
		client,
		`/* matching: pairs */ select pk.owner::text as probe, sk.owner::text as subject, array_agg(pk.feature) as features, array_agg(ks.sharers) as sharers,
			min(pf.families) as "probeFamilies", min(sf.families) as "subjectFamilies",
			coalesce(min(p.code) <> min(f.code), false) as "codesDiffer", min(p.day)::text as day, min(f.life_from)::text as "lifeFrom", min(f.life_until)::text as "lifeUntil",
			json_build_object('cores', coalesce(min(sn.cores), '{}'), 'brands', coalesce(min(sn.brands), '{}')) as names
		from probe_key pk join key_share ks using (feature, value) join subject_key sk using (feature, value)
		join probe p on p.owner = pk.owner join subject_fact f on f.owner = sk.owner
		join probe_family pf on pf.owner = pk.owner join subject_family sf on sf.owner = sk.owner
		left join subject_name sn on sn.owner = sk.owner
		where p.cluster is distinct from sk.owner
		group by pk.owner, sk.owner order by pk.owner, sk.owner`,
	);
}
