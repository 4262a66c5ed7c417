import { describe, expect, it } from 'vitest';
import { calendarFor } from '#core/calendar.ts';
import { digestOfRegulation, policyFor } from '#core/policy.ts';
import { USUAL_RETENTION } from '#core/retention.ts';
import { load, makeConfig, mistakesOf } from './support.ts';

const withDivisions = (lines: string) => load(makeConfig().replace('sources:', `${lines}sources:`));

describe('policyFor', () => {
	it('gives the limits of the nearest division, each over those above it', () => {
		const config = withDivisions('  divisions:\n    "35": { feeMaxMonths: 2 }\n    "3509": { homeworkCareAllowed: false }\n');
		expect(policyFor(config, '350921')).toMatchObject({ feeMaxMonths: 2, homeworkCareAllowed: false, feeMaxLessons: 60 });
		expect(policyFor(config, '350102')).toMatchObject({ feeMaxMonths: 2, homeworkCareAllowed: true });
		expect(policyFor(config, '360102').feeMaxMonths).toBe(3);
		expect(policyFor(config, null).feeMaxMonths).toBe(3);
	});
});

describe('the days of a review', () => {
	it('are the usual ones, or what the configuration gives; they are no part of what rules rest on', () => {
		const usual = load(makeConfig());
		const own = load(makeConfig().replace('sources:', 'review: { dueDays: { selfCheck: 5 } }\nsources:'));
		expect(usual.reviewDays).toEqual({ SELF_CHECK: 10, EXPERT_APPRAISAL: 20, ENFORCEMENT_DECISION: 30, CONTESTED: 30 });
		expect(own.reviewDays).toEqual({ ...usual.reviewDays, SELF_CHECK: 5 });
		expect(digestOfRegulation(own)).toBe(digestOfRegulation(usual));
		expect(mistakesOf(makeConfig().replace('sources:', 'review: { dueDays: { contested: 0 } }\nsources:'))).toHaveLength(1);
	});
});

describe('digestOfRegulation', () => {
	it('differs by a limit anywhere and by a day of a calendar, and by nothing else', () => {
		const digest = digestOfRegulation(load(makeConfig()));
		expect(digestOfRegulation(load(makeConfig({ source: '    overlapMinutes: 5\n' })))).toBe(digest);
		expect(digestOfRegulation(withDivisions('  divisions:\n    "35": { feeMaxMonths: 2 }\n'))).not.toBe(digest);
		expect(digestOfRegulation(load(makeConfig().replace('workdays: []', 'workdays: [2025-02-08]')))).not.toBe(digest);
	});
});

describe('calendarFor', () => {
	it('gives a division its own vacations, else those of the country, beside the public holidays', () => {
		const text = makeConfig().replace(
			'policies:',
			`  school:
    country: [{ name: 暑假, from: 2025-07-15, to: 2025-08-25 }]
    "35": [{ name: 暑假, from: 2025-07-05, to: 2025-08-31 }]
policies:`,
		);
		const { calendars } = load(text);
		expect(calendarFor(calendars, '350102').vacations[0]?.from).toBe('2025-07-05');
		expect(calendarFor(calendars, '110101').vacations[0]?.from).toBe('2025-07-15');
		expect(calendarFor(calendars, '350102')).toMatchObject({ knownFrom: '2025-01-01', holidays: [] });
		expect(calendarFor(calendars, null).vacations[0]?.from).toBe('2025-07-15');
	});
});

describe('the terms of what is kept', () => {
	it('are the usual ones, or what the configuration gives; null keeps for ever, and no term is none', () => {
		const own = load(makeConfig().replace('sources:', 'retention: { unprovenFlagMonths: null, historyMonths: 60 }\nsources:'));
		expect(load(makeConfig()).retention).toEqual(USUAL_RETENTION);
		expect(own.retention).toEqual({ ...USUAL_RETENTION, unprovenFlagMonths: null, historyMonths: 60 });
		expect(mistakesOf(makeConfig().replace('sources:', 'retention: { lapsedAnswerMonths: 0 }\nsources:'))).toHaveLength(1);
	});
});
