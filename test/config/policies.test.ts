import { describe, expect, it } from 'vitest';
import { policyFor, vacationsFor } from '#config/hub-config.ts';
import { load, makeConfig } from './support.ts';

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

describe('vacationsFor', () => {
	it('gives a division its own vacations, else those of the country', () => {
		const text = makeConfig().replace(
			'policies:',
			`  school:
    country: [{ name: 暑假, from: 2025-07-15, to: 2025-08-25 }]
    "35": [{ name: 暑假, from: 2025-07-05, to: 2025-08-31 }]
policies:`,
		);
		const { calendars } = load(text);
		expect(vacationsFor(calendars, '350102')[0]?.from).toBe('2025-07-05');
		expect(vacationsFor(calendars, '110101')[0]?.from).toBe('2025-07-15');
		expect(vacationsFor(calendars, null)[0]?.from).toBe('2025-07-15');
	});
});
