import { describe, expect, test } from 'vitest';
import {
	expandOldIdentityNumber,
	hasPlausibleBody,
	identityCheckCharacter,
	identityNumberCandidates,
	isValidIdentityNumber,
	oldFormOf,
	parseIdentityNumber,
} from '#core/codes/identity-number.ts';
import fc from '../../support/property.ts';

/** Valid numbers of the unassigned region 99. */
const anyNumber = fc
	.tuple(
		fc.integer({ min: 0, max: 9999 }),
		fc.integer({ min: 1950, max: 2010 }),
		fc.integer({ min: 0, max: 364 }),
		fc.integer({ min: 1, max: 999 }),
	)
	.map(([region, year, day, serial]) => {
		const born = new Date(Date.UTC(year, 0, 1 + day)).toISOString().slice(0, 10).replaceAll('-', '');
		const first17 = `99${String(region).padStart(4, '0')}${born}${String(serial).padStart(3, '0')}`;
		return first17 + identityCheckCharacter(first17);
	});

describe('isValidIdentityNumber', () => {
	test('accepts what the standard builds and refuses it with one digit changed', () => {
		fc.assert(
			fc.property(anyNumber, fc.nat({ max: 16 }), fc.integer({ min: 1, max: 9 }), (number, at, by) => {
				expect(isValidIdentityNumber(number)).toBe(true);
				const digit = String((Number(number.charAt(at)) + by) % 10);
				expect(isValidIdentityNumber(number.slice(0, at) + digit + number.slice(at + 1))).toBe(false);
			}),
		);
	});
	test.each([
		['11010519491231002X', true, 'the standard’s own example'],
		['11010519491231002x', false, 'lower case is for the caller to lift'],
		[`9900001990023000${'1'}`, false, '17 characters'],
		[`99000019900230001${identityCheckCharacter('99000019900230001')}`, false, '30 February with a right check'],
		[`99000018900101001${identityCheckCharacter('99000018900101001')}`, false, 'born in 1890'],
	])('%s is %s: %s', (text, valid) => {
		expect(isValidIdentityNumber(text)).toBe(valid);
	});
});

describe('identityNumberCandidates', () => {
	test('holds the number behind every swap of neighbours, and valid numbers only', () => {
		fc.assert(
			fc.property(anyNumber, fc.nat({ max: 16 }), (number, at) => {
				if (number[at] === number[at + 1]) return;
				const slip = number.slice(0, at) + number.charAt(at + 1) + number.charAt(at) + number.slice(at + 2);
				const candidates = identityNumberCandidates(slip);
				if (isValidIdentityNumber(slip)) return;
				expect(candidates).toContain(number);
				expect(candidates.every(isValidIdentityNumber)).toBe(true);
			}),
		);
	});
	test('is empty for a valid number and for one that is not 18 long', () => {
		expect(identityNumberCandidates('11010519491231002X')).toEqual([]);
		expect(identityNumberCandidates('1101051949123100')).toEqual([]);
	});
});

describe('the 15-digit form', () => {
	test('goes from 18 and back for births of the 1900s', () => {
		fc.assert(
			fc.property(anyNumber, (number) => {
				const old = oldFormOf(number);
				expect(old === null).toBe(number.slice(6, 8) !== '19');
				if (old !== null) expect(expandOldIdentityNumber(old)).toBe(number);
			}),
		);
	});
	test('is refused where its six middle digits are no date', () => {
		expect(expandOldIdentityNumber('990000901345001')).toBeNull();
	});
});

test('parseIdentityNumber tells region, birth and sex', () => {
	expect(parseIdentityNumber('11010519491231002X')).toEqual({
		number: '11010519491231002X',
		region: '110105',
		bornOn: '1949-12-31',
		sex: 'FEMALE',
	});
	expect(parseIdentityNumber('110105194912310021')).toBeNull();
});

test('hasPlausibleBody holds for a wrong check character and not for a wrong date', () => {
	expect(hasPlausibleBody('110105194912310021')).toBe(true);
	expect(hasPlausibleBody('110105194913310021')).toBe(false);
});
