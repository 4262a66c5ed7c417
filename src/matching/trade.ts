/** Whether a text, or a name, has to do with learning, children, culture or care: the trades under which pupils are taught. Pure. */
import type { WordKind } from '#text/lexicon.ts';
import { readText } from '#text/read-text.ts';

const OF_LESSONS: ReadonlySet<WordKind> = new Set(['subject', 'tutoring', 'disguise', 'method', 'teaching', 'nonSubject']);
const OF_PUPILS: ReadonlySet<string> = new Set(['PUPILS', 'CLASSROOM', 'HOMEWORK']);

/** Whether a text tells of lessons, pupils or care. */
export function tellsOfLearning(text: string): boolean {
	const { words, guises } = readText(text);
	return guises.includes('托管') || words.some(({ kind, value }) => OF_LESSONS.has(kind) || (kind === 'hint' && OF_PUPILS.has(value)));
}

const known = new Map<string, boolean>();
/** Brands and trades are met again and again; so many are remembered, some tens of megabytes. */
const MOST_KNOWN = 200_000;

/** Whether a name (brand and trade) is of one of the trades under which pupils are taught. */
export function isOfLearning(core: string): boolean {
	const before = known.get(core);
	if (before !== undefined) return before;
	const { words, guises } = readText(core);
	const fits = guises.length > 0 || words.some(({ kind }) => OF_LESSONS.has(kind));
	if (known.size >= MOST_KNOWN) known.clear();
	known.set(core, fits);
	return fits;
}
