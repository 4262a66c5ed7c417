/** n-grams by which organisations are found by name; both the index and a search cut texts with this function. */

/**
 * The bigrams of a text in normal form (NFKC, lower case, letters and digits only), without doubles; a text of one
 * character gives that character. Traditional characters are to be converted by the caller.
 */
export function gramsOf(text: string): string[] {
	const characters = [...text.normalize('NFKC').toLowerCase()].filter((character) => /[\p{L}\p{N}]/u.test(character));
	if (characters.length < 2) return characters;
	return [...new Set(characters.slice(1).map((character, i) => `${characters[i]}${character}`))];
}
