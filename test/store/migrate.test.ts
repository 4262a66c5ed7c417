import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStore } from '#store/database.ts';
import { migrate } from '#store/migrate.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

describe('migrate', () => {
	let database: TestDatabase;
	beforeAll(async () => {
		database = await createTestDatabase();
	});
	afterAll(() => database.drop());

	test('leaves a store that is up to date as it is', async () => {
		const migrations = () => database.store.pool.query('select name, timestamp from kysely_migration order by name');
		const before = await migrations();
		await migrate(database.store.db);
		expect((await migrations()).rows).toEqual(before.rows);
		expect(before.rowCount).toBeGreaterThan(0);
	});

	test('makes a second hub in another schema of the same database', async () => {
		const other = await openStore({ connectionString: database.url, schema: 'other_hub' });
		try {
			await migrate(other.db);
			const { rows } = await other.pool.query(
				'select (select count(*) from other_hub.kysely_migration) = (select count(*) from hub.kysely_migration) as alike',
			);
			expect(rows).toEqual([{ alike: true }]);
		} finally {
			await other.close();
		}
	});

	test('leaves ids of an older store that were merged twice one step from the one that stands', async () => {
		const { pool, db } = database.store;
		for (const [id, into] of [
			['org_old', 'org_mid'],
			['org_mid', 'org_new'],
			['org_gone', 'org_none'],
			['org_none', ''],
			['org_new', null],
		]) {
			await pool.query(
				`insert into organisation (organisation_id, registered, name, first_seen, founder_source, founder_type, founder_key, merged_into)
				values ($1, true, $1, '2025-05-01', 'market', 'business', $1, $2)`,
				[id, into],
			);
		}
		await pool.query(`delete from kysely_migration where name = '029-one-step'`);
		await migrate(db);
		const { rows } = await pool.query('select organisation_id as id, merged_into as into from organisation order by 1');
		expect(rows.map(({ id, into }) => `${id} ${into}`)).toEqual([
			'org_gone ',
			'org_mid org_new',
			'org_new null',
			'org_none ',
			'org_old org_new',
		]);
	});

	test('orders every text column of an index by code point, so that bytes do not depend on the server', async () => {
		const { rows } = await database.store.pool.query(
			`select i.indexrelid::regclass::text as index, a.attname as column
			 from pg_index i
			 join pg_class c on c.oid = i.indexrelid and c.relnamespace = current_schema()::regnamespace
			 join pg_attribute a on a.attrelid = i.indexrelid and a.attnum <= i.indnkeyatts -- what it holds besides has no order
			 where a.atttypid in ('text'::regtype, 'text[]'::regtype) and a.attcollation <> 'pg_catalog."C"'::regcollation
			   and c.relname not like 'kysely%'`,
		);
		expect(rows).toEqual([]);
	});
});
