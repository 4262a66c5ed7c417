/**
 * What a free text says about teaching: pure and fast. Reads one text at a time; who wrote it and how much that counts is the
 * rules' matter. Scores are explained by the words found; nothing here decides anything about anyone.
 */
import { type LexiconLoader, lexiconInUse } from './lexicon-in-use.ts';
import { createTextReader, type TextReader } from './text-reader.ts';
import type { TextSignal } from './text-signal.ts';

export type { TextReader } from './text-reader.ts';
export type { SignalWord, TextSignal } from './text-signal.ts';

/**
 * Readings that are remembered: scopes and names repeat from business to business, and several rules read the same complaint. More:
 * memory for texts that never come again; fewer: a batch of dossiers reads its scopes twice.
 */
const REMEMBERED = 4000;
const remembered = new Map<string, TextSignal>();
let reader: { readonly of: LexiconLoader; readonly read: TextReader } | null = null;

/** Reads a text with the lexicon in use. @throws Error when none is. */
export const readText: TextReader = (text) => {
	const load = lexiconInUse();
	if (reader?.of !== load) {
		reader = { of: load, read: createTextReader(load()) };
		remembered.clear();
	}
	const known = remembered.get(text);
	if (known !== undefined) return known;
	const signal = reader.read(text);
	// The oldest goes: what was read long ago belongs to dossiers that are done.
	if (remembered.size >= REMEMBERED) remembered.delete(remembered.keys().next().value as string);
	remembered.set(text, signal);
	return signal;
};
