/**
 * Seals the audit: every committed row that no block holds yet goes into the next block of the chain. A transaction that commits late
 * leaves no gap, for a row belongs to a block because the block names it, not because of its number. One hub seals at a time.
 */
import type pg from 'pg';
import { type AuditBlock, type AuditContent, blockHash, CONTENT, chainKey, GENESIS, HEAD } from './audit-chain.ts';
import type { Store } from './database.ts';
import { withTransaction } from './transaction.ts';

/**
 * Rows a block at most. Fewer: a busy second makes many blocks; more: one edit condemns more rows, and a verification holds more in memory.
 * A verification takes a block of fewer rows for one that left nothing behind: older full blocks would be taken so, were it raised.
 */
export const BLOCK_ROWS = 5_000;

/** What was sealed. */
export interface Sealed {
	readonly blocks: number;
	readonly rows: number;
}

/** Seals what is committed. Gives 0 and 0 also when another hub is at it. */
export type AuditSealer = (at: Date) => Promise<Sealed>;

/**
 * A sealer of this process. Its first call looks at all rows, so that nothing is missed after the store was restored on another
 * server, whose transactions have other numbers; later ones look at what can still be open.
 */
export function createAuditSealer(store: Pick<Store, 'pool'>, secret: string): AuditSealer {
	const key = chainKey(secret);
	let first = true;
	return async (at) => {
		const sealed = { blocks: 0, rows: 0 };
		for (;;) {
			const rows = await withTransaction(store, (client) => sealBlock(client, { key, at, all: first }));
			if (rows === null) return sealed;
			if (rows > 0) {
				sealed.blocks += 1;
				sealed.rows += rows;
			}
			if (rows < BLOCK_ROWS) {
				first = false;
				return sealed;
			}
		}
	};
}

const LOCK = `/* audit: lock */ select pg_try_advisory_xact_lock(hashtext('lianjian audit'), hashtext(current_schema())) as held`;

// One statement, so that rows and snapshot are of one moment.
const OPEN_ROWS = `/* audit: open rows */
	with head as (select block, hash, case when $1 then '0'::xid8 else horizon end as horizon from audit_block order by block desc limit 1),
	since as (select coalesce((select horizon from head), '0'::xid8) as horizon),
	sealed as (select unnest(b.members) as id from audit_block b, since where b.max_xid >= since.horizon)
	select pg_snapshot_xmin(s.snapshot)::text as xmin, since.horizon::text as horizon,
		head.block::text, head.hash, r.id, r.xid, r.content
	from (select pg_current_snapshot() as snapshot) s cross join since left join head on true
	left join lateral (select a.audit_id::text as id, a.xid::text as xid, ${CONTENT} as content from audit a
		where a.xid >= since.horizon and not exists (select from sealed where sealed.id = a.audit_id)
		order by a.audit_id limit ${BLOCK_ROWS}) r on true`;

interface OpenRow extends AuditContent {
	readonly xmin: string;
	readonly horizon: string;
	readonly block: string | null;
	readonly hash: string | null;
}

/** Seals one block; gives how many rows it has, null when another hub seals. */
async function sealBlock(client: pg.PoolClient, { key, at, all }: { key: Buffer; at: Date; all: boolean }): Promise<number | null> {
	const { rows: lock } = await client.query<{ held: boolean }>(LOCK);
	if (lock[0]?.held !== true) return null;
	const { rows: found } = await client.query<OpenRow>(OPEN_ROWS, [all]);
	const rows = found.filter(({ id }) => id !== null).toSorted((a, b) => byNumber(a.id, b.id));
	const [from, to] = [rows[0], rows.at(-1)];
	if (from === undefined || to === undefined) return 0;
	// Drawn after the rows were read: greater than the number of every transaction that had one by then.
	const { rows: own } = await client.query<{ xid: string }>('/* audit: own */ select pg_current_xact_id()::text as xid');
	// A full block may leave rows behind that are older than the snapshot's horizon: they stay open.
	const horizon = rows.length < BLOCK_ROWS ? from.xmin : from.horizon;
	const block: AuditBlock = {
		block: String(BigInt(from.block ?? 0) + 1n),
		from_id: from.id,
		to_id: to.id,
		members: rows.map(({ id }) => id),
		max_xid:
			rows
				.map(({ xid }) => xid)
				.toSorted(byNumber)
				.at(-1) ?? '0',
		horizon,
		own_xid: own[0]?.xid ?? '0',
		sealed_at: at.toISOString().replace('Z', '000Z'),
		previous: from.hash ?? GENESIS,
	};
	await insertBlock(client, block, blockHash(key, block, rows));
	return rows.length;
}

function byNumber(a: string, b: string): number {
	return BigInt(a) < BigInt(b) ? -1 : 1;
}

async function insertBlock(client: pg.PoolClient, block: AuditBlock, hash: string): Promise<void> {
	await client.query(
		`/* audit: block */ insert into audit_block (block, from_id, to_id, members, max_xid, horizon, own_xid, sealed_at, previous, hash)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
		[
			block.block,
			block.from_id,
			block.to_id,
			block.members,
			block.max_xid,
			block.horizon,
			block.own_xid,
			block.sealed_at,
			block.previous,
			hash,
		],
	);
	await client.query(
		`/* audit: head */ insert into meta (key, value) values ($1, $2) on conflict (key) do update set value = excluded.value`,
		[HEAD, `${block.block}:${hash}`],
	);
}
