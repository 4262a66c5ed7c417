import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isFirst, writeBare } from '#store/matching/bulk-write.ts';
import { withTransaction } from '#store/transaction.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

const TABLES = ['organisation', 'record', 'record_link', 'person', 'person_mention'];

let database: TestDatabase;
beforeAll(async () => {
	database = await createTestDatabase();
});
afterAll(() => database.drop());

/** Indexes and constraints of the tables as they are defined. */
async function parts(): Promise<readonly string[]> {
	const { rows } = await database.store.pool.query<{ part: string }>(
		`select pg_get_indexdef(indexrelid) as part from pg_index where indrelid = any($1::regclass[])
		union all select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) from pg_constraint where conrelid = any($1::regclass[]) order by 1`,
		[TABLES],
	);
	return rows.map(({ part }) => part);
}

describe('writing tables bare', () => {
	test('leaves them with every index and constraint that they had', async () => {
		const before = await parts();
		let during: readonly string[] = [];
		await withTransaction(database.store, (client) =>
			writeBare(client, TABLES, async () => {
				const { rows } = await client.query<{ part: string }>(
					'select pg_get_indexdef(indexrelid) as part from pg_index where indrelid = any($1::regclass[]) order by 1',
					[TABLES],
				);
				during = rows.map(({ part }) => part);
			}),
		);
		expect(await parts()).toEqual(before);
		expect(during).toHaveLength(TABLES.length);
		expect(during.every((part) => part.includes('_pkey'))).toBe(true);
	});

	test('leaves them as they were when the writing fails', async () => {
		const before = await parts();
		const failing = withTransaction(database.store, (client) =>
			writeBare(client, TABLES, () => Promise.reject(new Error('the disk is full'))),
		);
		await expect(failing).rejects.toThrow('the disk is full');
		expect(await parts()).toEqual(before);
	});

	test('is for a store in which nothing was resolved, and not for one with a single organisation', async () => {
		const first = () => withTransaction(database.store, isFirst);
		expect(await first()).toBe(true);
		await database.store.pool.query(
			`insert into organisation (organisation_id, registered, name, first_seen, founder_source, founder_type, founder_key) values ('org_1', true, '帆安', '2025-01-01', 's', 't', 'k')`,
		);
		expect(await first()).toBe(false);
	});
});
