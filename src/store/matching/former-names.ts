/**
 * Pairs that only texts show: a text about an organisation names a school that ended as what was there before. Leaves temp table
 * `named_before (a, b, shared_by)`. Reads `predecessor`, `match_cluster` and `unit`.
 */
import type pg from 'pg';
import { CUE_IN_SQL, formerNamesIn } from '#matching/former-names.ts';
import { searchable } from '#matching/name-in-text.ts';
import { copyRows, streamRows } from '#store/copy.ts';

const BRANDS = `/* successions: brands of schools that ended */
	select distinct lower(k.value) as brand, d.cluster::text as cluster, left(u.division, 4) as prefecture
	from predecessor d join unit u on u.cluster = d.cluster join record_key k on k.rid = u.rid and k.feature = 'brand' where length(k.value) > 1 order by 1, 2, 3`;

const TEXTS = `/* successions: texts that tell of before */
	select rc.cluster::text, left(coalesce(r.division_code, ''), 4) as prefecture, array[r.body ->> 'content', r.body ->> 'findings', r.body ->> 'facts', r.body ->> 'summary'] as texts
	from match_cluster rc join record r using (rid)
	where r.kind in ('inspection', 'penalty', 'advertisement', 'incident', 'complaint')
		and concat_ws('', r.body ->> 'content', r.body ->> 'findings', r.body ->> 'facts', r.body ->> 'summary') ~ '${CUE_IN_SQL}'
	order by rc.cluster, r.source, r.record_type, r.record_key`;

interface Named {
	readonly a: string;
	readonly b: string;
	readonly sharedBy: number;
}

/** More schools of one brand in a province than this: the name tells nothing. Larger brings pairs that weigh nothing. */
const MOST_ALIKE = 8;

/** Builds `named_before`. */
export async function readFormerNames(client: pg.PoolClient): Promise<void> {
	const schools = new Map<string, Set<string>>();
	const brands = new Set<string>();
	for await (const { brand, cluster, prefecture } of streamRows<{ brand: string; cluster: string; prefecture: string }>(client, BRANDS)) {
		brands.add(brand);
		for (const place of [prefecture, prefecture.slice(0, 2)]) {
			const key = `${place} ${brand}`;
			schools.set(key, (schools.get(key) ?? new Set()).add(cluster));
		}
	}
	const named = new Map<string, Named>();
	for await (const row of streamRows<{ cluster: string; prefecture: string; texts: (string | null)[] }>(client, TEXTS)) {
		for (const name of formerNamesIn(searchable(row.texts).toLowerCase(), (one) => brands.has(one))) {
			// The school near by is meant; only where there is none, one elsewhere in the province.
			const alike = schools.get(`${row.prefecture} ${name}`) ?? schools.get(`${row.prefecture.slice(0, 2)} ${name}`) ?? new Set();
			if (alike.size > MOST_ALIKE) continue;
			for (const a of alike) if (a !== row.cluster) named.set(`${a} ${row.cluster}`, { a, b: row.cluster, sharedBy: alike.size + 1 });
		}
	}
	await client.query('create temp table named_before (a bigint, b bigint, shared_by int)');
	await copyRows(
		client,
		'named_before (a, b, shared_by)',
		[...named.values()].map(({ a, b, sharedBy }) => [a, b, sharedBy]),
	);
}

/** Names of the people of the schools in temp table `sought`, by cluster; an unknown one has none. */
export async function readStaffNames(client: pg.PoolClient): Promise<(cluster: string) => readonly string[]> {
	const names = new Map<string, readonly string[]>();
	for await (const row of streamRows<{ cluster: string; names: string[] }>(
		client,
		`/* successions: names of staff */ select d.cluster::text, array_agg(distinct m.name_key order by m.name_key) as names
		from sought d join match_cluster rc using (cluster) join person_mention m on m.rid = rc.rid where length(m.name_key) > 1 group by d.cluster`,
	)) {
		names.set(row.cluster, row.names);
	}
	return (cluster) => names.get(cluster) ?? [];
}
