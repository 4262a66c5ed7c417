/**
 * Candidate pairs from equal keys: for each probe the organisations that share a key with it, with every key on which they
 * agree and how many organisations share it. The score is added up in `#matching/score.ts`.
 */
import type pg from 'pg';
import type { CandidatePair } from '#matching/decide.ts';
import { ORGANISATION_FEATURES } from '#matching/model.ts';
import { streamRows } from '#store/copy.ts';
import { countSharers } from './keys.ts';

const PROBE_KEYS = `/* matching: probe keys */ create temp table probe_key as select k.rid as owner, k.no, k.v from probe p join match_probe_key k using (rid)`;

/** Keys of clusters that a probe has too; those that mentions lend only where mentions are members. */
const SUBJECT_KEYS = (lent: boolean) => {
	const of = (keys: string) => `select m.owner, k.no, k.v from met join ${keys} k using (v) join member m using (rid)`;
	return `/* matching: subject keys */ create temp table subject_key as
		with met as (select distinct v from probe_key) select distinct * from (${of('match_key')}${lent ? ` union all ${of('match_lent_key')}` : ''}) k`;
};

/** Every agreement on a value worth following: these make the pairs. */
const FOLLOWED = `select pk.owner as probe, sk.owner as subject, pk.no, ks.sharers
	from probe_key pk join key_share ks on ks.v = pk.v and ks.followed join subject_key sk on sk.v = pk.v join probe p on p.owner = pk.owner
	where p.cluster is distinct from sk.owner`;

const MET = 'select distinct probe, subject from';

/** Common values do not make a pair, but count when it is there. */
const COMMON = `select m.probe, m.subject, pk.no, ks.sharers
	from key_share ks join probe_key pk on pk.v = ks.v join met m on m.probe = pk.owner join subject_key sk on sk.owner = m.subject and sk.v = ks.v
	where not ks.followed`;

/** Facts of the clusters that are met: code, life, names, and the families of keys they have at all. */
const FACTS = `with met_owner as (select distinct subject as owner from met),
	life as (select u.cluster as owner, max(u.code) as code, min(coalesce(u.established_on, u.issued_on)) as life_from,
			case when bool_and(u.ended_on is not null) filter (where u.kind in ('registration', 'nonprofit', 'licence')) then max(u.ended_on) end as life_until
		from unit u join met_owner m on m.owner = u.cluster group by u.cluster),
	keys as (select s.owner, array_agg(distinct k.value) filter (where k.feature = 'core') as cores, array_agg(distinct k.value) filter (where k.feature = 'brand') as brands,
			array_agg(distinct f.family) as families, bool_or(k.feature = 'roomInBlock') as roomed, bool_or(k.feature = 'storey') as storeyed
		from member s join met_owner m using (owner) join record_key k on k.rid = s.rid
		join (values ${ORGANISATION_FEATURES.map((use) => `('${use.subject}', '${use.family}')`).join(', ')}) f (feature, family) on f.feature = k.feature group by s.owner)
	select owner, code, life_from, life_until, coalesce(cores, '{}') as cores, coalesce(brands, '{}') as brands, coalesce(families, '{}') as families,
		coalesce(roomed, false) as roomed, coalesce(storeyed, false) as storeyed
	from life left join keys using (owner)`;

const PAIRS = `with facts as (select a.probe, a.subject, array_agg(u.feature order by u.feature, a.sharers) as features, array_agg(a.sharers order by u.feature, a.sharers) as sharers
		from agreed a join key_use u using (no) group by a.probe, a.subject)
	select a.probe, a.subject, a.features, a.sharers, pf.families as "probeFamilies", f.families as "subjectFamilies",
		coalesce(p.code <> f.code, false) as "codesDiffer", p.day::text as day, f.life_from::text as "lifeFrom", f.life_until::text as "lifeUntil",
		not 'roomInBlock' = any(a.features) and (pf.roomed and f.roomed or pf.storeyed and f.storeyed and not 'storey' = any(a.features)) as "roomDiffers",
		f.roomed or f.storeyed as "subjectRoomed",
		json_build_object('cores', f.cores, 'brands', f.brands) as names
	from facts a join probe p on p.owner = a.probe join probe_family pf on pf.owner = a.probe join subject_fact f on f.owner = a.subject`;

/**
 * Pairs of the probes in temp table `probe (owner, rid, division, code, day, cluster)` with the clusters of `member`, in the order of probe
 * and subject. A probe never pairs with the cluster it stands in. `lent`: there are mentions among the members.
 */
export async function* candidatePairs(client: pg.ClientBase, { lent }: { readonly lent: boolean }): AsyncGenerator<CandidatePair> {
	await client.query('analyze probe');
	await client.query('drop table if exists probe_key, subject_key, probe_family, agreed, met, subject_fact, pair');
	for (const [table, statement] of [
		['probe_key', PROBE_KEYS],
		['subject_key', SUBJECT_KEYS(lent)],
	] as const) {
		await client.query(statement);
		await client.query(`analyze ${table}`);
	}
	await countSharers(client);
	await client.query(`/* matching: families of probes */ create temp table probe_family as ${familiesOf('probe_key')}`);
	await client.query(`/* matching: agreements */ create temp table agreed as ${FOLLOWED}`);
	await client.query(`/* matching: pairs that meet */ create temp table met as ${MET} agreed`);
	await client.query('analyze met');
	await client.query(`/* matching: agreements on common values */ insert into agreed ${COMMON}`);
	await client.query(`/* matching: facts of clusters */ create temp table subject_fact as ${FACTS}`);
	for (const table of ['agreed', 'probe_family (owner)', 'subject_fact (owner)']) await client.query(`analyze ${table}`);
	await client.query(`/* matching: pairs */ create temp table pair as ${PAIRS}`);
	yield* streamRows<CandidatePair>(client, `${COLUMNS} from pair order by pair.probe, pair.subject`);
}

const COLUMNS = `select probe::text, subject::text, features, sharers, "probeFamilies", "subjectFamilies", "codesDiffer", "roomDiffers", "subjectRoomed", day, "lifeFrom", "lifeUntil", names`;

/**
 * The same pairs in one statement that writes nothing, over `key_use`, `probe`, `probe_key`, `subject_key`, `key_share`, `member` and `unit` as the caller's
 * `given` ("name as (…), …") has them.
 */
export function pairsOf(given: string): string {
	return `with ${given}, probe_family as (${familiesOf('probe_key')}), on_followed as (${FOLLOWED}), met as (${MET} on_followed),
		agreed as (select * from on_followed union all ${COMMON}), subject_fact as (${FACTS}), pair as (${PAIRS}) ${COLUMNS} from pair order by pair.subject`;
}

/** The families of keys that each owner of `keys (owner, no, v)` has at all, and whether it says a room or a storey. */
export function familiesOf(keys: string): string {
	return `select k.owner, array_agg(distinct u.family) as families, bool_or(u.feature = 'roomInBlock') as roomed, bool_or(u.feature = 'storey') as storeyed
		from ${keys} k join key_use u using (no) group by k.owner`;
}
