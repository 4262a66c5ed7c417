/** What texts say of one organisation in a pair: is teaching told of, what trade is it, which names are in its texts. Pure. */
import { readText } from '#text/read-text.ts';
import { searchable } from './name-in-text.ts';

/** One organisation's texts, read. */
export interface OrganisationWords {
	/** Highest SubjectSignal (0..1) of a text that asserts teaching and is not refuted. */
	readonly teaches: number;
	/** Name or scope has to do with learning, children, culture or care. */
	readonly learningTrade: boolean;
	/** All texts in searchable form. */
	readonly text: string;
	/** Brands of its names, present and former. */
	readonly brands: readonly string[];
}

/** An organisation of which nothing is said. */
export const NO_WORDS: OrganisationWords = { teaches: 0, learningTrade: false, text: '', brands: [] };

/** Adds its own name and scope. */
export function withOwnWords(before: OrganisationWords, texts: readonly (string | null)[]): OrganisationWords {
	const signal = readText(texts.filter(Boolean).join('。'));
	const learns =
		signal.guises.length > 0 || signal.words.some(({ kind }) => kind === 'disguise' || kind === 'subject' || kind === 'tutoring');
	return { ...before, learningTrade: before.learningTrade || learns };
}

/** Adds what one mention says: the name it gives first, then its texts. */
export function withMention(before: OrganisationWords, [name, ...texts]: readonly (string | null)[]): OrganisationWords {
	const signal = readText(texts.filter(Boolean).join('。'));
	const teaches = signal.teachingSeen ? signal.subject : 0;
	return { ...before, teaches: Math.max(before.teaches, teaches), text: `${before.text}\n${searchable([name ?? null, ...texts])}` };
}
