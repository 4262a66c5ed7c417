/** Holds a store to the secrets it was made with: person tokens under others would match nobody. */
import { HubError } from '#core/errors.ts';
import type { Store } from './database.ts';

/** The secrets of a deployment, as the store asks them. */
export interface KnownSecrets {
	/** Of today's secrets. */
	checkValue(): string;
	/** Makes today's values of those that stand beside this check value; null: these secrets never made it. */
	advanceFrom(checkValue: string): ((value: string) => string) | null;
}

/**
 * Stores the check value of the secrets at first use and compares it ever after.
 * @throws HubError SECRET_REFUSED when the store was made with other secrets, or has not been brought to the newest of these.
 */
export async function assertSecret(store: Pick<Store, 'pool'>, secrets: KnownSecrets): Promise<void> {
	await store.pool.query(`/* secret: keep */ insert into meta (key, value) values ('secret_check', $1) on conflict (key) do nothing`, [
		secrets.checkValue(),
	]);
	const { rows } = await store.pool.query<{ value: string }>(`/* secret: compare */ select value from meta where key = 'secret_check'`);
	const kept = rows[0]?.value ?? '';
	if (kept === secrets.checkValue()) return;
	throw new HubError('SECRET_REFUSED', secrets.advanceFrom(kept) === null ? FOREIGN : BEHIND);
}

const FOREIGN =
	'HUB_SECRET is not the one this store was made with, so people would not be recognised. Set the old secret again; to use a new one, name those before it in HUB_FORMER_SECRETS, oldest first, and run secret rotate. Or use an empty store.';
const BEHIND =
	'The store still holds what was made with a former secret. Stop whatever runs on it and run secret rotate with the same HUB_SECRET and HUB_FORMER_SECRETS; nothing has to be read again.';

/** The refusal of secrets that have nothing to do with the store. */
export const foreignSecret = (): HubError => new HubError('SECRET_REFUSED', FOREIGN);
