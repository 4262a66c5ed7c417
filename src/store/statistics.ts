/** Keeps the planner's figures in step with a night: a first load and a resolution change whole tables between two statements. */
import type { Store } from './database.ts';

const TABLES = [
	'record',
	'record_key',
	'record_link',
	'person_mention',
	'person_token',
	'person',
	'organisation',
	'succession',
	'clearance',
	'evaluation',
	'flag',
];

/**
 * Samples the tables that the next stage joins. Costs a second or two whatever their size; without it, a join over tables
 * that the server still believes empty runs for hours.
 */
export async function refreshStatistics(store: Pick<Store, 'pool'>): Promise<void> {
	await store.pool.query(`analyze ${TABLES.join(', ')}`);
}

/** Growth from which a table is sampled again. Less: a sync that finds little new costs a second more; more: plans are of another size. */
const GROWN_BY = 0.05;

/**
 * The same for those of the tables that were never sampled, or have grown or shrunk since: a sync that changed next to nothing leaves the
 * figures right. Goes by the tables' sizes, so that what a killed run wrote counts too; what only changed is autovacuum's.
 */
export async function refreshGrownStatistics(store: Pick<Store, 'pool'>): Promise<void> {
	const { rows } = await store.pool.query<{ table: string }>(GROWN, [TABLES, GROWN_BY]);
	if (rows.length > 0) await store.pool.query(`analyze ${rows.map(({ table }) => table).join(', ')}`);
}

const GROWN = `/* statistics: grown tables */
	select table_name as "table" from (
		select c.relname as table_name, c.relpages as sampled, pg_relation_size(c.oid) / current_setting('block_size')::int as pages,
			exists (select from pg_stats s where s.schemaname = current_schema() and s.tablename = c.relname) as known
		from pg_class c where c.relnamespace = current_schema()::regnamespace and c.relname = any($1::text[])) t
	where (pages > 0 and not known) or abs(pages - sampled) > sampled * $2::float8`;
