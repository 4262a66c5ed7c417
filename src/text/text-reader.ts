/** Reads a text with a lexicon: finds its words, takes out what is denied, and sums up what the rest says. */
import AhoCorasick from 'modern-ahocorasick';
import { USUAL_WEIGHT } from '#core/words.ts';
import type { Audience, Guise, Hint, Place, Subject, WordEntry, WordKind } from './lexicon.ts';
import { findNegated, type NegatedSpan } from './negation.ts';
import { normaliseText } from './normalise-text.ts';
import { findPatterns } from './patterns.ts';
import { scoreSubject } from './score.ts';
import type { SignalWord, TextSignal } from './text-signal.ts';

/** Reads texts with one lexicon. Building it takes some milliseconds; build it once. */
export type TextReader = (text: string) => TextSignal;

interface Meaning {
	readonly kind: WordKind;
	readonly value: string;
	readonly needsContext: boolean;
	readonly weight: number;
}
interface Match extends Meaning {
	readonly from: number;
	readonly to: number;
}

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
	const asserted = withoutSwallowed(matches).filter(
		(match) => match.kind !== 'ignored' && (speaksOfNegation(match.kind) || !isWithin(match, negatedSpans)),
	);
	const words = asserted
		.map((match) => ({ match, taught: isTaught(text, match) }))
		.filter(({ match, taught }) => taught || !match.needsContext)
		.map(({ match, taught }) => ({
			text: text.slice(match.from, match.to),
			kind: match.kind,
			value: match.value,
			at: offsets[match.from] ?? 0,
			taught,
			weight: match.weight,
		}))
		.sort((a, b) => a.at - b.at || (a.kind < b.kind ? -1 : 1));
	return toSignal(text, words, negatedSpans);
}

/** These words are themselves negations; a negated clause does not take them away. */
const speaksOfNegation = (kind: WordKind): boolean =>
	kind === 'licenceGap' || kind === 'refuting' || kind === 'uneventful' || kind === 'hedge' || kind === 'vacant';

const NAMING: readonly WordKind[] = ['subject', 'tutoring', 'disguise'];

const lengthOf = (match: Match): number => match.to - match.from;
const holds = (outer: Match, inner: Match): boolean => outer.from <= inner.from && inner.to <= outer.to;
/** The inner match begins inside the outer one and is not the same. */
const begins = (outer: Match, inner: Match): boolean =>
	inner.from < outer.to && (outer.from < inner.from || (outer.from === inner.from && lengthOf(outer) > lengthOf(inner)));

/** Drops a match that lies inside a longer one which means something else (语文 in 大语文, 英语 in 商务英语, 思维课 begun by 编程思维). */
function withoutSwallowed(matches: readonly Match[]): readonly Match[] {
	const swallowing = matches.filter((match) => match.kind === 'ignored' || NAMING.includes(match.kind));
	return matches.filter(
		(inner) =>
			!swallowing.some((outer) =>
				outer.kind === 'ignored'
					? begins(outer, inner)
					: NAMING.includes(inner.kind) && holds(outer, inner) && lengthOf(outer) > lengthOf(inner),
			),
	);
}

const isWithin = (match: Match, spans: readonly NegatedSpan[]): boolean =>
	spans.some((span) => span.from < match.to && match.from < span.to);

/** Things of a subject, in whose names a word of teaching stands: 英语教辅, 数学课本. */
const GOODS_BEHIND = /^(?:教辅|辅导[书资]|课本|课外[书读]|教具|教材).*/;
/** What tells of lessons anywhere in the clause of a spelling that also occurs by chance (勿理初二上册, 鹰语同步). */
const CLASS_NEARBY = /[课班补教辅]|同步|上册|下册|突破|冲刺|提分|[一二三四五六七八九]年级|[初高][一二三]/;

function clauseAround(text: string, { from, to }: Match): string {
	const before =
		text
			.slice(Math.max(0, from - 10), from)
			.split(/[,。;!?]/)
			.at(-1) ?? '';
	return before + (text.slice(to, to + 10).split(/[,。;!?]/)[0] ?? '');
}

/** A verb of teaching up to eight characters before in the same clause, or 课, 班, 老师 … right after. */
function isTaught(text: string, match: Match): boolean {
	if (!NAMING.includes(match.kind)) return false;
	const before =
		text
			.slice(Math.max(0, match.from - 8), match.from)
			.split(/[。;!?]/)
			.at(-1)
			?.replace(/教辅|教材|教具|教育局/g, '') ?? '';
	const after = text.slice(match.to, match.to + 4);
	return (
		/[教补讲授]|上$|(?<![网线墙手路街货])上[^,]{0,4}$|(?<![小中大])学$|辅导|培训|开设|开展|报了|开[^,]{0,3}$/.test(before) ||
		/^[^,。;]{0,2}(?:课|班|辅|培|补|老师|教学|一对|火热|提分)/.test(after.replace(GOODS_BEHIND, '')) ||
		(match.needsContext && CLASS_NEARBY.test(clauseAround(text, match)))
	);
}

function toSignal(text: string, words: readonly SignalWord[], spans: readonly NegatedSpan[]): TextSignal {
	const has = (kind: WordKind): boolean => words.some((word) => word.kind === kind);
	const values = <T extends string>(...kinds: WordKind[]): T[] =>
		[...new Set(words.filter((word) => kinds.includes(word.kind)).map((word) => word.value as T))].sort();
	const hedged = has('hedge');
	const nonSubject = has('nonSubject');
	const audience = values<Audience>('audience');
	const schoolRun = has('schoolRun');
	const refuted = has('refuting') || spans.some((span) => span.denies);
	const subject = scoreSubject(words, { hedged, nonSubject, schoolRun, audience, goods: has('goods') });
	const named = words.some((word) => word.kind === 'subject' || word.kind === 'tutoring' || (word.kind === 'disguise' && word.taught));
	return {
		subject,
		subjects: values<Subject>('subject', 'tutoring'),
		words,
		guises: values<Guise>('guise'),
		audience,
		places: values<Place>('place'),
		hints: values<Hint>('hint'),
		online: has('online'),
		price: has('price'),
		negated: spans.map((span) => text.slice(span.from, span.to)),
		refuted,
		uneventful: has('uneventful'),
		hedged,
		teachingSeen: named && subject >= 0.3 && !refuted && !hedged,
		careOnly: has('careOnly') && !named,
		schoolRun,
		licenceGap: has('licenceGap'),
		vacant: has('vacant'),
		nonSubject,
		goods: has('goods'),
	};
}
