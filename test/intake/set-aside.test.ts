import { describe, expect, it } from 'vitest';
import { makeIntake, recordOf, referenceIntake, setAsideOf } from './support.ts';

describe('a row that cannot be used', () => {
	const cases: { why: string; source: string; type: string; kind?: string; row: Record<string, string | null> }[] = [
		{
			why: 'a business with a placeholder for a code and no name',
			source: 'market',
			type: 'scztxx',
			row: { tyshxydm: '无码000077', mc: '-', zt: '存续' },
		},
		{
			why: 'a licence with neither number nor name',
			source: 'education',
			type: 'bxxkz',
			row: { xkzh: '待定00009', jgmc: '无', pxlb: '学科类', zt: '正常' },
		},
		{ why: 'a member of staff of nobody', source: 'education', type: 'cyry', row: { ryid: '5', xkzh: '无', xm: 'NULL', gwlb: '教学' } },
		{ why: 'a post of nobody anywhere', source: 'market', type: 'ztry', row: { id: '5', tyshxydm: '000', xm: '-', zw: '股东' } },
		{ why: 'an inspection of nothing', source: 'education', type: 'jcjl', row: { jcid: '5', jcrq: '2024-05-01', cljg: '无问题' } },
		{
			why: 'a list entry without a person',
			source: 'education',
			type: 'hbmd',
			kind: 'personListEntry',
			row: { id: '5', lb: '黑名单', dxlx: '个人', mc: '无' },
		},
		{ why: 'a course of no institution', source: 'education', type: 'kc', row: { kcid: '5', xkzh: '不详', kcmc: '少儿围棋' } },
		{
			why: 'an incident that says nothing',
			source: 'police',
			type: 'incidents',
			row: { incidentId: 'J5', category: '其他', summary: ' ' },
		},
	];
	for (const { why, source, type, kind, row } of cases) {
		it(`is set aside: ${why}`, () => expect(setAsideOf(referenceIntake(source, type, kind), row).reason).toBe('NOTHING_USABLE'));
	}

	const near: typeof cases = [
		{
			why: 'a business with a name and no usable code',
			source: 'market',
			type: 'scztxx',
			row: { tyshxydm: '无码000077', mc: '云帆商店', zt: '存续' },
		},
		{
			why: 'a business whose code fails its check',
			source: 'market',
			type: 'scztxx',
			row: { tyshxydm: '91350111MA00000000', mc: null, zt: '存续' },
		},
		{
			why: 'a licence with a number and no name',
			source: 'education',
			type: 'bxxkz',
			row: { xkzh: '教民135011170000018号', jgmc: '无', zt: '正常' },
		},
		{
			why: 'a member of staff with a name and no licence',
			source: 'education',
			type: 'cyry',
			row: { ryid: '5', xkzh: '无', xm: '林知夏' },
		},
		{
			why: 'a member of staff with a licence and no name',
			source: 'education',
			type: 'cyry',
			row: { ryid: '5', xkzh: '教民135011170000018号', xm: null },
		},
		{
			why: 'an inspection with only a place',
			source: 'education',
			type: 'jcjl',
			row: { jcid: '5', jcrq: '2024-05-01', jcdx_dz: '云中路12号' },
		},
		{
			why: 'an incident with only a summary',
			source: 'police',
			type: 'incidents',
			row: { incidentId: 'J5', summary: '云中路12号有人聚众补课' },
		},
	];
	for (const { why, source, type, kind, row } of near) {
		it(`stays: ${why}`, () => expect(recordOf(referenceIntake(source, type, kind), row, '2025-05-31').recordType).toBe(type));
	}

	it('follows needsOneOf where the mapping names fields', () => {
		const intake = makeIntake({
			kind: 'inspection',
			fields: { name: { columns: ['n'] }, findings: { columns: ['f'] } },
			needsOneOf: ['name'],
		});
		expect(setAsideOf(intake, { id: '1', n: null, f: '发现补课' }).message).toContain('检查对象');
	});

	it('is kept with position, hash and a reason in Chinese, persons masked', () => {
		const row = { ryid: null, xkzh: '教民135011170000018号', xm: '林知夏', zjhm: '991234199001014567', lxdh: '16900001111', gwlb: '教学' };
		const aside = setAsideOf(referenceIntake('education', 'cyry'), row);
		expect(aside).toMatchObject({ source: 'education', recordType: 'cyry', recordKey: '', position: 'row 1', reason: 'NO_KEY' });
		expect(aside.sha256).toMatch(/^[0-9a-f]{64}$/);
		expect(aside.message).toMatch(/主键/);
		expect(aside.masked).toMatchObject({ xm: '***', zjhm: '***', lxdh: '***', gwlb: '教学' });
		const turned = Object.fromEntries(Object.entries(row).reverse());
		expect(setAsideOf(referenceIntake('education', 'cyry'), turned).sha256).toBe(aside.sha256);
	});
});

describe('a line that is no row', () => {
	const intake = referenceIntake('hotline', 'gd');
	const broken = (key: string | null, reason = 'WRONG_WIDTH') => {
		const result = intake.take(
			{ broken: { reason, message: '13 of 10 columns', sha256: 'ab', key }, position: 'gd-20250531.csv:7@1200' },
			null,
		);
		if ('record' in result) throw new Error('became a record');
		return result.setAside;
	};

	it('keeps its ticket number and place, and nothing else', () => {
		expect(broken('2025053100000001')).toEqual({
			source: 'hotline',
			recordType: 'gd',
			recordKey: '2025053100000001',
			position: 'gd-20250531.csv:7@1200',
			sha256: 'ab',
			reason: 'WRONG_WIDTH',
			message: '该行列数与表头不符。',
			masked: null,
		});
	});

	for (const [why, key] of [
		['a telephone', '16900001111'],
		['a landline', '0591-87654321'],
		['a name', '云小树'],
		['a text', '家长反映2025'],
		['an identity number', '991234199001014567'],
		['nothing', null],
	] as const) {
		it(`keeps no number where ${why} stands in its place`, () => expect(broken(key).recordKey).toBe(''));
	}
});
