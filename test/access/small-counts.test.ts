import { describe, expect, test } from 'vitest';
import { isAboutPeople, SMALLEST_COUNT, withoutSmall } from '#access/small-counts.ts';
import { FLAG_CATEGORIES } from '#core/flags.ts';
import fc, { runsOf } from '../support/property.ts';

describe('withoutSmall', () => {
	test('keeps back what is small, and never a single count that the total would tell', () => {
		fc.assert(
			fc.property(fc.array(fc.nat({ max: 12 }), { maxLength: 8 }), (counts) => {
				const told = withoutSmall(counts);
				for (const [at, count] of told.entries()) {
					if (count !== null) expect([count, count === 0 || count >= SMALLEST_COUNT]).toEqual([counts[at], true]);
				}
				const kept = told.filter((count) => count === null).length;
				if (kept === 1) expect(told.every((count) => count === null || count === 0)).toBe(true);
			}),
			{ numRuns: runsOf(500) },
		);
	});

	test.each([
		{ counts: [9, 5, 4], told: [9, null, null], why: 'the next larger goes with a single small one' },
		{ counts: [9, 5, 5], told: [9, 5, 5], why: 'nothing is small' },
		{ counts: [9, 3, 4], told: [9, null, null], why: 'two hide each other' },
		{ counts: [0, 4, 0], told: [0, null, 0], why: 'nothing else is there to go with it' },
	])('$counts: $why', ({ counts, told }) => {
		expect(withoutSmall(counts)).toEqual(told);
	});
});

test('what is about people is their category, by its own name or that of a code', () => {
	expect(['PERSONNEL', ...FLAG_CATEGORIES.PERSONNEL].every(isAboutPeople)).toBe(true);
	expect([null, 'REBRAND', 'STAFF_MOVED', 'FRONT_BUSINESS'].some(isAboutPeople)).toBe(false);
});
