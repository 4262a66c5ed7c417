/** The search index over names: bigrams of each organisation's names, present and former. */
import type pg from 'pg';
import { gramsOf } from '#core/grams.ts';
import { copyRows, streamRows } from '#store/copy.ts';

const NAMES = `/* search: names */
	select i.organisation_id, array_agg(distinct k.value) as names
	from record_cluster rc join cluster_id i using (cluster) join record_key k on k.rid = rc.rid and k.feature = 'name' group by i.organisation_id`;

/** Brings `search_gram` to the names of the present clusters. Reads `record_cluster` and `cluster_id`. */
export async function writeSearchGrams(client: pg.PoolClient): Promise<void> {
	await client.query('create temp table gram_now (gram text collate "C", organisation_id text collate "C")');
	const rows: [string, string][] = [];
	for await (const row of streamRows<{ organisation_id: string; names: string[] }>(client, NAMES)) {
		for (const gram of new Set(row.names.flatMap(gramsOf))) rows.push([gram, row.organisation_id]);
	}
	await copyRows(client, 'gram_now (gram, organisation_id)', rows);
	await client.query('create index on gram_now (organisation_id, gram)');
	await client.query('analyze gram_now');
	await client.query(
		'delete from search_gram s where not exists (select from gram_now g where g.organisation_id = s.organisation_id and g.gram = s.gram)',
	);
	await client.query(
		'insert into search_gram (gram, organisation_id) select gram, organisation_id from gram_now except select gram, organisation_id from search_gram',
	);
}
