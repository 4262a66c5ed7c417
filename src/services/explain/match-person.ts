/** Who a person in hand is: what a resolution would say of them, and why. */
import type { Reader, ReadPerson } from '#access/reader.ts';
import type { ReadGivenPerson } from '#core/given-person.ts';
import { choosePerson, PERSON_RULES, type PersonRule } from '#matching/people.ts';
import { type GivenStanding, standingOf } from './match-record.ts';

/** A rule under which a person in hand shares something with a known one. */
export interface GivenPersonTie {
	readonly rule: PersonRule;
	readonly reason: string;
	/** An identity number stands behind it. */
	readonly certain: boolean;
	/** What it compares belongs to several people, so it says nothing. */
	readonly silent: boolean;
}

/** Somebody who may be meant. */
export interface PersonCandidate {
	readonly person: ReadPerson;
	/** Another valid number than the one in hand: never meant. */
	readonly numbersDiffer: boolean;
	/** Strongest first. */
	readonly ties: readonly GivenPersonTie[];
}

export interface GivenPersonMatch {
	readonly standing: GivenStanding;
	/** Who is meant; null unless FOUND. */
	readonly person: ReadPerson | null;
	/** What is wrong with the number in hand; null: nothing, or none was given. */
	readonly numberProblem: string | null;
	/** Those that the caller may see, by their strongest tie. */
	readonly candidates: readonly PersonCandidate[];
}

/** Matches a person in hand; writes nothing but the audit. @throws HubError ACCESS_DENIED. */
export async function matchPerson(reader: Reader, given: ReadGivenPerson, first: number): Promise<GivenPersonMatch> {
	const ties = await reader.tiesOfGiven(given);
	const own = given.validNumber ? (given.tokens.find(({ kind }) => kind === 'full')?.value ?? null) : null;
	const { chosen, ambiguous, silent } = choosePerson(ties, own);
	const ids = [...new Set(ties.map(({ personId }) => personId))].slice(0, first);
	const seen = await reader.people(chosen === null ? ids : [...new Set([chosen, ...ids])]);
	const person = chosen === null ? null : (seen.get(chosen) ?? null);
	const candidates = ids.flatMap((id): PersonCandidate[] => {
		const candidate = seen.get(id);
		if (candidate === undefined) return [];
		const shared = ties.filter(({ personId }) => personId === id);
		return [
			{
				person: candidate,
				numbersDiffer: own !== null && shared.some(({ numbers }) => numbers.length > 0 && !numbers.includes(own)),
				ties: PERSON_RULES.filter(({ rule }) => shared.some((tie) => tie.rule === rule)).map(({ rule, reason, certain }) => ({
					rule,
					reason,
					certain,
					silent: silent.includes(rule),
				})),
			},
		];
	});
	return { standing: standingOf(person, ambiguous, candidates), person, numberProblem: given.numberProblem, candidates };
}
