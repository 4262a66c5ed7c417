/**
 * Block recall: of the records that the truth places with a registered organisation, how many share a followed key with it, so that matching
 * could meet the two at all; and how many of the links that were made show each key.
 */
import type { Hub } from '#compose.ts';
import { ORGANISATION_FEATURES } from '#matching/model.ts';
import { copyRows } from '#store/copy.ts';
import { usesAsRows } from '#store/matching/keys.ts';
import type { Truth } from './truth.ts';

/** Shares, by blocking key where one is named. */
export interface BlockRecall {
	/** Texts, and entries of registers without a code, that the truth places with somebody registered. */
	readonly pairs: { readonly mentions: number; readonly entries: number };
	readonly reached: { readonly mentions: number; readonly entries: number };
	/** Of all those pairs: how many the key alone reaches. */
	readonly reachedBy: Readonly<Record<string, number>>;
	/** Of those pairs that were linked: how many the key alone would have reached. */
	readonly linkedBy: Readonly<Record<string, number>>;
}

/** Pairs and the followed keys on which they meet, counted as a resolution counts. */
const MEETINGS = `create temp table bench_meeting as
	with key_use as (${usesAsRows(ORGANISATION_FEATURES)}),
	placed as (select r.rid, r.organisation_id, t.organisation, t.mention from bench_truth t join record r on concat_ws(E'\\t', r.source, r.record_type, r.record_key) = t.ref),
	home as (select k.rid, p.organisation from placed p join match_unit k using (rid)),
	asked as (select p.rid, p.organisation, p.mention, p.organisation_id from placed p
		where (p.mention or exists (select from match_unit u where u.rid = p.rid and u.code is null)) and exists (select from home h where h.organisation = p.organisation and h.rid <> p.rid)),
	carrier as (select rid, rid as unit from match_unit union all select rid, unit from match_detail where says),
	common as (select k.v, count(distinct c.cluster) as n from match_key k join match_cluster c using (rid) where k.v in (select v from match_probe_key) group by k.v)
	select distinct a.rid, a.mention, u.feature, a.organisation_id = r.organisation_id as linked
	from asked a left join (match_probe_key p join common using (v) join key_use u on u.no = p.no and common.n <= u.cap
		join match_key k on k.v = p.v join carrier c on c.rid = k.rid join home h on h.rid = c.unit join record r on r.rid = h.rid) on p.rid = a.rid and h.organisation = a.organisation and h.rid <> a.rid`;

interface Count {
	readonly mention: boolean;
	readonly feature: string | null;
	readonly pairs: number;
	readonly linked: number;
}

/** Measures it over a store whose last command resolved. */
export async function measureBlocks(hub: Hub, truth: Truth): Promise<BlockRecall> {
	const client = await hub.store.pool.connect();
	try {
		await client.query('create temp table bench_truth (ref text, organisation text, mention boolean)');
		const rows = function* (placed: ReadonlyMap<string, string>, mention: boolean) {
			for (const [ref, organisation] of placed) yield [ref, organisation, mention ? 't' : 'f'];
		};
		await copyRows(client, 'bench_truth (ref, organisation, mention)', rows(truth.registrations, false));
		await copyRows(client, 'bench_truth (ref, organisation, mention)', rows(truth.mentions, true));
		await client.query('analyze bench_truth');
		await client.query(MEETINGS);
		const { rows: counts } = await client.query<Count>(
			`select mention, feature, count(distinct rid)::int as pairs, (count(distinct rid) filter (where linked))::int as linked from bench_meeting group by grouping sets ((mention, feature), (mention))`,
		);
		const { rows: met } = await client.query<{ mention: boolean; reached: number; linked: number }>(
			'select mention, (count(distinct rid) filter (where feature is not null))::int as reached, (count(distinct rid) filter (where linked))::int as linked from bench_meeting group by mention',
		);
		return summed(counts, met);
	} finally {
		await client.query('drop table if exists bench_truth, bench_meeting').catch(() => {});
		client.release();
	}
}

function summed(counts: readonly Count[], met: readonly { mention: boolean; reached: number; linked: number }[]): BlockRecall {
	const of = (mention: boolean) => Math.max(0, ...counts.filter((one) => one.mention === mention).map(({ pairs }) => pairs));
	const pairs = { mentions: of(true), entries: of(false) };
	const reached = (mention: boolean) => met.find((one) => one.mention === mention)?.reached ?? 0;
	const all = pairs.mentions + pairs.entries;
	const linked = met.reduce((sum, one) => sum + one.linked, 0);
	const by = (take: (one: Count) => number, whole: number) =>
		Object.fromEntries(
			ORGANISATION_FEATURES.map(({ feature }) => [
				feature,
				counts.filter((one) => one.feature === feature).reduce((sum, one) => sum + take(one), 0) / Math.max(1, whole),
			]),
		);
	return {
		pairs,
		reached: { mentions: reached(true) / Math.max(1, pairs.mentions), entries: reached(false) / Math.max(1, pairs.entries) },
		reachedBy: by((one) => one.pairs, all),
		linkedBy: by((one) => one.linked, linked),
	};
}
