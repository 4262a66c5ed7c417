/** Facts about the store itself, a row each: check values, versions, what the last run stood on. */
import type { Database } from './database.ts';

/** A fact; null when it was never written. */
export async function readMeta(db: Database, key: string): Promise<string | null> {
	const row = await db.selectFrom('meta').select('value').where('key', '=', key).executeTakeFirst();
	return row?.value ?? null;
}

/** Writes a fact, in place of what was there. */
export async function writeMeta(db: Database, key: string, value: string): Promise<void> {
	await db
		.insertInto('meta')
		.values({ key, value })
		.onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
		.execute();
}
