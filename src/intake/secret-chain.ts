/**
 * The secrets of a deployment, as a chain: what is made of a number is keyed with the first, and each later secret wraps what the one
 * before it gave. So a new secret needs nobody's number again: what the store holds is wrapped where it stands. HMAC-SM3 (RFC 2104
 * over GB/T 32905-2016) under keys derived from the secrets (HKDF, RFC 5869).
 */
import { createHash, createHmac, createSecretKey, hkdfSync } from 'node:crypto';

/** Turns a value that was kept under earlier secrets into today's. */
export type Advance = (value: string) => string;

/** Keyed hashes under a chain of secrets. */
export interface SecretChain {
	/** Value that names its key: "keyId:hash", under the first secret alone. */
	mac(text: string): string;
	/** Makes today's value of one under the first secret; null: there is one secret, and both are the same. */
	readonly advance: Advance | null;
	/** Value to store beside what was made: other secrets give another. */
	checkValue(): string;
	/** Makes today's values of those that stand beside this check value; null: no state that the chain went through has it. */
	advanceFrom(checkValue: string): Advance | null;
}

interface Link {
	readonly keyId: string;
	keyed(text: string): string;
}

/** A chain. Secrets are given oldest first, the current one last. */
export function createSecretChain(first: string, later: readonly string[]): SecretChain {
	const founding = linkOf(first);
	const wraps = later.map(linkOf).map((link) => (value: string) => link.keyed(`wrapped|${value}`));
	const through =
		(from: number): Advance =>
		(value) =>
			wraps.slice(from).reduce((wrapped, wrap) => wrap(wrapped), value);
	let check = founding.keyed('check|lianjian');
	const checks = [check];
	for (const wrap of wraps) {
		check = wrap(check);
		checks.push(check);
	}
	return {
		mac: founding.keyed,
		advance: wraps.length === 0 ? null : through(0),
		checkValue: () => check,
		advanceFrom(checkValue) {
			const state = checks.indexOf(checkValue);
			return state === -1 ? null : through(state);
		},
	};
}

function linkOf(secret: string): Link {
	const key = Buffer.from(hkdfSync('sha256', secret, 'lianjian', 'person-tokens/1', 32));
	/** First 8 hexadecimal digits of the key's hash; every value begins with it. */
	const keyId = createHash('sha256').update(key).digest('hex').slice(0, 8);
	// A key object: with the bytes themselves every call sets the key up anew, at a fifth of the speed.
	const keyObject = createSecretKey(key);
	return { keyId, keyed: (text) => `${keyId}:${createHmac('sm3', keyObject).update(text).digest('hex')}` };
}
