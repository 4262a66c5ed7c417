/**
 * The indexes by value over keys and tokens. A first load into an empty store goes without them and builds them at its
 * end, which halves its time; nothing reads by value before the load is through.
 */
import type { Store } from './database.ts';

/** The value first, because a sort by it is more than twice as fast (migration 025). */
const INDEXES = {
	record_key_value: 'on record_key (value, feature) include (rid)',
	person_token_value: 'on person_token (value, kind) include (pid)',
} as const;

/** Drops the indexes when the store holds no record yet; returns whether it did. */
export async function dropLookupIndexesIfEmpty(store: Pick<Store, 'pool'>): Promise<boolean> {
	const { rows } = await store.pool.query<{ held: boolean }>('/* indexes: any record */ select exists (select from record) as held');
	if (rows[0]?.held !== false) return false;
	for (const name of Object.keys(INDEXES)) await store.pool.query(`/* indexes: drop */ drop index if exists ${name}`);
	return true;
}

/**
 * Builds the indexes that are missing (after a first load, also one that was killed) and refreshes the planner's figures then. Side by
 * side: the end of each is the work of one core.
 */
export async function ensureLookupIndexes(store: Pick<Store, 'pool'>): Promise<void> {
	const built = await Promise.all(
		Object.entries(INDEXES).map(async ([name, definition]) => {
			const { rows } = await store.pool.query<{ missing: boolean }>('/* indexes: missing */ select to_regclass($1) is null as missing', [
				name,
			]);
			if (rows[0]?.missing !== true) return false;
			await store.pool.query(`/* indexes: build */ create index if not exists ${name} ${definition}`);
			return true;
		}),
	);
	if (built.includes(true)) await store.pool.query('analyze record, record_key, person_mention, person_token');
}
