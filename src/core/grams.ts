/**
 * Keys of search by name: the pairs of neighbouring characters. Two names share as many as they share wording, without an extension
 * of the database and without a word list.
 */

/**
 * The form of a name that search compares: NFKC, lower case, nothing but letters and digits. Traditional characters are the caller's
 * to convert first.
 */
export function searchForm(name: string): string {
	return name
		.normalize('NFKC')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, '');
}

/** The distinct pairs of neighbouring characters of a name, in order of first use; empty for fewer than two characters. */
export function gramsOf(name: string): string[] {
	const characters = [...searchForm(name)];
	const grams = new Set<string>();
	for (let at = 0; at + 1 < characters.length; at++) grams.add(`${characters[at]}${characters[at + 1]}`);
	return [...grams];
}
