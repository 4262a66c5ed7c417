/** One transaction on one connection, for work that needs COPY or a cursor and therefore the driver itself. */
import type pg from 'pg';
import type { Store } from './database.ts';

/**
 * Runs `work` in a transaction: commits when it resolves, rolls back when it rejects. A connection whose rollback fails is
 * thrown away.
 */
export async function withTransaction<T>(
	store: Pick<Store, 'pool'>,
	work: (client: pg.PoolClient) => Promise<T>,
	begin = 'begin',
): Promise<T> {
	const client = await store.pool.connect();
	let broken: Error | undefined;
	try {
		await client.query(begin);
		const result = await work(client);
		await client.query('commit');
		return result;
	} catch (thrown) {
		await client.query('rollback').catch((failed: Error) => {
			broken = failed;
		});
		throw thrown;
	} finally {
		client.release(broken);
	}
}
