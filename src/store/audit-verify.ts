/**
 * Verifies the audit against its chain: every change of a sealed row or block shows, and rows that are not sealed yet are named. Reads
 * one snapshot, so that a hub at work disturbs nothing.
 */
import type pg from 'pg';
import { type AuditBlock, type AuditContent, blockHash, CONTENT, chainKey, GENESIS, HEAD } from './audit-chain.ts';
import { BLOCK_ROWS } from './audit-seal.ts';
import type { Store } from './database.ts';
import { withTransaction } from './transaction.ts';

/** What is wrong, of which block or row. */
export interface AuditFault {
	/**
	 * BLOCK_MISSING, BLOCK_CHANGED (or a row in it), ROW_MISSING, ROW_TWICE, ROW_INSERTED (later than its number says), HEAD_CHANGED,
	 * EXPECTED_MISSING (the block that somebody noted elsewhere is not the one in the chain).
	 */
	readonly code: 'BLOCK_MISSING' | 'BLOCK_CHANGED' | 'ROW_MISSING' | 'ROW_TWICE' | 'ROW_INSERTED' | 'HEAD_CHANGED' | 'EXPECTED_MISSING';
	readonly block: string | null;
	readonly row: string | null;
}

/** What a verification found. */
export interface AuditVerdict {
	readonly faults: readonly AuditFault[];
	readonly blocks: number;
	readonly rows: number;
	/** Newest block as "number:hash", to be noted where the hub's administrators cannot write; null: none. */
	readonly head: string | null;
	/** Rows that no block holds yet, and the first and last of them (null: none). */
	readonly unsealed: { readonly rows: number; readonly from: string | null; readonly to: string | null };
}

/** Blocks read at once. More hold more rows in memory, fewer ask more often. */
const BLOCKS_AT_ONCE = 50;

/** What was seen of the chain so far. */
interface Walk {
	readonly faults: AuditFault[];
	/** Of the secrets, oldest first. */
	readonly keys: readonly Buffer[];
	/** Which of them the last block was sealed with; a later block is sealed with the same or a newer one. */
	keyInUse: number;
	readonly seen: Set<string>;
	/** Of each block: until which row numbers were given out when transactions from `xid` on had not begun. */
	readonly marks: { readonly xid: bigint; readonly to: bigint }[];
	/** Transactions from the horizon on whose rows are all sealed: each commits once, so nothing of theirs can come later. */
	closed: Set<string>;
	/** Transactions of blocks that are full: the rest of their rows may stand in the next. */
	readonly closing: Set<string>;
	next: bigint;
	previous: string;
	horizon: bigint;
	blocks: number;
	readonly expected: string | null;
	expectedSeen: boolean;
}

/**
 * Verifies the whole chain. `secrets`: oldest first, the current one last; a rotation is sealed with the new one at once, so that a chain
 * that ends with an older one was cut. `expected`: a head ("number:hash") that was noted before and must still be in it.
 */
export async function verifyAudit(
	store: Pick<Store, 'pool'>,
	secrets: readonly string[],
	expected: string | null = null,
): Promise<AuditVerdict> {
	const walk: Walk = {
		faults: [],
		keys: secrets.map(chainKey),
		keyInUse: 0,
		seen: new Set(),
		marks: [],
		closed: new Set(),
		closing: new Set(),
		next: 1n,
		previous: GENESIS,
		horizon: 0n,
		blocks: 0,
		expected,
		expectedSeen: expected === null,
	};
	return withTransaction(
		store,
		async (client) => {
			for (let after = '0'; ; ) {
				const { rows } = await client.query<AuditBlock & { hash: string }>(BLOCKS, [after, BLOCKS_AT_ONCE]);
				if (rows.length === 0) break;
				const contents = await readRows(client, rows);
				for (const block of rows) checkBlock(walk, block, contents);
				after = rows.at(-1)?.block ?? after;
			}
			const head = await checkHead(client, walk);
			const unsealed = await checkOpen(client, walk);
			return { faults: walk.faults, blocks: walk.blocks, rows: walk.seen.size, head, unsealed };
		},
		'begin isolation level repeatable read read only',
	);
}

const BLOCKS = `/* audit: blocks */
	select block::text, from_id::text, to_id::text, members::text[], max_xid::text, horizon::text, own_xid::text,
		to_char(sealed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as sealed_at, previous, hash
	from audit_block b where b.block > $1 order by b.block limit $2`;

async function readRows(client: pg.PoolClient, blocks: readonly AuditBlock[]): Promise<ReadonlyMap<string, AuditContent>> {
	const { rows } = await client.query<AuditContent>(
		`/* audit: rows of blocks */ select a.audit_id::text as id, a.xid::text as xid, ${CONTENT} as content from audit a where a.audit_id = any($1::bigint[])`,
		[blocks.flatMap(({ members }) => members)],
	);
	return new Map(rows.map((row) => [row.id, row]));
}

function checkBlock(walk: Walk, { hash, ...block }: AuditBlock & { hash: string }, contents: ReadonlyMap<string, AuditContent>): void {
	const fault = (code: AuditFault['code'], row: string | null = null) => walk.faults.push({ code, block: block.block, row });
	walk.blocks += 1;
	for (; walk.next < BigInt(block.block); walk.next += 1n) {
		walk.faults.push({ code: 'BLOCK_MISSING', block: String(walk.next), row: null });
		walk.previous = block.previous; // said once, where the block is missing
	}
	walk.next = BigInt(block.block) + 1n;
	const rows: AuditContent[] = [];
	for (const id of block.members) {
		const row = contents.get(id);
		if (walk.seen.has(id)) fault('ROW_TWICE', id);
		walk.seen.add(id);
		if (row === undefined) fault('ROW_MISSING', id);
		else {
			rows.push(row);
			if (cameLater(walk, row, BigInt(block.own_xid))) fault('ROW_INSERTED', id);
		}
	}
	if (block.previous !== walk.previous || !isSealed(walk, block, rows, hash)) fault('BLOCK_CHANGED');
	const before = walk.marks.at(-1)?.to ?? 0n;
	walk.marks.push({ xid: BigInt(block.own_xid), to: BigInt(block.to_id) > before ? BigInt(block.to_id) : before });
	closeTransactions(walk, block, rows);
	walk.previous = hash;
	walk.horizon = BigInt(block.horizon);
	if (walk.expected === `${block.block}:${hash}`) walk.expectedSeen = true;
}

/** Whether the block has this hash under the key in use, or under a newer one, which is in use from here on. */
function isSealed(walk: Walk, block: AuditBlock, rows: readonly AuditContent[], hash: string): boolean {
	const found = walk.keys.findIndex((key, index) => index >= walk.keyInUse && blockHash(key, block, rows) === hash);
	if (found === -1) return false;
	walk.keyInUse = found;
	return true;
}

/** Takes the block's transactions for closed, unless it is full, and forgets those that the horizon speaks for. */
function closeTransactions(walk: Walk, block: AuditBlock, rows: readonly AuditContent[]): void {
	for (const { xid } of rows) walk.closing.add(xid);
	if (block.members.length >= BLOCK_ROWS) return;
	// On another server, which counts anew, the numbers of the old one mean nothing.
	const kept = BigInt(block.own_xid) < walk.horizon ? [] : [...walk.closed];
	walk.closed = new Set([...kept, ...walk.closing].filter((xid) => BigInt(xid) >= BigInt(block.horizon)));
	walk.closing.clear();
}

/**
 * Whether a row has a number that was long given out when its transaction began, or a transaction whose rows were all sealed before.
 * The transaction's number is drawn before the row's, so neither happens to a row that was added in the ordinary way, however late it
 * was committed. `now`: a transaction of the moment the row was read; less than the horizon after the store moved to another server,
 * which counts transactions anew.
 */
function cameLater({ marks, horizon, closed }: Walk, row: AuditContent, now: bigint): boolean {
	const [id, xid] = [BigInt(row.id), BigInt(row.xid)];
	if (now >= horizon && (xid < horizon || closed.has(row.xid))) return true;
	let [low, high] = [0, marks.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((marks[middle]?.xid ?? 0n) <= xid) low = middle + 1;
		else high = middle;
	}
	return id <= (marks[low - 1]?.to ?? 0n);
}

async function checkHead(client: pg.PoolClient, walk: Walk): Promise<string | null> {
	const { rows } = await client.query<{ value: string }>('/* audit: head */ select value from meta where key = $1', [HEAD]);
	const head = walk.blocks === 0 ? null : `${walk.next - 1n}:${walk.previous}`;
	const cut = walk.blocks > 0 && walk.keyInUse < walk.keys.length - 1;
	if ((rows[0]?.value ?? null) !== head || cut)
		walk.faults.push({ code: 'HEAD_CHANGED', block: rows[0]?.value.split(':', 1)[0] ?? null, row: null });
	if (!walk.expectedSeen) walk.faults.push({ code: 'EXPECTED_MISSING', block: walk.expected?.split(':', 1)[0] ?? null, row: null });
	return head;
}

/** Names the rows that no block holds: the tail that waits to be sealed, and what was slipped in among the sealed. */
async function checkOpen(client: pg.PoolClient, walk: Walk): Promise<AuditVerdict['unsealed']> {
	const { rows } = await client.query<AuditContent & { now: string }>(
		`/* audit: unsealed */ select a.audit_id::text as id, a.xid::text as xid, '' as content, pg_snapshot_xmax(pg_current_snapshot())::text as now from audit a
		where not exists (select from (select unnest(members) as id from audit_block) s where s.id = a.audit_id) order by a.audit_id`,
	);
	const slipped = rows.filter((row) => cameLater(walk, row, BigInt(row.now)));
	for (const { id } of slipped) walk.faults.push({ code: 'ROW_INSERTED', block: null, row: id });
	const open = rows.filter((row) => !slipped.includes(row));
	return { rows: open.length, from: open[0]?.id ?? null, to: open.at(-1)?.id ?? null };
}
