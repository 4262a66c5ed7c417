import { describe, expect, test } from 'vitest';
import {
	canonicalDivision,
	divisionOf,
	divisionPrefixes,
	divisionsNamed,
	divisionsWithin,
	fullDivisionName,
	liesIn,
	normaliseDivisionCode,
	parentCodeOf,
	prefectureCodeOf,
} from '#core/codes/division.ts';
import { RENAMED_DIVISIONS } from '#core/codes/division-history.ts';

describe('normaliseDivisionCode', () => {
	test.each<[string, string | null, string]>([
		['３５０１０２', '350102', 'full-width'],
		['350102000000', '350102', 'statistical code of 12 digits'],
		['350102003', null, 'nine digits that end otherwise are no county'],
		['3501', '350100', 'prefecture by four digits'],
		['35', '350000', 'province by two digits'],
		['35 01 02', '350102', 'spaces'],
		['abc', null, 'no digits'],
		['050102', null, 'no region begins with 0'],
	])('%s gives %s: %s', (raw, code) => {
		expect(normaliseDivisionCode(raw)).toBe(code);
	});
});

describe('canonicalDivision', () => {
	test('carries an abolished county over', () => {
		expect(canonicalDivision('110104')).toEqual({ code: '110102', known: true, renamedFrom: '110104' });
	});
	test('keeps a code of today, and an unknown one with a note', () => {
		expect(canonicalDivision('350102')).toEqual({ code: '350102', known: true, renamedFrom: null });
		expect(canonicalDivision('359999')).toEqual({ code: '359999', known: false, renamedFrom: null });
	});
	test('every old code leads to one of today and is none itself', () => {
		const wrong = Object.entries(RENAMED_DIVISIONS).filter(([old, now]) => divisionOf(now) === null || divisionOf(old) !== null);
		expect(wrong).toEqual([]);
	});
});

describe('divisionsNamed', () => {
	test('finds full and short names, and all bearers of a name', () => {
		expect(divisionsNamed('福州').map((d) => d.code)).toEqual(['350100']);
		expect(divisionsNamed('鼓楼区').length).toBeGreaterThan(2);
		expect(divisionsNamed('道真')[0]?.name).toBe('道真仡佬族苗族自治县');
		expect(divisionsNamed('内蒙古')[0]?.code).toBe('150000');
	});
	test('a district named after a wood keeps it, a forestry district does not', () => {
		expect(divisionsNamed('万柏林').map((d) => d.code)).toEqual(['140109']);
		expect(divisionsNamed('万柏')).toEqual([]);
		expect(divisionsNamed('神农架').map((d) => d.name)).toEqual(['神农架林区']);
	});
	test('a name of one character keeps its suffix', () => {
		expect(divisionsNamed('代')).toEqual([]);
		expect(divisionsNamed('代县')).toHaveLength(1);
	});
});

describe('divisionPrefixes', () => {
	test('follows names inward, short or full', () => {
		expect(divisionPrefixes('福建福州鼓楼区东街').map((run) => run.length)).toEqual([2, 4, 7]);
		expect(
			divisionPrefixes('福建福州鼓楼区东街')
				.at(-1)
				?.candidates.map((d) => d.code),
		).toEqual(['350102']);
	});
	test('an ambiguous county without its city stays ambiguous', () => {
		expect(divisionPrefixes('鼓楼区东街')[0]?.candidates.length).toBeGreaterThan(2);
	});
	test('a county that does not lie in the city before it is not taken', () => {
		expect(divisionPrefixes('福州朝阳路').map((run) => run.length)).toEqual([2]);
	});
});

test('prefectureCodeOf knows great cities and counties under a province', () => {
	expect(prefectureCodeOf('350102')).toBe('350100');
	expect(prefectureCodeOf('110105')).toBe('110000');
	expect(prefectureCodeOf('429004')).toBe('429004');
});

test('fullDivisionName and liesIn agree with the levels', () => {
	expect(fullDivisionName('350102')).toBe('福建省福州市鼓楼区');
	expect(fullDivisionName('110105')).toBe('北京市朝阳区');
	expect(fullDivisionName('359999')).toBeNull();
	expect(liesIn('350102', '350100')).toBe(true);
	expect(liesIn('350102', '350000')).toBe(true);
	expect(liesIn('350102', '350200')).toBe(false);
});

describe('parentCodeOf', () => {
	test.each<[string, string | null, string]>([
		['330106', '330100', 'a county lies in its prefecture'],
		['330100', '330000', 'a prefecture in its province'],
		['330000', null, 'a province in nothing'],
		['310101', '310000', 'a district of a municipality in it'],
		['429004', '420000', 'a county that answers to the province in it'],
	])('%s: %s, for %s', (code, parent) => {
		expect(parentCodeOf(code)).toBe(parent);
	});

	test('is the other way of divisionsWithin', () => {
		for (const outer of ['330000', '330100', '110000', '420000']) {
			const within = divisionsWithin(outer).map(({ code }) => code);
			expect(within.length).toBeGreaterThan(5);
			expect(within.every((code) => parentCodeOf(code) === outer)).toBe(true);
			expect(within).toEqual(within.toSorted());
		}
		expect(divisionsWithin('330106')).toEqual([]);
	});
});
