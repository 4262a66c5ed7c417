/** Which lexicon this process reads texts with. Apart from the reader, so that whoever reads no text loads nothing of it. */
import { createHash } from 'node:crypto';
import { canonicalJson } from '#core/canonical-json.ts';
import type { WordEntry } from './lexicon.ts';

/** Gives the lexicon; called when the first text is read, because most commands read none. */
export type LexiconLoader = () => readonly WordEntry[];

let inUse: LexiconLoader = () => {
	throw new Error('No lexicon is in use: call setLexicon where everything is wired.');
};
let version: { readonly of: LexiconLoader; readonly text: string } | null = null;

/**
 * Takes a lexicon for the whole process (each thread has its own). Called where everything is wired, before any text is read: the same
 * configuration reads the same text alike wherever it stands.
 */
export function setLexicon(load: LexiconLoader): void {
	inUse = load;
}

/** The loader that was set last. */
export const lexiconInUse = (): LexiconLoader => inUse;

/** A version of the lexicon in use: changes whenever a word, a meaning or a weight does. Part of the catalogue's version. */
export function lexiconVersion(): string {
	if (version?.of !== inUse) {
		const text = createHash('sha256').update(canonicalJson(inUse())).digest('hex').slice(0, 12);
		version = { of: inUse, text };
	}
	return version.text;
}
