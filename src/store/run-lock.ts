/** One run at a time: an advisory lock on a connection of its own, let go by the database when the process dies. */
import { HubError } from '#core/errors.ts';
import type { Store } from './database.ts';

export interface RunLock {
	/** Aborts when the connection that holds the lock breaks: another run may then have begun. */
	readonly signal: AbortSignal;
	release(): Promise<void>;
}

// The lock belongs to the schema, so that two hubs in one database do not wait for each other.
const LOCK = `/* run lock */ select pg_try_advisory_lock(hashtext('lianjian run'), hashtext(current_schema())) as held`;
const UNLOCK = `/* run lock: let go */ select pg_advisory_unlock(hashtext('lianjian run'), hashtext(current_schema()))`;

/**
 * Takes the lock.
 * @throws HubError ALREADY_RUNNING when another run holds it.
 */
export async function takeRunLock(store: Pick<Store, 'pool'>): Promise<RunLock> {
	const client = await store.pool.connect();
	const broken = new AbortController();
	const onError = (cause: Error): void =>
		broken.abort(
			new HubError('STORE_UNAVAILABLE', 'The hub’s database closed the connection that held the run’s lock. Start the run again.', {
				cause,
			}),
		);
	client.on('error', onError);
	const { rows } = await client.query<{ held: boolean }>(LOCK);
	if (rows[0]?.held !== true) {
		client.off('error', onError);
		client.release();
		throw new HubError('ALREADY_RUNNING', 'Another run is at work on this store. Wait for it to end, or stop it, then start again.', {
			retryable: true,
		});
	}
	return {
		signal: broken.signal,
		release: async () => {
			if (!broken.signal.aborted) await client.query(UNLOCK);
			client.off('error', onError);
			client.release(broken.signal.aborted);
		},
	};
}
