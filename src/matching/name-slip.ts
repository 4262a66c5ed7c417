/** Slips of the pen in a name that make no other name of it: what a clerk mistypes, and nobody registers to look alike. Pure. */
import { distance } from 'fastest-levenshtein';
import type { NameForms } from './name-in-text.ts';

/** Of shorter cores a slip makes other names (文博教育 / 文教育). */
const MIN_CORE = 5;

/**
 * Whether a name of one side is one of the other with a slip: a character doubled, two neighbours swapped, or, under the same brand, one
 * character too few or too many. Another character in the brand is none: so a rebrand looks (青禾 / 青合), and so it must not be one organisation.
 */
export function isNameSlip(a: NameForms, b: NameForms): boolean {
	const sameBrand = a.brands.some((brand) => b.brands.includes(brand));
	return a.cores.some((given) => b.cores.some((known) => given !== known && isSlip(given, known, sameBrand)));
}

function isSlip(a: string, b: string, sameBrand: boolean): boolean {
	if (Math.min(a.length, b.length) < MIN_CORE || Math.abs(a.length - b.length) > 1) return false;
	if (a.length === b.length) return areSwapped(a, b);
	return withoutDoubles(a) === withoutDoubles(b) || (sameBrand && distance(a, b) === 1);
}

const withoutDoubles = (text: string) => text.replace(/(.)\1/gu, '$1');

function areSwapped(a: string, b: string): boolean {
	const at = [...a].findIndex((character, i) => character !== b[i]);
	return a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}
