/** Rules on licences, names, inspections and data: each finding beside its near miss, and every guard. */
import { describe, expect, it } from 'vitest';
import type { RiskRule } from '#core/dossier.ts';
import type { StoredRecord } from '#core/records.ts';
import { beyondGrade } from '#rules/beyond-grade.ts';
import { dataConflict } from '#rules/data-conflict.ts';
import { gradesIn } from '#rules/grades.ts';
import { inspectionOverdue } from '#rules/inspection-overdue.ts';
import { nameOnSignDiffers } from '#rules/name-on-sign-differs.ts';
import { notNonprofit } from '#rules/not-nonprofit.ts';
import { subjectAdvertising } from '#rules/subject-advertising.ts';
import { unreachableWithLeads } from '#rules/unreachable-with-leads.ts';
import { type DossierOverrides, makeDossier, makeRecord, makeSuccession, POLICY } from '../support/builders.ts';

const judge = (rule: RiskRule, records: readonly StoredRecord[], overrides: DossierOverrides = {}) =>
	rule.evaluate(makeDossier({ records, ...overrides }));
const found = (rule: RiskRule, records: readonly StoredRecord[], overrides: DossierOverrides = {}) =>
	judge(rule, records, overrides).findings;

const licence = (body: object = {}) =>
	makeRecord('licence', {
		body: { category: 'SUBJECT', status: 'ACTIVE', stages: ['义务教育'], issuedOn: '2019-01-01', validUntil: '2027-01-01', ...body },
	});
const business = (body: object = {}) =>
	makeRecord('registration', { body: { name: '东湖区启明托管服务部', status: 'ACTIVE', scope: '托管服务', ...body } });

describe('SUBJECT_ADVERTISING', () => {
	const ad = (content: string, body: object = {}) => makeRecord('advertisement', { body: { content, publishedOn: '2024-03-01', ...body } });

	it.each<[string, StoredRecord[]]>([
		['an offer of a subject by name', [business(), ad('五年级数学小班,名师坐镇,周末开课')]],
		['a school of subjects that enrols', [licence(), ad('秋季班开始报名,电话169')]],
		['a school of subjects whose licence ended', [licence({ status: 'CANCELLED' }), ad('新学期招生啦')]],
		['a school of arts that enrols and names no art', [licence({ category: 'ART' }), ad('秋季班开始报名,电话169')]],
		['a school of arts that promises marks', [licence({ category: 'ART' }), ad('中考状元都在这里学,不提分退款')]],
		['an advertisement of the day of the ban', [business(), ad('初二物理补习班招生', { publishedOn: '2021-07-24' })]],
	])('finds %s', (_, records) => {
		expect(found(subjectAdvertising, records)).toMatchObject([{ code: 'SUBJECT_ADVERTISING', severity: 'MEDIUM' }]);
	});

	it.each<[string, StoredRecord[]]>([
		['an advertisement from the day before the ban', [business(), ad('初二物理补习班招生', { publishedOn: '2021-07-23' })]],
		['one whose day is not known', [business(), ad('初二物理补习班招生', { publishedOn: null })]],
		['words of disguise alone', [business(), ad('二年级大语文火热报名')]],
		['exercise books', [business(), ad('开学季,八年级数学教辅全场六折')]],
		['an adult course', [business(), ad('成人英语口语班招生,零基础上班族')]],
		['a closed school’s place that enrols for something else', [licence({ status: 'CANCELLED' }), ad('兴趣活动,初二科学素养火热报名')]],
		['a school of arts that enrols for the piano', [licence({ category: 'ART' }), ad('少儿钢琴班招生')]],
		['a business that was never licensed and boasts', [business(), ad('全市第一的服务')]],
		[
			'a subject that is only the advertiser’s name',
			[makeRecord('registration', { body: { name: '数学书店', status: 'ACTIVE' } }), ad('数学书店开业大吉')],
		],
	])('does not take for one %s', (_, records) => {
		expect(found(subjectAdvertising, records)).toEqual([]);
	});

	it('does not speak of a place that nobody has registered', () => {
		expect(found(subjectAdvertising, [ad('五年级数学小班,周末开课')], { registered: false })).toEqual([]);
	});
});

describe('NOT_NONPROFIT', () => {
	it('finds a licence for profit, and surer than a registration as a business', () => {
		const [said] = found(notNonprofit, [licence({ nature: 'FOR_PROFIT' })]);
		const [registered] = found(notNonprofit, [licence(), business()]);
		expect(said).toMatchObject({ code: 'NOT_NONPROFIT', severity: 'HIGH' });
		expect(registered?.score).toBeLessThan(said?.score ?? 0);
	});

	const nonprofit = makeRecord('nonprofit', { body: { status: 'ACTIVE' } });
	it.each<[string, StoredRecord[], DossierOverrides]>([
		['a school for senior high alone', [licence({ nature: 'FOR_PROFIT', stages: ['高中'] })], {}],
		['a school of arts', [licence({ nature: 'FOR_PROFIT', category: 'ART' })], {}],
		['a licence that ended', [licence({ nature: 'FOR_PROFIT', status: 'CANCELLED' })], {}],
		['a nonprofit beside the business', [licence(), business(), nonprofit], {}],
		['a licence of a nonprofit’s code', [licence({ creditCode: '52990101MJ00000000' }), business()], {}],
		['a lawful conversion', [licence(), business()], { successors: [makeSuccession({ kind: 'CONVERSION' })] }],
		['the time before schools had to change', [licence({ nature: 'FOR_PROFIT' })], { asOf: '2021-12-31' }],
	])('does not take for one %s', (_, records, overrides) => {
		expect(found(notNonprofit, records, overrides)).toEqual([]);
	});

	it('still finds one whose successor is a rebrand', () => {
		expect(found(notNonprofit, [licence(), business()], { successors: [makeSuccession()] })).toHaveLength(1);
	});
});

describe('NAME_ON_SIGN_DIFFERS', () => {
	const inspection = (name: string, findings = '现场有学生在上数学课') =>
		makeRecord('inspection', { body: { name, findings, inspectedOn: '2025-04-01' } });
	const ad = (name: string) => makeRecord('advertisement', { body: { name, content: '五年级数学小班招生', publishedOn: '2025-04-01' } });

	it('finds another name on the sign, by one inspection or two advertisements', () => {
		expect(found(nameOnSignDiffers, [business(), inspection('博雅青少年成长中心')])).toMatchObject([
			{ code: 'NAME_ON_SIGN_DIFFERS', severity: 'MEDIUM' },
		]);
		expect(found(nameOnSignDiffers, [business(), ad('博雅学堂'), ad('博雅学堂')])).toHaveLength(1);
		expect(found(nameOnSignDiffers, [business(), ad('博雅学堂')])).toEqual([]);
	});

	it.each([['启明'], ['启明晚托班'], ['启明托管（东湖店）'], ['东湖区启明托管服务部'], ['东湖区托管班']])(
		'takes %s for a short form of the registered name',
		(name) => {
			expect(found(nameOnSignDiffers, [business(), inspection(name)])).toEqual([]);
		},
	);

	it('leaves a name beside a text that has nothing to do with teaching', () => {
		expect(found(nameOnSignDiffers, [business(), inspection('博雅青少年成长中心', '消防通道堆放杂物')])).toEqual([]);
	});
});

describe('INSPECTION_OVERDUE', () => {
	const inspected = (inspectedOn: string) => makeRecord('inspection', { body: { inspectedOn } });

	it('finds a licence last inspected as many months ago as the division allows, and waits for that day', () => {
		expect(found(inspectionOverdue, [licence()])).toMatchObject([{ code: 'INSPECTION_OVERDUE', severity: 'LOW' }]);
		expect(found(inspectionOverdue, [licence(), inspected('2024-05-31')])).toHaveLength(1);
		expect(judge(inspectionOverdue, [licence(), inspected('2024-06-01')])).toEqual({
			findings: [],
			nextChange: '2025-06-01',
			silent: null,
		});
		expect(
			found(inspectionOverdue, [licence(), inspected('2024-12-31')], { policy: { ...POLICY, inspectionEveryMonths: 5 } }),
		).toHaveLength(1);
	});

	it.each([
		['a licence younger than that', [licence({ issuedOn: '2024-09-01' })]],
		['a licence that ended', [licence({ status: 'CANCELLED' })]],
		['an inspection this year', [licence(), inspected('2025-01-01')]],
	])('does not take for one %s', (_, records) => {
		expect(found(inspectionOverdue, records)).toEqual([]);
	});

	it('keeps silent while inspections could not be read', () => {
		expect(judge(inspectionOverdue, [licence()], { sources: { education: 'FAILED' } }).silent).toContain('education');
	});
});

describe('UNREACHABLE_WITH_LEADS', () => {
	const lead = (receivedAt: string) =>
		makeRecord('complaint', { body: { receivedAt, content: '晚上在里面给初二学生补物理', type: 'IRREGULAR_TRAINING' } });

	it('says what it lacks where leads tell of teaching, and nothing elsewhere', () => {
		expect(judge(unreachableWithLeads, [business(), lead('2025-05-01T09:00:00+08:00')])).toMatchObject({
			findings: [],
			silent: expect.stringContaining('经营异常名录'),
		});
		expect(judge(unreachableWithLeads, [business(), lead('2024-11-01T09:00:00+08:00')]).silent).toBeNull();
		expect(judge(unreachableWithLeads, [business()]).silent).toBeNull();
	});
});

describe('BEYOND_GRADE', () => {
	const course = (name: string, audience: string, body: object = {}) =>
		makeRecord('course', { body: { name, audience, category: 'SUBJECT', ...body } });

	it.each([
		['物理', '五年级'],
		['化学启蒙班', '小学六年级'],
		['初二数学', '六年级'],
		['七年级英语提前学', '小学五年级'],
	])('finds %s for %s', (name, audience) => {
		expect(found(beyondGrade, [course(name, audience)])).toMatchObject([{ code: 'BEYOND_GRADE', severity: 'LOW' }]);
	});

	it.each([
		['物理', '初二'],
		['物理', '初一'],
		['物理', '五年级、初三'],
		['数学提高', '初一、初二'],
		['三年级数学', '小学三年级'],
		['五年级数学', '六年级'],
		['数学', '小学生'],
		['物理', '青少年'],
		['物理', '成人'],
	])('does not take for one %s for %s', (name, audience) => {
		expect(found(beyondGrade, [course(name, audience)])).toEqual([]);
	});

	it('leaves courses that are no subject’s, and those over for more than a year', () => {
		expect(found(beyondGrade, [course('科学实验', '五年级', { category: 'NON_SUBJECT' })])).toEqual([]);
		expect(found(beyondGrade, [course('物理', '五年级', { to: '2024-01-01' })])).toEqual([]);
	});
});

describe('gradesIn', () => {
	it.each<[string, number[]]>([
		['小学三年级', [3]],
		['三至五年级', [3, 4, 5]],
		['3-5年级', [3, 4, 5]],
		['五、六年级', [5, 6]],
		['初一、初二', [7, 8]],
		['小升初', [6]],
		['高三', [12]],
		['小学', [1, 2, 3, 4, 5, 6]],
		['4-6岁', []],
		['成人', []],
	])('%s: %o', (text, grades) => {
		expect(gradesIn(text)).toEqual(grades);
	});
});

describe('DATA_CONFLICT', () => {
	const faulty = makeRecord('registration', { faults: [{ field: 'creditCode', code: 'CHECK_DIGIT', message: 'does not check' }] });

	it.each<[string, StoredRecord[], DossierOverrides]>([
		['a code that fails its check', [faulty], {}],
		['a licence that runs while every registration has ended', [licence(), business({ status: 'DEREGISTERED' })], {}],
		[
			'one licence number with two credit codes',
			[licence({ licenceNo: '1', creditCode: 'A' }), makeRecord('account', { body: { licenceNo: '1', creditCode: 'B' } })],
			{},
		],
		['a subject licence first issued after the double reduction', [licence({ issuedOn: '2022-03-01' })], {}],
	])('finds %s', (_, records, overrides) => {
		expect(found(dataConflict, records, overrides)).toMatchObject([{ code: 'DATA_CONFLICT', severity: 'INFO' }]);
	});

	it.each<[string, StoredRecord[], DossierOverrides]>([
		['a registration that runs beside one that ended', [licence(), business({ status: 'DEREGISTERED' }), business()], {}],
		[
			'one licence number with one credit code',
			[licence({ licenceNo: '1', creditCode: 'A' }), makeRecord('account', { body: { licenceNo: '1', creditCode: 'A' } })],
			{},
		],
		[
			'a new licence that carries on an older organisation',
			[licence({ issuedOn: '2022-03-01' })],
			{ predecessors: [makeSuccession({ kind: 'CONVERSION' })] },
		],
		['a new licence for senior high', [licence({ issuedOn: '2022-03-01', stages: ['高中'] })], {}],
		[
			'a fault of a telephone number',
			[makeRecord('registration', { faults: [{ field: 'phones', code: 'NOT_A_PHONE', message: '' }] })],
			{},
		],
	])('does not take for one %s', (_, records, overrides) => {
		expect(found(dataConflict, records, overrides)).toEqual([]);
	});
});
