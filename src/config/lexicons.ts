/**
 * Reads the words that texts are searched for: the hub's own lists (config/lexicons), the district's files, and the words of the
 * configuration itself, in this order. A later entry adds meanings, or takes some away (`takeAway`).
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { valuesOf, type WordEntry } from '#core/words.ts';
import { lexiconSchema, type RawWords } from './config-schema.ts';
import { deepFreeze } from './deep-freeze.ts';
import { configError, hint, type Mistake, type Place } from './mistakes.ts';
import { parseShape } from './shape.ts';
import { type Path, readYamlTree, type YamlTree } from './yaml-file.ts';

/** The hub's own lists. */
const SHIPPED = resolve(import.meta.dirname, '../../config/lexicons');

/** A lexicon file, and where it is asked for. */
export interface LexiconFile {
	readonly path: string;
	readonly from: Place;
}

interface Listed {
	readonly raw: RawWords;
	place(path: Path): Place;
}

/** The words of a configuration, and what tells them from those of another. */
export interface LexiconInUse {
	/** All entries, read when they are first asked for: most commands read no text. */
	readonly entries: () => readonly WordEntry[];
	/** Changes with every word. */
	readonly digest: unknown;
	readonly mistakes: readonly Mistake[];
}

/**
 * The lexicon of a configuration. The hub's own lists, which come with the code and are checked with it, wait until a text is read,
 * unless words of the district change them: then everything is read and checked at once.
 */
export function openLexicon(files: readonly LexiconFile[], own: OwnWords): LexiconInUse {
	if (files.length === 0 && own.words.length === 0) return { entries: readShippedLexicon, digest: shippedDigest(), mistakes: [] };
	const { entries, mistakes } = readLexicon(files, own);
	deepFreeze(entries);
	return { entries: () => entries, digest: entries, mistakes };
}

/** Words that stand in the configuration itself. */
export interface OwnWords {
	readonly words: readonly RawWords[];
	readonly tree: Pick<YamlTree, 'place'>;
}

/** The words of all lists, what is taken away gone; every mistake with file, line and column. */
export function readLexicon(
	files: readonly LexiconFile[],
	own: OwnWords,
): { readonly entries: readonly WordEntry[]; readonly mistakes: readonly Mistake[] } {
	const mistakes: Mistake[] = [];
	const listed = [
		...listedShipped(mistakes),
		...files.flatMap((file) => entriesOf(file, mistakes)),
		...own.words.map((raw, index) => ({ raw, place: (path: Path) => own.tree.place(['words', index, ...path]) })),
	];
	mistakes.push(...listed.flatMap(valueMistakes), ...listed.flatMap(emptyMistakes));
	return { entries: resolveEntries(listed, mistakes), mistakes };
}

let shippedEntries: readonly WordEntry[] | null = null;

/** The hub's own words alone, read once a process. @throws HubError CONFIG when a list of the hub's is damaged. */
export function readShippedLexicon(): readonly WordEntry[] {
	if (shippedEntries !== null) return shippedEntries;
	const { entries, mistakes } = readLexicon([], { words: [], tree: { place: () => ({ file: SHIPPED, line: 1, column: 1 }) } });
	if (mistakes.length > 0) throw configError(SHIPPED, mistakes);
	shippedEntries = deepFreeze(entries);
	return shippedEntries;
}

const shippedFiles = (): readonly string[] =>
	readdirSync(SHIPPED)
		.filter((name) => name.endsWith('.yaml'))
		.sort();

/** Of the lists as they are written: a remark that changes in them changes it too, and that is rare. */
function shippedDigest(): string {
	const sum = createHash('sha256');
	for (const name of shippedFiles()) sum.update(name).update(readFileSync(join(SHIPPED, name)));
	return sum.digest('hex');
}

let shipped: readonly Listed[] | null = null;

/** The hub's own entries, read once a process: they come with the code and do not change under it. */
function listedShipped(mistakes: Mistake[]): readonly Listed[] {
	if (shipped !== null) return shipped;
	const found: Mistake[] = [];
	const listed = shippedFiles().flatMap((name) =>
		entriesOf({ path: join(SHIPPED, name), from: { file: SHIPPED, line: 1, column: 1 } }, found),
	);
	if (found.length === 0) shipped = listed;
	mistakes.push(...found);
	return listed;
}

function entriesOf({ path, from }: LexiconFile, mistakes: Mistake[]): Listed[] {
	const tree = readYamlTree(path, from);
	mistakes.push(...tree.mistakes);
	if (tree.mistakes.length > 0) return [];
	const shaped = parseShape(lexiconSchema, tree, tree.value);
	mistakes.push(...shaped.mistakes);
	return (shaped.value?.entries ?? []).map((raw, index) => ({
		raw,
		place: (inner: Path) => tree.place(['entries', index, ...inner]),
	}));
}

/** A value that the kind of word does not have, or lacks. */
function valueMistakes({ raw: { means, value }, place }: Listed): Mistake[] {
	const allowed = valuesOf(means);
	const at = place(value === undefined ? ['means'] : ['value']);
	if (allowed === null) return value === undefined ? [] : [{ ...at, message: `Words that mean “${means}” have no value.` }];
	if (value === undefined) return [{ ...at, message: `Words that mean “${means}” need a value: ${allowed.join(', ')}.` }];
	return allowed.includes(value) ? [] : [{ ...at, message: `“${value}” is no ${means}.${hint(value, allowed)}` }];
}

/** An entry that lists nothing. */
function emptyMistakes({ raw, place }: Listed): Mistake[] {
	return wordsOf(raw).length > 0 ? [] : [{ ...place(['means']), message: 'The entry has neither “words” nor “compounds”.' }];
}

/** The words of an entry: those listed, then those made of a head and a tail, each once. */
function wordsOf({ words = [], compounds }: RawWords): readonly string[] {
	const made = compounds === undefined ? [] : compounds.heads.flatMap((head) => compounds.tails.map((tail) => head + tail));
	return [...new Set([...words, ...made])];
}

function resolveEntries(listed: readonly Listed[], mistakes: Mistake[]): WordEntry[] {
	let entries: WordEntry[] = [];
	for (const { raw, place } of listed) {
		const { means, value = '', weight = null, besideTeaching = false } = raw;
		const words = wordsOf(raw);
		if (raw.takeAway === undefined) {
			entries.push({ means, value, words, weight, besideTeaching });
			continue;
		}
		const having = entries.filter((entry) => entry.means === means && entry.value === value);
		const had = new Set(having.flatMap((entry) => entry.words.map(folded)));
		for (const [index, word] of words.entries()) {
			if (!had.has(folded(word))) mistakes.push({ ...place(['words', index]), message: notThere(word, means, value) });
		}
		const gone = new Set(words.map(folded));
		entries = entries.map((entry) =>
			having.includes(entry) ? { ...entry, words: entry.words.filter((word) => !gone.has(folded(word))) } : entry,
		);
	}
	return entries;
}

const notThere = (word: string, means: string, value: string): string =>
	`“${word}” cannot be taken away: no list gives it the meaning ${[means, value].filter(Boolean).join(' ')}.`;

/** Full and half width, capitals and spaces do not make another word. */
const folded = (word: string): string => word.normalize('NFKC').toLowerCase().replace(/\s/g, '');
