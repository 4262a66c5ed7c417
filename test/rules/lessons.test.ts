/** LESSON_ON_REST_DAY and ONLINE_LESSON_TOO_LONG: what they must and must not find. */
import { describe, expect, it } from 'vitest';
import type { Policy } from '#core/policy.ts';
import type { StoredRecord } from '#core/records.ts';
import { lessonOnRestDay } from '#rules/lesson-on-rest-day.ts';
import { onlineLessonTooLong } from '#rules/online-lesson-too-long.ts';
import { restDaysOf } from '#rules/rest-days.ts';
import { makeDossier, makeRecord, POLICY } from '../support/builders.ts';

const course = (body: object = {}): StoredRecord =>
	makeRecord('course', {
		body: {
			name: '数学同步',
			category: 'SUBJECT',
			audience: '五年级',
			mode: 'OFFLINE',
			from: '2025-03-01',
			to: '2025-07-01',
			weekdays: '周六',
			...body,
		},
	});
const licence = makeRecord('licence', { body: { category: 'SUBJECT', status: 'ACTIVE', validUntil: '2027-01-01' } });

describe('restDaysOf', () => {
	it.each([
		['周六', ['WEEKEND']],
		['周六、周日', ['WEEKEND']],
		['星期天', ['WEEKEND']],
		['礼拜六上午', ['WEEKEND']],
		['周一、三、六', ['WEEKEND']],
		['周一至周日', ['WEEKEND']],
		['周末', ['WEEKEND']],
		['每天', ['WEEKEND']],
		['寒假每日', ['VACATION']],
		['暑假周一至周五', ['VACATION']],
		['国庆期间', ['HOLIDAY']],
		['周一至周五', []],
		['周一、周三', []],
		['星期五', []],
		['', []],
		[null, []],
	])('reads %s as %o', (days, rest) => {
		expect(restDaysOf(days)).toEqual(rest);
	});
});

describe('LESSON_ON_REST_DAY', () => {
	const found = (...records: StoredRecord[]) => lessonOnRestDay.evaluate(makeDossier({ records })).findings;

	it.each<[string, StoredRecord[]]>([
		['a course on Saturdays', [course()]],
		['a course in the vacation', [course({ weekdays: '暑假每日' })]],
		['a course for junior and senior high', [course({ audience: '初三、高一' })]],
		[
			'officers who saw lessons on a Sunday',
			[licence, makeRecord('inspection', { body: { inspectedOn: '2025-04-06', findings: '周日检查，八年级数学课正在进行' } })],
		],
		[
			'a parent who tells of lessons on Saturdays',
			[licence, makeRecord('complaint', { body: { receivedAt: '2025-04-06T09:00:00+08:00', content: '三年级奥数班星期六还在上课' } })],
		],
	])('finds %s', (_, records) => {
		expect(found(...records)).toMatchObject([{ code: 'LESSON_ON_REST_DAY', severity: 'MEDIUM' }]);
	});

	it.each<[string, StoredRecord[]]>([
		['a course from Monday to Friday', [course({ weekdays: '周一至周五' })]],
		['a course without days', [course({ weekdays: null })]],
		['a course for senior high alone', [course({ audience: '高二' })]],
		['a course for adults', [course({ audience: '成人' })]],
		['a piano course', [course({ name: '少儿钢琴', category: 'NON_SUBJECT' })]],
		[
			'an inspection on a Sunday that saw no lessons',
			[licence, makeRecord('inspection', { body: { inspectedOn: '2025-04-06', findings: '周日检查，未发现学科培训' } })],
		],
		[
			'lessons on a Wednesday',
			[licence, makeRecord('inspection', { body: { inspectedOn: '2025-04-02', findings: '周三检查，八年级数学课正在进行' } })],
		],
		['hearsay', [licence, makeRecord('complaint', { body: { content: '听说周六可能在补数学' } })]],
		[
			'lessons at a place without a licence: other rules speak of it',
			[makeRecord('complaint', { body: { content: '周六给五年级补数学' } })],
		],
	])('does not take for one %s', (_, records) => {
		expect(found(...records)).toEqual([]);
	});
});

describe('LESSON_ON_REST_DAY by the calendar', () => {
	const judge = (body: object) => lessonOnRestDay.evaluate(makeDossier({ records: [course(body)] }));

	it.each<[string, object]>([
		['a single Saturday', { weekdays: '周六', from: '2025-05-10', to: '2025-05-10' }],
		['a worked Sunday and an ordinary one', { weekdays: '周日', from: '2025-04-27', to: '2025-05-11' }],
		['a term that lies within the vacation', { weekdays: '周一至周五', from: '2025-07-15', to: '2025-08-25' }],
		['a term of holidays that names no days', { weekdays: null, from: '2025-05-01', to: '2025-05-05' }],
		['Saturdays of a term of which the calendar knows the beginning', { from: '2025-12-01', to: '2026-02-01' }],
		['Saturdays without a term', { from: null, to: null }],
		['Saturdays with a first day alone', { to: null }],
	])('finds %s', (_, body) => {
		expect(judge(body)).toMatchObject({ findings: [{ code: 'LESSON_ON_REST_DAY' }], silent: null });
	});

	it.each<[string, object]>([
		['a Sunday that is worked', { weekdays: '周日', from: '2025-04-27', to: '2025-04-27' }],
		['a term that begins a day before the vacation', { weekdays: '周一至周五', from: '2025-07-14', to: '2025-08-25' }],
		['a term through the year that has a vacation in it', { weekdays: '周三', from: '2025-03-01', to: '2025-12-01' }],
	])('does not take for one %s', (_, body) => {
		expect(judge(body)).toEqual({ findings: [], nextChange: null, silent: null });
	});

	it('does not judge lessons outside the days that the calendar knows, and says so', () => {
		expect(judge({ from: '2026-03-01', to: '2026-07-01' })).toMatchObject({ findings: [], silent: expect.stringContaining('2025-12-31') });
		expect(judge({ from: '2026-03-01', to: '2026-07-01', weekdays: '周三' }).silent).toBeNull();
	});

	it('does not hold against a school what was told of a worked weekend on its day', () => {
		const seen = (inspectedOn: string) => {
			const findings = '周日检查，八年级数学课正在进行';
			return lessonOnRestDay.evaluate(makeDossier({ records: [licence, makeRecord('inspection', { body: { inspectedOn, findings } })] }));
		};
		expect(seen('2025-04-27').findings).toEqual([]);
		expect(seen('2025-04-20').findings).toHaveLength(1);
	});
});

describe('ONLINE_LESSON_TOO_LONG', () => {
	const found = (body: object, policy: Partial<Policy> = {}) =>
		onlineLessonTooLong.evaluate(
			makeDossier({ records: [course({ mode: 'ONLINE', lessonMinutes: 40, ...body })], policy: { ...POLICY, ...policy } }),
		).findings;

	it('measures against the limit of the division', () => {
		expect(found({ lessonMinutes: 40 }, { onlineLessonMaxMinutes: 40 })).toEqual([]);
		expect(found({ lessonMinutes: 41 }, { onlineLessonMaxMinutes: 40 })).toHaveLength(1);
	});

	it.each([[{}], [{ lessonMinutes: 31 }], [{ audience: '初二' }], [{ audience: null }]])('finds %o', (body) => {
		expect(found(body)).toMatchObject([{ severity: 'LOW' }]);
	});

	it.each([
		[{ lessonMinutes: 30 }],
		[{ lessonMinutes: null }],
		[{ mode: 'OFFLINE' }],
		[{ mode: null }],
		[{ audience: '高三' }],
		[{ audience: '成人' }],
		[{ category: 'NON_SUBJECT', name: '少儿编程' }],
	])('does not find %o', (body) => {
		expect(found(body)).toEqual([]);
	});
});
