/**
 * Candidate pairs from equal keys: for each probe the organisations that share a key with it, with every key on which they
 * agree and how many organisations share it. The score is added up in `#matching/score.ts`.
 */
import type pg from 'pg';
import type { CandidatePair } from '#matching/decide.ts';
import { ORGANISATION_FEATURES } from '#matching/model.ts';
import { streamRows } from '#store/copy.ts';
import { buildKeys } from './keys.ts';

/** Every pair that meets on a value worth following. Common values do not make a pair, but count when it is there. */
const MET = `/* matching: pairs that meet */ create temp table met as
	select distinct pk.owner as probe, sk.owner as subject
	from probe_key pk join key_share ks using (feature, value) join subject_key sk using (feature, value) join probe p on p.owner = pk.owner
	where ks.followed and p.cluster is distinct from sk.owner`;

/** Facts of the clusters that are met: code, life, names, and the families of keys they have at all. */
const FACTS = `/* matching: facts of clusters */ create temp table subject_fact as
	with met_owner as (select distinct subject as owner from met),
	life as (select u.cluster as owner, max(u.code) as code, min(coalesce(u.established_on, u.issued_on)) as life_from,
			case when bool_and(u.ended_on is not null) filter (where u.kind in ('registration', 'nonprofit', 'licence')) then max(u.ended_on) end as life_until
		from unit u join met_owner m on m.owner = u.cluster group by u.cluster),
	keys as (select s.owner, array_agg(distinct k.value) filter (where k.feature = 'core') as cores, array_agg(distinct k.value) filter (where k.feature = 'brand') as brands,
			array_agg(distinct f.family) as families
		from subject_record s join met_owner m using (owner) join record_key k on k.rid = s.rid
		join (values ${ORGANISATION_FEATURES.map((use) => `('${use.subject}', '${use.family}')`).join(', ')}) f (feature, family) on f.feature = k.feature group by s.owner)
	select owner, code, life_from, life_until, coalesce(cores, '{}') as cores, coalesce(brands, '{}') as brands, coalesce(families, '{}') as families
	from life left join keys using (owner)`;

const PAIRS = `/* matching: pairs */
	select m.probe::text, m.subject::text, array_agg(pk.feature order by pk.feature, ks.sharers) as features, array_agg(ks.sharers order by pk.feature, ks.sharers) as sharers,
		min(pf.families) as "probeFamilies", min(f.families) as "subjectFamilies",
		coalesce(min(p.code) <> min(f.code), false) as "codesDiffer", min(p.day)::text as day, min(f.life_from)::text as "lifeFrom", min(f.life_until)::text as "lifeUntil",
		json_build_object('cores', min(f.cores), 'brands', min(f.brands)) as names
	from met m join probe_key pk on pk.owner = m.probe
	join subject_key sk on sk.owner = m.subject and sk.feature = pk.feature and sk.value = pk.value
	join key_share ks on ks.feature = pk.feature and ks.value = pk.value
	join probe p on p.owner = m.probe join probe_family pf on pf.owner = m.probe join subject_fact f on f.owner = m.subject
	group by m.probe, m.subject order by m.probe, m.subject`;

/**
 * Pairs of the probes in temp table `probe (owner, rid, division, code, day, cluster)`, in the order of probe and subject.
 * A probe never pairs with the cluster it stands in.
 */
export async function* candidatePairs(client: pg.PoolClient): AsyncGenerator<CandidatePair> {
	await client.query('analyze probe');
	await buildKeys(client, ORGANISATION_FEATURES);
	await client.query('drop table if exists probe_family, met, subject_fact');
	await client.query(
		'create temp table probe_family as select owner, array_agg(distinct family) as families from probe_key group by owner',
	);
	await client.query(MET);
	await client.query(FACTS);
	await client.query('create index on probe_key (owner)');
	await client.query('create index on subject_key (owner, feature, value)');
	await client.query('create index on probe_family (owner)');
	for (const table of ['probe_family', 'met', 'subject_fact']) await client.query(`analyze ${table}`);
	yield* streamRows<CandidatePair>(client, PAIRS);
}
