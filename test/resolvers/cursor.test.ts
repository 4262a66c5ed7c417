import { describe, expect, test } from 'vitest';
import { assertFirst, decodeCursor, encodeCursor, windowOf } from '#resolvers/cursor.ts';
import fc from '../support/property.ts';

describe('a cursor', () => {
	test('gives back the key it was made of', () => {
		fc.assert(
			fc.property(fc.string(), fc.string(), fc.string(), (a, b, c) => {
				expect(decodeCursor('records:KEY', encodeCursor('records:KEY', [a, b, c]))).toEqual([a, b, c]);
			}),
		);
	});

	test.each<[string, string]>([
		['of another order', encodeCursor('organisations:NAME_ASC', ['启航', 'org_a'])],
		['of another list', encodeCursor('flags:FIRST_SEEN_DESC', ['2025-05-31', 'flag_a'])],
		['with too many values', encodeCursor('organisations:RISK_DESC', ['70', 'org_a', 'org_b'])],
		['with a value that is none', encodeCursor('organisations:RISK_DESC', ['70; drop', 'org_a'])],
		['that is a number', Buffer.from('7').toString('base64url')],
		['of the caller’s making', 'page-2'],
		['that is empty', ''],
	])('%s is refused', (_, cursor) => {
		expect(() => decodeCursor('organisations:RISK_DESC', cursor)).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }));
	});

	test.each(['2025-02-31', '2025-99-99', '0000-01-01'])('with a day that is none (%s) is refused', (day) => {
		const cursor = encodeCursor('flags:FIRST_SEEN_DESC', [day, 'flag_a']);
		expect(() => decodeCursor('flags:FIRST_SEEN_DESC', cursor)).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }));
	});

	test('of its own order is taken', () => {
		const after = encodeCursor('organisations:RISK_DESC', ['70', 'org_a']);
		expect(windowOf('organisations:RISK_DESC', { first: 5, after })).toEqual({ first: 5, after: ['70', 'org_a'] });
	});
});

describe('assertFirst', () => {
	test.each([
		[0, false],
		[1, true],
		[100, true],
		[101, false],
	])('%i: %s', (first, allowed) => {
		if (allowed) expect(assertFirst(first)).toBe(first);
		else expect(() => assertFirst(first)).toThrow('`first` must lie between 1 and 100.');
	});
});
