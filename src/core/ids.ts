/**
 * Ids are minted once, from the founding record, and stored; minting is a pure function of the record, so a
 * rebuild from nothing gives the same ids to the same founders.
 */
import { createHash } from 'node:crypto';
import type { RecordRef } from './records.ts';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'; // Crockford base 32: no i l o u

/**
 * A short stable id: prefix and 13 characters (65 bits) of SHA-256 over the parts.
 * Shorter would collide by chance among tens of millions of records; longer is hard to read aloud.
 */
export function mintId(prefix: 'org' | 'per' | 'flag' | 'case' | 'list', ...parts: readonly string[]): string {
	const digest = createHash('sha256').update(parts.join('\u001f')).digest();
	let bits = 0n;
	for (const byte of digest.subarray(0, 9)) bits = (bits << 8n) | BigInt(byte);
	bits >>= 7n;
	let out = '';
	for (let i = 0; i < 13; i++) {
		out = ALPHABET[Number(bits & 31n)] + out;
		bits >>= 5n;
	}
	return `${prefix}_${out}`;
}

/** The id that an organisation founded by this record has. */
export function organisationIdOf(founder: RecordRef): string {
	return mintId('org', founder.source, founder.recordType, founder.recordKey);
}

/** The id that a person founded by this mention has; `exportKey` tells two people of one record apart. */
export function personIdOf(founder: { source: string; recordType: string; exportKey: string }): string {
	return mintId('per', founder.source, founder.recordType, founder.exportKey);
}
