import { describe, expect, test } from 'vitest';
import { harmless } from '#services/saved-queries/write-csv.ts';
import fc from '../../support/property.ts';

describe('harmless', () => {
	test.each(['=1+1', '+86', '-cmd', '@SUM(A1)', '\t=1', ' =1', '＝1', '\r\n+1'])('puts an apostrophe before %j', (text) => {
		expect(harmless(text, 'text')).toBe(`'${text}`);
	});

	test.each(['启航=', 'a-b', '2025-05-31', '', '（-）'])('leaves %j as it is', (text) => {
		expect(harmless(text, 'text')).toBe(text);
	});

	test('leaves numbers of number columns numbers, and nothing else there', () => {
		expect(harmless('-12.50', 'number')).toBe('-12.50');
		expect(harmless(-3, 'number')).toBe(-3);
		expect(harmless('-12.50', 'text')).toBe(`'-12.50`);
		expect(harmless('-1+1', 'number')).toBe(`'-1+1`);
	});

	test('never lets a text begin like a formula', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), fc.constantFrom('text', 'number', 'boolean'), (text, cell) => {
				const written = String(harmless(text, cell));
				return !/^\s*[=+@]/.test(written) && (!/^\s*-/.test(written) || cell === 'number');
			}),
		);
	});
});
