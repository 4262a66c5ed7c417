import { describe, expect, it } from 'vitest';
import type { Policy } from '#core/policy.ts';
import type { StoredRecord } from '#core/records.ts';
import { lessonTooLate } from '#rules/lesson-too-late.ts';
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
			startsAt: '19:00',
			endsAt: '20:45',
			lessonMinutes: 45,
			...body,
		},
	});
const judge = (courses: readonly StoredRecord[], policy: Partial<Policy> = {}) =>
	lessonTooLate.evaluate(makeDossier({ records: courses, policy: { ...POLICY, ...policy } }));

describe('LESSON_TOO_LATE fires', () => {
	it.each<[object, string]>([
		[{}, 'an offline lesson ends at 20:45'],
		[{ endsAt: '20:31' }, 'it ends a minute late'],
		[{ mode: 'ONLINE', endsAt: '21:01' }, 'an online lesson ends at 21:01'],
		[{ endsAt: null, startsAt: '19:50', lessonMinutes: 60 }, 'no end is filed but start and length give 20:50'],
		[{ audience: '高二' }, 'it is for senior high, which follows by reference'],
		[{ audience: '高中、成人' }, 'pupils sit beside adults'],
		[{ audience: null }, 'nobody says who it is for'],
		[{ category: null, name: '数学' }, 'no category is declared but the name is a subject’s'],
		[{ to: '2024-05-31' }, 'it ended 365 days ago'],
		[{ mode: null, endsAt: '20:45' }, 'the way of teaching is not known: the stricter limit'],
	])('for %o: %s', (body) => {
		expect(judge([course(body)]).findings).toMatchObject([{ code: 'LESSON_TOO_LATE', severity: 'MEDIUM', personId: null }]);
	});

	it('for a course declared non-subject that bears a subject’s name, at a school of subjects but not at one of arts', () => {
		const named = course({ category: 'NON_SUBJECT', name: '小学数学提高班' });
		const school = (category: 'SUBJECT' | 'ART'): StoredRecord => makeRecord('licence', { body: { category, status: 'ACTIVE' } });
		expect(judge([named, school('SUBJECT')]).findings).toHaveLength(1);
		expect(judge([named, school('ART')]).findings).toEqual([]);
	});

	it('once for all late courses, with each as evidence', () => {
		const { findings } = judge([course(), course({ endsAt: '21:30' }), course({ endsAt: '20:00' })]);
		expect(findings).toHaveLength(1);
		expect(findings[0]?.evidence.filter(({ field }) => field === 'endsAt').map(({ value }) => value)).toEqual(['20:45', '21:30']);
		expect(findings[0]?.explanation.en).toContain('21:30');
	});
});

describe('LESSON_TOO_LATE keeps silent', () => {
	it.each<[object, string]>([
		[{ endsAt: '20:30' }, 'it ends at 20:30 exactly'],
		[{ mode: 'ONLINE', endsAt: '21:00' }, 'online it ends at 21:00 exactly'],
		[{ endsAt: null, startsAt: '19:30', lessonMinutes: 60 }, 'start and length give 20:30 exactly'],
		[{ endsAt: null, startsAt: null }, 'no time is filed'],
		[{ endsAt: null, lessonMinutes: null }, 'no length is filed'],
		[{ audience: '成人' }, 'it is for adults'],
		[{ category: 'NON_SUBJECT', name: '少儿钢琴' }, 'it teaches the piano'],
		[{ category: 'NON_SUBJECT', name: '围棋思维启蒙' }, 'it teaches chess'],
		[{ to: '2024-05-30' }, 'it ended 366 days ago'],
	])('for %o: %s', (body) => {
		expect(judge([course(body)]).findings).toEqual([]);
	});

	it('where the division allows a later hour, up to that hour', () => {
		expect(judge([course({ endsAt: '22:30' })], { offlineLessonEndsBy: '22:30' }).findings).toEqual([]);
		expect(judge([course({ endsAt: '22:31' })], { offlineLessonEndsBy: '22:30' }).findings).toHaveLength(1);
	});

	it('for senior high alone where the division does not bind it', () => {
		expect(judge([course({ audience: '高二' })], { lessonHoursBindSeniorHigh: false }).findings).toEqual([]);
		expect(judge([course({ audience: '初三、高二' })], { lessonHoursBindSeniorHigh: false }).findings).toHaveLength(1);
	});
});

it('changes by itself on the day after the last year of a late course', () => {
	expect(judge([course({ to: '2025-03-01' })]).nextChange).toBe('2026-03-02');
	expect(judge([course({ to: null })]).nextChange).toBeNull();
});
