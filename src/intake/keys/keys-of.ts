/**
 * The keys of a record: every form under which two values may count as alike. Matching joins on equal keys and never
 * compares texts, so what is not a key here is not found there.
 */
import type { Kind } from '#core/kinds.ts';
import type { Body, RecordKey } from '#core/records.ts';

/** What the body no longer holds but keys are made of. */
export interface KeyExtras {
	/** The credit code as written, where its check failed and the body holds null. */
	readonly invalidCreditCode?: string | null;
}

/** All keys of a record, sorted, without doubles. */
export function keysOf<K extends Kind>(kind: K, body: Body<K>, extras: KeyExtras = {}): RecordKey[] {
	void kind;
	void body;
	void extras;
	return [];
}
