import { describe, expect, it } from 'vitest';
import { identityCheckCharacter } from '#core/codes/identity-number.ts';
import { kindDef } from '#core/kinds.ts';
import fc, { runsOf } from '../support/property.ts';
import { makeIntake, REFERENCE_SOURCES, recordOf, referenceIntake, referenceTable, setAsideOf } from './support.ts';

const BODY17 = '99123419850607123';
const NUMBER = BODY17 + identityCheckCharacter(BODY17);
const OTHER17 = '99123419900101456';
const OTHER = OTHER17 + identityCheckCharacter(OTHER17);

const licenceRow = (over: Record<string, string | null> = {}) => ({
	xkzh: '教民135010270000018号',
	jgmc: '晋安区云帆艺术培训中心',
	tyshxydm: null,
	pxlb: '文化艺术类',
	xd: '学龄前、义务教育',
	bxxz: '营利性',
	fddbr: '云小树',
	fddbr_zjhm: NUMBER,
	xzxm: '林知夏',
	xz_zjhm: OTHER,
	bxdz: '云中路12号3楼301室',
	xzqhdm: '350111',
	lxdh: '0591-87654321/16900001111',
	spjg: '晋安区教育局',
	fzrq: '2021年9月1日',
	yxqz: '20260831',
	zt: '正常',
	zxrq: null,
	zxyy: null,
	gxsj: '2025-05-30T17:30:00.000000+00:00',
	...over,
});

describe('createIntake', () => {
	const licence = referenceIntake('education', 'bxxkz');

	it('makes a record with body, people, keys and the day of its stamp in Asia/Shanghai', () => {
		const record = recordOf(licence, licenceRow(), null);
		expect(record).toMatchObject({
			source: 'education',
			recordType: 'bxxkz',
			recordKey: '教民135010270000018号',
			kind: 'licence',
			asOf: '2025-05-31',
			stamp: '2025-05-30T17:30:00.000000Z',
			faults: [],
			body: {
				name: '晋安区云帆艺术培训中心',
				category: 'ART',
				stages: ['学龄前', '义务教育'],
				nature: 'FOR_PROFIT',
				issuedOn: '2021-09-01',
				validUntil: '2026-08-31',
				status: 'ACTIVE',
				endedOn: null,
				head: { name: '云小树', masked: `99**************${NUMBER.slice(-2)}` },
			},
		});
		expect(record.keys.length).toBeGreaterThan(3);
	});

	it('gives the two people of a licence keys of their own', () => {
		const { people } = recordOf(licence, licenceRow());
		expect(people.map((p) => [p.slot, p.exportKey, p.nameKey, p.validNumber])).toEqual([
			['head', '教民135010270000018号#fddbr', '云小树', true],
			['principal', '教民135010270000018号#xz', '林知夏', true],
		]);
		expect(people[0]?.tokens.map((t) => t.kind)).toContain('full');
	});

	it('keeps a row without one unusable value and reports it', () => {
		const record = recordOf(licence, licenceRow({ fzrq: '明年', zt: '休眠', fddbr_zjhm: `${BODY17}${NUMBER.endsWith('0') ? '1' : '0'}` }));
		expect(record.body).toMatchObject({ issuedOn: null, status: null, name: '晋安区云帆艺术培训中心' });
		expect(record.faults.map((f) => `${f.field} ${f.code}`).sort()).toEqual([
			'head CHECK_DIGIT',
			'issuedOn NOT_A_DATE',
			'status UNKNOWN_CODE',
		]);
		expect(record.people[0]?.validNumber).toBe(false);
	});

	it('says nothing of the value in a fault', () => {
		const record = recordOf(licence, licenceRow({ fddbr_zjhm: '99123419850607999X', fzrq: '张三生日' }));
		expect(JSON.stringify(record.faults)).not.toMatch(/张三|9912341985/);
	});

	it('reads dirty values as the clean ones, so that the content stays the same', () => {
		const dirty = licenceRow({
			jgmc: ' 晋安区 云帆艺术培训中心　',
			pxlb: '文化艺术类 ',
			fzrq: '2021/9/1',
			yxqz: '２０２６－０８－３１',
			zxrq: '无',
			tyshxydm: 'NULL',
			fddbr_zjhm: NUMBER.toLowerCase(),
		});
		expect(recordOf(licence, dirty).contentHash).toBe(recordOf(licence, licenceRow()).contentHash);
	});

	it('has one hash whatever the order of the columns, and whatever the stamp', () => {
		fc.assert(
			fc.property(fc.shuffledSubarray(Object.entries(licenceRow()), { minLength: 20 }), (entries) => {
				expect(recordOf(licence, Object.fromEntries(entries)).contentHash).toBe(recordOf(licence, licenceRow()).contentHash);
			}),
			{ numRuns: runsOf(20) },
		);
		expect(recordOf(licence, licenceRow({ gxsj: '2025-05-31 09:00:00+08' })).contentHash).toBe(recordOf(licence, licenceRow()).contentHash);
	});

	it('has another hash when a value, a name or a number differs', () => {
		const { contentHash } = recordOf(licence, licenceRow());
		const changes: Record<string, string>[] = [{ jgmc: '晋安区云航艺术培训中心' }, { xzxm: '林知秋' }, { xz_zjhm: NUMBER }, { zt: '暂停' }];
		for (const over of changes) {
			expect(recordOf(licence, licenceRow(over)).contentHash).not.toBe(contentHash);
		}
	});

	it('writes the body in the declared order of the kind', () => {
		expect(Object.keys(recordOf(licence, licenceRow()).body)).toEqual(Object.keys(kindDef('licence').fields));
	});

	it('reads only the columns that the mapping names', () => {
		const { table } = referenceTable('education', 'bxxkz');
		expect(licence.columns).toEqual([...licence.columns].sort());
		expect(licence.columns).toContain('fddbr_zjhm');
		expect(licence.columns).toContain(table.updatedColumn);
		expect(licence.columns).not.toContain('bz');
	});

	it('compiles every table of the reference and takes an empty row without throwing', () => {
		for (const source of REFERENCE_SOURCES) {
			for (const table of source.tables) {
				const intake = referenceIntake(source.id, table.recordType, table.kind);
				expect(setAsideOf(intake, {}).reason).toMatch(/NO_KEY|UNKNOWN_KIND/);
			}
		}
	});

	it('never lets a clear identity number out, whatever column it stands in', () => {
		const { table } = referenceTable('education', 'bxxkz');
		const columns = referenceIntake('education', table.recordType).columns.filter((c) => c !== 'xkzh');
		fc.assert(
			fc.property(fc.constantFrom(...columns), fc.constantFrom(NUMBER, OTHER, ` ${NUMBER} `, `号${OTHER}。`), (column, value) => {
				const result = licence.take({ row: licenceRow({ [column]: value }), position: 'p' }, null);
				const text = JSON.stringify(result);
				expect(text).not.toContain(NUMBER);
				expect(text).not.toContain(OTHER);
			}),
		);
	});
});

describe('expressions', () => {
	const body = (fields: Parameters<typeof makeIntake>[0]['fields'], row: Record<string, string | null>) =>
		recordOf(makeIntake({ kind: 'inspection', fields: { name: { columns: ['n'] }, ...fields } }), { id: '1', n: '某机构', ...row }).body;

	it('join several columns and leave out those that say nothing', () => {
		const fields = { method: { columns: ['a', 'b', 'c'], join: '-' } };
		expect(body(fields, { a: '甲', b: '无', c: '丙' })).toMatchObject({ method: '甲-丙' });
		expect(body(fields, { a: null, b: '', c: ' ' })).toMatchObject({ method: null });
	});

	it('translate codes, and take otherwise for what is not listed', () => {
		const codes = { columns: ['z'], codes: { 没事: 'NONE', 整改: 'RECTIFY' } };
		expect(body({ outcome: codes }, { z: '整改' })).toMatchObject({ outcome: 'RECTIFY' });
		expect(body({ outcome: codes }, { z: '其他' })).toMatchObject({ outcome: null });
		expect(body({ outcome: { ...codes, otherwise: 'CASE' } }, { z: '其他' })).toMatchObject({ outcome: 'CASE' });
	});

	it('multiply, split out with a pattern, and put constants', () => {
		expect(body({ fine: { columns: ['f'], times: '10000' } }, { f: '1.5' })).toMatchObject({ fine: '15000' });
		expect(body({ inspectedOn: { columns: ['q'], pattern: '^(.*)至' } }, { q: '2025-01-02至2025-03-04' })).toMatchObject({
			inspectedOn: '2025-01-02',
		});
		expect(body({ method: { columns: [], constant: '暗访' } }, {})).toMatchObject({ method: '暗访' });
	});

	it('is no key in a file when a spreadsheet cut its digits, and stays one in a database that keeps its key column whole', () => {
		const table = {
			kind: 'registration',
			key: [{ columns: ['code'] }, { columns: ['name'] }],
			fields: { creditCode: { columns: ['code'] }, name: { columns: ['name'] } },
		} as const;
		const row = { code: '921408241212961000', name: '云中县青禾托育中心' };
		const ofFile = recordOf(makeIntake(table), row);
		const ofDatabase = recordOf(makeIntake({ ...table, keyColumn: 'code' }), row);
		expect([ofFile.recordKey, ofDatabase.recordKey]).toEqual([row.name, row.code]);
		expect([ofFile.body, ofDatabase.body]).toMatchObject([{ creditCode: null }, { creditCode: null }]);
	});

	it('take the first key that has a value', () => {
		const intake = makeIntake({
			kind: 'nonprofit',
			key: [{ columns: ['code'] }, { columns: ['name'] }],
			fields: { name: { columns: ['name'] } },
		});
		expect(recordOf(intake, { code: ' 52 35 ', name: '某中心' }).recordKey).toBe('5235');
		expect(recordOf(intake, { code: '-', name: '某 中心' }).recordKey).toBe('某中心');
	});
});

describe('two kinds in one table', () => {
	const row = (dxlx: string, hm: string | null) => ({
		id: '7',
		lb: '黑名单',
		dxlx,
		mc: '云小树',
		hm,
		yy: '违规',
		ksrq: '2024-01-01',
		jsrq: null,
		gxsj: null,
	});

	it('takes the rows of its kind and sets the others aside', () => {
		const people = referenceIntake('education', 'hbmd', 'personListEntry');
		expect(recordOf(people, row('个人', NUMBER)).people[0]?.validNumber).toBe(true);
		expect(setAsideOf(people, row('机构', null)).reason).toBe('UNKNOWN_KIND');
	});
});

describe('complaints', () => {
	const complaints = referenceIntake('hotline', 'gd');
	const row = {
		工单编号: '2025053100000001',
		受理时间: '2025-05-31 08:00:00',
		渠道: '12345',
		诉求类型: '违规培训',
		诉求内容: '本人云小树,电话16900001111,反映启明学堂周末给五年级3班的林知夏补数学。学堂电话16900002222',
		被反映单位: '启明学堂',
		被反映地址: '云中路12号 联系人16900001111',
		行政区划代码: '350111',
		诉求人姓名: '云小树',
		诉求人电话: '169-0000-1111',
	};

	it('hold nothing of the person who complains nor of a pupil, and keep the organisation’s telephone', () => {
		const record = recordOf(complaints, row);
		const text = JSON.stringify(record);
		expect(text).not.toMatch(/云小树|16900001111|林知夏/);
		expect(text).toContain('16900002222');
		expect(record.people).toEqual([]);
	});

	it('are set aside without the person too', () => {
		const aside = setAsideOf(complaints, { ...row, 工单编号: '' });
		expect(JSON.stringify(aside)).not.toMatch(/云小树|16900001111|0000-1111|林知夏/);
		expect(aside.masked).toMatchObject({ 诉求人姓名: '***', 诉求人电话: '***', 被反映单位: '启明学堂' });
	});
});
