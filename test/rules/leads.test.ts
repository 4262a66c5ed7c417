/** SUBJECT_IN_COURSE_TEXT, LEAD_CLUSTER and OUT_OF_SCOPE: what falls short of a front, or stands beside it. */
import { describe, expect, it } from 'vitest';
import type { Finding, RiskRule } from '#core/dossier.ts';
import type { StoredRecord } from '#core/records.ts';
import { frontBusiness } from '#rules/front-business.ts';
import { leadCluster } from '#rules/lead-cluster.ts';
import { outOfScope } from '#rules/out-of-scope.ts';
import { subjectInCourseText } from '#rules/subject-in-course-text.ts';
import { type DossierOverrides, makeDossier, makeRecord } from '../support/builders.ts';

const care = (body: object = {}): StoredRecord =>
	makeRecord('registration', {
		body: { name: '启明托管服务部', status: 'ACTIVE', industryCode: 'O8090', establishedOn: '2023-01-01', scope: '托管服务', ...body },
	});
const complained = (content: string, on: string): StoredRecord =>
	makeRecord('complaint', { body: { receivedAt: `${on}T09:00:00+08:00`, type: 'IRREGULAR_TRAINING', content } });
const advertised = (content: string, on: string): StoredRecord => makeRecord('advertisement', { body: { publishedOn: on, content } });
const inspected = (findings: string, on: string, body: object = {}): StoredRecord =>
	makeRecord('inspection', { body: { inspectedOn: on, outcome: 'STOP_NOTICE', findings, ...body } });
const running = makeRecord('licence', { body: { category: 'SUBJECT', status: 'ACTIVE', validUntil: '2027-01-01' } });
const LESSON = complained('给初二学生补物理课', '2025-05-01');

function judge(rule: RiskRule, records: readonly StoredRecord[], overrides: DossierOverrides = {}): Finding | undefined {
	return rule.evaluate(makeDossier({ records, ...overrides })).findings[0];
}

describe('SUBJECT_IN_COURSE_TEXT', () => {
	it('keeps as a lead what is too little for a front, and never beside it', () => {
		expect(judge(frontBusiness, [care(), LESSON])).toBeUndefined();
		expect(judge(subjectInCourseText, [care(), LESSON])).toMatchObject({ severity: 'MEDIUM' });
		const enough = [care(), LESSON, inspected('正在给五年级学生上数学课', '2025-05-10')];
		expect(judge(frontBusiness, enough)).toBeDefined();
		expect(judge(subjectInCourseText, enough)).toBeUndefined();
	});

	it('reads the names of filed courses', () => {
		const course = makeRecord('course', { body: { name: '创意美术(五年级计算)', audience: '小学五年级', category: 'NON_SUBJECT' } });
		expect(judge(subjectInCourseText, [care(), course])).toMatchObject({ severity: 'MEDIUM' });
	});

	it.each<{ why: string; records: StoredRecord[]; overrides?: DossierOverrides }>([
		{
			why: 'chess and programming speak of thinking',
			records: [care(), makeRecord('course', { body: { name: '围棋思维', audience: '小学生' } })],
		},
		{ why: 'a subject licence runs', records: [care(), running, LESSON] },
		{
			why: 'the shop has nothing to do with learning',
			records: [care({ name: '某鞋店', industryCode: 'F5232', scope: '鞋帽零售' }), LESSON],
		},
		{ why: 'exercise books are sold', records: [care(), complained('买的数学练习册缺页', '2025-05-01')] },
		{ why: 'no register knows the place', records: [LESSON], overrides: { registered: false } },
	])('is silent when $why', ({ records, overrides = {} }) => {
		expect(judge(subjectInCourseText, records, overrides)).toBeUndefined();
	});
});

describe('LEAD_CLUSTER', () => {
	const three = [LESSON, complained('五年级数学补习', '2025-04-20'), advertised('初二物理提分班', '2025-04-02')];

	it('finds three leads of two channels within three months', () => {
		expect(judge(leadCluster, [care(), ...three])).toMatchObject({ severity: 'MEDIUM', evidence: { length: 3 } });
	});

	it.each<{ why: string; records: StoredRecord[] }>([
		{ why: 'there are two', records: three.slice(0, 2) },
		{
			why: 'one channel repeats itself on one day',
			records: [LESSON, complained('补物理', '2025-05-01'), complained('补数学', '2025-05-01')],
		},
		{ why: 'they lie far apart', records: [LESSON, complained('补数学', '2024-11-01'), advertised('物理提分班', '2024-01-01')] },
		{
			why: 'a later inspection refuted them',
			records: [...three, inspected('反映问题不属实，未发现补课', '2025-05-10', { outcome: 'NONE' })],
		},
		{ why: 'a subject licence runs', records: [...three, running] },
		{
			why: 'they are quarrels over refunds',
			records: ['2025-05-01', '2025-04-20', '2025-04-01'].map((on) => complained('办的卡不给退', on)),
		},
	])('is silent when $why', ({ records }) => {
		expect(judge(leadCluster, [care(), ...records])).toBeUndefined();
	});
});

describe('OUT_OF_SCOPE', () => {
	const SEEN = inspected('正在给五年级学生上数学课', '2025-05-10');

	it('finds training that the scope does not hold, and says when the scope excludes it', () => {
		expect(judge(outOfScope, [care(), SEEN])).toMatchObject({ severity: 'MEDIUM' });
		expect(judge(outOfScope, [care({ scope: '托管服务（不含学科类培训）' }), SEEN])?.explanation.en).toContain('excludes');
	});

	it.each<{ why: string; records: StoredRecord[] }>([
		{ why: 'the scope holds training', records: [care({ scope: '文化课培训' }), SEEN] },
		{ why: 'no scope is given', records: [care({ scope: null }), SEEN] },
		{ why: 'a licence runs', records: [care(), running, SEEN] },
		{ why: 'an admission runs', records: [care(), makeRecord('admission', { body: { status: 'ACTIVE' } }), SEEN] },
		{ why: 'one kind of source alone tells of it', records: [care(), LESSON] },
	])('is silent when $why', ({ records }) => {
		expect(judge(outOfScope, records)).toBeUndefined();
	});
});
