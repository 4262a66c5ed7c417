/** FALSE_CLOSURE, TRAINING_WITHOUT_LICENCE and LICENCE_ENDED: what they must and must not find. */
import { describe, expect, it } from 'vitest';
import type { Finding, RiskRule } from '#core/dossier.ts';
import type { StoredRecord } from '#core/records.ts';
import { falseClosure } from '#rules/false-closure.ts';
import { licenceEnded } from '#rules/licence-ended.ts';
import { trainingWithoutLicence } from '#rules/training-without-licence.ts';
import { makeDossier, makeRecord } from '../support/builders.ts';

const licence = (body: object = {}): StoredRecord =>
	makeRecord('licence', { body: { category: 'SUBJECT', status: 'CANCELLED', endedOn: '2023-06-01', ...body } });
const business = (body: object = {}): StoredRecord =>
	makeRecord('registration', { body: { name: '某某教育培训有限公司', status: 'ACTIVE', scope: '学科类培训', ...body } });
const inspected = (findings: string, on = '2025-04-01', body: object = {}): StoredRecord =>
	makeRecord('inspection', { body: { inspectedOn: on, findings, outcome: 'RECTIFY', ...body } });
const complained = (content: string, on = '2025-03-01', body: object = {}): StoredRecord =>
	makeRecord('complaint', { body: { receivedAt: `${on}T09:00:00+08:00`, content, type: 'UNLICENSED', ...body } });
const course = (body: object = {}): StoredRecord =>
	makeRecord('course', { body: { name: '数学', category: 'SUBJECT', from: '2025-03-01', to: '2025-07-01', ...body } });

function judge(rule: RiskRule, ...records: StoredRecord[]): Finding | undefined {
	return rule.evaluate(makeDossier({ records })).findings[0];
}

describe('FALSE_CLOSURE', () => {
	const PUPILS = complained('很多学生背着书包进出，里面有白板和课桌');
	const SAME_TEACHERS = makeRecord('advertisement', { body: { content: '搬新家啦，老朋友们，还是原来的老师', publishedOn: '2025-04-13' } });
	const TAUGHT = inspected('现场正在给初一学生上英语课');

	it.each<{ why: string; records: StoredRecord[]; severity: string }>([
		{ why: 'officers saw a lesson after the end', records: [licence(), TAUGHT], severity: 'CRITICAL' },
		{
			why: 'the licence is suspended and officers saw a lesson',
			records: [licence({ status: 'SUSPENDED', endedOn: null, validUntil: '2027-01-01' }), TAUGHT],
			severity: 'CRITICAL',
		},
		{
			why: 'a complaint and a filed course agree',
			records: [licence(), complained('还在给四年级学生补数学'), course()],
			severity: 'CRITICAL',
		},
		{ why: 'one complaint alone tells of it', records: [licence(), complained('还在给四年级学生补数学')], severity: 'MEDIUM' },
		{
			why: 'pupils go in and its own advertisement says that the teachers are the old ones',
			records: [licence(), PUPILS, SAME_TEACHERS],
			severity: 'CRITICAL',
		},
	])('is $severity when $why', ({ records, severity }) => {
		expect(judge(falseClosure, ...records)).toMatchObject({ code: 'FALSE_CLOSURE', severity });
	});

	it.each<{ why: string; records: StoredRecord[] }>([
		{ why: 'the lesson was before the end', records: [licence(), inspected('现场正在给初一学生上英语课', '2023-06-01')] },
		{
			why: 'the advertisement bears no day',
			records: [licence(), makeRecord('advertisement', { body: { content: '五年级数学提分', publishedOn: null } })],
		},
		{
			why: 'parents only want their money back',
			records: [licence(), complained('学校关门了，还有四千五没退', '2025-03-01', { type: 'REFUND' })],
		},
		{ why: 'an inspection found nobody', records: [licence(), inspected('大门紧锁，人去楼空', '2025-04-01', { outcome: 'NONE' })] },
		{ why: 'there is hearsay only', records: [licence(), complained('听说可能还在补课')] },
		{ why: 'only its neighbours tell of pupils', records: [licence(), PUPILS, complained('晚上九点还有初中生没走', '2025-04-20')] },
		{
			why: 'another subject licence runs',
			records: [licence(), licence({ status: 'ACTIVE', endedOn: null, validUntil: '2027-01-01' }), TAUGHT],
		},
		{ why: 'there never was a licence', records: [TAUGHT] },
		{ why: 'the licence was for arts', records: [licence({ category: 'ART' }), TAUGHT] },
		{ why: 'a course ended before', records: [licence(), course({ from: '2023-03-01', to: '2023-05-01' })] },
	])('is silent when $why', ({ records }) => {
		expect(judge(falseClosure, ...records)).toBeUndefined();
	});
});

describe('a closed school behind another trade', () => {
	const renamed = (name: string): StoredRecord[] => [
		business({ name, industryCode: 'O8090', scope: '托管服务' }),
		makeRecord('registrationChange', { body: { item: 'NAME', changedOn: '2023-08-01' } }),
		complained('晚上九点还有很多学生背着书包进出，里面有白板和课桌'),
		complained('孩子在里面上课，老师还是原来的老师', '2025-04-11'),
	];

	it('goes on as much as one under its old name; filings after a licence that merely ran out are another matter', () => {
		expect(judge(falseClosure, licence({ name: '某某培训学校' }), ...renamed('启明托管服务部'))).toBeDefined();
		expect(judge(falseClosure, licence({ name: '某某培训学校' }), ...renamed('启明托管服务部').slice(0, 2))).toBeUndefined();
		const ranOut = { status: 'ACTIVE', endedOn: null, validUntil: '2024-06-01' };
		expect(judge(falseClosure, licence(ranOut), business(), course())).toBeUndefined();
		expect(judge(falseClosure, licence(), business(), course())).toBeDefined();
	});
});

describe('TRAINING_WITHOUT_LICENCE', () => {
	it('rests where officers came after the report and found none, and does not where they came before it', () => {
		const shop = business({ name: '启明素质拓展中心', scope: '拓展活动' });
		const told = complained('没有办学资质却招五年级学生教数学', '2025-03-01');
		const none = (on: string) => inspected('经查，反映的补课情况不属实', on, { outcome: 'NONE' });
		expect(judge(trainingWithoutLicence, shop, told, none('2025-03-20'))).toBeUndefined();
		expect(judge(trainingWithoutLicence, shop, told, none('2025-02-01'))).toBeDefined();
	});

	it.each<{ why: string; records: StoredRecord[]; severity: string }>([
		{
			why: 'officers found a class without a permit',
			records: [business(), inspected('有营业执照，无办学许可证，擅自开设书法班，学生15名')],
			severity: 'HIGH',
		},
		{
			why: 'officers saw subjects taught',
			records: [business(), inspected('正在给五年级学生上数学课', '2025-04-01', { outcome: 'CASE' })],
			severity: 'HIGH',
		},
		{
			why: 'two parents say so',
			records: [business(), complained('没有办学许可证就招生，开设编程班'), complained('无证办学，教五年级数学', '2025-02-01')],
			severity: 'MEDIUM',
		},
	])('is $severity when $why', ({ records, severity }) => {
		expect(judge(trainingWithoutLicence, ...records)).toMatchObject({ severity });
	});

	const FOUND = inspected('无办学许可证，擅自开设书法班，学生15名');
	it.each<{ why: string; records: StoredRecord[] }>([
		{
			why: 'a licence runs',
			records: [business(), licence({ category: 'ART', status: 'ACTIVE', endedOn: null, validUntil: '2027-01-01' }), FOUND],
		},
		{
			why: 'an admission runs',
			records: [business(), makeRecord('admission', { body: { status: 'ACTIVE', validUntil: '2027-01-01' } }), FOUND],
		},
		{ why: 'the business is deregistered', records: [business({ status: 'DEREGISTERED' }), FOUND] },
		{ why: 'it trains adults', records: [business({ name: '某职业技能培训有限公司' }), FOUND] },
		{ why: 'somebody only wonders about a permit', records: [business(), complained('门口贴着招生广告，不知道有没有办学资质')] },
		{ why: 'the report was wrong', records: [business(), inspected('反映无证培训不属实，未开展培训', '2025-04-01', { outcome: 'NONE' })] },
		{ why: 'a shop has no business licence but trains nobody', records: [business({ name: '某小吃店' }), inspected('无营业执照经营小吃')] },
		{
			why: 'one complaint of lessons is all there is',
			records: [business(), complained('给五年级学生补数学', '2025-03-01', { type: 'OTHER' })],
		},
		{
			why: 'a closed school teaches on under its name (FALSE_CLOSURE says it)',
			records: [business(), licence({ name: '某某教育培训有限公司' }), inspected('现场正在给初一学生上英语课')],
		},
		{
			why: 'a complaint about a tutoring flat went to the shoe shop below',
			records: [business({ name: '某鞋店', scope: '鞋帽零售' }), complained('楼上住户开补习班，没有执照，教数学')],
		},
	])('is silent when $why', ({ records }) => {
		expect(judge(trainingWithoutLicence, ...records)).toBeUndefined();
	});

	it('says that it cannot judge when admissions could not be read', () => {
		const dossier = makeDossier({ records: [business(), FOUND], sources: { education: 'FRESH', sector: 'FAILED' } });
		expect(trainingWithoutLicence.evaluate(dossier)).toMatchObject({ findings: [], silent: expect.stringContaining('sector') });
	});
});

describe('LICENCE_ENDED', () => {
	const expired = (body: object = {}): StoredRecord => licence({ status: 'EXPIRED', endedOn: null, validUntil: '2025-04-30', ...body });

	it('does not ask after a school that no register knows and education lists as ended, nor after one that gave up its registration', () => {
		expect(judge(licenceEnded, expired(), course())).toBeUndefined();
		expect(judge(licenceEnded, expired({ status: 'ACTIVE' }), business({ status: 'DEREGISTERED' }), course())).toBeUndefined();
	});

	it.each<{ why: string; records: StoredRecord[]; severity: string }>([
		{ why: 'courses go on', records: [expired(), business(), course()], severity: 'HIGH' },
		{
			why: 'officers saw lessons since',
			records: [expired(), business(), inspected('正在给五年级学生上数学课', '2025-05-20')],
			severity: 'HIGH',
		},
		{
			why: 'an active licence is out of term and courses go on',
			records: [expired({ status: 'ACTIVE' }), business(), course()],
			severity: 'HIGH',
		},
		{
			why: 'a revoked school files courses',
			records: [expired({ status: 'REVOKED', endedOn: '2025-04-30' }), business(), course()],
			severity: 'HIGH',
		},
		{
			why: 'no register knows the school and education still lists the licence as running',
			records: [expired({ status: 'ACTIVE' }), course()],
			severity: 'HIGH',
		},
	])('is $severity when $why', ({ records, severity }) => {
		expect(judge(licenceEnded, ...records)).toMatchObject({ severity });
	});

	it.each<{ why: string; records: StoredRecord[] }>([
		{ why: 'thirty days are not over', records: [expired({ validUntil: '2025-05-01' }), business(), course()] },
		{
			why: 'another licence runs',
			records: [expired(), licence({ status: 'ACTIVE', endedOn: null, validUntil: '2027-01-01' }), business(), course()],
		},
		{ why: 'the licence was given up', records: [licence(), business()] },
		{ why: 'the business is deregistered', records: [expired(), business({ status: 'DEREGISTERED' })] },
		{ why: 'nothing shows that it still teaches', records: [expired(), business()] },
		{ why: 'a revoked school is only still registered', records: [expired({ status: 'REVOKED', endedOn: '2025-04-30' }), business()] },
	])('is silent when $why', ({ records }) => {
		expect(judge(licenceEnded, ...records)).toBeUndefined();
	});

	it('asks to be judged again when the thirty days are over', () => {
		const near = licenceEnded.evaluate(makeDossier({ records: [expired({ validUntil: '2025-05-01' }), business()] }));
		expect(near.nextChange).toBe('2025-06-01');
		const running = licenceEnded.evaluate(makeDossier({ records: [expired({ status: 'ACTIVE', validUntil: '2025-06-01' }), business()] }));
		expect(running.nextChange).toBe('2025-07-02');
	});
});
