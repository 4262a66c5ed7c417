/** The words of a lexicon and what they can mean, as `#core/words.ts` has them, for whoever reads texts. */
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
	type WordEntry,
	type WordKind,
} from '#core/words.ts';
