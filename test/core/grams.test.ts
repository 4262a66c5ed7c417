import { describe, expect, test } from 'vitest';
import { gramsOf, searchForm } from '#core/grams.ts';
import fc from '../support/property.ts';

describe('gramsOf', () => {
	test.each<[string, string[]]>([
		['启航教育', ['启航', '航教', '教育']],
		['启 航（教育）', ['启航', '航教', '教育']],
		['ＡＢＣ英语', ['ab', 'bc', 'c英', '英语']],
		['哈哈哈', ['哈哈']],
		['𬭎学', ['𬭎学']],
		['启', []],
		['（）', []],
	])('of %s are %j', (name, grams) => {
		expect(gramsOf(name)).toEqual(grams);
	});

	test('of a part of a name are among those of the whole', () => {
		fc.assert(
			fc.property(fc.string(), fc.string(), fc.string(), (before, part, after) => {
				const whole = new Set(gramsOf(searchForm(before) + searchForm(part) + searchForm(after)));
				return gramsOf(searchForm(part)).every((gram) => whole.has(gram));
			}),
		);
	});
});
