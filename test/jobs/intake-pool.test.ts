import { afterEach, describe, expect, it } from 'vitest';
import type { SourceMapping, TableMapping } from '#core/mapping.ts';
import type { SourcePage } from '#core/ports.ts';
import { createIntakePool, type IntakePool, type PoolOptions } from '#jobs/intake-pool.ts';
import { packPage } from '#store/records/packed-page.ts';
import { prepareResult } from '#store/records/prepare.ts';
import { REFERENCE_SOURCES, referenceIntake, referenceTable } from '../intake/support.ts';

const SECRET = 'a secret of more than sixteen';
const { source, table } = referenceTable('market', 'scztxx');
const pools: IntakePool[] = [];

function open(options: PoolOptions = {}): IntakePool {
	const pool = createIntakePool({ sources: REFERENCE_SOURCES, secrets: [SECRET] }, options);
	pools.push(pool);
	return pool;
}

afterEach(async () => {
	await Promise.all(pools.splice(0).map((pool) => pool.stop()));
});

/** A page of businesses, one of which cannot be used. */
function makePage(number: number, rows = 20): SourcePage {
	const made = Array.from({ length: rows }, (_, row) => ({
		row: {
			tyshxydm: `key-${number}-${row}`,
			mc: row === 3 ? null : `某县学而${row}培训学校有限公司`,
			fddbr: '甄试一',
			fddbr_zjhm: '990101199001011234',
			zs: `某县和谐路${number}号${row}室`,
			lxdh: '16900001111',
			zt: '存续',
			gxsj: '2025-05-01T10:00:00+08:00',
		},
		position: 'scztxx',
	}));
	return { rows: made, cursor: String(number) };
}

function takeHere(from: { source: SourceMapping; table: TableMapping }, page: SourcePage) {
	const intake = referenceIntake(from.source.id, from.table.recordType);
	return page.rows.map((row) => prepareResult(intake.take(row, null)));
}

describe('the threads of intake', () => {
	it('make of every row what this thread would make, in the order of the rows, whichever page is done first', async () => {
		const pool = open({ threads: 2 });
		const pages = [makePage(0, 200), makePage(1, 1), makePage(2, 50)];
		const given = await Promise.all(pages.map((page) => pool.take(source, table, page)));
		expect(given).toEqual(pages.map((page) => takeHere({ source, table }, page)));
		expect(given[0]?.flatMap((result) => ('setAside' in result ? [result.setAside.reason] : []))).toEqual(['NOTHING_USABLE']);
	});

	it('pack a page as this thread would, and none in which a key stands twice', async () => {
		const pool = open({ threads: 2 });
		const basis = (rows: number) => ({
			asOf: '2025-05-31',
			reading: '7',
			rids: Float64Array.from({ length: rows }, (_, row) => row + 1),
			pids: Float64Array.from({ length: rows }, (_, row) => row + 101),
		});
		const packed = await pool.pack(source, table, makePage(0), basis(20));
		expect(packed).toEqual(packPage(takeHere({ source, table }, makePage(0)), basis(20)));
		expect(packed).toMatchObject({ records: 19, setAside: [{ reason: 'NOTHING_USABLE' }] });
		const twice = { ...makePage(0), rows: [...makePage(0).rows, ...makePage(0).rows] };
		expect(await pool.pack(source, table, twice, basis(40))).toBeNull();
	});

	it('hand back no clear identity number', async () => {
		const text = JSON.stringify(await open({ threads: 1 }).take(source, table, makePage(0)));
		expect(text).toContain('99**************34');
		expect(text).not.toContain('990101199001011234');
	});

	it('say that one of them ended, and are asked anew by the next run', async () => {
		const pool = open({ threads: 1, heapMb: 8 });
		await expect(pool.take(source, table, makePage(0, 5000))).rejects.toMatchObject({
			code: 'CONFLICT',
			message: expect.stringMatching(/Run the same command again/),
		});
		await expect(pool.take(source, table, makePage(1))).rejects.toMatchObject({ code: 'CONFLICT' });
	});

	it('leave nobody waiting when they are stopped', async () => {
		const pool = open({ threads: 1 });
		const asked = pool.take(source, table, makePage(0));
		const told = expect(asked).rejects.toMatchObject({ code: 'CONFLICT' });
		await pool.stop();
		await told;
		expect(await pool.take(source, table, makePage(1))).toHaveLength(20);
	});

	it('tell an error in a row as the error it was', async () => {
		const page: SourcePage = { rows: [{ row: null as never, position: 'scztxx' }], cursor: '1' };
		await expect(open({ threads: 1 }).take(source, table, page)).rejects.toMatchObject({ name: 'TypeError' });
	});
});
