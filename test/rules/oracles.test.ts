/** Sums of published cases, reckoned again. Amounts are given in yuan as they were published. */
import { describe, expect, it } from 'vitest';
import { fineRange, illegalIncome, isLawfulFine, receiptsOf } from '#rules/illegal-income.ts';
import { reductionRate, unreconciled } from '#rules/reduction.ts';
import { fenOf } from '#rules/supervised-funds.ts';

const fen = (yuan: string): number => fenOf(yuan) ?? Number.NaN;

describe('illegalIncome', () => {
	it.each([
		['15831259.19', '2374566.40', '13456692.79'], // the worked example to article 42
		['46580', '43580', '3000'],
		['24800', '19680', '5120'],
		['100.10', '0', '100.10'],
	])('of %s received and %s refunded is %s', (received, refunded, income) => {
		expect(illegalIncome(fen(received), fen(refunded))).toBe(fen(income));
	});

	it('refuses what cannot be', () => {
		expect(() => illegalIncome(100, 101)).toThrow('more was refunded');
		expect(() => illegalIncome(-1, 0)).toThrow(RangeError);
		expect(() => illegalIncome(0.5, 0)).toThrow(RangeError);
	});

	it('rests on lessons, pupils and price where there are no books', () => {
		expect(receiptsOf(9, 5, fen('60'))).toBe(fen('2700'));
	});
});

describe('fineRange', () => {
	const income = fen('13456692.79');

	it('reaches from once to five times the illegal income', () => {
		expect(fineRange(income)).toEqual({ least: income, most: fen('67283463.95') });
	});

	it('takes a fine on either end, and none a fen beyond', () => {
		expect(isLawfulFine(fen('67283463.95'), income)).toBe(true);
		expect(isLawfulFine(fen('67283463.96'), income)).toBe(false);
		expect(isLawfulFine(income, income)).toBe(true);
		expect(isLawfulFine(income - 1, income)).toBe(false);
	});
});

describe('reductionRate', () => {
	it.each([
		[81, 7, 91.36],
		[100, 0, 100],
		[8, 7, 12.5],
		[3, 2, 33.33],
		[3, 1, 66.67],
		[5, 5, 0],
		[4, 5, -25],
	])('from %i to %i is %f per cent', (before, after, rate) => {
		expect(reductionRate(before, after)).toBe(rate);
	});

	it('is not told where there was nothing', () => {
		expect(reductionRate(0, 3)).toBeNull();
	});
});

describe('unreconciled', () => {
	it('is nothing where the parts make the whole', () => {
		expect(unreconciled(2775, [199, 2576])).toBe(0);
		expect(unreconciled(2775, [199, 2575])).toBe(-1);
	});
});
