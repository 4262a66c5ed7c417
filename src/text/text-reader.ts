/** Reads a text with a lexicon: finds its words, takes out what is denied, and sums up what the rest says. */
import AhoCorasick from 'modern-ahocorasick';
import { USUAL_WEIGHT } from '#core/words.ts';
import { hedgedBy } from './hedging.ts';
import type { WordEntry, WordKind } from './lexicon.ts';
import { type Match, type Meaning, NAMING } from './match.ts';
import { findAbsent, findNegated } from './negation.ts';
import { normaliseText } from './normalise-text.ts';
import { findPatterns } from './patterns.ts';
import { isInLesson, isTaught } from './taught.ts';
import type { TextSignal } from './text-signal.ts';
import { toSignal } from './to-signal.ts';

/** Reads texts with one lexicon. Building it takes some milliseconds; build it once. */
export type TextReader = (text: string) => TextSignal;

/** Makes a reader for a lexicon. A word that several entries list has each of their meanings; of one meaning the first entry holds. */
export function createTextReader(lexicon: readonly WordEntry[]): TextReader {
	const meanings = new Map<string, Meaning[]>();
	for (const entry of lexicon) {
		for (const given of entry.words) {
			const word = normaliseText(given).text;
			const meaning = toMeaning(entry);
			const known = meanings.get(word);
			if (known === undefined) meanings.set(word, [meaning]);
			else if (!known.some((m) => m.kind === meaning.kind && m.value === meaning.value)) known.push(meaning);
		}
	}
	const automaton = new AhoCorasick([...meanings.keys()]);
	return (given) => read(given, automaton, meanings);
}

function toMeaning({ means, value, weight, besideTeaching }: WordEntry): Meaning {
	return { kind: means, value, needsContext: besideTeaching, weight: weight ?? USUAL_WEIGHT[means] ?? 0 };
}

function read(given: string, automaton: AhoCorasick, meanings: ReadonlyMap<string, readonly Meaning[]>): TextSignal {
	const { text, offsets } = normaliseText(given);
	const matches: Match[] = findPatterns(text).map((match) => ({ ...match, needsContext: false, weight: USUAL_WEIGHT[match.kind] ?? 0 }));
	for (const { pattern, start, end } of automaton.search(text)) {
		for (const meaning of meanings.get(pattern) ?? []) matches.push({ ...meaning, from: start, to: end });
	}
	const negatedSpans = findNegated(text);
	const absent = findAbsent(text);
	const asserted = withoutSwallowed(matches).filter(
		(match) =>
			match.kind !== 'ignored' &&
			(speaksOfNegation(match.kind) || !isWithin(match, negatedSpans)) &&
			!(isThing(match) && isWithin(match, absent)),
	);
	const counted = asserted
		.map((match) => ({ match, taught: isTaught(text, match) }))
		.filter(({ match }) => !match.needsContext || isInLesson(text, match));
	const words = counted
		.map(({ match, taught }) => ({
			text: text.slice(match.from, match.to),
			kind: match.kind,
			value: match.value,
			at: offsets[match.from] ?? 0,
			taught,
			weight: match.weight,
		}))
		.sort((a, b) => a.at - b.at || (a.kind < b.kind ? -1 : 1));
	return toSignal(text, words, { negated: negatedSpans, hedged: isHedged(text, counted) });
}

/** Whether everything that names teaching is hearsay or doubt; where nothing does, whether there is any doubt at all. */
function isHedged(text: string, counted: readonly { readonly match: Match }[]): boolean {
	const hedges = counted.filter(({ match }) => match.kind === 'hedge');
	if (hedges.length === 0) return false;
	const naming = counted.filter(({ match }) => NAMING.includes(match.kind)).map(({ match }) => match);
	if (naming.length === 0) return true;
	const reaches = hedges.flatMap(
		({ match }) => hedgedBy(text, match.from, match.to, (reach) => naming.some((one) => within(one, reach))) ?? [],
	);
	return naming.every((one) => reaches.some((reach) => within(one, reach)));
}

const within = (inner: Match, outer: { readonly from: number; readonly to: number }): boolean =>
	outer.from <= inner.from && inner.to <= outer.to;

/** These words are themselves negations; a negated clause does not take them away. */
const speaksOfNegation = (kind: WordKind): boolean =>
	kind === 'licenceGap' || kind === 'refuting' || kind === 'uneventful' || kind === 'hedge' || kind === 'vacant';

const lengthOf = (match: Match): number => match.to - match.from;
const holds = (outer: Match, inner: Match): boolean => outer.from <= inner.from && inner.to <= outer.to;
/** The inner match begins inside the outer one and is not the same. */
const begins = (outer: Match, inner: Match): boolean =>
	inner.from < outer.to && (outer.from < inner.from || (outer.from === inner.from && lengthOf(outer) > lengthOf(inner)));

/**
 * Drops a match that lies inside a longer one which means something else (语文 in 大语文, 英语 in 商务英语, 思维课 begun by 编程思维, 辅导 in
 * 辅导书). Goods only swallow teaching: what is sold with a subject's name keeps the subject.
 */
function withoutSwallowed(matches: readonly Match[]): readonly Match[] {
	const swallowing = matches.filter((match) => match.kind === 'ignored' || match.kind === 'goods' || NAMING.includes(match.kind));
	return matches.filter((inner) => !swallowing.some((outer) => swallows(outer, inner)));
}

function swallows(outer: Match, inner: Match): boolean {
	if (outer.kind === 'ignored') return begins(outer, inner);
	const swallowable = outer.kind === 'goods' ? inner.kind === 'teaching' : NAMING.includes(inner.kind);
	return swallowable && holds(outer, inner) && lengthOf(outer) > lengthOf(inner);
}

/** What can be seen, or be missing. */
const isThing = ({ kind, value }: Match): boolean =>
	kind === 'method' || (kind === 'hint' && (value === 'CLASSROOM' || value === 'PUPILS'));

const isWithin = (match: Match, spans: readonly { readonly from: number; readonly to: number }[]): boolean =>
	spans.some((span) => span.from < match.to && match.from < span.to);
