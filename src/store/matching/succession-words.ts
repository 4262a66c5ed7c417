/**
 * What texts say of the organisations in candidate pairs: whether subjects are taught there, what trade it is, and the words in
 * which a former name may stand. Reads `match_cluster`.
 */
import type pg from 'pg';
import { NO_WORDS, type OrganisationWords, withMention, withOwnWords } from '#matching/succession-words.ts';
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

/** The texts of the given clusters; an unknown one has none. */
export async function readClusterWords(
	client: pg.PoolClient,
	clusters: readonly string[],
): Promise<(cluster: string) => OrganisationWords> {
	const known = new Map<string, OrganisationWords>();
	for await (const row of streamRows<{ cluster: string; own: boolean; texts: (string | null)[] }>(client, TEXTS, [clusters])) {
		const before = known.get(row.cluster) ?? NO_WORDS;
		known.set(row.cluster, row.own ? withOwnWords(before, row.texts) : withMention(before, row.texts));
	}
	for await (const row of streamRows<{ cluster: string; brands: string[] }>(client, BRANDS, [clusters])) {
		known.set(row.cluster, { ...(known.get(row.cluster) ?? NO_WORDS), brands: row.brands });
	}
	return (cluster) => known.get(cluster) ?? NO_WORDS;
}
