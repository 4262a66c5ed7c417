/** What texts say of the successors in candidate pairs, and the brands of both sides. Reads `match_cluster`. */
import type pg from 'pg';
import { type OrganisationWords, type Texts, wordsOf } from '#matching/succession-words.ts';
import { streamRows } from '#store/copy.ts';

const TEXTS = `/* successions: texts */
	select rc.cluster::text, r.kind in ('registration', 'nonprofit', 'licence', 'admission') as own,
		array[r.body ->> 'name', r.body ->> 'scope', r.body ->> 'projects', r.body ->> 'content', r.body ->> 'findings', r.body ->> 'facts', r.body ->> 'summary'] as texts
	from match_cluster rc join record r using (rid)
	where rc.cluster = any($1) and r.kind in ('registration', 'nonprofit', 'licence', 'admission', 'inspection', 'penalty', 'advertisement', 'incident', 'complaint')
	order by rc.cluster, r.source, r.record_type, r.record_key`;

const BRANDS = `/* successions: brands */
	select rc.cluster::text, array_agg(distinct k.value) as brands
	from match_cluster rc join record r using (rid) join record_key k on k.rid = r.rid and k.feature = 'brand'
	where rc.cluster = any($1) and r.kind in ('registration', 'nonprofit', 'licence', 'admission', 'registrationChange') group by rc.cluster`;

/** The brands of the given clusters; an unknown one has none. */
export async function readBrands(client: pg.PoolClient, clusters: readonly string[]): Promise<(cluster: string) => readonly string[]> {
	const { rows } = await client.query<{ cluster: string; brands: string[] }>(BRANDS, [clusters]);
	const known = new Map(rows.map((row) => [row.cluster, row.brands]));
	return (cluster) => known.get(cluster) ?? [];
}

/** The words of the given clusters; an unknown one has none. */
export async function readClusterWords(
	client: pg.PoolClient,
	clusters: readonly string[],
): Promise<(cluster: string) => OrganisationWords> {
	const brandsOf = await readBrands(client, clusters);
	const said = new Map<string, { readonly own: Texts[]; readonly mentions: Texts[] }>();
	for await (const { cluster, own, texts } of streamRows<{ cluster: string; own: boolean; texts: Texts }>(client, TEXTS, [clusters])) {
		const known = said.get(cluster) ?? { own: [], mentions: [] };
		(own ? known.own : known.mentions).push(texts);
		said.set(cluster, known);
	}
	const words = new Map(
		clusters.map((cluster) => [cluster, wordsOf({ brands: brandsOf(cluster), ...(said.get(cluster) ?? { own: [], mentions: [] }) })]),
	);
	const nothing = wordsOf({ brands: [], own: [], mentions: [] });
	return (cluster) => words.get(cluster) ?? nothing;
}
