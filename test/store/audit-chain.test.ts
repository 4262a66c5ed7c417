import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createAuditSealer } from '#store/audit-seal.ts';
import { type AuditRow, insertAudit, insertAuditIn } from '#store/audit-store.ts';
import { type AuditVerdict, verifyAudit } from '#store/audit-verify.ts';
import type { Database } from '#store/database.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { forgetAudit, withoutAuditGuard } from '../support/hub-data.ts';
import fc, { runsOf } from '../support/property.ts';

const SECRET = 'a-secret-for-tests-only';
const NOW = new Date('2025-05-31T04:00:00Z');

let database: TestDatabase;
let db: Database;
beforeAll(async () => {
	database = await createTestDatabase();
	db = database.store.db;
});
afterAll(() => database.drop());

test('a row with half a character, or none, in a text is written all the same', async () => {
	await insertAudit(db, [makeRow({ subject: { expert: 'officer\ud840', read: ['per_a\u0000'] } })]);
	const { rows } = await database.store.pool.query('select subject from audit order by audit_id desc limit 1');
	expect(rows).toEqual([{ subject: { expert: 'officer\ufffd', read: ['per_a\ufffd'] } }]);
});

const makeRow = (overrides: Partial<AuditRow> = {}): AuditRow => ({
	at: NOW,
	caller: 'someone',
	role: 'reviewer',
	purpose: 'REVIEW',
	action: 'personName:read',
	operation: null,
	subject: { read: ['per_a'] },
	rows: 1,
	...overrides,
});
const seal = () => createAuditSealer(database.store, SECRET)(NOW);
const verify = (expected: string | null = null): Promise<AuditVerdict> => verifyAudit(database.store, [SECRET], expected);
const codesOf = ({ faults }: AuditVerdict) => [...new Set(faults.map(({ code }) => code))].toSorted();

describe('the audit', () => {
	test.each([
		'update audit set caller = caller',
		'delete from audit',
		'truncate audit',
		'delete from audit_block',
		'update audit_block set hash = hash',
	])('refuses: %s', async (statement) => {
		await expect(database.store.pool.query(statement)).rejects.toThrow('only ever added to');
	});

	test('numbers its rows itself, whatever number is asked for', async () => {
		await forgetAudit(db);
		await insertAudit(db, [makeRow()]);
		await sql`insert into audit (audit_id, xid, at, caller, role, purpose, action, subject, row_count)
			values (999999999, '3', now(), 'x', 'x', 'x', 'x', '{}', 0)`.execute(db);
		const rows = await db.selectFrom('audit').select(['audit_id', 'xid']).orderBy('audit_id').execute();
		expect(rows).toHaveLength(2);
		expect(rows.filter(({ audit_id, xid }) => audit_id === '999999999' || xid === '3')).toEqual([]);
	});
});

describe('sealing', () => {
	beforeEach(() => forgetAudit(db));

	test('puts what is committed into one block, and nothing into none', async () => {
		expect(await seal()).toEqual({ blocks: 0, rows: 0 });
		await insertAudit(db, [makeRow(), makeRow({ subject: { read: ['per_b'] } })]);
		expect((await verify()).unsealed.rows).toBe(2);
		expect(await seal()).toEqual({ blocks: 1, rows: 2 });
		expect(await seal()).toEqual({ blocks: 0, rows: 0 });
		expect(await verify()).toMatchObject({ faults: [], blocks: 1, rows: 2, unsealed: { rows: 0, from: null, to: null } });
	});

	test('splits what has gathered into several blocks', async () => {
		await database.store.pool.query(
			`insert into audit (at, caller, role, purpose, action, subject, row_count) select now(), 'x', 'x', 'x', 'x', '{}', n from generate_series(1, 11000) n`,
		);
		expect(await seal()).toEqual({ blocks: 3, rows: 11_000 });
		expect(await verify()).toMatchObject({ faults: [], rows: 11_000 });
	});

	test('keeps a chain whole that is longer than the verification reads at once, in the order of numbers and not of digits', async () => {
		for (let block = 1; block <= 52; block++) {
			await insertAudit(db, [makeRow()]);
			await seal();
		}
		expect(await verify()).toMatchObject({ faults: [], blocks: 52, rows: 52 });
	});

	test('takes a row in later whose transaction commits late, and calls it no forgery', async () => {
		const [early, late] = [await database.store.pool.connect(), await database.store.pool.connect()];
		const sealer = createAuditSealer(database.store, SECRET);
		try {
			await early.query('begin');
			await early.query('select pg_current_xact_id()');
			await late.query('begin');
			await insertAuditIn(late, [makeRow({ caller: 'late' })]);
			await insertAuditIn(early, [makeRow({ caller: 'early' })]);
			await early.query('commit');
			expect(await sealer(NOW)).toEqual({ blocks: 1, rows: 1 });
			expect(await verify()).toMatchObject({ faults: [], unsealed: { rows: 0 } });
			await late.query('commit');
			expect(await verify()).toMatchObject({ faults: [], unsealed: { rows: 1 } });
			expect(await sealer(NOW)).toEqual({ blocks: 1, rows: 1 });
			expect(await verify()).toMatchObject({ faults: [], rows: 2, unsealed: { rows: 0 } });
		} finally {
			early.release();
			late.release();
		}
	});

	test('by several hubs at once seals every row once', async () => {
		const sealers = [1, 2, 3].map(() => createAuditSealer(database.store, SECRET));
		for (let round = 0; round < 8; round++) {
			await Promise.all([...sealers.map((sealer) => sealer(NOW)), insertAudit(db, [makeRow(), makeRow()])]);
		}
		await seal();
		expect(await verify()).toMatchObject({ faults: [], rows: 16, unsealed: { rows: 0 } });
	});

	test('leaves what a rolled-back transaction wrote as a gap that is no fault', async () => {
		await rolledBack();
		await insertAudit(db, [makeRow()]);
		await seal();
		expect(await verify()).toMatchObject({ faults: [], rows: 1 });
	});

	test('under another secret does not verify', async () => {
		await insertAudit(db, [makeRow()]);
		await createAuditSealer(database.store, 'another-secret-altogether')(NOW);
		expect(codesOf(await verify())).toEqual(['BLOCK_CHANGED']);
	});

	describe('sealed with one secret and then another', () => {
		const LATER = 'another-secret-altogether';
		const sealBoth = async () => {
			for (const secret of [SECRET, LATER]) {
				await insertAudit(db, [makeRow()]);
				await createAuditSealer(database.store, secret)(NOW);
			}
		};

		test('verifies with both in their order, and not with one of them or the other way round', async () => {
			await sealBoth();
			expect(codesOf(await verifyAudit(database.store, [SECRET, LATER]))).toEqual([]);
			expect(codesOf(await verifyAudit(database.store, [LATER]))).toEqual(['BLOCK_CHANGED']);
			expect(codesOf(await verifyAudit(database.store, [SECRET]))).toEqual(['BLOCK_CHANGED']);
			expect(codesOf(await verifyAudit(database.store, [LATER, SECRET]))).toContain('BLOCK_CHANGED');
		});

		test('is seen to be cut where nothing under the newer one is left, however well the older end was made', async () => {
			await insertAudit(db, [makeRow()]);
			await seal();
			expect(codesOf(await verifyAudit(database.store, [SECRET, LATER]))).toEqual(['HEAD_CHANGED']);
		});
	});

	test('goes on after the store moved to a server that counts transactions anew', async () => {
		await insertAudit(db, [makeRow()]);
		await seal();
		// As if the block had been sealed on a server far ahead, chained as that server would have.
		await moveFromAnotherServer();
		await insertAudit(db, [makeRow({ caller: 'after the move' })]);
		expect((await verify()).faults).toEqual([]);
		expect(await seal()).toEqual({ blocks: 1, rows: 1 });
		expect(await verify()).toMatchObject({ faults: [], rows: 2, unsealed: { rows: 0 } });
	});
});

async function rolledBack(): Promise<void> {
	const client = await database.store.pool.connect();
	await client.query('begin');
	await insertAuditIn(client, [makeRow()]);
	await client.query('rollback');
	client.release();
}

/** Gives the rows transactions of a server that counted much further, and seals them anew. */
async function moveFromAnotherServer(): Promise<void> {
	await withoutAuditGuard(db, async (open) => {
		await sql`truncate audit_block`.execute(open);
		await sql`delete from meta where key = 'audit head'`.execute(open);
		await sql`update audit set xid = '900000000000'`.execute(open);
	});
	await seal();
	const { chainKey, blockHash, CONTENT } = await import('#store/audit-chain.ts');
	const block = await db.selectFrom('audit_block').selectAll().executeTakeFirstOrThrow();
	const { rows } = await database.store.pool.query(`select audit_id::text as id, xid::text, ${CONTENT} as content from audit a`);
	const { hash: _, sealed_at: __, ...rest } = block;
	const moved = { ...rest, horizon: '900000000001', own_xid: '900000000002', sealed_at: '2025-05-31T04:00:00.000000Z' };
	const hash = blockHash(chainKey(SECRET), moved, rows);
	await withoutAuditGuard(db, async (open) => {
		await sql`update audit_block set horizon = ${moved.horizon}, own_xid = ${moved.own_xid}, hash = ${hash}`.execute(open);
		await sql`update meta set value = ${`1:${hash}`} where key = 'audit head'`.execute(open);
	});
}

describe('verification', () => {
	/** Two rows and a gap in each of four blocks, and one row that waits. */
	beforeAll(async () => {
		await forgetAudit(db);
		const sealer = createAuditSealer(database.store, SECRET);
		for (let block = 0; block < 4; block++) {
			await insertAudit(db, [
				makeRow({ rows: block, divisions: ['330106'] }),
				makeRow({ caller: `caller ${block}`, operation: 'Op', request: 'r' }),
			]);
			await rolledBack();
			await insertAudit(db, [makeRow({ subject: { read: [`per_${block}`] } })]);
			await sealer(NOW);
		}
		await insertAudit(db, [makeRow({ caller: 'tail' })]);
		for (const table of ['audit', 'audit_block', 'meta']) await database.store.pool.query(`create table ${table}_kept as table ${table}`);
	});
	const restore = () =>
		withoutAuditGuard(db, async (open) => {
			for (const table of ['audit', 'audit_block', 'meta']) {
				await sql`truncate ${sql.table(table)}`.execute(open);
				await sql`insert into ${sql.table(table)} select * from ${sql.table(`${table}_kept`)}`.execute(open);
			}
		});
	const mutate = (statement: string) => withoutAuditGuard(db, async (open) => void (await sql.raw(statement).execute(open)));

	const row = fc.integer({ min: 0, max: 11 }).map((n) => `(select audit_id from audit order by audit_id offset ${n} limit 1)`);
	const block = fc.integer({ min: 1, max: 4 });
	const other: Record<string, string> = {
		at: `at + interval '1 microsecond'`,
		caller: `caller || ' '`,
		role: `'auditor'`,
		purpose: `'APPEAL'`,
		action: `'person:read'`,
		operation: `coalesce(operation, '') || 'x'`,
		subject: `subject || '{"read": ["per_z"]}'`,
		row_count: 'row_count + 1',
		request: `coalesce(request, '') || 'x'`,
		divisions: `coalesce(divisions, '{}') || '{330205}'::text[]`,
		xid: `(xid::text::bigint + 1)::text::xid8`,
		audit_id: 'audit_id + 100000',
	};
	const inBlock: Record<string, string> = {
		block: 'block + 10',
		from_id: 'from_id - 1',
		to_id: 'to_id + 1',
		members: 'array_append(members, 0)',
		max_xid: `(max_xid::text::bigint + 1)::text::xid8`,
		horizon: `(horizon::text::bigint + 1)::text::xid8`,
		own_xid: `(own_xid::text::bigint + 1)::text::xid8`,
		sealed_at: `sealed_at + interval '1 microsecond'`,
		previous: `'${'0'.repeat(63)}1'`,
		hash: `'${'0'.repeat(64)}'`,
	};
	const columns = 'at, caller, role, purpose, action, operation, subject, row_count, request, divisions';
	const mutations = fc.oneof(
		fc
			.tuple(fc.constantFrom(...Object.entries(other)), row)
			.map(([[column, value], id]) => `update audit set ${column} = ${value} where audit_id = ${id}`),
		fc
			.tuple(fc.constantFrom(...Object.entries(inBlock)), block)
			.map(([[column, value], n]) => `update audit_block set ${column} = ${value} where block = ${n}`),
		row.map((id) => `delete from audit where audit_id = ${id}`),
		block.map((n) => `delete from audit_block where block = ${n}`),
		// a row in a gap, with a transaction of its own, of now, or of long ago
		fc
			.tuple(fc.integer({ min: 0, max: 3 }), fc.constantFrom('pg_current_xact_id()', `'3'::xid8`, 'xid'))
			.map(
				([n, xid]) =>
					`insert into audit (audit_id, xid, ${columns}) select audit_id + 1, ${xid}, ${columns} from audit where caller = 'caller ${n}'`,
			),
		// two rows change places
		fc
			.tuple(block, block)
			.filter(([a, b]) => a !== b)
			.map(
				([
					a,
					b,
				]) => `update audit x set (caller, operation) = (select y.caller, y.operation from audit y where y.caller = 'caller ' || (case x.caller when 'caller ${a - 1}' then ${b - 1} else ${a - 1} end))
				where x.caller in ('caller ${a - 1}', 'caller ${b - 1}')`,
			),
		// two blocks change places
		fc.integer({ min: 1, max: 3 }).map(
			(n) => `update audit_block set block = case block when ${n} then 1000 + ${n + 1} else 1000 + ${n} end where block in (${n}, ${n + 1});
			update audit_block set block = block - 1000 where block > 1000`,
		),
		fc.constantFrom(
			`delete from meta where key = 'audit head'`,
			`update meta set value = '1' || value where key = 'audit head'`,
			'truncate audit_block',
			`delete from audit where caller <> 'tail'`,
		),
	);

	test('is content with what nobody touched, and names the row that waits', async () => {
		await restore();
		const verdict = await verify();
		expect(verdict).toMatchObject({ faults: [], blocks: 4, rows: 12, unsealed: { rows: 1 } });
		expect(verdict.unsealed.from).toBe(verdict.unsealed.to);
		expect((await verify(verdict.head)).faults).toEqual([]);
	});

	test('finds every single change of rows, blocks and head', async () => {
		await fc.assert(
			fc.asyncProperty(mutations, async (statement) => {
				await restore();
				await mutate(statement);
				expect((await verify()).faults, statement).not.toEqual([]);
			}),
			{ numRuns: runsOf(80) },
		);
	});

	test('still finds a slipped-in row after it was sealed like any other', async () => {
		await restore();
		await mutate(
			`insert into audit (audit_id, xid, ${columns}) select audit_id + 1, pg_current_xact_id(), ${columns} from audit where caller = 'caller 1'`,
		);
		await seal();
		expect(codesOf(await verify())).toEqual(['ROW_INSERTED']);
	});

	test('finds a row slipped into a sealed transaction while an older one was open, and takes the older one’s own row', async () => {
		await forgetAudit(db);
		const older = await database.store.pool.connect();
		await older.query('begin');
		await older.query('select pg_current_xact_id()');
		await insertAudit(db, [makeRow({ caller: 'caller 0' })]);
		await rolledBack();
		await insertAudit(db, [makeRow()]);
		await seal();
		await mutate(`insert into audit (audit_id, xid, ${columns}) select audit_id + 1, xid, ${columns} from audit where caller = 'caller 0'`);
		expect(codesOf(await verify())).toEqual(['ROW_INSERTED']);
		await mutate(`delete from audit where audit_id = (select audit_id + 1 from audit where caller = 'caller 0' order by audit_id limit 1)`);
		await insertAuditIn(older, [makeRow({ caller: 'the older' })]);
		await older.query('commit');
		older.release();
		expect(await verify()).toMatchObject({ faults: [], unsealed: { rows: 1 } });
	});

	test('tells a chain that was cut and rounded off from the one whose head was noted', async () => {
		await restore();
		const { head } = await verify();
		await mutate(`delete from audit_block where block = 4;
			update meta set value = '3:' || (select hash from audit_block where block = 3) where key = 'audit head'`);
		expect(codesOf(await verify(head))).toContain('EXPECTED_MISSING');
	});
});
