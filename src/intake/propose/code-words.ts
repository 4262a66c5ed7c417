/** Translates the words of an agency's code list as far as words of other lists tell. For a proposal, which a person reads. */

/** Words that turn the rest into its opposite: 未注销 is not 注销. */
const TURNS = /[未非不无没免]/;

/** The canonical value of a word: the word itself, else the longest known word in it (已注销, 状态正常); null: nobody knows. */
export function canonicalOf(word: string, known: Readonly<Record<string, string>>): string | null {
	if (Object.hasOwn(known, word)) return known[word] ?? null;
	if (TURNS.test(word)) return null;
	const within = Object.keys(known).filter((one) => one.length >= 2 && word.includes(one));
	const longest = Math.max(0, ...within.map((one) => one.length));
	const values = new Set(within.filter((one) => one.length === longest).map((one) => known[one]));
	return values.size === 1 ? ([...values][0] ?? null) : null;
}
