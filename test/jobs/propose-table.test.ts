import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import { readHeaderWords } from '#config/header-words.ts';
import { readDraft } from '#config/read-draft.ts';
import { createConnector } from '#connectors/create-connector.ts';
import { identityCheckCharacter } from '#core/codes/identity-number.ts';
import type { Connector, RawRow } from '#core/ports.ts';
import { createIntake } from '#intake/create-intake.ts';
import { listTables, type ProposedTable, proposeTable, type ShownCell } from '#jobs/propose-table.ts';
import { load, makeConfig } from '../config/support.ts';
import { makeSource } from '../connectors/sources.ts';
import { REFERENCE_SOURCES, TOKENISER } from '../intake/support.ts';

const WORDS = readHeaderWords('config/header-words.yaml');
const idNumber = (body: string) => body + identityCheckCharacter(body);

/** Businesses as a register keeps them: number, code, name, head, his number, address, scope, day, status, division, phone, time of change. */
const BUSINESSES = [
	[
		'7001',
		'91350111MA2XN0L938',
		'福州市云帆托管服务有限公司',
		'王小树',
		idNumber('99012319900101123'),
		'晋安区云中路12号3楼301室',
		'一般项目：托管服务；咨询策划服务',
		'2021-09-01',
		'存续',
		'350111',
		'16900001234',
		'2025-05-30 10:00:00',
	],
	[
		'7002',
		'92220622MA3CJFDY92',
		'鼓楼区月满楼图书店',
		'林知夏',
		idNumber('99012319850607123'),
		'鼓楼区东街8号',
		'图书零售；文具用品零售与批发业务',
		'2019-03-12',
		'存续',
		'350102',
		'16900001235',
		'2025-05-29 10:00:00',
	],
	[
		'7003',
		'911401050316015624',
		'闽侯县白马家政服务部（个体工商户）',
		'陈一诺',
		idNumber('99012319770304123'),
		'闽侯县上街镇学府路99号2层',
		'家政服务；居民日常生活服务活动',
		'2020-03-04',
		'注销',
		'350121',
		'16900001236',
		'2025-05-28 10:00:00',
	],
	[
		'7004',
		'91140105031775212K',
		'台江区青松文化传播工作室',
		'李清平',
		idNumber('99012319660708123'),
		'台江区八一七路100号',
		'组织文化艺术交流活动与策划服务',
		'2022-02-02',
		'存续',
		'350103',
		'16900001237',
		'2025-05-27 10:00:00',
	],
] as const;

function rowsUnder(names: readonly string[]): RawRow[] {
	return BUSINESSES.map((row) => Object.fromEntries(names.map((name, at) => [name, row[at] ?? null])));
}

async function propose(connector: Partial<Connector>, name = 't', type: 'postgres' | 'csv' | 'xlsx' = 'postgres'): Promise<ProposedTable> {
	const source = makeSource({ connector: { type, ...(type === 'postgres' ? { url: 'postgresql://x' } : { folder: '/files' }) } });
	const signal = new AbortController().signal;
	const intakeOf = (of: typeof source, table: Parameters<typeof createIntake>[1]) => createIntake(of, table, TOKENISER);
	return proposeTable(
		{ source, connector: connector as Connector, words: WORDS, known: REFERENCE_SOURCES, readDraft, intakeOf, signal },
		name,
	);
}

const fromRows = (rows: readonly RawRow[]): Partial<Connector> => ({
	probe: async () => ({ columns: Object.keys(rows[0] ?? {}), sample: rows }),
});
const columnsOf = ({ proposal }: ProposedTable) => Object.fromEntries(proposal.fields.map(({ field, column }) => [field, column]));
const cellsOf = ({ rows }: ProposedTable, at: number) =>
	Object.fromEntries((rows[at] as readonly ShownCell[]).map(({ field, raw, canonical }) => [field, [raw, canonical]]));

/** The draft below a source of a whole configuration; throws when the check finds a mistake. */
const loaded = ({ yaml }: ProposedTable, connector?: string) =>
	load(makeConfig({ table: '', ...(connector && { connector }) }).replace(/ {6}xk:\n\n/, `${yaml}\n`)).sources[0]?.tables[0];

describe('a table nobody has described', () => {
	const FIELDS = [
		'creditCode',
		'name',
		'head',
		'head.identityNumber',
		'address',
		'scope',
		'establishedOn',
		'status',
		'divisionCode',
		'phones',
	];
	const NAMES: Readonly<Record<string, readonly string[]>> = {
		'names of an exchange feed': [
			'PRIPID',
			'UNISCID',
			'ENTNAME',
			'LEREP',
			'CERNO',
			'DOM',
			'OPSCOPE',
			'ESTDATE',
			'REGSTATE_CN',
			'LOCALADM',
			'TEL',
			'UPDATE_TIME',
		],
		'initials of pinyin': ['ID', 'TYSHXYDM', 'QYMC', 'FDDBR', 'SFZH', 'ZS', 'JYFW', 'CLRQ', 'DJZT', 'XZQHDM', 'LXDH', 'GXSJ'],
		'Chinese headers': [
			'编号',
			'统一社会信用代码',
			'企业名称',
			'法定代表人',
			'身份证号',
			'住所',
			'经营范围',
			'成立日期',
			'登记状态',
			'行政区划代码',
			'联系电话',
			'更新时间',
		],
		'names that mean nothing': Array.from({ length: 12 }, (_, at) => `c${at + 1}`),
	};

	test.each(Object.entries(NAMES))('under %s is mapped, and the draft passes the check', async (_, names) => {
		const proposed = await propose(fromRows(rowsUnder(names)));
		const expected = Object.fromEntries(FIELDS.map((field, at) => [field, names[at + 1]]));
		expect(proposed.proposal.kind).toBe('registration');
		expect(columnsOf(proposed)).toEqual(expected);
		const table = loaded(proposed);
		expect(table).toMatchObject({
			kind: 'registration',
			updatedColumn: names[11],
			fields: { status: { codes: { 存续: 'ACTIVE', 注销: 'DEREGISTERED' } } },
		});
		expect(cellsOf(proposed, 2)).toMatchObject({ status: ['注销', 'DEREGISTERED'], establishedOn: ['2020-03-04', '2020-03-04'] });
	});

	test('is less sure of what only its values say', async () => {
		const [named, nameless] = await Promise.all(
			[NAMES['Chinese headers'], NAMES['names that mean nothing']].map((names) => propose(fromRows(rowsUnder(names ?? [])))),
		);
		expect(
			Math.max(...(nameless?.proposal.fields ?? []).filter(({ field }) => !field.includes('.')).map(({ confidence }) => confidence)),
		).toBeLessThan(0.5);
		expect(Math.min(...(named?.proposal.fields ?? []).map(({ confidence }) => confidence))).toBeGreaterThan(0.5);
		expect(nameless?.yaml).toContain('by its values, look');
	});

	const WIDE = ['许可证号', '发证日期', '有效期至'];
	const wide = rowsUnder(NAMES['Chinese headers'] ?? []).map((row, at) => ({
		...row,
		许可证号: `13501117000${at}11${at}`,
		发证日期: '2022-03-01',
		有效期至: '2025-03-01',
	}));

	test('that holds a licence beside each business is proposed as two records', async () => {
		const proposed = await propose(fromRows(wide));
		expect(proposed.proposal.kind).toBe('registration');
		expect(proposed.further.map(({ proposal }) => proposal.kind)).toEqual(['licence']);
		const licence = proposed.further[0]?.proposal.fields.map(({ column }) => column);
		expect(licence).toEqual(expect.arrayContaining(WIDE));
		expect(proposed.further[0]?.yaml).toContain('t-licence');
		expect([...proposed.proposal.left, ...(proposed.further[0]?.proposal.left ?? [])].map(({ column }) => column)).not.toEqual(
			expect.arrayContaining(WIDE),
		);
	});

	test('that only mentions the number of a licence stays one record', async () => {
		const proposed = await propose(fromRows(wide.map(({ 发证日期: _, 有效期至: __, ...row }) => row)));
		expect(proposed.further).toEqual([]);
	});

	test('whose column says 万元 counts in them', async () => {
		const rows = rowsUnder(NAMES['Chinese headers'] ?? []).map((row, at) => ({ ...row, '注册资本（万元）': String(at + 10) }));
		expect((await propose(fromRows(rows))).yaml).toContain('times: "10000"');
	});

	test('shows nobody’s name, number or telephone', async () => {
		const proposed = await propose(fromRows(rowsUnder(NAMES['Chinese headers'] ?? [])));
		const text = JSON.stringify([proposed.rows, proposed.yaml]);
		for (const [, , , head, number, , , , , , phone] of BUSINESSES)
			for (const value of [head, number, phone]) expect(text).not.toContain(value);
		expect(cellsOf(proposed, 0)).toMatchObject({
			head: ['***', '王**'],
			'head.identityNumber': ['***', expect.stringMatching(/^99\*+\d[\dX]$/)],
		});
	});

	test('shows of a text only its length, for a person whom no column names yet may stand in it', async () => {
		const rows = [{ 工单编号: 'G1', 受理时间: '2025-05-31 08:00', 诉求内容: '云小树反映楼下机构周末给孩子补数学,请处理' }];
		const proposed = await propose(fromRows(rows));
		expect(cellsOf(proposed, 0).content).toEqual(['(21 characters)', '(21 characters)']);
		expect(JSON.stringify(proposed.rows)).not.toContain('云小树');
	});

	test('with words of a code list that no mapping knows leaves them to be translated, and still passes the check', async () => {
		const names = NAMES['Chinese headers'] ?? [];
		const rows = rowsUnder(names).map((row, at) => ({ ...row, 登记状态: at % 2 === 0 ? '在册' : '已清' }));
		const proposed = await propose(fromRows(rows));
		expect(proposed.yaml).toMatch(/status: .*codes: \{\}.*translate 在册, 已清 to ACTIVE/);
		expect(loaded(proposed)?.fields.status).toMatchObject({ codes: {} });
		expect(cellsOf(proposed, 0).status).toEqual(['在册', '– [UNKNOWN_CODE]']);
	});

	test('without the number of its organisation says which column has to be named', async () => {
		const staff = [
			{
				姓名: '王小树',
				身份证号: idNumber('99012319900101123'),
				岗位类别: '教学',
				入职日期: '2021-09-01',
				离职日期: '2024-09-01',
				国籍: '中国',
				联系电话: '16900001234',
			},
		];
		const proposed = await propose(fromRows(staff));
		expect(proposed.proposal.kind).toBe('staff');
		expect(proposed.yaml).toMatch(/licenceNo: "\?" {2}# not found: name the column/);
		expect(proposed.yaml).toMatch(/readWhole: true {2}# no column/);
		expect(loaded(proposed)).not.toHaveProperty('updatedColumn');
	});

	test('says why a row would be set aside', async () => {
		const rows = [...rowsUnder(NAMES['Chinese headers'] ?? []), { 统一社会信用代码: null, 企业名称: null, 登记状态: '存续' } as RawRow];
		const proposed = await propose(fromRows(rows));
		expect(proposed.rows[4]).toMatch(/^(?:NO_KEY|NOTHING_USABLE): /);
	});
});

describe('files nobody has described', () => {
	async function inFolder(fill: (folder: string) => Promise<void> | void, work: (folder: string) => Promise<void>): Promise<void> {
		const folder = mkdtempSync(join(tmpdir(), 'propose-'));
		try {
			await fill(folder);
			await work(folder);
		} finally {
			rmSync(folder, { recursive: true });
		}
	}
	const names = [
		'编号',
		'统一社会信用代码',
		'企业名称',
		'法定代表人',
		'身份证号',
		'住所',
		'经营范围',
		'成立日期',
		'登记状态',
		'行政区划代码',
		'联系电话',
		'更新时间',
	];
	const signal = new AbortController().signal;

	test('are listed by the pattern of their names; separator, header and encoding are found', () =>
		inFolder(
			(folder) => {
				const lines = ['市场主体名录', '', names.join('|'), ...BUSINESSES.map((row) => row.join('|'))];
				writeFileSync(join(folder, 'zt-20250530.txt'), `${lines.join('\n')}\n`);
				writeFileSync(join(folder, 'readme.txt'), 'x');
			},
			async (folder) => {
				const connector = createConnector(makeSource({ connector: { type: 'csv', folder, pageSize: 100 } }));
				expect(await listTables(connector, 'agency', signal)).toEqual(['readme.txt', 'zt-{YYYYMMDD}.txt']);
				const proposed = await propose(connector, 'zt-{YYYYMMDD}.txt', 'csv');
				const table = loaded(proposed, `{ type: csv, folder: ${folder} }`);
				expect(table).toMatchObject({
					recordType: 'zt.txt'.replace('.txt', ''),
					from: 'zt-{YYYYMMDD}.txt',
					format: { delimiter: '|', headerRow: 2 },
				});
				expect(columnsOf(proposed)).toMatchObject({ name: '企业名称', address: '住所' });
			},
		));

	test('are listed sheet by sheet, and a header of two rows is found by its merged cells', () =>
		inFolder(
			async (folder) => {
				const workbook = new ExcelJS.Workbook();
				const sheet = workbook.addWorksheet('名录');
				sheet.addRow(['某市市场主体名录']);
				sheet.addRow(names);
				sheet.addRow(names.map((name, at) => (at === 3 ? '姓名' : at === 4 ? '证件号码' : name)));
				for (const column of 'ABCFGHIJKL') sheet.mergeCells(`${column}2:${column}3`);
				for (const row of BUSINESSES) sheet.addRow([...row]);
				await workbook.xlsx.writeFile(join(folder, '名录202505.xlsx'));
			},
			async (folder) => {
				const connector = createConnector(makeSource({ connector: { type: 'xlsx', folder, pageSize: 100 } }));
				expect(await listTables(connector, 'agency', signal)).toEqual(['名录{YYYYMM}.xlsx#名录']);
				const proposed = await propose(connector, '名录{YYYYMM}.xlsx#名录', 'xlsx');
				expect(loaded(proposed, `{ type: xlsx, folder: ${folder} }`)).toMatchObject({
					from: '名录',
					format: { files: '名录{YYYYMM}.xlsx', headerRow: 2, headerRows: 2 },
				});
				expect(columnsOf(proposed)).toMatchObject({ name: '企业名称', 'head.identityNumber': '身份证号.证件号码' });
			},
		));

	test('of a hotline under words of its own give a draft that, taken as it is, keeps nothing of who called', () =>
		inFolder(
			(folder) => {
				const rows = [
					['工单流水', '受理时点', '登记者', '来电号码', '被诉对象', '被诉地点', '诉求描述'],
					[
						'GD1',
						'2025/5/1 8:05',
						'云小树',
						'16900001111',
						'某某培训学校',
						'云中路12号',
						'云小树反映孩子在此补数学课,\n不退费,回电16900001111',
					],
					['GD2', '2025/5/2 9:05', '林知夏', '16900002222', '', '东街8号3楼', '林知夏女士称楼下机构周末上课,请尽快处理'],
				];
				writeFileSync(join(folder, '热线20250528.csv'), `${rows.map((row) => row.map((cell) => `"${cell}"`).join(',')).join('\n')}\n`);
			},
			async (folder) => {
				const connector = createConnector(makeSource({ connector: { type: 'csv', folder, pageSize: 100 } }));
				const proposed = await propose(connector, '热线{YYYYMMDD}.csv', 'csv');
				const source = load(
					makeConfig({ table: '', connector: `{ type: csv, folder: ${folder} }` }).replace(/ {6}xk:\n\n/, `${proposed.yaml}\n`),
				);
				const [hotline] = source.sources;
				const [entry] = hotline?.tables ?? [];
				if (hotline === undefined || entry === undefined) throw new Error('the draft has no table');
				const intake = createIntake(hotline, entry, TOKENISER);
				const read = { table: entry, columns: intake.columns, cursor: null, overlapMinutes: 0, asOf: '2025-05-31', signal };
				const results = [];
				for await (const page of createConnector(hotline).readChanges(read))
					results.push(...page.rows.map((row) => intake.take(row, page.period ?? null)));
				expect(results.map((result) => 'record' in result && [result.record.recordKey, result.record.kind])).toEqual([
					['GD1', 'complaint'],
					['GD2', 'complaint'],
				]);
				const text = JSON.stringify(results);
				expect(text).toContain('补数学课');
				for (const personal of ['云小树', '林知夏', '16900001111', '16900002222']) expect(text).not.toContain(personal);
			},
		));

	test('of a source that cannot list are asked for by name', async () => {
		await expect(listTables({} as Connector, 'police', signal)).rejects.toThrow(/police cannot list.*--table/);
	});
});
