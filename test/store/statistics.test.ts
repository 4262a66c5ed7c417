import { afterAll, beforeAll, expect, test } from 'vitest';
import { refreshGrownStatistics } from '#store/statistics.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
	database = await createTestDatabase();
	// The server's own sampling would come between.
	await run('alter table record_key set (autovacuum_enabled = false)');
});
afterAll(() => database.drop());

const run = (text: string) => database.store.pool.query(text);
const addKeys = (from: number, to: number) =>
	run(`insert into record_key select n, 'phone', '169' || n from generate_series(${from}, ${to}) n`);
const rowsReckoned = async () => Number((await run(`select reltuples as n from pg_class where oid = 'record_key'::regclass`)).rows[0].n);
const isSampled = async () => (await run(`select exists (select from pg_stats where tablename = 'record_key') as known`)).rows[0].known;

test('samples a table that was never sampled, and again once it has grown by more than a twentieth', async () => {
	await addKeys(1, 20_000);
	await refreshGrownStatistics(database.store);
	expect(await isSampled()).toBe(true);
	expect(await rowsReckoned()).toBe(20_000);

	await addKeys(20_001, 20_400);
	await refreshGrownStatistics(database.store);
	expect(await rowsReckoned()).toBe(20_000);

	await addKeys(20_401, 22_000);
	await refreshGrownStatistics(database.store);
	expect(await rowsReckoned()).toBe(22_000);
});

test('samples a table whose size was noted by the building of an index alone', async () => {
	await run('truncate record_key');
	await run('analyze record_key');
	await addKeys(1, 5_000);
	await run('reindex table record_key');
	await run(`delete from pg_statistic where starelid = 'record_key'::regclass`);
	expect(await isSampled()).toBe(false);
	await refreshGrownStatistics(database.store);
	expect(await isSampled()).toBe(true);
});
