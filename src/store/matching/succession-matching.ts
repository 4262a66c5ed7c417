/**
 * Successions in SQL: pairs of an organisation that ended as a school and another that shares a person, a room, a telephone,
 * a contact or a brand with it; scored in `#matching/succession.ts`. Reads `record_cluster`, `node_person` and `cluster_id`.
 */
import type pg from 'pg';
import type { Day } from '#core/days.ts';
import type { FeatureUse } from '#matching/model.ts';
import { type SuccessionFeature, type SuccessionScore, type SuccessionSignal, scoreSuccession } from '#matching/succession.ts';
import type { OrganisationWords } from '#matching/succession-words.ts';
import { copyRows, streamRows } from '#store/copy.ts';
import { buildKeys } from './keys.ts';
import { readClusterWords } from './succession-words.ts';

const use = (feature: SuccessionSignal, key: FeatureUse['probe'], scope: FeatureUse['scope']): FeatureUse => ({
	feature,
	family: 'name',
	probe: key,
	subject: key,
	scope,
	bits: 0,
	reason: '',
});
const KEY_USES: readonly FeatureUse[] = [
	use('room', 'room', 'everywhere'),
	use('building', 'building', 'everywhere'),
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
		from record r join record_cluster rc using (rid) where r.kind = 'licence' group by rc.cluster
		having bool_and(r.body ->> 'status' in ('CANCELLED', 'REVOKED', 'EXPIRED', 'SUSPENDED') or coalesce((r.body ->> 'validUntil')::date < $1::date, false)))
	select s.cluster, coalesce(s.ended, (select max(u.ended_on) from unit u where u.cluster = s.cluster), s.ran_out) as ended from school s`;

/** Days on which an organisation began, or became another by changing its name, place, head, scope or owners. */
const BEGINNINGS = `/* successions: beginnings */ create temp table beginning as
	select rc.cluster, (r.body ->> f)::date as day
	from record_cluster rc join record r using (rid), unnest(array['establishedOn', 'issuedOn', 'changedOn']) as f
	where r.kind in ('registration', 'nonprofit', 'licence', 'registrationChange') and r.body ->> f is not null
		and (r.kind <> 'registrationChange' or r.body ->> 'item' in ('NAME', 'ADDRESS', 'HEAD', 'SCOPE', 'SHAREHOLDERS'))`;

/** Keys of organisations, those that only advertisements show included. */
const OWNERS = `/* successions: records with keys */ create temp table subject_record as
	select rc.cluster as owner, rc.rid, u.division from record_cluster rc join record r using (rid)
	join lateral (select max(x.division) as division from unit x where x.cluster = rc.cluster) u on u.division is not null
	where r.kind in ('registration', 'nonprofit', 'licence', 'admission', 'registrationChange', 'advertisement')`;

/** People of an organisation by role. A staff member of a public school is none of its people. */
const PEOPLE = `/* successions: people */ create temp table cluster_person as
	select rc.cluster, np.person, min(case when r.kind = 'staff' then 2 when m.slot in ('head', 'principal') or r.body ->> 'position' = 'HEAD' then 0 else 1 end) as rank
	from record_cluster rc join record r using (rid) join person_node n on n.rid = r.rid join node_person np using (node) join person_mention m on m.pid = n.pid
	where r.kind in ('registration', 'nonprofit', 'licence', 'admission', 'role', 'staff') group by rc.cluster, np.person`;

/** More organisations than this with one person are an agent's or a chain's; see MAX_SHARED. */
const MAX_POSTS = 20;

const PAIRS = `/* successions: pairs */
	with person_share as (select person, count(*)::int as n from cluster_person group by person having count(*) between 2 and ${MAX_POSTS}),
	by_person as (
		select p.cluster as a, s.cluster as b, p.rank as ra, s.rank as rb, ps.n
		from predecessor d join cluster_person p on p.cluster = d.cluster join person_share ps using (person) join cluster_person s using (person) where s.cluster <> p.cluster),
	found as (
		select a, b, case when ra = 0 and rb = 0 then 'sharedHead' when ra < 2 or rb < 1 then 'sharedOwner' else 'sharedStaff' end as signal,
			case when ra < 2 or rb < 1 then min(n) else count(*) end::int as shared_by from by_person group by a, b, 3, ra < 2 or rb < 1
		union all
		select ka.owner, kb.owner, ka.feature, min(ks.sharers) from predecessor d join probe_key ka on ka.owner = d.cluster
		join key_share ks using (feature, value) join subject_key kb using (feature, value) where ks.followed and kb.owner <> ka.owner group by 1, 2, 3),
	pairs as (select a, b, array_agg(signal order by signal, shared_by) as signals, array_agg(shared_by order by signal, shared_by) as shared_by from found group by a, b)
	select pa.a::text, pa.b::text, pa.signals, pa.shared_by as "sharedBy", d.ended::text as ended,
		(select g.day::text from beginning g where g.cluster = pa.b order by abs(g.day - d.ended), g.day limit 1) as began,
		coalesce(lb.licensed, false) as "successorLicensed", coalesce(fb.nonprofit, false) as "successorNonprofit", coalesce(fa.nonprofit, false) as "predecessorNonprofit",
		coalesce(fa.surnames && fb.surnames, false) as "sameSurname"
	from pairs pa join predecessor d on d.cluster = pa.a left join succession_fact fa on fa.cluster = pa.a left join succession_fact fb on fb.cluster = pa.b
	left join licensed lb on lb.cluster = pa.b order by pa.a, pa.b`;

const FACTS = [
	`create temp table licensed as select rc.cluster, true as licensed from record_cluster rc join record r using (rid)
		where r.kind = 'licence' and r.body ->> 'status' = 'ACTIVE' and coalesce((r.body ->> 'validUntil')::date >= $1::date, true) group by rc.cluster`,
	`create temp table succession_fact as select rc.cluster, bool_or(r.kind = 'nonprofit' or left(r.body ->> 'creditCode', 2) = '52') as nonprofit,
		array_agg(left(m.name_key, 1)) filter (where m.slot = 'head' and m.name_key <> '') as surnames
		from record_cluster rc join record r using (rid) left join person_mention m on m.rid = r.rid where r.kind in ('registration', 'nonprofit', 'licence') group by rc.cluster`,
];

interface PairRow {
	a: string;
	b: string;
	signals: SuccessionSignal[];
	sharedBy: number[];
	ended: string | null;
	began: string | null;
	successorLicensed: boolean;
	successorNonprofit: boolean;
	predecessorNonprofit: boolean;
	sameSurname: boolean;
}

/** Below this a pair is not kept: nobody looks at one in ten, and the table would fill with neighbours. */
const KEEP_SCORE = 0.1;

/** Writes `succession` anew and returns how many were kept. Runs inside the caller's transaction. */
export async function writeSuccessions(client: pg.PoolClient, asOf: Day): Promise<number> {
	await prepare(client, asOf);
	const rows: PairRow[] = [];
	for await (const row of streamRows<PairRow>(client, PAIRS)) rows.push(row);
	const textsOf = await readClusterWords(client, [...new Set(rows.flatMap((row) => [row.a, row.b]))]);
	const score = (row: PairRow, otherPredecessors: number) => scoreRow(row, { from: textsOf(row.a), to: textsOf(row.b) }, otherPredecessors);
	const first = rows.map((row) => ({ row, scored: score(row, 0) })).filter(({ scored }) => (scored?.score ?? 0) >= KEEP_SCORE);
	const likely = first.filter(({ scored }) => (scored?.score ?? 0) >= 0.5);
	const predecessors = Map.groupBy(likely, ({ row }) => row.b);
	const ids = await clusterIds(client);
	await client.query('delete from succession');
	return copyRows(
		client,
		'succession (predecessor_id, successor_id, score_millibits, score, kind, reasons)',
		first.flatMap(({ row }) => {
			const scored = score(row, Math.max(0, (predecessors.get(row.b)?.length ?? 0) - 1));
			const reasons = JSON.stringify(scored?.reasons);
			return scored === null ? [] : [[ids.get(row.a), ids.get(row.b), scored.millibits, scored.score.toFixed(4), scored.kind, reasons]];
		}),
	);
}

async function prepare(client: pg.PoolClient, asOf: Day): Promise<void> {
	await client.query(PREDECESSORS, [asOf]);
	await client.query(BEGINNINGS);
	await client.query('create index on beginning (cluster)');
	await client.query('drop table if exists subject_record, probe');
	await client.query(OWNERS);
	await client.query('create index on subject_record (rid)');
	await client.query('create temp table probe as select s.* from subject_record s join predecessor d on d.cluster = s.owner');
	await client.query('analyze subject_record');
	await buildKeys(client, KEY_USES);
	await client.query(PEOPLE);
	await client.query('create index on cluster_person (person)');
	await client.query('create index on cluster_person (cluster)');
	await client.query(FACTS[0] as string, [asOf]);
	await client.query(FACTS[1] as string);
	for (const table of ['predecessor', 'beginning', 'cluster_person', 'licensed', 'succession_fact']) {
		await client.query(`analyze ${table}`);
	}
}

/** A shorter brand stands in many others by chance. */
const MIN_CONTAINED_BRAND = 2;

function scoreRow(
	row: PairRow,
	texts: { from: OrganisationWords; to: OrganisationWords },
	otherPredecessors: number,
): SuccessionScore | null {
	return scoreSuccession({
		...row,
		predecessorEnded: row.ended,
		successorBegan: row.began,
		features: featuresOf(row, texts),
		otherPredecessors,
	});
}

function featuresOf(row: PairRow, { from, to }: { from: OrganisationWords; to: OrganisationWords }): SuccessionFeature[] {
	const features: SuccessionFeature[] = row.signals.map((signal, i) => {
		const sharedBy = row.sharedBy[i] as number;
		return { signal, sharedBy, detail: `shared by ${sharedBy}` };
	});
	const add = (signal: SuccessionSignal, holds: boolean, detail: string) => {
		if (holds) features.push({ signal, sharedBy: 2, detail });
	};
	const together = row.signals.includes('room') || row.signals.includes('building');
	add('relative', row.sameSurname && together, 'heads of one surname in one building');
	add(
		'brandContains',
		from.brands.some((a) => to.brands.some((b) => holdsOther(a, b))),
		'one brand holds the other',
	);
	add(
		'formerNamed',
		from.brands.some((brand) => brand.length > 1 && !to.brands.includes(brand) && to.text.includes(brand.toLowerCase())),
		'in texts about the successor',
	);
	add('teaches', to.teaches >= STRONG_TEACHING, `subject signal ${to.teaches.toFixed(2)}`);
	add('otherTrade', !to.learningTrade && to.teaches < STRONG_TEACHING, 'by name and scope');
	return features;
}

/** The subject signal from which a text speaks of teaching plainly (rule catalogue: SS ≥ 0.6). */
const STRONG_TEACHING = 0.6;

function holdsOther(a: string, b: string): boolean {
	return a !== b && Math.min(a.length, b.length) >= MIN_CONTAINED_BRAND && (a.includes(b) || b.includes(a));
}

async function clusterIds(client: pg.PoolClient): Promise<Map<string, string>> {
	const { rows } = await client.query<{ cluster: string; organisation_id: string }>(
		'select cluster::text, organisation_id from cluster_id',
	);
	return new Map(rows.map((row) => [row.cluster, row.organisation_id]));
}
