/** SUBJECT_OUTSIDE_LICENCE, PRESCHOOL_SUBJECT and PLACE_OUTSIDE_LICENCE: what licensed schools may not do. */
import { describe, expect, it } from 'vitest';
import type { Finding, RiskRule } from '#core/dossier.ts';
import type { AddressValue, StoredRecord } from '#core/records.ts';
import { placeOutsideLicence } from '#rules/place-outside-licence.ts';
import { preschoolSubject } from '#rules/preschool-subject.ts';
import { subjectOutsideLicence } from '#rules/subject-outside-licence.ts';
import { type DossierOverrides, makeDossier, makeRecord } from '../support/builders.ts';

const at = (text: string, parts: Partial<AddressValue> = {}): AddressValue => ({
	text,
	locality: null,
	road: null,
	number: null,
	building: null,
	unit: null,
	floor: null,
	room: null,
	...parts,
});
const HOME = at('学府路12号301室', { road: '学府路', number: '12', room: '301' });
const licence = (body: object = {}): StoredRecord =>
	makeRecord('licence', { body: { category: 'ART', status: 'ACTIVE', validUntil: '2027-01-01', address: HOME, ...body } });
const course = (name: string, audience = '小学五年级'): StoredRecord =>
	makeRecord('course', { body: { name, audience, category: 'NON_SUBJECT' } });
const inspected = (findings: string, body: object = {}): StoredRecord =>
	makeRecord('inspection', { body: { inspectedOn: '2025-04-01', findings, outcome: 'STOP_NOTICE', ...body } });
const complained = (content: string, on = '2025-03-01', body: object = {}): StoredRecord =>
	makeRecord('complaint', { body: { receivedAt: `${on}T09:00:00+08:00`, content, type: 'OTHER', ...body } });

function judge(rule: RiskRule, records: readonly StoredRecord[], overrides: DossierOverrides = {}): Finding | undefined {
	return rule.evaluate(makeDossier({ records, ...overrides })).findings[0];
}

describe('SUBJECT_OUTSIDE_LICENCE', () => {
	it.each<{ why: string; records: StoredRecord[]; severity: string }>([
		{ why: 'an art school files a course in composition', records: [licence(), course('素养表达(作文)')], severity: 'HIGH' },
		{ why: 'a new name of an old subject goes by school year', records: [licence(), course('数理思维', '初二')], severity: 'HIGH' },
		{ why: 'a subject stands in brackets', records: [licence(), course('科学探索(物理初步)', '初二')], severity: 'HIGH' },
		{ why: 'small children are taught English', records: [licence(), course('幼儿英语', '4-6岁')], severity: 'HIGH' },
		{ why: 'officers saw a maths lesson', records: [licence(), inspected('正在给五年级学生上数学课')], severity: 'HIGH' },
		{
			why: 'its licence for sport has run out, and subjects are filed',
			records: [licence({ category: 'SPORT', status: 'EXPIRED', validUntil: '2024-01-01' }), course('初中数学', '初二')],
			severity: 'HIGH',
		},
		{
			why: 'it is admitted only',
			records: [makeRecord('admission', { body: { status: 'ACTIVE' } }), course('奥数', '五年级')],
			severity: 'HIGH',
		},
	])('is $severity when $why', ({ records, severity }) => {
		expect(judge(subjectOutsideLicence, records)).toMatchObject({ severity });
	});

	it.each<{ why: string; records: StoredRecord[] }>([
		{ why: 'the courses are arts', records: [licence(), course('硬笔书法'), course('中国舞')] },
		{
			why: 'chess and programming speak of thinking',
			records: [licence({ category: 'TECHNOLOGY' }), course('围棋思维启蒙'), course('编程思维')],
		},
		{ why: 'adults learn English', records: [licence(), course('商务英语', '成人')] },
		{ why: 'a subject licence runs too', records: [licence(), licence({ category: 'SUBJECT' }), course('初中数学')] },
		{ why: 'there is one complaint alone', records: [licence(), complained('给初二学生补物理')] },
		{
			why: 'there is one advertisement alone',
			records: [licence(), makeRecord('advertisement', { body: { publishedOn: '2025-03-01', content: '初二物理提分班' } })],
		},
		{ why: 'it holds no permit at all', records: [course('初中数学')] },
		{ why: 'officers found no subject training', records: [licence(), inspected('未发现学科类培训', { outcome: 'NONE' })] },
	])('is silent when $why', ({ records }) => {
		expect(judge(subjectOutsideLicence, records)).toBeUndefined();
	});

	it('says that it cannot judge when licences could not be read', () => {
		const dossier = makeDossier({
			records: [makeRecord('admission', { body: { status: 'ACTIVE' } }), course('奥数', '五年级')],
			sources: { sector: 'FRESH', education: 'FAILED' },
		});
		expect(subjectOutsideLicence.evaluate(dossier).silent).toContain('education');
	});

	it('an art taught by school year is only a doubt', () => {
		const score = judge(subjectOutsideLicence, [licence(), course('创意美术(五年级)')])?.score ?? 0;
		expect(score).toBeLessThan(judge(subjectOutsideLicence, [licence(), course('素养表达(作文)')])?.score ?? 0);
	});
});

describe('PRESCHOOL_SUBJECT', () => {
	it.each<{ why: string; records: StoredRecord[]; severity: string }>([
		{
			why: 'a course for children of four to six is named after maths',
			records: [licence(), course('学前数学', '4-6岁')],
			severity: 'HIGH',
		},
		{
			why: 'officers found pinyin taught to small children at a subject school',
			records: [licence({ category: 'SUBJECT' }), inspected('发现面向学前幼儿教授拼音、算术')],
			severity: 'HIGH',
		},
		{
			why: 'one parent tells of a bridging class',
			records: [licence(), complained('给幼儿园大班孩子教拼音算术，说是幼小衔接')],
			severity: 'MEDIUM',
		},
	])('is $severity when $why', ({ records, severity }) => {
		expect(judge(preschoolSubject, records)).toMatchObject({ severity });
	});

	it.each<{ why: string; records: StoredRecord[]; overrides?: DossierOverrides }>([
		{ why: 'small children paint and dance', records: [course('创意美术', '4-6岁'), course('中国舞', '幼儿园大班')] },
		{ why: 'pupils learn maths', records: [course('数学提高', '小学三年级')] },
		{
			why: 'a kindergarten prepares for school',
			records: [complained('幼儿园大班在做幼小衔接活动')],
			overrides: { name: '某街道中心幼儿园' },
		},
		{ why: 'officers found none', records: [inspected('未发现面向学龄前儿童教授拼音、算术', { outcome: 'NONE' })] },
		{ why: 'somebody only heard so', records: [complained('听说可能给幼儿园大班孩子教拼音')] },
	])('is silent when $why', ({ records, overrides = {} }) => {
		expect(judge(preschoolSubject, records, overrides)).toBeUndefined();
	});
});

describe('what a course is for', () => {
	it('experiments belong to a licence for technology, and to no other', () => {
		const experiments = course('科学实验', '五年级');
		expect(judge(subjectOutsideLicence, [licence({ category: 'TECHNOLOGY' }), experiments])).toBeUndefined();
		expect(judge(subjectOutsideLicence, [licence({ category: 'ART' }), experiments])).toBeDefined();
	});

	it('思维训练班 is a lesson before school; chess for little ones and a name with 婴幼儿 are none', () => {
		expect(judge(preschoolSubject, [licence(), course('思维训练班', '4至6岁')])).toBeDefined();
		expect(judge(preschoolSubject, [licence(), course('围棋思维训练', '4至6岁')])).toBeUndefined();
		expect(
			judge(preschoolSubject, [complained('先锋婴幼儿照护服务给四年级学生上数学课', '2025-03-01', { name: '先锋婴幼儿照护服务' })]),
		).toBeUndefined();
	});
});

describe('PLACE_OUTSIDE_LICENCE', () => {
	const SITE = at('光泽街273号406室', { road: '光泽街', number: '273', room: '406' });
	const found = inspected('该机构在光泽街273号另设教学点，未经审批，现场两间教室', { address: SITE });

	it('finds a second site that officers saw', () => {
		expect(judge(placeOutsideLicence, [licence(), found])).toMatchObject({ severity: 'MEDIUM' });
	});

	it('finds lessons elsewhere, and one more site of which nobody gives the address', () => {
		expect(judge(placeOutsideLicence, [licence(), inspected('周末上课声音大', { address: SITE })])).toBeDefined();
		expect(judge(placeOutsideLicence, [licence(), complained('又开了一个校区，没见办学许可证')])).toBeDefined();
	});

	it('believes that a site is one more unless its address is one of its own', () => {
		const oneMore = '又开了一个点，没见办学许可证';
		const elsewhere = at('金色小区5号楼107室', { building: '金色小区', unit: '5', room: '107' });
		expect(judge(placeOutsideLicence, [licence(), complained(oneMore, '2025-03-01', { address: elsewhere })])).toBeDefined();
		expect(judge(placeOutsideLicence, [licence(), complained(oneMore, '2025-03-01', { address: HOME })])).toBeUndefined();
	});

	it('finds pupils taught at another address by officers; at the licensed one that is no further site', () => {
		const lesson = '以培训名义开展五年级数学教学，收取费用';
		expect(judge(placeOutsideLicence, [licence(), inspected(lesson, { address: SITE })])).toBeDefined();
		expect(judge(placeOutsideLicence, [licence(), inspected(lesson, { address: HOME })])).toBeUndefined();
		expect(judge(placeOutsideLicence, [licence(), complained(lesson, '2025-03-01', { address: SITE })])).toBeUndefined();
	});

	it('finds one of which parents tell, less surely', () => {
		const told = complained('在光泽街又开了一个校区，没见办学许可证', '2025-03-01', { address: SITE });
		const score = judge(placeOutsideLicence, [licence(), told])?.score ?? 0;
		expect(score).toBeGreaterThan(0.5);
		expect(score).toBeLessThan(judge(placeOutsideLicence, [licence(), found])?.score ?? 0);
	});

	it.each<{ why: string; records: StoredRecord[] }>([
		{ why: 'the site is licensed too', records: [licence(), licence({ address: SITE }), found] },
		{ why: 'it is another door of the same number', records: [licence({ address: { ...SITE, number: '273-2', room: '101' } }), found] },
		{
			why: 'it is the same building written otherwise',
			records: [
				licence({ address: at('紫荆广场3座1808', { building: '紫荆广场', road: '学林东街', number: '314' }) }),
				inspected('紫荆广场4楼另设教学点', { address: at('紫荆广场4楼', { building: '紫荆广场' }) }),
			],
		},
		{
			why: 'it holds no licence (others judge that)',
			records: [makeRecord('registration', { body: { address: HOME, status: 'ACTIVE' } }), found],
		},
		{ why: 'it moved with leave', records: [licence(), inspected('经批准迁址，新校区已备案', { address: SITE })] },
		{ why: 'lessons are heard and nobody says where', records: [licence(), inspected('周末上课声音大', { address: null })] },
		{ why: 'lessons are heard at the licensed address', records: [licence(), inspected('周末上课声音大', { address: HOME })] },
		{ why: 'the licence has no usable address', records: [licence({ address: at('老粮站院内') }), found] },
	])('is silent when $why', ({ records }) => {
		expect(judge(placeOutsideLicence, records)).toBeUndefined();
	});
});
