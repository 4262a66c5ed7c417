import { describe, expect, test } from 'vitest';
import { createSecretChain } from '#intake/secret-chain.ts';
import { createTokeniser } from '#intake/tokens.ts';
import fc from '../support/property.ts';

const [FIRST, SECOND, THIRD] = ['the first secret of all', 'the second secret of all', 'the third secret of all'];
const NUMBER = '990101199003078195';

describe('a chain of secrets', () => {
	test('under one secret leaves values as they are made', () => {
		const chain = createSecretChain(FIRST, []);
		expect(chain.advance).toBeNull();
		expect(chain.mac('text')).toBe(createSecretChain(FIRST, [SECOND]).mac('text'));
	});

	test('reaches the same values from every state it went through', () => {
		const made = createSecretChain(FIRST, []).mac('text');
		const today = createSecretChain(FIRST, [SECOND, THIRD]);
		const wrappedOnce = createSecretChain(FIRST, [SECOND]).advance?.(made) ?? '';
		const wanted = today.advance?.(made);
		expect(wanted).toBeDefined();
		expect(today.advanceFrom(createSecretChain(FIRST, []).checkValue())?.(made)).toBe(wanted);
		expect(today.advanceFrom(createSecretChain(FIRST, [SECOND]).checkValue())?.(wrappedOnce)).toBe(wanted);
		expect(today.advanceFrom(today.checkValue())?.(wanted ?? '')).toBe(wanted);
	});

	test('knows no state of other secrets, or of the same in another order', () => {
		const today = createSecretChain(FIRST, [SECOND]);
		expect(today.advanceFrom(createSecretChain(SECOND, []).checkValue())).toBeNull();
		expect(today.advanceFrom(createSecretChain(SECOND, [FIRST]).checkValue())).toBeNull();
	});
});

describe('tokens under a chain', () => {
	const [one, two] = [createTokeniser(FIRST), createTokeniser(FIRST, SECOND)];

	test('are those of the first secret, wrapped: equal numbers stay equal, others stay others', () => {
		const number = fc.stringMatching(/^[1-9]\d{16}[\dX]$/);
		const values = (tokeniser: typeof one, text: string) => tokeniser.tokensOf(text).tokens.map(({ value }) => value);
		fc.assert(
			fc.property(number, number, (a, b) => {
				const shared = (tokeniser: typeof one) => values(tokeniser, a).map((value) => values(tokeniser, b).includes(value));
				expect(values(two, a)).toEqual(values(one, a).map((value) => two.advance?.(value)));
				expect(shared(two)).toEqual(shared(one));
			}),
		);
	});

	test('name the newest key, and the founding ones the first', () => {
		const keyOf = (value: string | undefined) => value?.slice(0, 8);
		expect(keyOf(two.tokensOf(NUMBER).tokens[0]?.value)).toBe(keyOf(two.checkValue()));
		expect(keyOf(two.foundingTokensOf(NUMBER).tokens[0]?.value)).toBe(keyOf(one.checkValue()));
	});
});
