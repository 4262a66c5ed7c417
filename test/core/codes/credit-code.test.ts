import { describe, expect, test } from 'vitest';
import {
	creditCodeCandidates,
	creditCodeCheckCharacter,
	hasValidOrganisationPart,
	isValidCreditCode,
	normaliseCreditCode,
	registrarOf,
} from '#core/codes/credit-code.ts';
import fc from '../../support/property.ts';

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** Valid codes of unassigned division 99, with a right organisation part. */
const anyCode = fc.tuple(fc.constantFrom('91', '92', '52', '12'), fc.integer({ min: 0, max: 99_999_999 })).map(([kind, serial]) => {
	const body = String(serial).padStart(8, '0');
	const sum = [...body].reduce((total, digit, i) => total + Number(digit) * ([3, 7, 9, 10, 5, 8, 4, 2][i] ?? 0), 0);
	const check = 11 - (sum % 11);
	const first17 = `${kind}990102${body}${check === 10 ? 'X' : check === 11 ? '0' : check}`;
	return first17 + creditCodeCheckCharacter(first17);
});

describe('isValidCreditCode', () => {
	test('accepts every code built by the standard, and no code with one character changed', () => {
		fc.assert(
			fc.property(anyCode, fc.nat({ max: 16 }), fc.nat({ max: 30 }), (code, at, letter) => {
				expect(isValidCreditCode(code)).toBe(true);
				expect(hasValidOrganisationPart(code)).toBe(true);
				const other = ALPHABET.charAt(letter);
				if (other !== code.charAt(at)) expect(isValidCreditCode(code.slice(0, at) + other + code.slice(at + 1))).toBe(false);
			}),
		);
	});
	test.each([
		['91110108MA00478Q15', true, 'published example'],
		['91370102MA94QBC80H', true, 'published example with letters in the organisation part'],
		['91110108MA00478Q16', false, 'last character one off'],
		['91110108MA00478Q1', false, '17 characters'],
		['91110108MA00478Q150', false, '19 characters'],
		['91110108MAO0478Q15', false, 'O is not of the alphabet'],
		['', false, 'empty'],
	])('%s is %s: %s', (code, valid) => {
		expect(isValidCreditCode(code)).toBe(valid);
	});
	test('a sum that is a multiple of 31 gives the check character 0, not a 32nd', () => {
		const zero = Array.from({ length: 400 }, (_, i) => `919901020000${String(i).padStart(5, '0')}`).find(
			(c) => creditCodeCheckCharacter(c) === '0',
		);
		expect(zero).toBeDefined();
		expect(isValidCreditCode(`${zero}0`)).toBe(true);
	});
});

test('normaliseCreditCode takes full-width characters, spaces and a spreadsheet’s quotes away', () => {
	expect(normaliseCreditCode(' ="９１110108ma00478q15" ')).toBe('91110108MA00478Q15');
	expect(normaliseCreditCode('91110108 MA00478Q-15')).toBe('91110108MA00478Q15');
});

describe('creditCodeCandidates', () => {
	test('finds the code behind a swap of neighbours', () => {
		fc.assert(
			fc.property(anyCode, fc.nat({ max: 16 }), (code, at) => {
				if (code[at] === code[at + 1]) return;
				const slip = code.slice(0, at) + code.charAt(at + 1) + code.charAt(at) + code.slice(at + 2);
				expect(creditCodeCandidates(slip)).toContain(code);
			}),
		);
	});
	test.each([
		['91110108MAOO478Q15', 'two letters O for zeros'],
		['9111O108MA00478Q15', 'O for 0 in the division'],
		['91110108MA00478QI5', 'I for 1'],
		['91110108MA00478Q1S', 'S for 5 in the last place'],
		['91110108MA0047BQ15', 'B for 8, both of the alphabet'],
		['91110108MA00478Q17', 'the check character alone wrong'],
		['91110108MA00478Q1', 'last character lost'],
		['911101008MA00478Q15', 'a character doubled'],
	])('finds the code behind %s: %s', (slip) => {
		expect(creditCodeCandidates(slip)).toEqual(['91110108MA00478Q15']);
	});
	test('a lost character is put back when there is one way to do it, and never wrongly', () => {
		fc.assert(
			fc.property(anyCode, fc.nat({ max: 17 }), (code, at) => {
				const candidates = creditCodeCandidates(code.slice(0, at) + code.slice(at + 1));
				expect([[], [code]]).toContainEqual(candidates);
			}),
		);
	});
	test('gives nothing for a valid code, for rubbish and for text far from 18 characters', () => {
		expect(creditCodeCandidates('91110108MA00478Q15')).toEqual([]);
		expect(creditCodeCandidates('OOOOOOOOOOOOOOOOOO')).toEqual([]);
		expect(creditCodeCandidates('140105')).toEqual([]);
	});
});

test('registrarOf tells who registered an organisation', () => {
	expect(registrarOf('52110108MA00478Q15')).toEqual({ registrar: 'CIVIL_AFFAIRS', zh: '民办非企业单位' });
	expect(registrarOf('92110108MA00478Q15').zh).toBe('个体工商户');
	expect(registrarOf('Y1110108MA00478Q15').registrar).toBe('OTHER');
});
