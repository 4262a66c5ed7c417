import { describe, expect, test } from 'vitest';
import { divisionIn, divisionPrefix } from '#store/row-scope.ts';

describe('divisionPrefix', () => {
	test.each([
		['330106', '330106'],
		['330100', '3301'],
		['330000', '33'],
		['300000', '30'],
		['331000', '3310'],
		['000000', ''],
	])('%s → %s', (code, prefix) => {
		expect(divisionPrefix(code)).toBe(prefix);
	});
});

describe('divisionIn', () => {
	test.each<[readonly string[] | null, string | null, boolean]>([
		[['330106'], '330106', true],
		[['330100'], '330106', true],
		[['330100'], '330206', false],
		[['331000'], '330106', false],
		[['000000'], '330106', false],
		[['00'], '330106', false],
		[['330106'], null, false],
		[null, null, true],
		[[], '330106', false],
	])('%j and %s: %s', (divisions, code, inside) => {
		expect(divisionIn(divisions, code)).toBe(inside);
	});
});
