/** Holds a store to the secret it was made with: person tokens under another one would match nobody. */
import { HubError } from '#core/errors.ts';
import type { Store } from './database.ts';

/**
 * Stores the check value of the secret at first use and compares it ever after.
 * @throws HubError SECRET_REFUSED when the store was made with another secret.
 */
export async function assertSecret(store: Pick<Store, 'pool'>, checkValue: string): Promise<void> {
	await store.pool.query(`/* secret: keep */ insert into meta (key, value) values ('secret_check', $1) on conflict (key) do nothing`, [
		checkValue,
	]);
	const { rows } = await store.pool.query<{ value: string }>(`/* secret: compare */ select value from meta where key = 'secret_check'`);
	if (rows[0]?.value === checkValue) return;
	throw new HubError(
		'SECRET_REFUSED',
		'HUB_SECRET is not the one this store was made with, so people would not be recognised. Set the old secret again, or use an empty store.',
	);
}
