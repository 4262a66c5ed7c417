/**
 * Small counts of people: figures leave the house (screens, reports, charts), and three of a county can be made out. What is counted, and
 * by whom, decides whether they are kept back; see decision 20.
 */
import { FLAG_CATEGORIES } from '#core/flags.ts';
import type { FlagConditions, OrganisationConditions } from '#core/organisation-filter.ts';

/** Counts below this are kept back where they tell of people. Smaller: one teacher of a village can be made out; larger: small counties say nothing. */
export const SMALLEST_COUNT = 5;

/** Flags whose very number tells of people: who was convicted, barred, or holds a public post. */
const ABOUT_PEOPLE = 'PERSONNEL';

/** Whether a code or category of flags tells of people. */
export function isAboutPeople(word: string | null): boolean {
	return word !== null && (word === ABOUT_PEOPLE || (FLAG_CATEGORIES[ABOUT_PEOPLE] as readonly string[]).includes(word));
}

/** Whether flags are picked out by what they say of people. */
export function picksPeople({ codes, categories }: FlagConditions): boolean {
	return [...(codes ?? []), ...(categories ?? [])].some(isAboutPeople);
}

/** Whether organisations are picked out by flags on their people, wherever in the filter it stands. */
export function picksByPeople(filter: OrganisationConditions): boolean {
	if ((filter.flagCodes ?? []).some(isAboutPeople) || picksPeople(filter.flags ?? {})) return true;
	const others = [
		filter.sharesRoomWith,
		filter.predecessors?.organisation,
		filter.successors?.organisation,
		filter.not,
		...(filter.anyOf ?? []),
	];
	return others.some((other) => other != null && picksByPeople(other));
}

/** A count as it may be told; null: kept back. */
export const large = (count: number): number | null => (count > 0 && count < SMALLEST_COUNT ? null : count);

/**
 * Counts that make a total, the small ones kept back, of those that `tells` picks (left out: of all); of a single one also the next larger
 * of the rest, else the total less the others would tell it.
 */
export function withoutSmall(counts: readonly number[], tells: (at: number) => boolean = () => true): readonly (number | null)[] {
	const told = counts.map((count, at) => (tells(at) ? large(count) : count));
	if (told.filter((count) => count === null).length !== 1) return told;
	const rest = told.filter((count) => count !== null && count > 0) as number[];
	const next = told.indexOf(Math.min(...rest));
	return told.map((count, at) => (at === next ? null : count));
}
