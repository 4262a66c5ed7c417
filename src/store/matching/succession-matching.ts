/**
 * Successions in SQL: pairs of an organisation that ended as a school and another that shares a person, a room, a telephone,
 * a contact or a brand with it; scored in `#matching/succession.ts`. Reads `match_cluster`, `unit`, and who the people were found to be.
 * Begins at those that ended, and looks only at whom they meet.
 */
import type pg from 'pg';
import type { Day } from '#core/days.ts';
import { confirmedSuccession } from '#matching/decided.ts';
import type { MatchModel } from '#matching/match-model.ts';
import type { FeatureUse } from '#matching/model.ts';
import { isByNameAlone, type SuccessionScore } from '#matching/succession.ts';
import type { SuccessionSignal } from '#matching/succession-model.ts';
import { canReach, type MetPair, scoreWorded, type WordedPair, wordPair } from '#matching/succession-pair.ts';
import { copyRows, streamRows } from '#store/copy.ts';
import { decidedSuccessions } from './decisions.ts';
import { readFormerNames, readStaffNames } from './former-names.ts';
import { countSharers, keysOf, writeUses } from './keys.ts';
import { keepMeetings, keepPairs, keptPairs, makeTable, seekPredecessors } from './succession-scope.ts';
import { readBrands, readClusterWords } from './succession-words.ts';

const use = (feature: SuccessionSignal, key: FeatureUse['probe'], scope: FeatureUse['scope']): FeatureUse => ({
	feature,
	family: 'name',
	probe: key,
	subject: key,
	scope,
	bits: 0,
	reason: '',
	level: 'TEXT_SAYS',
	rule: null,
});
const KEY_USES: readonly FeatureUse[] = [
	use('room', 'room', 'everywhere'),
	use('building', 'building', 'everywhere'),
	use('building', 'storey', 'everywhere'),
	use('building', 'roomInBlock', 'everywhere'),
	use('phone', 'phone', 'everywhere'),
	use('contactId', 'contact', 'everywhere'),
	use('brand', 'brand', 'prefecture'),
	use('brandSound', 'brandPinyin', 'prefecture'),
	use('brandShape', 'brandShape', 'prefecture'),
];

/**
 * Organisations whose licences have all ended or are suspended, with the day: of the licence, else of the body's own end, else
 * the day the licence ran out; null when none is known.
 */
const PREDECESSORS = `/* successions: predecessors */ create temp table predecessor as
	with school as (
		select rc.cluster, max((r.body ->> 'endedOn')::date) as ended, max((r.body ->> 'validUntil')::date) filter (where (r.body ->> 'validUntil')::date <= $1::date) as ran_out
		from record r join match_cluster rc using (rid) where r.kind = 'licence' group by rc.cluster
		having bool_and(r.body ->> 'status' in ('CANCELLED', 'REVOKED', 'EXPIRED', 'SUSPENDED') or coalesce((r.body ->> 'validUntil')::date < $1::date, false)))
	select s.cluster, coalesce(s.ended, (select max(u.ended_on) from unit u where u.cluster = s.cluster), s.ran_out) as ended from school s`;

/** Days on which an organisation that is met began, or became another by changing its name, place, head, scope or owners. */
const BEGINNINGS = `/* successions: beginnings */ create temp table beginning as
	select rc.cluster, (r.body ->> f)::date as day
	from met rc join record r using (rid), unnest(array['establishedOn', 'issuedOn', 'changedOn']) as f
	where r.kind in ('registration', 'nonprofit', 'licence', 'registrationChange') and r.body ->> f is not null
		and (r.kind <> 'registrationChange' or r.body ->> 'item' in ('NAME', 'ADDRESS', 'HEAD', 'SCOPE', 'SHAREHOLDERS'))`;

/** Records whose keys count, those that only advertisements show included; of those in `voice (rid)`. */
const SPEAKERS = (narrow: string) => `/* successions: records with keys */ create temp table speaker as
	with said as (
		select rid from unit where kind <> 'account' and ${narrow} union all select rid from match_detail where says and ${narrow}
		union all select rid from record where kind = 'advertisement' and ${narrow}),
	mine as (select c.cluster, c.rid from said join match_cluster c using (rid)),
	county as (select cluster, max(division) as division from unit where cluster in (select cluster from mine) group by cluster)
	select m.cluster as owner, m.rid, y.division from mine m join county y using (cluster)`;

/** Values of predecessors that were of none before: who says them is not kept. */
const FRESH = (full: boolean) => `/* successions: fresh values */ create temp table fresh as
	select distinct owner, v from probe_key ${full ? '' : 'where v not in (select v from match_ended_key)'}`;

/** Records of those sought that say something fresh, and whatever says what they say. */
const VOICES = `/* successions: voices */ create temp table voice as
	with own as (select c.rid from (select distinct owner as cluster from fresh) f join match_cluster c using (cluster)),
	value as (select distinct k.feature, k.value from own join record_key k using (rid) join (select distinct subject from key_use) u on u.subject = k.feature)
	select rid from own union select k.rid from value join record_key k using (feature, value)`;

const PROBE_KEYS = `/* successions: keys of predecessors */ create temp table probe_key as
	select distinct s.owner, k.no, k.v from (${keysOf('select s.rid, s.division from speaker s join sought d on d.cluster = s.owner', 'probe')}) k join speaker s using (rid)`;

/** Whoever says what a predecessor says, found by value; then narrowed to the place. Of values that are not fresh it is kept who says them. */
const SUBJECT_KEYS = (full: boolean) => `/* successions: keys of others */ create temp table subject_key as
	with value as (
		select distinct k.feature, k.value from (select distinct owner from fresh) d join speaker s using (owner) join record_key k using (rid) join (select distinct subject from key_use) u on u.subject = k.feature),
	alike as (select distinct k.rid from value join record_key k using (feature, value))
	select distinct s.owner, k.no, k.v from (${keysOf('select s.rid, s.division from alike join speaker s using (rid)', 'subject')}) k
	join speaker s using (rid) join (select distinct v from fresh) w using (v)
	${full ? '' : 'union all select s.* from match_sharer s join (select distinct v from probe_key) w using (v) where v not in (select v from fresh)'}`;

const POST_KINDS = `('registration', 'nonprofit', 'licence', 'admission', 'role', 'staff')`;

/** People of predecessors, wherever they are, by role. A staff member of a public school is none of its people. */
const PEOPLE = `/* successions: people */ create temp table cluster_person as
	with known as (select distinct m.person_id from sought d join match_cluster rc using (cluster) join record r using (rid) join person_mention m using (rid) where r.kind in ${POST_KINDS})
	select rc.cluster, m.person_id as person, min(case when r.kind = 'staff' then 2 when m.slot in ('head', 'principal') or r.body ->> 'position' = 'HEAD' then 0 else 1 end) as rank
	from known join person_mention m using (person_id) join record r using (rid) join match_cluster rc using (rid)
	where r.kind in ${POST_KINDS} group by rc.cluster, m.person_id`;

/** More organisations than this with one person are an agent's or a chain's; see MAX_SHARED. */
const MAX_POSTS = 20;

const MEETINGS = `/* successions: meetings */ create temp table meeting as
	with person_share as (select person, count(*)::int as n from cluster_person group by person having count(*) between 2 and ${MAX_POSTS}),
	by_person as (
		select p.cluster as a, s.cluster as b, p.rank as ra, s.rank as rb, ps.n
		from sought d join cluster_person p on p.cluster = d.cluster join person_share ps using (person) join cluster_person s using (person) where s.cluster <> p.cluster),
	found as (
		select a, b, case when ra = 0 and rb = 0 then 'sharedHead' when ra < 2 or rb < 1 then 'sharedOwner' else 'sharedStaff' end as signal,
			case when ra < 2 or rb < 1 then min(n) else count(*) end::int as shared_by from by_person group by a, b, 3, ra < 2 or rb < 1
		union all
		select ka.owner, kb.owner, u.feature, min(ks.sharers) from sought d join probe_key ka on ka.owner = d.cluster
		join key_share ks on ks.v = ka.v and ks.followed join subject_key kb on kb.v = ka.v join key_use u on u.no = ka.no
		where kb.owner <> ka.owner group by 1, 2, 3
		union all select n.a, n.b, 'formerNamed', n.shared_by from named_before n join sought d on d.cluster = n.a)
	select a, b, array_agg(signal order by signal, shared_by) as signals, array_agg(shared_by order by signal, shared_by) as shared_by from found group by a, b`;

const MET = `/* successions: records of those that meet */ create temp table met as
	select rc.cluster, rc.rid from match_cluster rc where rc.cluster in (select a from meeting union select b from meeting)`;

const PAIRS = `/* successions: pairs */
	select pa.a::text, pa.b::text, pa.signals, pa.shared_by as "sharedBy", d.ended::text as ended,
		(select g.day::text from beginning g where g.cluster = pa.b order by abs(g.day - d.ended), g.day limit 1) as began,
		lb.cluster is not null as "successorLicensed", coalesce(fb.nonprofit, false) as "successorNonprofit", coalesce(fa.nonprofit, false) as "predecessorNonprofit",
		case when fa.surnames && fb.surnames then array(select unnest(fa.surnames) intersect select unnest(fb.surnames) order by 1) else '{}' end as surnames,
		t.cluster is not null as told
	from meeting pa join sought d on d.cluster = pa.a left join match_met fa on fa.cluster = pa.a left join match_met fb on fb.cluster = pa.b
	left join licensed lb on lb.cluster = pa.b left join told t on t.cluster = pa.b order by pa.b, pa.a`;

const TOLD = `/* successions: who is told of */ create temp table told as
	select distinct cluster from met join record r using (rid) where r.kind in ('inspection', 'penalty', 'advertisement', 'incident', 'complaint')`;

const LICENSED = `/* successions: licensed */ create temp table licensed as
	select distinct rc.cluster from record r join match_cluster rc using (rid)
	where r.kind = 'licence' and r.body ->> 'status' = 'ACTIVE' and coalesce((r.body ->> 'validUntil')::date >= $1::date, true)`;

/** From here on a pair counts as one of several that became one. Higher takes mergers for rebrands, lower rebrands for mergers. */
const LIKELY = 0.4;

/** Below this a pair is not kept: nobody looks at one in ten, and the table would fill with neighbours. */
const KEEP_SCORE = 0.1;

/** Writes `succession` anew and returns how many were kept: pairs are found again only where something changed. Runs inside the caller's transaction. */
export async function writeSuccessions(
	client: pg.PoolClient,
	{ asOf, model, full }: { readonly asOf: Day; readonly model: MatchModel; readonly full: boolean },
): Promise<number> {
	await prepare(client, asOf, full);
	await keepPairs(client, full, await wordedPairs(client, model));
	const decided = await decidedSuccessions(client);
	const first: { readonly worded: WordedPair; readonly surnameShare: number | null; readonly scored: SuccessionScore }[] = [];
	for await (const { worded, surnameShare } of keptPairs(client)) {
		const scored = scoreWorded(model, worded, { surnameShare, otherPredecessors: 0 });
		const denied = decided.get(`${worded.pair.a} ${worded.pair.b}`) === false;
		if (scored !== null && scored.score >= KEEP_SCORE && !denied) first.push({ worded, surnameShare, scored });
	}
	const likely = first.filter(({ scored }) => scored.score >= LIKELY && !isByNameAlone(scored));
	const predecessors = Map.groupBy(likely, ({ worded }) => worded.pair.b);
	const kept = new Map<string, SuccessionScore>();
	for (const { worded, surnameShare } of first) {
		const { a, b } = worded.pair;
		const others = (predecessors.get(b) ?? []).filter((other) => other.worded.pair.a !== a);
		const scored = scoreWorded(model, worded, { surnameShare, otherPredecessors: others.length });
		if (scored !== null) kept.set(`${a} ${b}`, scored);
	}
	for (const [pair, carriesOn] of decided) if (carriesOn) kept.set(pair, confirmedSuccession(kept.get(pair) ?? null));
	return replaceSuccessions(client, kept);
}

/** So many successors' texts are held at once: fewer is a query more often, more is memory that grows with the province. */
const SUCCESSORS_AT_ONCE = 2000;

/** The pairs that may reach KEEP_SCORE. They come ordered by successor, whose texts are read for a batch of them, and only where they can matter. */
async function wordedPairs(client: pg.PoolClient, model: MatchModel): Promise<WordedPair[]> {
	const staffOf = await readStaffNames(client);
	const worded: WordedPair[] = [];
	let batch: MetPair[] = [];
	const successors = new Set<string>();
	const close = async () => {
		const wordsOf = await readClusterWords(client, [...successors]);
		const brandsOf = await readBrands(client, [...new Set(batch.map(({ a }) => a))]);
		for (const pair of batch) {
			const one = wordPair(model, pair, { from: brandsOf(pair.a), to: wordsOf(pair.b), staff: staffOf(pair.a) }, KEEP_SCORE);
			if (one !== null) worded.push(one);
		}
		batch = [];
		successors.clear();
	};
	for await (const pair of streamRows<MetPair>(client, PAIRS)) {
		if (!canReach(model, pair, KEEP_SCORE)) continue;
		if (successors.size === SUCCESSORS_AT_ONCE && !successors.has(pair.b)) await close();
		batch.push(pair);
		successors.add(pair.b);
	}
	await close();
	return worded;
}

async function replaceSuccessions(client: pg.PoolClient, kept: ReadonlyMap<string, SuccessionScore>): Promise<number> {
	const ids = await clusterIds(client, [...kept.keys()]);
	const rows = [...kept].map(([pair, { millibits, score, kind, reasons }]) => {
		const [a = '', b = ''] = pair.split(' ');
		return [ids.get(a), ids.get(b), millibits, score.toFixed(4), kind, JSON.stringify(reasons)];
	});
	await client.query('delete from succession');
	return copyRows(client, 'succession (predecessor_id, successor_id, score_millibits, score, kind, reasons)', rows);
}

async function prepare(client: pg.PoolClient, asOf: Day, full: boolean): Promise<void> {
	await client.query('drop table if exists probe_key, subject_key, met');
	await writeUses(client, KEY_USES);
	await makeTable(client, 'predecessor', PREDECESSORS, [asOf]);
	await makeTable(client, 'licensed', LICENSED, [asOf]);
	await readFormerNames(client);
	await seekPredecessors(client, full, (rids) => SPEAKERS(`rid in (${rids})`));
	const own = 'rid in (select c.rid from sought join match_cluster c using (cluster))';
	await makeTable(client, 'speaker', SPEAKERS(full ? 'true' : own));
	await makeTable(client, 'probe_key', PROBE_KEYS);
	await makeTable(client, 'fresh', FRESH(full));
	if (!full) {
		await makeTable(client, 'voice', VOICES);
		await client.query('drop table speaker');
		await makeTable(client, 'speaker', SPEAKERS('rid in (select rid from voice)'));
	}
	await makeTable(client, 'subject_key', SUBJECT_KEYS(full));
	await countSharers(client);
	await makeTable(client, 'cluster_person', PEOPLE);
	await makeTable(client, 'meeting', MEETINGS);
	await keepMeetings(client, full);
	await makeTable(client, 'met', MET);
	await makeTable(client, 'told', TOLD);
	await makeTable(client, 'beginning', BEGINNINGS);
	await client.query('create index on beginning (cluster)');
}

/** The ids of the organisations in pairs: a cluster is called after one of its records. */
async function clusterIds(client: pg.PoolClient, pairs: readonly string[]): Promise<Map<string, string>> {
	const { rows } = await client.query<{ cluster: string; organisation_id: string }>(
		'/* successions: ids */ select rid::text as cluster, organisation_id from record where rid = any($1)',
		[pairs.flatMap((pair) => pair.split(' '))],
	);
	return new Map(rows.map((row) => [row.cluster, row.organisation_id]));
}
