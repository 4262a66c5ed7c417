import { describe, expect, test } from 'vitest';
import { identityCheckCharacter } from '#core/codes/identity-number.ts';
import type { TokenKind } from '#core/records.ts';
import { createTokeniser } from '#intake/tokens.ts';
import fc from '../support/property.ts';

const tokeniser = createTokeniser('a secret for tests, long enough to be one');
const numberOf = (first17: string): string => first17 + identityCheckCharacter(first17);
const NUMBER = numberOf('99010219870314123');

const valuesOf = (text: string | null, ...kinds: TokenKind[]): string[] =>
	tokeniser
		.tokensOf(text)
		.tokens.filter((token) => kinds.includes(token.kind))
		.map((token) => token.value);

describe('tokensOf', () => {
	test('gives a valid number every kind but repaired, each with the key id before it', () => {
		const { tokens, valid, problem } = tokeniser.tokensOf(NUMBER);
		expect(tokens.map((token) => token.kind)).toEqual(['full', 'fullOld', 'body', 'ends', 'birthEnds']);
		expect(
			tokens.every((token) => /^[0-9a-f]{8}:[0-9a-f]{64}$/.test(token.value) && token.value.startsWith(tokeniser.checkValue().slice(0, 9))),
		).toBe(true);
		expect([valid, problem]).toEqual([true, null]);
	});
	test('a person born after 1999 never had a 15-digit number', () => {
		expect(valuesOf(numberOf('99010220050314123'), 'fullOld')).toEqual([]);
	});
	test.each([
		[` ${NUMBER} `, 'spaces around'],
		[[...NUMBER].join(' '), 'spaces inside'],
		[[...NUMBER].map((c) => String.fromCodePoint((c.codePointAt(0) ?? 0) + 0xfee0)).join(''), 'full-width'],
		[`="${NUMBER}"`, 'a spreadsheet’s text'],
	])('%s is read as the same number: %s', (written) => {
		expect(tokeniser.tokensOf(written)).toEqual(tokeniser.tokensOf(NUMBER));
	});
	test('a lower-case x is an X', () => {
		const first17 = Array.from({ length: 999 }, (_, i) => `99010219870314${String(i).padStart(3, '0')}`).find(
			(t) => identityCheckCharacter(t) === 'X',
		);
		expect(tokeniser.tokensOf(`${first17}x`)).toEqual(tokeniser.tokensOf(`${first17}X`));
		expect(tokeniser.tokensOf(`${first17}x`).valid).toBe(true);
	});
	test('the 15-digit form meets the 18-digit one in fullOld and body, and is not valid itself', () => {
		const old = NUMBER.slice(0, 6) + NUMBER.slice(8, 17);
		expect(valuesOf(old, 'fullOld', 'body')).toEqual(valuesOf(NUMBER, 'fullOld', 'body'));
		expect(tokeniser.tokensOf(old)).toMatchObject({ valid: false, problem: 'OLD_FORM' });
		expect(valuesOf(old, 'full')).toEqual([]);
	});
	test('a masked number gives the ends it shows', () => {
		expect(valuesOf(`${NUMBER.slice(0, 6)}********${NUMBER.slice(14)}`, 'ends', 'birthEnds')).toEqual(valuesOf(NUMBER, 'ends'));
		expect(valuesOf(`${NUMBER.slice(0, 10)}****${NUMBER.slice(14)}`, 'ends', 'birthEnds')).toEqual(valuesOf(NUMBER, 'ends', 'birthEnds'));
		expect(valuesOf(`${NUMBER.slice(0, 6)}xxxxxxxx${NUMBER.slice(14)}`, 'ends')).toEqual(valuesOf(NUMBER, 'ends'));
		expect(tokeniser.tokensOf(`${NUMBER.slice(0, 4)}**********${NUMBER.slice(16)}`)).toMatchObject({
			tokens: [],
			valid: false,
			problem: 'MASKED',
		});
	});
	test('a swap of neighbours is repaired to the full value of the right number', () => {
		fc.assert(
			fc.property(fc.nat({ max: 15 }), (at) => {
				if (NUMBER[at] === NUMBER[at + 1]) return;
				const slip = NUMBER.slice(0, at) + NUMBER.charAt(at + 1) + NUMBER.charAt(at) + NUMBER.slice(at + 2);
				expect(valuesOf(slip, 'repaired')).toEqual(expect.arrayContaining(valuesOf(NUMBER, 'full')));
				expect(tokeniser.tokensOf(slip).valid).toBe(false);
				expect(valuesOf(slip, 'full')).toEqual([]);
			}),
		);
	});
	test('a wrong check character keeps the body, and a lost one is repaired', () => {
		const wrong = NUMBER.slice(0, 17) + (NUMBER.endsWith('1') ? '2' : '1');
		expect(valuesOf(wrong, 'body')).toEqual(valuesOf(NUMBER, 'body'));
		expect(tokeniser.tokensOf(wrong).problem).toBe('CHECK_DIGIT');
		expect(valuesOf(NUMBER.slice(0, 17), 'repaired')).toEqual(valuesOf(NUMBER, 'full'));
	});
	test('a number that a spreadsheet cut off gives nothing that others share', () => {
		const cut = `${NUMBER.slice(0, 15)}000`;
		expect(tokeniser.tokensOf(cut)).toMatchObject({ tokens: [], valid: false, problem: 'LOST_DIGITS' });
		expect(tokeniser.tokensOf('9.90102E+17')).toMatchObject({ tokens: [], problem: 'LOST_DIGITS' });
	});
	test('a passport has a full token of its own domain and is not a valid number', () => {
		const passport = tokeniser.tokensOf('E12345678');
		expect(passport).toMatchObject({ valid: false, problem: 'OTHER_DOCUMENT', masked: 'E1*****78' });
		expect(passport.tokens.map((token) => token.kind)).toEqual(['full']);
	});
	test.each([[null], [''], ['无'], ['-'], ['NULL'], ['0'], ['  ']])('%j is no number at all', (nothing) => {
		expect(tokeniser.tokensOf(nothing)).toEqual({ tokens: [], valid: false, masked: null, problem: null });
	});
	test('never gives more than the first and last two characters back', () => {
		fc.assert(
			fc.property(fc.stringMatching(/^\d{8,20}$/), (digits) => {
				const { masked } = tokeniser.tokensOf(digits);
				expect(masked === null || masked === `${digits.slice(0, 2)}${'*'.repeat(digits.length - 4)}${digits.slice(-2)}`).toBe(true);
			}),
		);
		expect(tokeniser.tokensOf('AB123').masked).toBe('*****');
	});
	test('each kind has its own domain: no value is shared between kinds', () => {
		const values = tokeniser.tokensOf(NUMBER).tokens.map((token) => token.value);
		expect(new Set(values).size).toBe(values.length);
	});
});

test('another secret gives other tokens and another check value; the same gives the same', () => {
	const again = createTokeniser('a secret for tests, long enough to be one');
	const other = createTokeniser('another secret for tests, as long');
	expect(again.tokensOf(NUMBER)).toEqual(tokeniser.tokensOf(NUMBER));
	expect(again.checkValue()).toBe(tokeniser.checkValue());
	expect(other.checkValue()).not.toBe(tokeniser.checkValue());
	expect(other.tokensOf(NUMBER).tokens[0]?.value).not.toBe(tokeniser.tokensOf(NUMBER).tokens[0]?.value);
});
