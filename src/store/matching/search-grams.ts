/** The search index over names: bigrams of each organisation's names, present and former. */
import type pg from 'pg';
import { gramsOf } from '#core/grams.ts';
import { copyRows, streamBatches } from '#store/copy.ts';

const NAMES = `/* search: names */ create temp table named as
	select organisation_id, names, hashtextextended(array_to_string(names, '|'), 0) as names_hash from (
		select i.organisation_id, array_agg(distinct k.value order by k.value) as names
		from record_cluster rc join cluster_id i using (cluster) join record_key k on k.rid = rc.rid and k.feature = 'name' group by i.organisation_id) n`;

/** Organisations whose names are others than those the index was made of; null names: it is gone, or has none any more. */
const DUE = `/* search: due */ create temp table gram_due as
	select organisation_id, n.names, n.names_hash from named n
	full join (select s.* from search_name s where s.organisation_id in (
		select o.organisation_id from retiring join organisation o using (organisation_id) where o.merged_into is not null
		union select organisation_id from cluster_id)) s using (organisation_id)
	where n.names_hash is distinct from s.names_hash`;

/** Brings `search_gram` to the names of the present clusters. Reads `record_cluster`, `cluster_id` and `retiring`. */
export async function writeSearchGrams(client: pg.PoolClient): Promise<void> {
	await client.query(NAMES);
	await client.query(DUE);
	await client.query('create temp table gram_now (gram text collate "C", organisation_id text collate "C")');
	for await (const batch of streamBatches<{ organisation_id: string; names: string[] }>(
		client,
		'select organisation_id, names from gram_due where names is not null',
	)) {
		await copyRows(
			client,
			'gram_now (gram, organisation_id)',
			batch.flatMap(({ organisation_id, names }) => [...new Set(names.flatMap(gramsOf))].map((gram) => [gram, organisation_id])),
		);
	}
	await client.query('analyze gram_due (organisation_id)');
	await client.query('/* search: drop */ delete from search_gram where organisation_id in (select organisation_id from gram_due)');
	// In the order of the index, so that a first resolution fills it page by page.
	await client.query(
		'/* search: grams */ insert into search_gram (gram, organisation_id) select gram, organisation_id from gram_now order by gram, organisation_id',
	);
	await client.query('/* search: forget names */ delete from search_name where organisation_id in (select organisation_id from gram_due)');
	await client.query(
		'/* search: keep names */ insert into search_name select organisation_id, names_hash from gram_due where names is not null order by organisation_id',
	);
}
