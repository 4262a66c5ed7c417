/** A word found in a normal text, with what it means there. */
import type { WordKind } from './lexicon.ts';

export interface Meaning {
	readonly kind: WordKind;
	/** Subject, audience, guise, place or hint; empty for the other kinds. */
	readonly value: string;
	/** It means this only beside a word of teaching. */
	readonly needsContext: boolean;
	readonly weight: number;
}

/** Half-open span [from, to) of the normal text. */
export interface Match extends Meaning {
	readonly from: number;
	readonly to: number;
}

/** A word found by a pattern; offsets in the normal text. */
export interface PatternMatch {
	readonly kind: WordKind;
	readonly value: string;
	readonly from: number;
	readonly to: number;
}

/** Kinds that name what is taught. */
export const NAMING: readonly WordKind[] = ['subject', 'tutoring', 'disguise'];
