import { describe, expect, test } from 'vitest';
import { compareDecimals, recordMeets } from '#core/record-filter.ts';
import fc from '../support/property.ts';

const meets = (filter: Readonly<Record<string, unknown>>, body: Readonly<Record<string, unknown>>) =>
	recordMeets('penalty', filter, (field) => body[field]);

describe('a condition', () => {
	test('on a field without a value does not hold, whatever it asks for', () => {
		expect(meets({ fine: {} }, {})).toBe(false);
		expect(meets({ fine: {} }, { fine: '0' })).toBe(true);
		expect(meets({ fine: null }, {})).toBe(true);
	});

	test.each<[Readonly<Record<string, unknown>>, boolean]>([
		[{ min: '1000' }, true],
		[{ min: '1000.01' }, false],
		[{ max: '1000.00' }, true],
		[{ min: '-5', max: '999.99' }, false],
	])('on an amount of 1000: %j is %s', (fine, expected) => {
		expect(meets({ fine }, { fine: '1000' })).toBe(expected);
	});

	test('on a person is refused', () => {
		expect(() => recordMeets('role', { person: {} }, () => ({ name: '王小明' }))).toThrow(
			expect.objectContaining({ code: 'INVALID_INPUT' }),
		);
	});
});

test('decimals compare as numbers do, exactly', () => {
	const cents = fc.integer({ min: -100_000, max: 100_000 });
	const text = (n: number) => `${n < 0 ? '-' : ''}${Math.trunc(Math.abs(n) / 100)}.${String(Math.abs(n) % 100).padStart(2, '0')}`;
	fc.assert(fc.property(cents, cents, (a, b) => Math.sign(compareDecimals(text(a), text(b))) === Math.sign(a - b)));
	expect(compareDecimals('0.1', '0.10')).toBe(0);
	expect(compareDecimals('9007199254740993', '9007199254740992.9')).toBe(1);
});
