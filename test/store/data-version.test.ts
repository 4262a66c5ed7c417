import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AuditRow } from '#store/audit-store.ts';
import { type DataVersion, followData, unwatchedTables } from '#store/data-version.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let data: DataVersion;

beforeEach(async () => {
	database = await createTestDatabase();
	data = await followData(database.store);
});
afterEach(async () => {
	await data.stop();
	await database.drop();
});

const ROW: AuditRow = {
	at: new Date('2025-05-31T12:00:00+08:00'),
	caller: 'a',
	role: 'analyst',
	purpose: 'NONE',
	action: 'query:run',
	operation: null,
	subject: {},
	rows: 0,
};
const write = () => database.store.pool.query(`update organisation set name = 'another' where false`);

describe('the version of the data', () => {
	test('is watched on every table but the audit’s and the hub’s notes', async () => {
		expect(await unwatchedTables(database.store.db)).toEqual([]);
		await database.store.pool.query('create table later (n integer)');
		expect(await unwatchedTables(database.store.db)).toEqual(['later']);
	});

	test('has moved when a row of the audit is written that was added after a write', async () => {
		for (let times = 0; times < 50; times++) {
			const before = data.current;
			await write();
			await data.addAudit(ROW);
			expect(data.current).not.toBe(before);
		}
	});

	test('stays through rows of the audit', async () => {
		const before = data.current;
		await Promise.all(Array.from({ length: 20 }, () => data.addAudit(ROW)));
		await data.addAudit(ROW);
		expect(data.current).toBe(before);
		expect((await database.store.pool.query('select from audit')).rowCount).toBe(21);
	});

	test('is unknown while nobody listens', async () => {
		await database.store.pool.query(
			`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query ilike 'listen%'`,
		);
		await expect.poll(() => data.current).toBeNull();
		await data.addAudit(ROW); // goes another way
		expect((await database.store.pool.query('select from audit')).rowCount).toBe(1);
	});
});
