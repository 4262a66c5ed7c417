import { describe, expect, it } from 'vitest';
import { PersonResolver } from '#matching/people.ts';

const resolver = (...fullTokens: number[]) => new PersonResolver(Int32Array.from(fullTokens));

describe('PersonResolver', () => {
	it('joins mentions with one valid number', () => {
		const people = resolver(4, 4);
		people.link({ rule: 'full', members: [0, 1] });
		expect(people.personOf(1)).toBe(people.personOf(0));
	});

	it('places a mistyped number with the one valid number it can be', () => {
		const people = resolver(4, -1);
		people.link({ rule: 'repaired', members: [0, 1] });
		expect(people.personOf(1)).toBe(0);
		expect(people.isCertain(1)).toBe(true);
	});

	it('gives a masked number that two people share to neither', () => {
		const people = resolver(4, 5, -1);
		people.link({ rule: 'ends', members: [0, 1, 2] });
		expect(people.personOf(2)).toBe(2);
	});

	it('never lets a record without a number bridge two people', () => {
		const people = resolver(4, 5, -1);
		people.link({ rule: 'employer', members: [0, 2] });
		people.link({ rule: 'phone', members: [1, 2] });
		expect(people.personOf(2)).toBe(people.personOf(0));
		expect(people.personOf(1)).not.toBe(people.personOf(0));
	});

	it('does not call a link by name and employer certain', () => {
		const people = resolver(4, -1);
		people.link({ rule: 'employer', members: [0, 1] });
		expect(people.personOf(1)).toBe(0);
		expect(people.isCertain(1)).toBe(false);
	});

	it('takes equal valid numbers for one person without being shown a group, and mentions without a number for nobody', () => {
		const people = resolver(0, -1, 0, 1, -1);
		expect([0, 1, 2, 3, 4].map((mention) => people.personOf(mention))).toEqual([0, 1, 0, 3, 4]);
	});
});
