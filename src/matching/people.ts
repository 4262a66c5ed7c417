/**
 * Which mentions of people are one person. What somebody decided comes before all else; then links come as groups of mentions that share a token (and, for weak tokens, the
 * name), strongest rule first; two different valid full numbers are a conflict and never join.
 */
import type { DecisionConflict, PersonVerdict } from '#core/match-decisions.ts';
import type { Conflicts } from './decided.ts';
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
	{
		rule: 'employerThen',
		needsOne: true,
		certain: false,
		reason: 'the same name at the same organisation in the same year: of namesakes there, the one of that time',
	},
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

/** A decision that stands, between two mentions. */
export interface DecidedPeople {
	readonly decisionId: string;
	readonly verdict: Exclude<PersonVerdict, 'UNSURE'>;
	/** Places in the list. */
	readonly a: number;
	readonly b: number;
}

/** Resolves people incrementally: groups are offered in the order of PERSON_RULES, and the sets read at the end. */
export class PersonResolver {
	readonly #sets: LabelledSets;
	/** Whether the mention was placed by its own number rather than by name and circumstance. */
	readonly #certain: Uint8Array;

	/** What stands against decisions. */
	readonly conflicts: Conflicts;

	/** @param decided in an order that does not depend on record numbers. */
	constructor(fullTokens: Int32Array, decided: readonly DecidedPeople[] = []) {
		this.#sets = new LabelledSets(fullTokens);
		this.#certain = Uint8Array.from(fullTokens, (token) => (token >= 0 ? 1 : 0));
		for (const { verdict, a, b } of decided) if (verdict === 'DIFFERENT') this.#sets.forbid(a, b);
		this.#joinEqual(fullTokens);
		this.conflicts = new Map(decided.flatMap((one) => (one.verdict === 'SAME' ? this.#joinDecided(one) : [])));
	}

	/** A decision wins over two numbers, which is reported; of two that cannot both hold the one that tells apart wins. */
	#joinDecided({ decisionId, a, b }: DecidedPeople): [string, DecisionConflict][] {
		const twoNumbers = this.#sets.conflicts(a, b);
		if (!this.#sets.force(a, b)) return [[decisionId, 'KEPT_APART']];
		this.#certain[a] = this.#certain[b] = 1;
		return twoNumbers ? [[decisionId, 'TWO_NUMBERS']] : [];
	}

	/** Equal valid numbers are one person, unless somebody told them apart: then the later mention leaves. The first rule needs no groups. */
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
		if (rule.needsOne && (this.#differentNumbers(group.members) || this.#sets.anyApart(group.members))) return;
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

/** What a person in hand shares with one who is known; `numbers`: that person's valid numbers, compared for equality only. */
export interface KnownTie {
	readonly rule: PersonRule;
	readonly personId: string;
	readonly numbers: readonly string[];
}

/** Who a person in hand is; see `choosePerson`. */
export interface PersonChoice {
	/** Null: nobody, or several. */
	readonly chosen: string | null;
	readonly ambiguous: boolean;
	/** Rules that say nothing here, because what they compare belongs to people with different numbers. */
	readonly silent: readonly PersonRule[];
}

/**
 * Whom a resolution would put a person in hand with: by the first rule that says anything. A person with another valid number is never
 * meant. @param own the number in hand; null: none that is valid.
 */
export function choosePerson(ties: readonly KnownTie[], own: string | null): PersonChoice {
	const silent: PersonRule[] = [];
	for (const { rule, needsOne } of PERSON_RULES) {
		const tied = ties.filter((tie) => tie.rule === rule);
		const numbers = new Set([...tied.flatMap((tie) => tie.numbers), ...(own === null ? [] : [own])]);
		if (needsOne && numbers.size > 1) silent.push(rule);
		const possible =
			needsOne && numbers.size > 1 ? [] : tied.filter((tie) => own === null || tie.numbers.length === 0 || tie.numbers.includes(own));
		const people = new Set(possible.map(({ personId }) => personId));
		if (people.size > 0) return { chosen: people.size === 1 ? ([...people][0] as string) : null, ambiguous: people.size > 1, silent };
	}
	return { chosen: null, ambiguous: silent.length > 0, silent };
}
