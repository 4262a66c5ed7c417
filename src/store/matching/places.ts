/**
 * Unregistered places (无证无照): mentions that are about nobody known, put together where they share keys. Leaves temp table
 * `place_link (rid, cluster, score, signals)`; the cluster of a place is its least rid.
 */
import type pg from 'pg';
import { MENTION_KINDS } from '#core/kinds.ts';
import type { DecidedMentions } from '#matching/decided.ts';
import type { MatchModel } from '#matching/match-model.ts';
import { DECISION, type Family } from '#matching/model.ts';
import { type PairScore, scorePair } from '#matching/score.ts';
import { LabelledSets } from '#matching/union.ts';
import { copyRows, streamRows } from '#store/copy.ts';
import { familiesOf } from './pairs.ts';

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

/**
 * Mentions left over that say where or who, or on which someone decided: only they can be a place. One that may be about two organisations
 * is about one of them and founds no place. `precise`: says a room or a storey. Whoever was left over before, or was looked at again, may be.
 */
const LEFT_OVER = (narrow: string) => `/* matching: unlinked mentions */ create temp table left_over as
	with unlinked as (select r.rid as owner from record r where r.kind = any($1) and ${narrow} and not exists (select from mention_link l where l.rid = r.rid)),
	family as (${familiesOf('(select k.rid as owner, k.no from match_probe_key k join unlinked u on u.owner = k.rid)')})
	select owner as rid, f.families, coalesce(f.roomed or f.storeyed, false) as precise from unlinked left join family f using (owner)
	where f.families && array['place', 'contact'] and not exists (select from match_choice c where c.look = 2 and c.probe = owner and c.subject is null)
		or owner in (select a from decided union select b from decided)`;

/**
 * Without whole names (what hangs over a door here hangs over others elsewhere; brand and trade count, in one county) and without names
 * found inside texts: inspectors write alike, and their set phrases would join every flat of a city.
 */
const PAIRS = `/* matching: place pairs */
	with shared as (
		select u.feature, pk.v from match_probe_key pk join left_over l using (rid) join key_use u using (no)
		where u.feature <> 'name' and u.probe not in ('mentionedName', 'mentionedSound')
		group by u.feature, pk.v having count(*) between 2 and ${MAX_MENTIONS})
	select a.rid::text as a, b.rid::text as b, array_agg(s.feature order by s.feature) as features, array_agg(1) as sharers, min(la.families) as "probeFamilies", min(lb.families) as "subjectFamilies"
	from shared s join match_probe_key a on a.v = s.v join match_probe_key b on b.v = s.v
	join left_over la on la.rid = a.rid join left_over lb on lb.rid = b.rid
	where a.rid < b.rid group by a.rid, b.rid order by a.rid, b.rid`;

/**
 * Builds `place_link` and returns the number of places. A house that only one text names, without room or storey, is none: any of its
 * tenants may be meant.
 */
export async function clusterPlaces(
	client: pg.ClientBase,
	{ full, model, decided }: { readonly full: boolean; readonly model: MatchModel; readonly decided: DecidedMentions },
): Promise<number> {
	await client.query(LEFT_OVER(full ? 'true' : 'r.rid in (select rid from due union select rid from match_left_over)'), [MENTION_KINDS]);
	await client.query('create index on left_over (rid)');
	await client.query('analyze left_over');
	const { rows } = await client.query<{ rid: string; precise: boolean }>('select rid::text, precise from left_over order by rid');
	const indexOf = new Map(rows.map((row, i) => [row.rid, i]));
	const sets = new LabelledSets(new Int32Array(rows.length).fill(-1));
	decided.settlePlaces(sets, (mention) => indexOf.get(mention));
	const best = new Map<number, PairScore>();
	for await (const pair of streamRows<PlacePair>(client, PAIRS)) {
		const agreements = pair.features.map((feature, i) => ({ feature, sharedBy: pair.sharers[i] as number }));
		const score = scorePair(model, {
			agreements,
			probeFamilies: pair.probeFamilies,
			subjectFamilies: pair.subjectFamilies,
		});
		if (score === null || score.total < DECISION.placeBits * 1000) continue;
		const [a, b] = [indexOf.get(pair.a) as number, indexOf.get(pair.b) as number];
		if (!sets.join(a, b)) continue;
		for (const side of [a, b]) if (score.total > (best.get(side)?.total ?? 0)) best.set(side, score);
	}
	const sizes = new Map<number, number>();
	for (const i of rows.keys()) sizes.set(sets.find(i), (sizes.get(sets.find(i)) ?? 0) + 1);
	const placed = [...rows.entries()].filter(([i, row]) => row.precise || (sizes.get(sets.find(i)) ?? 0) > 1);
	await client.query('create temp table place_link (rid bigint, cluster bigint, score int, signals jsonb)');
	await copyRows(
		client,
		'place_link (rid, cluster, score, signals)',
		placed.map(([i, row]) => [row.rid, rows[sets.find(i)]?.rid, best.get(i)?.total ?? 0, JSON.stringify(best.get(i)?.signals ?? [])]),
	);
	return new Set(placed.map(([i]) => sets.find(i))).size;
}
