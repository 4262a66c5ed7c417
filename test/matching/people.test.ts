import { describe, expect, it } from 'vitest';
import { choosePerson, type DecidedPeople, type KnownTie, PersonResolver } from '#matching/people.ts';

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

describe('PersonResolver under decisions', () => {
	let ids = 0;
	const decided = (verdict: DecidedPeople['verdict'], a: number, b: number): DecidedPeople => ({ decisionId: `${++ids}`, verdict, a, b });
	const partition = (fullTokens: number[], decisions: readonly DecidedPeople[]) => {
		const people = new PersonResolver(Int32Array.from(fullTokens), decisions);
		return { people, of: fullTokens.map((_, mention) => people.personOf(mention)) };
	};

	it('joins two mentions that share nothing, and reports it where their numbers differ', () => {
		const same = decided('SAME', 0, 1);
		expect(partition([4, -1], [same]).of).toEqual([0, 0]);
		const { people, of } = partition([4, 5, 5], [same]);
		expect(of).toEqual([0, 0, 0]);
		expect([...people.conflicts]).toEqual([[same.decisionId, 'TWO_NUMBERS']]);
	});

	it('takes apart two mentions with one number: the later leaves, the others stay', () => {
		expect(partition([4, 4, 4], [decided('DIFFERENT', 0, 1)]).of).toEqual([0, 1, 0]);
	});

	it('keeps two apart that a third would join, and says which decision was not obeyed', () => {
		const [first, second] = [decided('SAME', 0, 2), decided('SAME', 1, 2)];
		const { people, of } = partition([-1, -1, -1], [decided('DIFFERENT', 0, 1), first, second]);
		expect(of).toEqual([0, 1, 0]);
		expect([...people.conflicts]).toEqual([[second.decisionId, 'KEPT_APART']]);
	});

	it('lets a name at an employer say nothing of two who were told apart there, and all of one', () => {
		const group = { rule: 'employer', members: [0, 1, 2] } as const;
		const apart = new PersonResolver(Int32Array.from([4, -1, -1]), [decided('DIFFERENT', 0, 1)]);
		apart.link(group);
		expect([0, 1, 2].map((mention) => apart.personOf(mention))).toEqual([0, 1, 2]);
		const one = new PersonResolver(Int32Array.from([4, -1, -1]));
		one.link(group);
		expect([0, 1, 2].map((mention) => one.personOf(mention))).toEqual([0, 0, 0]);
	});
});

describe('choosePerson', () => {
	const tie = (rule: KnownTie['rule'], personId: string, ...numbers: string[]): KnownTie => ({ rule, personId, numbers });

	it.each([
		['by the whole number, whatever weaker rules say', [tie('full', 'a', '1'), tie('phone', 'b')], '1', 'a', false],
		['by a weak rule, when one person fits', [tie('phone', 'a', '1')], null, 'a', false],
		['nobody, when namesakes with two numbers share what it has', [tie('employer', 'a', '1'), tie('employer', 'b', '2')], null, null, true],
		[
			'of namesakes at one employer the one of that year',
			[tie('employer', 'a', '1'), tie('employer', 'b', '2'), tie('employerThen', 'b', '2')],
			null,
			'b',
			false,
		],
		['nobody with another number', [tie('phone', 'a', '1')], '2', null, true],
		['nobody, when nothing is shared', [], '2', null, false],
	])('means %s', (_, ties, own, chosen, ambiguous) => {
		expect(choosePerson(ties, own)).toMatchObject({ chosen, ambiguous });
	});
});
