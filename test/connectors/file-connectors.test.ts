/** Folders of files: what is new, corrected, half-written or broken, and where a cut read goes on. */
import { mkdtempSync, renameSync, rmSync, truncateSync, unlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import ExcelJS from 'exceljs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createConnector } from '#connectors/create-connector.ts';
import { cellText } from '#connectors/xlsx-connector.ts';
import type { ConnectorConfig, TableMapping } from '#core/mapping.ts';
import type { SourcePage } from '#core/ports.ts';
import fc, { runsOf } from '../support/property.ts';
import { brokenOf, cursorOf, failureOf, makeRequest, makeSource, makeTable, read, rowsOf } from './sources.ts';

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'files-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const put = (name: string, content: string | Uint8Array) => {
	writeFileSync(join(folder, `${name}.tmp`), content);
	renameSync(join(folder, `${name}.tmp`), join(folder, name));
};
/** Makes a file look untouched for two hours. */
const age = (name: string) => utimesSync(join(folder, name), Date.now() / 1000 - 7200, Date.now() / 1000 - 7200);

function reader(type: ConnectorConfig['type'], table: Partial<TableMapping>, columns: readonly string[], tables: TableMapping[] = []) {
	const mapping = makeTable({ key: [{ columns: [columns[0] ?? ''] }], ...table });
	const connector = createConnector(makeSource({ connector: { type, folder }, tables: tables.length > 0 ? tables : [mapping] }));
	const request = makeRequest({ table: mapping, columns });
	return {
		connector,
		request,
		read: (cursor: string | null = null, asOf = '2025-05-31', pages?: number) => read(connector, { ...request, cursor, asOf }, pages),
	};
}

const tickets = (from = 'gd-{YYYYMMDD}.csv') => reader('csv', { from }, ['no', 'text']);
const spoken = (pages: readonly SourcePage[]) => pages.flatMap((page) => page.period ?? []);
const numbers = (pages: readonly SourcePage[]) => rowsOf(pages).map((row) => row.no);
const csv = (...rows: string[]) => `no,text,phone\r\n${rows.map((row) => `${row}\r\n`).join('')}`;

describe('which files are read', () => {
	it('reads them oldest period first, each for its day, and none again', async () => {
		put('gd-20250502.csv', csv('A2,x,1'));
		put('gd-20250501.csv', csv('A1,x,1'));
		const first = await tickets().read();
		expect([numbers(first), spoken(first)]).toEqual([
			['A1', 'A2'],
			['2025-05-01', '2025-05-02'],
		]);
		const again = await tickets().read(cursorOf(first));
		expect(again).toMatchObject([{ rows: [], period: null }]);
	});

	it('leaves files of later days for later', async () => {
		put('gd-20250531.csv', csv('A1,x,1'));
		put('gd-20250601.csv', csv('A2,x,1'));
		const first = await tickets().read();
		expect(numbers(first)).toEqual(['A1']);
		expect(numbers(await tickets().read(cursorOf(first), '2025-06-01'))).toEqual(['A2']);
	});

	it('reads the same content under a new period again, for the new day', async () => {
		put('gd-20250501.csv', csv('A1,x,1'));
		const first = await tickets().read();
		put('gd-20250502.csv', csv('A1,x,1'));
		expect(spoken(await tickets().read(cursorOf(first)))).toEqual(['2025-05-02']);
	});

	it('reads a period again when its content was corrected, not when it was only touched', async () => {
		put('gd-20250501.csv', csv('A1,x,1'));
		put('gd-20250502.csv', csv('A2,x,1'));
		const first = await tickets().read();
		put('gd-20250501.csv', csv('A1,y,1'));
		put('gd-20250502.csv', csv('A2,x,1'));
		age('gd-20250502.csv');
		const second = await tickets().read(cursorOf(first));
		expect([numbers(second), spoken(second)]).toEqual([['A1'], ['2025-05-01']]);
	});

	it('leaves alone what is no file of the pattern, or of a day that does not exist', async () => {
		for (const name of ['gd-20250501.csv.tmp', 'gd-20250231.csv', 'gd-2025051.csv', 'old-gd-20250501.csv', 'readme.txt'])
			put(name, csv('A1,x,1'));
		expect(numbers(await tickets().read())).toEqual([]);
	});

	it('waits for a file that does not end in a line end, and takes it as it is when it has stood still', async () => {
		put('gd-20250501.csv', csv('A1,x,1').trimEnd());
		put('gd-20250502.csv', csv('A2,x,1'));
		const first = await tickets().read();
		expect(numbers(first)).toEqual(['A2']);
		age('gd-20250501.csv');
		expect(numbers(await tickets().read(cursorOf(first)))).toEqual(['A1']);
	});

	it('reads a file packed by gzip as what it holds', async () => {
		put('gd-20250501.csv.gz', gzipSync(csv('A1,x,1', 'A2,x,1', 'A3,x,1', 'A4,x,1')));
		const first = await tickets().read(null, '2025-05-31', 1);
		expect(numbers(await tickets().read(cursorOf(first)))).toEqual(['A4']);
		const whole = await tickets().read();
		unlinkSync(join(folder, 'gd-20250501.csv.gz'));
		put('gd-20250501.csv', csv('A1,x,1', 'A2,x,1', 'A3,x,1', 'A4,x,1'));
		expect(spoken(await tickets().read(cursorOf(whole)))).toEqual([]);
	});

	it('finds it whether the mapping names it packed or not', async () => {
		put('gd-20250501.csv.gz', gzipSync(csv('A1,x,1')));
		expect(numbers(await tickets('gd-{YYYYMMDD}.csv.gz').read())).toEqual(['A1']);
	});

	it('waits for a packed file that is cut short', async () => {
		put('gd-20250501.csv.gz', gzipSync(csv('A1,x,1', 'A2,x,1')));
		truncateSync(join(folder, 'gd-20250501.csv.gz'), 30);
		expect(spoken(await tickets().read())).toEqual([]);
	});

	it('tells a folder that is not there as SOURCE_UNAVAILABLE, never as an empty one', async () => {
		const { connector, request } = reader('csv', { from: 'gd-{YYYYMMDD}.csv' }, ['no']);
		const gone = createConnector(makeSource({ connector: { type: 'csv', folder: join(folder, 'gone') } }));
		expect(await failureOf(read(gone, request))).toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
		expect(await read(connector, request)).toHaveLength(1);
	});

	it('goes on behind the last page of a read that was cut short', async () => {
		put('gd-20250501.csv', csv('A1,"x\r\ny",1', 'A2,x,1', 'A3,x,1', 'A4,x,1', 'A5,x,1'));
		const cut = await tickets().read(null, '2025-05-31', 1);
		const rest = await tickets().read(cursorOf(cut));
		expect([numbers(cut), numbers(rest)]).toEqual([
			['A1', 'A2', 'A3'],
			['A4', 'A5'],
		]);
		expect(rest[0]?.rows[0]?.position).toBe('gd-20250501.csv:6@44');
	});

	it('begins a file anew that was corrected while its read was cut short, after a page that closes the old one', async () => {
		put('gd-20250501.csv', csv('A1,x,1', 'A2,x,1', 'A3,x,1', 'A4,x,1'));
		const cut = await tickets().read(null, '2025-05-31', 1);
		put('gd-20250501.csv', csv('B1,x,1'));
		const rest = await tickets().read(cursorOf(cut));
		expect(rest.map((page) => [page.period, page.rows.length])).toEqual([
			[null, 0],
			['2025-05-01', 1],
		]);
	});

	it('fails when the file whose read was cut short has gone: its rows must not be taken for ended', async () => {
		put('gd-20250501.csv', csv('A1,x,1', 'A2,x,1', 'A3,x,1', 'A4,x,1'));
		const cut = await tickets().read(null, '2025-05-31', 1);
		unlinkSync(join(folder, 'gd-20250501.csv'));
		expect(await failureOf(tickets().read(cursorOf(cut)))).toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
	});

	it('refuses a pattern without a period and a setting that does not exist', async () => {
		expect(await failureOf(reader('csv', { from: 'gd.csv' }, ['no']).read())).toMatchObject({ code: 'CONFIG' });
		const misspelt = reader('csv', { from: 'gd-{YYYYMMDD}.csv', format: { enconding: 'gbk' } }, ['no']);
		expect((await failureOf(misspelt.read())).message).toContain('enconding');
	});
});

describe('CSV', () => {
	/** 工单编号,诉求 and two rows in GB18030. */
	const gb18030 = Buffer.from('6e6f2c746578740a41312cb9a4b5a50a41322cc6f4babd0a', 'hex');

	it('decodes GB18030', async () => {
		put('gd-20250501.csv', gb18030);
		const pages = await reader('csv', { from: 'gd-{YYYYMMDD}.csv', format: { encoding: 'gb18030' } }, ['no', 'text']).read();
		expect(rowsOf(pages).map((row) => row.text)).toEqual(['工单', '启航']);
	});

	it('sets aside a line with bytes that are no text, and no other', async () => {
		put('gd-20250502.csv', Buffer.concat([gb18030, Buffer.from('41332cff0a41342cb9a40a', 'hex')]));
		const pages = await reader('csv', { from: 'gd-{YYYYMMDD}.csv', format: { encoding: 'gb18030' } }, ['no', 'text']).read();
		expect(brokenOf(pages).filter(({ broken }) => broken.reason === 'BAD_ENCODING')).toHaveLength(1);
		expect(numbers(pages)).toEqual(['A1', 'A2', 'A4']);
	});

	it('gives only the columns asked for, wherever they stand, empty ones as null', async () => {
		put('gd-20250501.csv', 'phone, text ,no\n169,,A1\n');
		expect(rowsOf(await tickets().read())).toEqual([{ no: 'A1', text: null }]);
	});

	it('names file and columns when the header lacks one', async () => {
		put('gd-20250501.csv', 'nr,text\nA1,x\n');
		const failure = await failureOf(tickets().read());
		expect(failure).toMatchObject({ code: 'SOURCE_MALFORMED' });
		expect(failure.message).toContain('gd-20250501.csv without the columns no');
	});

	it('of a line of the wrong width keeps the key and the place, nothing else', async () => {
		put('gd-20250501.csv', csv('A1,x,1', 'A0002,张三,投诉,169', '张三,x', '16912345678,x', 'A5,x,1'));
		const pages = await tickets().read();
		expect(numbers(pages)).toEqual(['A1', 'A5']);
		expect(brokenOf(pages)).toMatchObject([
			{ position: 'gd-20250501.csv:3@23', broken: { reason: 'WRONG_WIDTH', key: 'A0002' } },
			{ broken: { reason: 'WRONG_WIDTH', key: null } },
			{ broken: { reason: 'WRONG_WIDTH', key: null } },
		]);
		expect(JSON.stringify(brokenOf(pages))).not.toMatch(/张三|169/);
	});

	it('keeps a key only when it looks as the mapping says', async () => {
		put('gd-20250501.csv', csv('A0002,x', 'T-1,x'));
		const strict = reader('csv', { from: 'gd-{YYYYMMDD}.csv', format: { keyPattern: '^T-\\d$' } }, ['no']);
		expect(brokenOf(await strict.read()).map(({ broken }) => broken.key)).toEqual([null, 'T-1']);
	});

	it('gives up one line, not the file, when a quote is never closed', async () => {
		put('gd-20250501.csv', csv('A1,"lost,1', 'A2,"fine",1', 'A3,"two\r\nlines",1', 'A4,x,1'));
		const pages = await tickets().read();
		expect(numbers(pages)).toEqual(['A2', 'A3', 'A4']);
		expect(brokenOf(pages)).toHaveLength(1);
	});

	it('takes quotes that stand where none belong for part of the text', async () => {
		put('gd-20250501.csv', csv('A1,"他说"不行"吧",1', 'A2,5" 屏,1'));
		expect(rowsOf(await tickets().read()).map((row) => row.text)).toEqual(['他说"不行"吧', '5" 屏']);
	});

	it('gives back any table, whatever stands in its cells, from whichever page it is read', async () => {
		const cell = fc.string({ unit: fc.constantFrom('甲', 'a', '"', ',', '\n', ' ', '，', '7') });
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 12 }),
				fc.integer({ min: 0, max: 4 }),
				async (cells, stop) => {
					const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
					put('gd-20250501.csv', csv(...cells.map(([a, b], at) => `K${at},${quote(a)},${quote(b)}`)));
					const whole = reader('csv', { from: 'gd-{YYYYMMDD}.csv' }, ['no', 'text', 'phone']);
					const cut = await whole.read(null, '2025-05-31', stop);
					const got = rowsOf([...cut, ...(await whole.read(cursorOf(cut)))]);
					expect(got).toEqual(cells.map(([a, b], at) => ({ no: `K${at}`, text: a || null, phone: b || null })));
				},
			),
			{ numRuns: runsOf(60) },
		);
	});
});

describe('NDJSON', () => {
	const account = makeTable({ recordType: 'account', from: 'zj-{YYYYMMDD}.ndjson', where: { column: 'kind', in: ['account'] } });
	const entry = makeTable({ recordType: 'entry', from: 'zj-{YYYYMMDD}.ndjson', where: { column: 'kind', in: ['entry'] } });
	const lines = [
		'{"kind":"account","no":1}',
		'null',
		'{"kind":"entry","no":2,"deep":{"x":true}}',
		'{"kind":"acc',
		'{"kind":"loan","no":3}',
	];
	const both = (table: TableMapping) => reader('ndjson', table, ['no', 'deep.x'], [account, entry]);

	it('tells kinds apart, flattens members, and gives missing ones as null', async () => {
		put('zj-20250501.ndjson', `${lines.join('\n')}\n`);
		expect(rowsOf(await both(account).read())).toEqual([{ no: '1', 'deep.x': null }]);
		expect(rowsOf(await both(entry).read())).toEqual([{ no: '2', 'deep.x': 'true' }]);
	});

	it('reports broken lines and unknown kinds once, with the first table that reads the file', async () => {
		put('zj-20250501.ndjson', `${lines.join('\n')}\n`);
		expect(brokenOf(await both(account).read()).map(({ broken, position }) => [broken.reason, position])).toEqual([
			['BAD_JSON', 'zj-20250501.ndjson:2@26'],
			['BAD_JSON', 'zj-20250501.ndjson:4@73'],
			['UNKNOWN_KIND', 'zj-20250501.ndjson:5@86'],
		]);
		expect(brokenOf(await both(entry).read())).toEqual([]);
	});

	it('goes on at the byte behind the last page', async () => {
		put('zj-20250501.ndjson', Array.from({ length: 8 }, (_, at) => `{"kind":"entry","no":${at}}\n`).join(''));
		const cut = await both(entry).read(null, '2025-05-31', 2);
		expect(numbers(await both(entry).read(cursorOf(cut)))).toEqual(['6', '7']);
	});

	it('keeps amounts and ids as they are written', async () => {
		put('zj-20250501.ndjson', '{"kind":"entry","no":123456789012345678901,"deep":{"x":"1200.00"}}\n');
		expect(rowsOf(await both(entry).read())).toEqual([{ no: '123456789012345678901', 'deep.x': '1200.00' }]);
	});
});

describe('workbooks', () => {
	const register = (columns: readonly string[] = ['编号', '日期', '名称']) =>
		reader('xlsx', { from: '台账', format: { files: '台账-{YYYYMM}.xlsx', headerRow: 2, replaces: true } }, columns);

	async function book(name: string, rows: ExcelJS.CellValue[][], sheet = '台账') {
		const workbook = new ExcelJS.Workbook();
		workbook.addWorksheet('封面').addRow(['不是这一张']);
		const target = workbook.addWorksheet(sheet);
		target.addRow(['某省台账']);
		target.addRow(['编号', '名 称', '日期']);
		for (const row of rows) target.addRow(row);
		put(name, new Uint8Array(await workbook.xlsx.writeBuffer()));
	}

	it('keeps every character of a sheet that is larger than any block it is read in', async () => {
		const names = Array.from({ length: 4000 }, (_, at) => `${'某'.repeat(at % 3)}云中区思远英语培训学校第${at}分校`);
		await book(
			'台账-202505.xlsx',
			names.map((name, at) => [`N${at}`, name, null]),
		);
		expect(rowsOf(await register().read()).map((row) => row.名称)).toEqual(names);
	});

	it('reads a workbook whose sheets stand before the list of their names and formats', async () => {
		const file = join(folder, '台账-202505.xlsx');
		const writer = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: file, useStyles: true, useSharedStrings: true });
		for (const name of ['封面', '台账']) {
			const sheet = writer.addWorksheet(name);
			sheet.addRow(['某省台账']).commit();
			sheet.addRow(['编号', '日期', '名称']).commit();
			const row = sheet.addRow(['N1', new Date('2021-09-01T00:00:00Z'), `${name}校`]);
			row.getCell(2).numFmt = 'yyyy-mm-dd';
			row.commit();
			sheet.commit();
		}
		await writer.commit();
		age('台账-202505.xlsx');
		expect(rowsOf(await register().read())).toEqual([{ 编号: 'N1', 日期: '2021-09-01', 名称: '台账校' }]);
	});

	it('reads the sheet below its header row, dates as days, as a full file for its month', async () => {
		await book('台账-202505.xlsx', [
			['N1', '甲校', new Date('2021-09-01T00:00:00Z')],
			[null, null, null],
			['N2', { richText: [{ text: '乙' }, { text: '校' }] }, '2021/9/1'],
		]);
		const pages = await register().read();
		expect(rowsOf(pages)).toEqual([
			{ 编号: 'N1', 日期: '2021-09-01', 名称: '甲校' },
			{ 编号: 'N2', 日期: '2021/9/1', 名称: '乙校' },
		]);
		expect(pages[0]).toMatchObject({ period: '2025-05-01', replaces: true });
		expect(pages[0]?.rows[1]?.position).toBe('台账-202505.xlsx:5');
	});

	it('does not let a late file of an earlier month replace a later one', async () => {
		await book('台账-202505.xlsx', [['N1', '甲', null]]);
		const first = await register().read();
		await book('台账-202504.xlsx', [['N0', '旧', null]]);
		expect(spoken(await register().read(cursorOf(first)))).toEqual([]);
	});

	it('goes on at the row behind the last page', async () => {
		await book(
			'台账-202505.xlsx',
			Array.from({ length: 5 }, (_, at) => [`N${at}`, '甲', null]),
		);
		const cut = await register().read(null, '2025-05-31', 1);
		expect(rowsOf(await register().read(cursorOf(cut))).map((row) => row.编号)).toEqual(['N3', 'N4']);
	});

	it('waits for a half-written workbook, and says so when it stays broken', async () => {
		await book('台账-202505.xlsx', [['N1', '甲', null]]);
		truncateSync(join(folder, '台账-202505.xlsx'), 3000);
		expect(spoken(await register().read())).toEqual([]);
		age('台账-202505.xlsx');
		const failure = await failureOf(register().read());
		expect(failure).toMatchObject({ code: 'SOURCE_MALFORMED' });
		expect(failure.message).toContain('台账-202505.xlsx');
	});

	it('names the sheets there are when the one wanted is missing', async () => {
		await book('台账-202505.xlsx', [], '名单');
		expect((await failureOf(register().read())).message).toContain('封面, 名单');
	});

	it('finds rows by key in the newest workbook', async () => {
		await book('台账-202504.xlsx', [['N1', '旧名', null]]);
		await book('台账-202505.xlsx', [['N1', '新名', null]]);
		const { connector, request } = register();
		expect(await connector.lookup(request.table, ['名称'], '编号', ['N1', 'N9'], request.signal)).toEqual([{ 名称: '新名' }]);
	});

	it.each([
		[new Date('2021-09-01T08:30:00Z'), '2021-09-01 08:30:00'],
		[1401052, '1401052'],
		[{ formula: 'A1', result: 5 }, '5'],
		[{ text: '网址', hyperlink: 'http://x' }, '网址'],
		[{ error: '#N/A' } as ExcelJS.CellErrorValue, null],
		[true, 'true'],
		['', null],
	])('gives the cell %j as %s', (cell, text) => {
		expect(cellText(cell as ExcelJS.CellValue)).toBe(text);
	});
});

it('shows columns and first rows of the newest file', async () => {
	put('gd-20250501.csv', csv('A1,x,1'));
	put('gd-20250502.csv', csv('A2,y,2'));
	const { connector, request } = tickets();
	expect(await connector.probe(request.table, 5, request.signal)).toEqual({
		columns: ['no', 'text', 'phone'],
		sample: [{ no: 'A2', text: 'y', phone: '2' }],
	});
});
