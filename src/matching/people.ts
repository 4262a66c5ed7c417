/**
 * Which mentions of people are one person. Links come as groups of mentions that share a token (and, for weak tokens, the
 * name), strongest rule first; two different valid full numbers are a conflict and never join.
 */
import { LabelledSets } from './union.ts';

/**
 * The rules by which mentions are linked, strongest first. `needsOne`: the group is used only when it holds at most one
 * valid full number, because the value can belong to several people; `certain`: a full number stands behind the link.
 */
export const PERSON_RULES = [
	{ rule: 'full', needsOne: false, certain: true, reason: 'the same valid identity number (GB 11643)' },
	{ rule: 'repaired', needsOne: true, certain: true, reason: 'a number one adjacent swap away, and the same name' },
	{ rule: 'body', needsOne: true, certain: true, reason: 'the same first 17 digits, and the same name: the check digit is mistyped' },
	{ rule: 'fullOld', needsOne: true, certain: true, reason: 'the same number in its 15-digit form, and the same name' },
	{ rule: 'birthEnds', needsOne: true, certain: false, reason: 'masked number: first ten and last four digits, and the same name' },
	{ rule: 'ends', needsOne: true, certain: false, reason: 'masked number: first six and last four digits, and the same name' },
	{ rule: 'certificate', needsOne: true, certain: false, reason: 'the same teacher certificate, and the same name' },
	{ rule: 'employer', needsOne: true, certain: false, reason: 'the same name at the same organisation' },
	{ rule: 'phone', needsOne: true, certain: false, reason: 'the same name and telephone' },
] as const;

export type PersonRule = (typeof PERSON_RULES)[number]['rule'];

/** A mention as the resolver needs it. Its place in the list is its number in groups. */
export interface PersonNode {
	/** Number of its valid full token among all tokens; -1: no valid number. */
	readonly fullToken: number;
}

/** Mentions that share a value under a rule, as places in the list. */
export interface PersonGroup {
	readonly rule: PersonRule;
	readonly members: readonly number[];
}

/** Resolves people incrementally: groups are offered in the order of PERSON_RULES, and the sets read at the end. */
export class PersonResolver {
	readonly #sets: LabelledSets;
	/** Whether the mention was placed by its own number rather than by name and circumstance. */
	readonly #certain: Uint8Array;

	constructor(fullTokens: Int32Array) {
		this.#sets = new LabelledSets(fullTokens);
		this.#certain = Uint8Array.from(fullTokens, (token) => (token >= 0 ? 1 : 0));
		this.#joinEqual(fullTokens);
	}

	/** Equal valid numbers are one person, whatever else is known: the first rule needs no groups. */
	#joinEqual(fullTokens: Int32Array): void {
		const first = new Int32Array(fullTokens.reduce((most, token) => Math.max(most, token), -1) + 1).fill(-1);
		for (const [mention, token] of fullTokens.entries()) {
			if (token < 0) continue;
			if (first[token] === -1) first[token] = mention;
			else this.#sets.join(first[token] as number, mention);
		}
	}

	/** Links one group; members whose sets conflict stay apart. */
	link(group: PersonGroup): void {
		const rule = PERSON_RULES.find((candidate) => candidate.rule === group.rule) as (typeof PERSON_RULES)[number];
		if (rule.needsOne && this.#differentNumbers(group.members)) return;
		const [first, ...rest] = group.members;
		if (first === undefined) return;
		for (const member of rest) {
			if (this.#sets.join(first, member) && rule.certain) this.#certain[first] = this.#certain[member] = 1;
		}
	}

	/** The representative of a mention's person. */
	personOf(mention: number): number {
		return this.#sets.find(mention);
	}

	isCertain(mention: number): boolean {
		return this.#certain[mention] === 1;
	}

	/** Two valid numbers under one weak value: the value says nothing about which of them the others are. */
	#differentNumbers(members: readonly number[]): boolean {
		const labels = new Set(members.map((member) => this.#sets.labelOf(member)).filter((label) => label !== -1));
		return labels.size > 1;
	}
}
