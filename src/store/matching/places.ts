/**
 * Unregistered places (无证无照): mentions that are about nobody known, put together where they share keys. Leaves temp table
 * `place_link (rid, cluster, score, signals)`; the cluster of a place is its least rid.
 */
import type pg from 'pg';
import { DECISION, type Family, ORGANISATION_FEATURES } from '#matching/model.ts';
import { type PairScore, scorePair } from '#matching/score.ts';
import { LabelledSets } from '#matching/union.ts';
import { copyRows, streamRows } from '#store/copy.ts';

/**
 * A key that more unlinked mentions than this share names no place ("辅导班" in a city). Smaller parts a place that many
 * complain about; larger joins strangers.
 */
const MAX_MENTIONS = 40;

interface PlacePair {
	readonly a: string;
	readonly b: string;
	readonly features: readonly string[];
	readonly sharers: readonly number[];
	readonly probeFamilies: readonly Family[];
	readonly subjectFamilies: readonly Family[];
}

/** Mentions left over that say where or who: only they can be a place. */
const LEFT_OVER = `/* matching: unlinked mentions */ create temp table left_over as
	select p.owner as rid, f.families from probe p join probe_family f using (owner)
	where not exists (select from mention_link l where l.rid = p.owner) and f.families && array['place', 'contact']`;

const PAIRS = `/* matching: place pairs */
	with shared as (
		select pk.feature, pk.value, count(*)::int as sharers from probe_key pk join left_over l on l.rid = pk.owner group by pk.feature, pk.value having count(*) between 2 and ${MAX_MENTIONS})
	select a.owner::text as a, b.owner::text as b, array_agg(a.feature order by a.feature) as features, array_agg(1) as sharers, min(la.families) as "probeFamilies", min(lb.families) as "subjectFamilies"
	from shared s join probe_key a using (feature, value) join probe_key b using (feature, value)
	join left_over la on la.rid = a.owner join left_over lb on lb.rid = b.owner
	where a.owner < b.owner group by a.owner, b.owner order by a.owner, b.owner`;

/** Builds `place_link` and returns the number of places. */
export async function clusterPlaces(client: pg.PoolClient): Promise<number> {
	await client.query(LEFT_OVER);
	await client.query('create index on left_over (rid)');
	await client.query('analyze left_over');
	const { rows } = await client.query<{ rid: string }>('select rid::text from left_over order by rid');
	const indexOf = new Map(rows.map((row, i) => [row.rid, i]));
	const sets = new LabelledSets(new Int32Array(rows.length).fill(-1));
	const best = new Map<number, PairScore>();
	for await (const pair of streamRows<PlacePair>(client, PAIRS)) {
		const agreements = pair.features.map((feature, i) => ({ feature, sharedBy: pair.sharers[i] as number }));
		const score = scorePair(ORGANISATION_FEATURES, {
			agreements,
			probeFamilies: pair.probeFamilies,
			subjectFamilies: pair.subjectFamilies,
		});
		if (score === null || score.total < DECISION.placeBits * 1000) continue;
		const [a, b] = [indexOf.get(pair.a) as number, indexOf.get(pair.b) as number];
		sets.join(a, b);
		for (const side of [a, b]) if (score.total > (best.get(side)?.total ?? 0)) best.set(side, score);
	}
	await client.query('create temp table place_link (rid bigint, cluster bigint, score int, signals jsonb)');
	await copyRows(
		client,
		'place_link (rid, cluster, score, signals)',
		rows.map((row, i) => [row.rid, rows[sets.find(i)]?.rid, best.get(i)?.total ?? 0, JSON.stringify(best.get(i)?.signals ?? [])]),
	);
	return new Set(rows.map((_, i) => sets.find(i))).size;
}
