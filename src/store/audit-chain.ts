/**
 * The chain's arithmetic: how rows and blocks are hashed. HMAC-SM3 (GB/T 32905, RFC 2104) under a key of the hub's secret, so that
 * whoever can write to the database and not read the secret cannot chain anew what they changed.
 */
import { createHmac } from 'node:crypto';
import { canonicalJson } from '#core/canonical-json.ts';

/** A row as it is hashed: every column, as the database writes it. */
export type AuditContent = Readonly<Record<'id' | 'xid' | 'content', string>>;

/** What a block says, without its hash. */
export interface AuditBlock {
	/** 1, 2, 3 … */
	readonly block: string;
	/** Least and greatest row number. */
	readonly from_id: string;
	readonly to_id: string;
	readonly members: readonly string[];
	readonly max_xid: string;
	/** Transactions before it had ended when the rows were read: all their rows stand in this block or one before. */
	readonly horizon: string;
	/** Transactions from it on had not begun. */
	readonly own_xid: string;
	/** UTC, in microseconds. */
	readonly sealed_at: string;
	/** Hash of the block before; of the first, `GENESIS`. */
	readonly previous: string;
}

/** What stands before the first block. */
export const GENESIS = '0'.repeat(64);

/** Under which `meta` holds the newest block and its hash: without it, taking the last block away would show nowhere. */
export const HEAD = 'audit head';

/** All columns of a row `a` as one text; jsonb and arrays have one spelling a value. */
export const CONTENT = `jsonb_build_array(a.at at time zone 'UTC', a.caller, a.role, a.purpose, a.action, a.operation, a.subject, a.row_count,
	a.request, a.divisions)::text`;

/** The key of the chain, from the hub's secret. */
export function chainKey(secret: string): Buffer {
	return createHmac('sha256', secret).update('audit chain').digest();
}

/** The hash of a block over its rows, in the order of its members. */
export function blockHash(key: Buffer, block: AuditBlock, rows: readonly AuditContent[]): string {
	const mac = createHmac('sm3', key);
	mac.update(canonicalJson(block));
	for (const { id, xid, content } of rows) mac.update(`\n${canonicalJson([id, xid, content])}`);
	return mac.digest('hex');
}
