/**
 * The shape of the word lists that `readText` looks for, and their joining into one list. A department adds words of its
 * district through the configuration (`addLocalWords`); the shipped lists in lexicons/ stay as they are.
 */
import type { WordKind } from '#core/words.ts';

export {
	AUDIENCES,
	type Audience,
	GUISES,
	type Guise,
	HINTS,
	type Hint,
	PLACES,
	type Place,
	SUBJECTS,
	type Subject,
	type WordKind,
} from '#core/words.ts';

/** Words of one kind and value ("subject", "数学"). Latin letters in lower case, simplified characters, no spaces. */
export interface WordGroup {
	readonly kind: WordKind;
	/** Subject, audience, guise, place or hint; empty for the other kinds. */
	readonly value: string;
	readonly words: readonly string[];
	/**
	 * The words mean this only beside a word of teaching (look-alike spellings such as 舒学): without one they are passed over.
	 */
	readonly needsContext?: boolean;
}

/**
 * Joins a department's own word groups to a lexicon (new local names of classes, a district's guises). A word that is there
 * already gains a meaning; to silence one, add a longer word that holds it under the kind `ignored`.
 */
export function extendLexicon(base: readonly WordGroup[], further: readonly WordGroup[]): readonly WordGroup[] {
	return [...base, ...further];
}

/** Words written one after the other, apart by white space, so that a list of hundreds stays readable. */
export function list(words: string): readonly string[] {
	return words.split(/\s+/).filter((word) => word !== '');
}
