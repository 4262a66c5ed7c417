/** What texts say of one organisation in a pair: is teaching told of, what trade is it, which names are in its texts. Pure. */
import { readText } from '#text/read-text.ts';
import { searchable } from './name-in-text.ts';

/** Texts of one record. */
export type Texts = readonly (string | null)[];

/** One organisation's texts; what they tell is read when somebody asks, and once. */
export interface OrganisationWords {
	/** Brands of its names, present and former. */
	readonly brands: readonly string[];
	/** What mentions say, in searchable form. */
	readonly text: () => string;
	/** Highest SubjectSignal (0..1) of a text that asserts teaching and is not refuted. */
	readonly teaches: () => number;
	/** Name or scope has to do with learning, children, culture or care. */
	readonly learningTrade: () => boolean;
}

/** What is known of an organisation in words: by its own entries, and by those that mention it, the name they give first. */
export interface GivenWords {
	readonly brands: readonly string[];
	readonly own: readonly Texts[];
	readonly mentions: readonly Texts[];
}

/** The words of an organisation. */
export function wordsOf({ brands, own, mentions }: GivenWords): OrganisationWords {
	return {
		brands,
		text: once(() => mentions.map((texts) => `\n${searchable(texts)}`).join('')),
		teaches: once(() => Math.max(0, ...mentions.map(teachingIn))),
		learningTrade: once(() => own.some(isOfLearning)),
	};
}

function once<T>(read: () => T): () => T {
	let known: { readonly value: T } | null = null;
	return () => {
		known ??= { value: read() };
		return known.value;
	};
}

function teachingIn([, ...texts]: Texts): number {
	const signal = readText(texts.filter(Boolean).join('。'));
	return signal.teachingSeen ? signal.subject : 0;
}

function isOfLearning(texts: Texts): boolean {
	const signal = readText(texts.filter(Boolean).join('。'));
	return signal.guises.length > 0 || signal.words.some(({ kind }) => kind === 'disguise' || kind === 'subject' || kind === 'tutoring');
}
