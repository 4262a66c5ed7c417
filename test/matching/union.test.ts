import { describe, expect, it } from 'vitest';
import { LabelledSets } from '#matching/union.ts';
import fc from '../support/property.ts';

describe('LabelledSets', () => {
	it('joins what has no label with what has one, and carries the label over', () => {
		const sets = new LabelledSets(Int32Array.of(-1, 7, -1));
		expect(sets.join(0, 1)).toBe(true);
		expect(sets.join(0, 2)).toBe(true);
		expect(sets.labelOf(2)).toBe(7);
	});

	it('refuses to bridge two labels through a third member', () => {
		const sets = new LabelledSets(Int32Array.of(1, -1, 2));
		expect(sets.join(0, 1)).toBe(true);
		expect(sets.join(1, 2)).toBe(false);
		expect(sets.find(1)).toBe(sets.find(0));
		expect(sets.find(2)).not.toBe(sets.find(0));
	});

	it('never puts two labels into one set, whatever is joined in whatever order', () => {
		const size = 12;
		const labels = fc.array(fc.integer({ min: -1, max: 2 }), { minLength: size, maxLength: size });
		const joins = fc.array(fc.tuple(fc.nat(size - 1), fc.nat(size - 1)), { maxLength: 40 });
		fc.assert(
			fc.property(labels, joins, (given, pairs) => {
				const sets = new LabelledSets(Int32Array.from(given));
				for (const [a, b] of pairs) sets.join(a, b);
				for (let i = 0; i < size; i++) {
					const mates = given.filter((label, j) => label !== -1 && sets.find(i) === sets.find(j));
					expect(new Set(mates).size).toBeLessThanOrEqual(1);
				}
			}),
		);
	});

	it('without labels gives the same partition in whatever order the joins come', () => {
		const size = 10;
		const joins = fc.array(fc.tuple(fc.nat(size - 1), fc.nat(size - 1)), { maxLength: 20 });
		const partition = (pairs: readonly (readonly [number, number])[]) => {
			const sets = new LabelledSets(new Int32Array(size).fill(-1));
			for (const [a, b] of pairs) sets.join(a, b);
			return Array.from({ length: size }, (_, i) => sets.find(i));
		};
		fc.assert(
			fc.property(joins, (pairs) => {
				expect(partition([...pairs].reverse())).toEqual(partition(pairs));
			}),
		);
	});
});
