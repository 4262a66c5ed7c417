import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '#store/database.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
	database = await createTestDatabase();
});
afterAll(() => database.drop());

describe('openStore', () => {
	it('has the server end statements of a process that was killed, on every connection', async () => {
		const store = await openStore({ connectionString: database.url, maxConnections: 2 });
		try {
			const clients = await Promise.all([store.pool.connect(), store.pool.connect()]);
			const shown = await Promise.all(clients.map((client) => client.query('show client_connection_check_interval')));
			for (const client of clients) client.release();
			expect(shown.map(({ rows }) => rows[0])).toEqual([
				{ client_connection_check_interval: '2s' },
				{ client_connection_check_interval: '2s' },
			]);
		} finally {
			await store.close();
		}
	});

	it('lives through the server’s end of a connection at work, tells the statement, and has another for the next', async () => {
		const store = await openStore({ connectionString: database.url, maxConnections: 2 });
		try {
			const [client, other] = await Promise.all([store.pool.connect(), store.pool.connect()]);
			const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
			const failed = expect(client.query('select pg_sleep(60)')).rejects.toThrow(/terminat/);
			await other.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
			await failed;
			await new Promise((resolve) => client.once('end', resolve));
			client.release(true);
			other.release();
			expect((await store.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
		} finally {
			await store.close();
		}
	});

	it('says what is wrong with an address that cannot be reached', async () => {
		await expect(openStore({ connectionString: 'postgresql://nobody@127.0.0.1:1/none' })).rejects.toMatchObject({
			code: 'STORE_UNAVAILABLE',
		});
	});
});
