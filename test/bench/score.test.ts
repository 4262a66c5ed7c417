import { describe, expect, test } from 'vitest';
import { averagePrecision, bestCut, calibrationError, pairwise, rates, rounded } from '#bench/quality/score.ts';

/** "ab c" puts a and b together and c alone. */
const groups = (text: string) => new Map(text.split(' ').flatMap((group) => [...group].map((thing) => [thing, group] as const)));

describe('pairwise', () => {
	test.each([
		['abc d', 'abc d', 1, 1],
		['abc d', 'ab c d', 1, 1 / 3],
		['ab cd', 'abcd', 2 / 6, 1],
		['ab cd', 'ac bd', 0, 0],
		['a b', 'a b', null, null],
		['ab', 'a b', null, 0],
	])('%s found as %s', (truth, found, precision, recall) => {
		expect(pairwise({ truth: groups(truth), found: groups(found) })).toEqual({ precision, recall });
	});

	test('what the run left out stands alone, and what the truth does not know is not counted', () => {
		const found = new Map([...groups('ab'), ['x', 'ab']]);
		expect(pairwise({ truth: groups('abc'), found })).toEqual({ precision: 1, recall: 1 / 3 });
	});
});

const claims = (...list: [number, string | null][]) => list.map(([score, hit]) => ({ score, hit }));

describe('bestCut', () => {
	test('is where right and found balance best', () => {
		const cut = bestCut(claims([0.9, 'a'], [0.8, 'b'], [0.3, null], [0.2, null], [0.1, null]), 2);
		expect(cut).toEqual({ precision: 1, recall: 1, f1: 1, score: 0.8 });
	});

	test('does not cut between equal scores', () => {
		expect(bestCut(claims([0.5, 'a'], [0.5, null]), 1)).toMatchObject({ precision: 0.5, recall: 1 });
	});

	test('counts a thing claimed twice once', () => {
		expect(bestCut(claims([0.9, 'a'], [0.9, 'a']), 2)).toMatchObject({ precision: 1, recall: 0.5 });
	});

	test('is null where nothing is claimed', () => {
		expect(bestCut([], 3)).toBeNull();
	});
});

describe('calibrationError', () => {
	test('is nothing where of those at 0.5 half hold', () => {
		expect(calibrationError(claims([0.5, 'a'], [0.5, null], [0.5, 'b'], [0.5, null]))).toBe(0);
	});

	test('is the distance between the score and what holds, over bins of equal count', () => {
		expect(calibrationError(claims([0.2, null], [0.9, 'a']), 2)).toBeCloseTo((0.2 + 0.1) / 2);
		expect(calibrationError(claims([0.2, null], [0.9, 'a']), 1)).toBeCloseTo(0.05);
	});

	test('is null where nothing is claimed', () => {
		expect(calibrationError([])).toBeNull();
	});
});

describe('averagePrecision', () => {
	const ranked = (text: string) => [...text].map((sign, index) => ({ score: 1 - index / 100, holds: sign === '+' }));

	test.each([
		['++--', 1],
		['-+', 1 / 2],
		['+-+', (1 + 2 / 3) / 2],
		['--', null],
	])('of %s', (text, expected) => {
		expect(averagePrecision(ranked(text))).toEqual(expected);
	});

	test('takes ties in the worst order', () => {
		expect(averagePrecision(ranked('+-').map((one) => ({ ...one, score: 1 })))).toBe(0.5);
	});
});

describe('rates', () => {
	test('divide right by found and hit by true', () => {
		expect(rates({ right: 3, found: 4, hit: 2, true: 8 })).toEqual({ precision: 0.75, recall: 0.25 });
	});

	test('are null where there is nothing to divide by', () => {
		expect(rates({ right: 0, found: 0, hit: 0, true: 0 })).toEqual({ precision: null, recall: null });
	});
});

test('results are rounded to four digits, however deep', () => {
	expect(rounded({ a: [1 / 3], b: { c: 2, d: null, e: 'x' } })).toEqual({ a: [0.3333], b: { c: 2, d: null, e: 'x' } });
});
