/** Files in the forms in which agencies keep them, under names nobody has seen, read by configuration alone: from file to record. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import ExcelJS from 'exceljs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createConnector } from '#connectors/create-connector.ts';
import type { IntakeRecord, SetAsideRow } from '#core/records.ts';
import { createIntake } from '#intake/create-intake.ts';
import { createTokeniser } from '#intake/tokens.ts';
import { load, makeConfig } from './config/support.ts';

/** 启航工单 in GB18030. */
const GB18030_NAME = Buffer.from('c6f4babdb9a4b5a5', 'hex');

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'forms-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const put = (name: string, content: string | Uint8Array) => writeFileSync(join(folder, name), content);

async function book(name: string, fill: (workbook: ExcelJS.Workbook) => void): Promise<void> {
	const workbook = new ExcelJS.Workbook();
	fill(workbook);
	put(name, new Uint8Array(await workbook.xlsx.writeBuffer()));
}

/** What the hub makes of the files under a table's mapping (YAML, in the indentation of `makeConfig`). */
async function take(type: 'csv' | 'xlsx' | 'ndjson', mapping: string): Promise<{ records: IntakeRecord[]; aside: SetAsideRow[] }> {
	const table = mapping
		.trim()
		.split('\n')
		.map((line) => `        ${line}`)
		.join('\n');
	const source = load(makeConfig({ connector: `{ type: ${type}, folder: ${folder} }`, table })).sources[0];
	const [entry] = source?.tables ?? [];
	if (source === undefined || entry === undefined) throw new Error('the configuration has no table');
	const intake = createIntake(source, entry, createTokeniser('a secret of sixteen characters'));
	const connector = createConnector(source);
	const read = {
		table: entry,
		columns: intake.columns,
		cursor: null,
		overlapMinutes: 0,
		asOf: '2025-05-31',
		signal: new AbortController().signal,
	};
	const records: IntakeRecord[] = [];
	const aside: SetAsideRow[] = [];
	try {
		for await (const page of connector.readChanges(read)) {
			for (const row of page.rows) {
				const result = intake.take(row, page.period ?? null);
				if ('record' in result) records.push(result.record);
				else aside.push(result.setAside);
			}
		}
	} finally {
		await connector.stop();
	}
	return { records, aside };
}

const bodies = (records: readonly IntakeRecord[]) => records.map(({ body }) => body as Record<string, unknown>);

describe('a workbook', () => {
	const mapping = `
		kind: nonprofit
		from: 附表3
		format: { files: "台帐{YYYYMM}.xlsx", headerRow: 3, headerRows: 2 }
		key: [机构代码, 全称]
		fields:
		  creditCode: 机构代码
		  name: 全称
		  head: { name: 负责人姓名, identityNumber: 负责人.证件号 }
		  establishedOn: 批准
		  endedOn: 终止
	`.replace(/^\t\t/gm, '');
	const fill =
		(hide: (sheet: ExcelJS.Worksheet) => void = () => {}) =>
		(workbook: ExcelJS.Workbook) => {
			workbook.addWorksheet('附表3-旧', { state: 'hidden' }).addRow(['不读']);
			const sheet = workbook.addWorksheet('附表3');
			sheet.addRow(['某市台帐']);
			sheet.addRow([]);
			sheet.addRow(['机构代码', '全称', '负责人', null, '日期', null]);
			sheet.addRow([null, null, '姓名', '证件号', '批准', '终止']);
			sheet.mergeCells('A1:F1');
			for (const merged of ['A3:A4', 'B3:B4', 'C3:D3', 'E3:F3']) sheet.mergeCells(merged);
			sheet.addRow(['52990000MJT0000016', '某某艺术中心', '云小树', '990622199003070022', 44440, null]);
			sheet.addRow(['小计', null, 1]);
			sheet.addRow([null, '另一艺术中心', '林知夏', null, '2021年9月1日', 1630425600000]);
			sheet.addRow([null, '合 计：', 2]);
			hide(sheet);
		};

	test('is read below a header of two rows with merged cells, its sums counted and left out', async () => {
		await book('台帐202505.xlsx', fill());
		const { records, aside } = await take('xlsx', mapping);
		expect(bodies(records)).toMatchObject([
			{ name: '某某艺术中心', head: { name: '云小树', masked: '99**************22' }, establishedOn: '2021-09-01', endedOn: null },
			{ name: '另一艺术中心', head: { name: '林知夏', masked: null }, establishedOn: '2021-09-01', endedOn: '2021-09-01' },
		]);
		expect(aside.map(({ reason, position, message }) => [reason, position, message])).toEqual([
			['TOTAL_ROW', '台帐202505.xlsx:6', '该行是合计行，不是记录。'],
			['TOTAL_ROW', '台帐202505.xlsx:8', '该行是合计行，不是记录。'],
		]);
	});

	test('gives its hidden rows unless the mapping says otherwise, and then tells them', async () => {
		await book(
			'台帐202505.xlsx',
			fill((sheet) => {
				sheet.getRow(7).hidden = true;
			}),
		);
		expect((await take('xlsx', mapping)).records).toHaveLength(2);
		const skipping = await take('xlsx', mapping.replace('headerRows: 2', 'headerRows: 2, hiddenRows: skip'));
		expect(skipping.records).toHaveLength(1);
		expect(skipping.aside.map(({ reason }) => reason)).toContain('HIDDEN_ROW');
	});

	test('is read from a hidden sheet when the mapping names it', async () => {
		await book('台帐202505.xlsx', (workbook) => {
			fill()(workbook);
			const sheet = workbook.getWorksheet('附表3');
			if (sheet) sheet.state = 'hidden';
		});
		expect((await take('xlsx', mapping)).records).toHaveLength(2);
	});

	test('that keeps long numbers as numbers has lost their digits: faults, and no key that many rows would share', async () => {
		await book('台帐202505.xlsx', (workbook) => {
			const sheet = workbook.addWorksheet('附表3');
			sheet.addRow([]);
			sheet.addRow([]);
			sheet.addRow(['机构代码', '全称', '负责人', null, '日期', null]);
			sheet.addRow([null, null, '姓名', '证件号', '批准', '终止']);
			sheet.addRow([Number('529900001234567890'), '甲中心', '云小树', Number('990622199003070022')]);
			sheet.addRow(['5.2990000123E+17', '乙中心', '林知夏', '9.90622199003E+17']);
		});
		const { records } = await take('xlsx', mapping);
		expect(records.map(({ recordKey }) => recordKey)).toEqual(['甲中心', '乙中心']);
		for (const { faults } of records) {
			expect(faults.map(({ field, code }) => [field, code])).toEqual([
				['creditCode', 'LOST_DIGITS'],
				['head', 'LOST_DIGITS'],
			]);
		}
	});
});

describe('a text file', () => {
	const mapping = `
		kind: penalty
		format: { files: "双公示{YYYY-MM-DD}.txt", delimiter: "|", encoding: auto }
		key: WH
		fields:
		  creditCode: XDRDM
		  name: { columns: [XDRMC, FZ] }
		  actType: { column: AYJD, pattern: "^([^:]+):" }
		  facts: { column: AYJD, pattern: ":(.*)$" }
		  fine: { column: FKWY, times: 10000 }
		  decidedOn: JDRQ
	`.replace(/^\t\t/gm, '');
	const rows = [
		'WH|XDRDM|XDRMC|FZ|AYJD|FKWY|JDRQ',
		'="罚001"|="92220622MA3CJFDY92"|靖宇县帆安优信息咨询经营部|（分部）|无证办学:设四个教室|1.5|2021年9月1日',
		'罚002|9.13702E+17|另一经营部||虚假宣传:|8000元|1630425600000',
		'罚003||第三经营部|||0.3万|44440',
		'合计||||| 2.6|',
	];
	const text = `${rows.join('\r\n')}\r\n`;
	const expected = [
		{
			creditCode: '92220622MA3CJFDY92',
			name: '靖宇县帆安优信息咨询经营部(分部)',
			actType: '无证办学',
			facts: '设四个教室',
			fine: '15000',
			decidedOn: '2021-09-01',
		},
		{ creditCode: null, name: '另一经营部', actType: '虚假宣传', facts: null, fine: '8000', decidedOn: '2021-09-01' },
		{ creditCode: null, name: '第三经营部', actType: null, fine: '3000', decidedOn: '2021-09-01' },
	];

	test('with bars for commas, text numbers, one column for two fields and three forms of dates', async () => {
		put('双公示2025-05-30.txt', text);
		const { records, aside } = await take('csv', mapping);
		expect(bodies(records)).toMatchObject(expected);
		expect(records.map(({ recordKey }) => recordKey)).toEqual(['罚001', '罚002', '罚003']);
		expect(records[1]?.faults.map(({ code }) => code)).toEqual(['LOST_DIGITS']);
		expect(aside.map(({ reason, recordKey }) => [reason, recordKey])).toEqual([['TOTAL_ROW', '']]);
	});

	test('in UTF-8 with its mark, without it, and in GB18030, side by side under one mapping', async () => {
		put('双公示2025-05-28.txt', `\uFEFF${text}`);
		put('双公示2025-05-29.txt', text);
		put('双公示2025-05-30.txt', Buffer.concat([Buffer.from(`${rows[0]}\n1||`), GB18030_NAME, Buffer.from('||||\n')]));
		const { records } = await take('csv', mapping);
		expect(bodies(records).map(({ name }) => name)).toEqual([...expected, ...expected].map(({ name }) => name).concat('启航工单'));
	});

	test('in the UTF-16 of spreadsheets, whichever byte comes first and packed or not, is read as the same text in UTF-8', async () => {
		const wide = Buffer.from(`\uFEFF${text}`, 'utf16le');
		put('双公示2025-05-28.txt', wide);
		put('双公示2025-05-29.txt', Buffer.from(wide).swap16());
		put('双公示2025-05-30.txt.gz', gzipSync(wide));
		const { records } = await take('csv', mapping.replace('encoding: auto', 'settleMinutes: 0'));
		const names = expected.map(({ name }) => name);
		expect(bodies(records).map(({ name }) => name)).toEqual([...names, ...names, ...names]);
	});

	test('goes by the month as people write it, with its zero or without', async () => {
		put('双公示2025年4月.txt', text);
		put('双公示2025年05月.txt', text);
		const { records } = await take('csv', mapping.replace('{YYYY-MM-DD}', '{YYYY年MM月}'));
		expect(records).toHaveLength(6);
	});
});

describe('a packed file of two kinds of objects', () => {
	const lines = [
		{ t: 'A', acct: { no: 'ZH70001', org: { uscc: '92220622MA3CJFDY92' } }, bal: '1234.50', open: 1630425600000, st: '1' },
		{ t: 'X', acct: { no: 'ZH70001' }, seq: 'S1', amt: 100.25, dc: 'C', dt: '20250501' },
		{ t: 'X', acct: { no: 'ZH70001' }, seq: 'S2', amt: 88, dc: 'D', dt: '2025-05-02 09:30' },
		{ t: 'Z' },
	];
	const putPacked = () => put('jg20250520.jsonl.gz', gzipSync(`${lines.map((line) => JSON.stringify(line)).join('\n')}\n`));

	test('gives each table its own, members of members by their path, milliseconds as the day in China', async () => {
		putPacked();
		const { records, aside } = await take(
			'ndjson',
			`
			kind: account
			from: "jg{YYYYMMDD}.jsonl"
			where: { column: t, in: [A] }
			key: acct.no
			fields:
			  accountRef: acct.no
			  creditCode: acct.org.uscc
			  openedOn: open
			  balance: bal
			  status: { column: st, codes: { "1": NORMAL, "9": CLOSED } }
		`.replace(/^\t\t\t/gm, ''),
		);
		const account = {
			accountRef: 'ZH70001',
			creditCode: '92220622MA3CJFDY92',
			openedOn: '2021-09-01',
			balance: '1234.5',
			status: 'NORMAL',
		};
		expect(bodies(records)).toMatchObject([account]);
		expect(aside.map(({ reason, masked }) => [reason, masked])).toEqual(lines.slice(1).map(() => ['UNKNOWN_KIND', null])); // no table asks for them
	});

	test('gives of the others the entries, a day alone and a time of day', async () => {
		putPacked();
		const { records } = await take(
			'ndjson',
			`
			kind: accountEntry
			from: "jg{YYYYMMDD}.jsonl"
			where: { column: t, in: [X] }
			key: seq
			fields:
			  accountRef: acct.no
			  postedAt: dt
			  amount: amt
			  type: { column: dc, codes: { C: RECEIPT, D: DISBURSEMENT } }
		`.replace(/^\t\t\t/gm, ''),
		);
		expect(bodies(records).map(({ postedAt, amount, type }) => [postedAt, amount, type])).toEqual([
			['2025-05-01T00:00:00+08:00', '100.25', 'RECEIPT'],
			['2025-05-02T09:30:00+08:00', '88', 'DISBURSEMENT'],
		]);
	});
});
