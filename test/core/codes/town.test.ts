import { describe, expect, test } from 'vitest';
import { townsOf } from '#core/codes/town.ts';

describe('townsOf', () => {
	test('gives the short names of a county’s towns and sub-districts', () => {
		expect(townsOf('330481')).toContain('海昌');
		expect(townsOf('330481')).toContain('许村');
	});
	test('leaves out what has no ending that people leave off', () => {
		expect(townsOf('110101').some((town) => /街道$|镇$/.test(town))).toBe(false);
	});
	test('knows nothing of a code that is no county', () => {
		expect(townsOf('330000')).toEqual([]);
	});
});
