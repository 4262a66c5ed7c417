import { describe, expect, test } from 'vitest';
import {
	creditCheck,
	creditCode,
	identityCheck,
	identityNumber,
	isIdentityNumber,
	licenceDigits,
	mobileNumber,
	scatteredId,
} from '#sandbox/generate/numbers.ts';
import fc from '../../support/property.ts';

const serials = fc.uniqueArray(fc.nat({ max: 90_000_000 }), { minLength: 2, maxLength: 200 });

describe('identityNumber', () => {
	test('agrees with the sample of the standard on the check character', () => {
		expect(identityCheck('11010519491231002')).toBe('X');
	});

	test('makes valid numbers of nobody, no two alike in one year of birth', () => {
		fc.assert(
			fc.property(serials, fc.integer({ min: 1950, max: 2004 }), (some, year) => {
				const numbers = some.map((serial) => identityNumber(serial, year));
				expect(new Set(numbers).size).toBe(some.length);
				expect(numbers.every((number) => number.startsWith('99') && isIdentityNumber(number))).toBe(true);
			}),
		);
	});

	test('a number with one digit changed is none', () => {
		const number = identityNumber(4711, 1980);
		const changed = number.slice(0, 5) + ((Number(number[5]) + 1) % 10) + number.slice(6);
		expect(isIdentityNumber(changed)).toBe(false);
	});
});

describe('other numbers', () => {
	test('credit codes carry a right check character and never meet, of old and of recent form alike', () => {
		fc.assert(
			fc.property(serials, (some) => {
				const codes = some.flatMap((serial) => [creditCode('91', '370102', serial, true), creditCode('91', '370102', serial, false)]);
				expect(new Set(codes).size).toBe(some.length * 2);
				expect(codes.every((code) => code.length === 18 && creditCheck(code.slice(0, 17)) === code[17])).toBe(true);
			}),
		);
	});

	test('mobile numbers, row ids and licence numbers of different serials differ', () => {
		fc.assert(
			fc.property(serials, (some) => {
				expect(new Set(some.map(mobileNumber)).size).toBe(some.length);
				expect(new Set(some.map((serial) => scatteredId(serial, 17))).size).toBe(some.length);
			}),
		);
		expect(licenceDigits('370102', 1, false)).toMatch(/^1370102 ?7\d{7}$/);
		expect(licenceDigits('370102', 1, true)).toHaveLength(14);
	});
});
