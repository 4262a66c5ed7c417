import { describe, expect, it } from 'vitest';
import { readHeaderWords } from '#config/header-words.ts';
import { KIND_NAMES, kindDef } from '#core/kinds.ts';
import { type Proposal, proposeMapping } from '#intake/propose-mapping.ts';

const WORDS = readHeaderWords('config/header-words.yaml');

/** A probe of rows given as lines of values. */
function propose(columns: string[], rows: (string | null)[][]): Proposal {
	const sample = rows.map((row) => Object.fromEntries(columns.map((column, i) => [column, row[i] ?? null])));
	return proposeMapping({ columns, sample }, { words: WORDS });
}

const columnsOf = (proposal: Proposal) => Object.fromEntries(proposal.fields.map((f) => [f.field, f.column]));

const FEED_ROWS = [
	[
		'p1',
		'91350111MA2XN0L938',
		'福州市云帆托管服务有限公司',
		'云小树',
		'99012319900101123X',
		'晋安区云中路12号3楼301室',
		'一般项目：托管服务；咨询策划服务',
		'2021-09-01',
		'存续',
	],
	[
		'p2',
		'91350102MA00000A1Y',
		'鼓楼区月满楼图书店',
		'林知夏',
		'990123198506071234',
		'鼓楼区东街8号',
		'图书零售；文具用品零售与批发业务',
		'20190312',
		'存续',
	],
	[
		'p3',
		null,
		'闽侯县白马家政服务部（个体工商户）',
		'陈一诺',
		null,
		'闽侯县上街镇学府路99号2层',
		'家政服务；居民日常生活服务活动',
		'2020年3月4日',
		'注销',
	],
	['p4', null, '台江区青松文化传播工作室', '李清照', null, '台江区八一七路100号', '组织文化艺术交流活动与策划服务', '2022-02-02', '存续'],
];

describe('proposeMapping', () => {
	it('knows the names of an exchange feed', () => {
		const columns = ['PRIPID', 'UNISCID', 'ENTNAME', 'LEREP', 'CERNO', 'DOM', 'OPSCOPE', 'ESTDATE', 'REGSTATE_CN'];
		const proposal = propose(columns, FEED_ROWS);
		expect(proposal.kind).toBe('registration');
		expect(columnsOf(proposal)).toEqual({
			creditCode: 'UNISCID',
			name: 'ENTNAME',
			head: 'LEREP',
			'head.identityNumber': 'CERNO',
			address: 'DOM',
			scope: 'OPSCOPE',
			establishedOn: 'ESTDATE',
			status: 'REGSTATE_CN',
		});
		expect(proposal.key).toBe('PRIPID');
		expect(proposal.fields.find((f) => f.field === 'status')?.words).toEqual(['存续', '注销']);
	});

	it('tells a business from a nonprofit by the registrar in the credit codes', () => {
		const rows = (code: string) => [[code, '某某中心', '云小树', '鼓楼区东街8号', '2021-09-01', '正常']];
		const columns = ['UNISCID', 'ENTNAME', 'LEREP', 'DOM', 'ESTDATE', 'STATUS'];
		expect(propose(columns, rows('91350111MA2XN0L938')).kind).toBe('registration');
		expect(propose(columns, rows('52350111MJC0000009')).kind).toBe('nonprofit');
	});

	it('knows Chinese headers and the initials of their pinyin', () => {
		const rows = [
			['教民135011170000018号', '某某培训中心', '艺术', '云小树', '晋安区云中路12号', '2021-01-01', '2025-05-31 08:00:00'],
			['教民135011170000026号', '另一培训学校', '体育', '林知夏', '鼓楼区东街8号', '2021-01-02', '2025-05-31 08:00:00'],
			['教民135011170000034号', '第三培训学校', '艺术', '陈一诺', '台江区八一七路1号', '2021-01-03', '2025-05-31 09:00:00'],
			['教民135011170000042号', '第四培训学校', '体育', '李一一', '台江区八一七路2号', '2021-01-04', '2025-05-31 09:00:00'],
		];
		const han = propose(['许可证编号', '机构名称', '办学类别', '校长', '办学地址', '发证日期', '更新时间'], rows);
		const initials = propose(['XKZBH', 'JG_MC', 'BXLB', 'XZ', 'BXDZ', 'FZRQ', 'GXSJ'], rows);
		for (const proposal of [han, initials]) {
			expect(proposal.kind).toBe('licence');
			expect(Object.keys(columnsOf(proposal)).sort()).toEqual(['address', 'category', 'issuedOn', 'licenceNo', 'name', 'principal']);
		}
		expect(han.updatedColumn).toBe('更新时间');
		expect(initials.updatedColumn).toBe('GXSJ');
		expect(initials.key).toBe('XKZBH');
	});

	it('finds telling values under names that say nothing, and is less sure of them', () => {
		const proposal = propose(
			['f0', 'f1', 'f2', 'f3', 'f4', 'f5', 'f6', 'f7', 'f8'],
			FEED_ROWS.map((row) => [...row]),
		);
		const found = proposal.fields.filter((f) => ['name', 'address'].includes(f.field));
		expect(found.map((f) => [f.field, f.column, f.why]).sort()).toEqual([
			['address', 'f5', 'VALUES'],
			['name', 'f2', 'VALUES'],
		]);
		for (const field of found) expect(field.confidence).toBeLessThan(0.5);
	});

	it('does not trust a name that the values contradict', () => {
		const named = propose(['统一社会信用代码', '机构名称'], [['91350111MA2XN0L938', '甲中心']]);
		const wrong = propose(['统一社会信用代码', '机构名称'], [['无此列', '甲中心']]);
		const confidence = (p: Proposal) => p.fields.find((f) => f.field === 'creditCode')?.confidence ?? 0;
		expect(confidence(wrong)).toBeLessThanOrEqual(confidence(named) / 2);
	});

	it('puts the person who complains under redact, never into a field', () => {
		const proposal = propose(
			['工单编号', '受理时间', '投诉人', '投诉人电话', '诉求内容', '被反映单位', '被反映地址'],
			[['20250531001', '2025-05-31 08:00', '云小树', '16900001111', '楼下机构周末给孩子补数学,请处理', '某某中心', '云中路12号']],
		);
		expect(proposal.kind).toBe('complaint');
		expect(proposal.redact).toEqual(['投诉人', '投诉人电话']);
		expect(proposal.key).toBe('工单编号');
		expect(Object.values(columnsOf(proposal))).not.toContain('投诉人');
		expect(JSON.stringify(proposal)).not.toMatch(/云小树|16900001111/);
	});

	const TICKETS = [
		['GD20250501', '2025/5/1 8:05', '云小树', '16900001111', '某某培训学校', '云中路12号', '云小树反映孩子在此补数学课,不退费,请尽快处理'],
		['GD20250502', '2025/5/2 9:05', '林知夏', '16900002222', '', '东街8号3楼', '林知夏反映楼下机构周末上课,请尽快处理'],
	];

	it('knows a hotline by other words, and takes every name beside a caller’s telephone for the caller’s', () => {
		const proposal = propose(['工单流水', '受理时点', '登记者', '来电号码', '被诉对象', '被诉地点', '诉求描述'], TICKETS);
		expect(proposal.kind).toBe('complaint');
		expect(proposal.redact).toEqual(['登记者', '来电号码']);
		expect(proposal.key).toBe('工单流水');
		expect(columnsOf(proposal)).toEqual({ receivedAt: '受理时点', name: '被诉对象', address: '被诉地点', content: '诉求描述' });
	});

	it('does not take the time or the text of a call for the caller', () => {
		const proposal = propose(['工单流水', '来电时间', '来电人', '来电号码', '被诉对象', '被诉地点', '来电内容'], TICKETS);
		expect(proposal.redact).toEqual(['来电人', '来电号码']);
		expect(columnsOf(proposal)).toMatchObject({ receivedAt: '来电时间' });
	});

	it('takes no name for a caller’s where nobody calls', () => {
		const proposal = propose(
			['检查日期', '检查对象', '检查地址', '检查人', '存在问题'],
			[['2025-05-01', '某某培训学校', '云中路12号', '云小树', '现场有12名学生在上数学课,未见办学许可证']],
		);
		expect(proposal.redact).toEqual([]);
		expect(proposal.left).toEqual([{ column: '检查人', looksLike: 'person' }]);
	});

	it('reads days and times from milliseconds, days from the numbers of a spreadsheet', () => {
		const epochs = propose(
			['c1', 'ENTNAME', 'ESTDATE', 'c4'],
			[
				['p1', '某某教育咨询有限公司', '1630425600000', '1746064800123'],
				['p2', '某某托管服务部', '788889600000', '1746064860456'],
			],
		);
		expect(epochs.fields.find(({ field }) => field === 'establishedOn')).toMatchObject({ column: 'ESTDATE', why: 'BOTH' });
		expect(epochs.updatedColumn).toBe('c4');
		const serials = propose(['单位名称', '成立'], [['某某艺术培训中心', '42000']]);
		expect(serials.fields.find(({ field }) => field === 'establishedOn')).toMatchObject({ column: '成立', why: 'BOTH' });
	});

	it('leaves a time that nothing calls an update to the fields of a file, which is read by its day', () => {
		const sample = TICKETS.map(([number, time]) => ({ 工单流水: number ?? null, 时点: time ?? null }));
		const basis = { words: WORDS, database: false };
		const proposal = proposeMapping({ columns: ['工单流水', '时点'], sample }, basis);
		expect(proposal.updatedColumn).toBeNull();
		expect([...proposal.fields, ...proposal.left].map(({ column }) => column)).toContain('时点');
	});

	it('takes the number of a document for the key, and no ticket number for a telephone', () => {
		const columns = ['文书', '当事人', '罚款金额', '流水'];
		const rows = [
			['某市监处罚〔2025〕1号', '某某教育咨询有限公司', '5000', 'GD20250501'],
			['某市监处罚〔2025〕12号', '某某托管服务部', '3000', 'GD20250502'],
		];
		const proposal = propose(columns, rows);
		expect(proposal.key).toBe('文书');
		expect(columnsOf(proposal).phones).toBeUndefined();
	});

	it('takes whoever is named or can be called in a table of complaints, and finds no field, for who complained', () => {
		const columns = ['单号', '受理时点', '称谓', '回呼', '被诉对象', '诉求描述'];
		const proposal = propose(
			columns,
			TICKETS.map(([no = '', at = '', who = '', phone = '', whom = '', , text = '']) => [no, at, who, phone, whom, text]),
		);
		expect(proposal.kind).toBe('complaint');
		expect(proposal.redact).toEqual(['称谓', '回呼']);
	});

	it('believes values rather than a name that could be either: people under name are no organisations', () => {
		const rows = [
			['1', '91350111MA2XN0L938', '云小树', '99012319900101123X', '监事'],
			['2', '91350102MA00000A1Y', '林知夏', '990123198506071234', '股东'],
		];
		const columns = ['id', 'uniscid', 'name', 'cerno', 'position'];
		expect(columnsOf(propose(columns, rows))).toMatchObject({ person: 'name', 'person.identityNumber': 'cerno' });
		const firms = rows.map(([id = '', code = '', , , position = '']) => [id, code, '某某托管服务部', position]);
		expect(columnsOf(propose(['id', 'uniscid', 'name', 'position'], firms)).person).toBeUndefined();
	});

	it('takes of two columns for a code list the one with words', () => {
		const rows = ['监事', '股东', '监事', '股东'].map((word, at) => [
			`${at}`,
			'91350111MA2XN0L938',
			word === '监事' ? '408A' : '490B',
			word,
		]);
		expect(columnsOf(propose(['id', 'uniscid', 'position', 'position_cn'], rows)).position).toBe('position_cn');
	});

	it('tells amounts that are too small for yuan, and leaves those that are not', () => {
		const needs = (amount: string) =>
			propose(['CF_WSH', 'CF_XDR_MC', 'CF_NR_FK', 'CF_JDRQ'], [['罚1', '某某托管服务部', amount, '2025-05-30']]).fields.find(
				({ field }) => field === 'fine',
			)?.needs;
		expect(needs('6')).toBe('TEN_THOUSANDS');
		expect(needs('60000')).toBeUndefined();
	});

	it('finds both ends of a term in the column named for its end', () => {
		const rows = [['教民135010270000018号', '甲中心', '营利性', '云小树', '小学', '2023.01.01-2026.01.01']];
		const { fields } = propose(['许可证编号', '机构名称', '办学性质', '校长', '学段', '有效期限'], rows);
		expect(fields.filter(({ needs }) => needs).map(({ field, column, needs }) => [field, column, needs])).toEqual([
			['issuedOn', '有效期限', 'TERM_START'],
			['validUntil', '有效期限', 'TERM_END'],
		]);
	});

	it('finds the codes of divisions that are named, in the prefecture of which the other columns speak, and says which it cannot', () => {
		const field = (rows: string[][]) =>
			propose(['机构名称', '许可证编号', '所属区县'], rows).fields.find(({ field: name }) => name === 'divisionCode');
		const home = field([
			['甲中心', '教民135010270000018号', '晋安区'],
			['乙中心', '教民135010270000026号', '鼓楼区'], // there is one in Nanjing, Xuzhou and Kaifeng too
		]);
		expect(home?.codes).toMatchObject({ 晋安区: '350111', 鼓楼区: '350102', 台江区: '350103' });
		expect(home?.words).toEqual([]);
		expect(field([['甲中心', '', '鼓楼区']])).toMatchObject({ words: ['鼓楼区'], codes: {} });
	});

	it('takes a register with numbers of licences for that of licences, though others have fewer columns', () => {
		const rows = [['91350111MA2XN0L938', '教民135010270000018号', '某某培训中心', '云小树', '东街8号', '16900001111', '2021-01-01']];
		expect(propose(['信用代码', '许可证号', '单位名称', '负责人', '办学地址', '负责人电话', '批准日期'], rows).kind).toBe('licence');
	});

	it('judges a column of numbers by those that a spreadsheet has left whole', () => {
		const rows = ['135010270000018', '1.3501E+14', '1.3501E+14', '135010270000026'].map((no, at) => [no, `第${at}培训学校`]);
		expect(propose(['许可证号', '单位名称'], rows).fields.find(({ field }) => field === 'licenceNo')).toMatchObject({ why: 'BOTH' });
	});

	it('says of a column with two days in it that it is a term', () => {
		const proposal = propose(['许可证编号', '单位名称', '起讫'], [['教民135010270000018号', '甲中心', '2023年1月1日至2026年1月1日']]);
		expect(proposal.left).toEqual([{ column: '起讫', looksLike: 'term' }]);
	});

	it('says which columns found no place and what they look like', () => {
		const proposal = propose(['姓名', '身份证号', '学校名称', '备注时间'], [['云小树', '99012319900101123X', '第一小学', '18:30']]);
		expect(proposal.kind).toBe('schoolTeacher');
		expect(proposal.left).toEqual([{ column: '备注时间', looksLike: 'time' }]);
	});
});

describe('config/header-words.yaml', () => {
	it('has words for values that a field of the name has', () => {
		for (const [field, list] of Object.entries(WORDS.codes)) {
			const values = new Set(KIND_NAMES.flatMap((kind) => kindDef(kind).fields[field]?.values ?? []));
			expect(Object.keys(list).filter((value) => !values.has(value))).toEqual([]);
		}
	});

	it('has words for fields that exist, and for nearly all of them', () => {
		const fields = new Set([...KIND_NAMES.flatMap((kind) => Object.keys(kindDef(kind).fields)), 'identityNumber']);
		expect(Object.keys(WORDS.fields).filter((field) => !fields.has(field))).toEqual([]);
		expect([...fields].filter((field) => !(field in WORDS.fields))).toEqual([]);
	});
});
