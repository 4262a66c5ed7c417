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
