/**
 * What a free text says about teaching: pure and fast. Reads one text at a time; who wrote it and how much that counts is the
 * rules' matter. Scores are explained by the words found; nothing here decides anything about anyone.
 */
import { createHash } from 'node:crypto';
import AhoCorasick from 'modern-ahocorasick';
import { canonicalJson } from '#core/canonical-json.ts';
import type { LocalWords } from '#core/words.ts';
import { type Audience, extendLexicon, type Guise, type Hint, type Place, type Subject, type WordGroup, type WordKind } from './lexicon.ts';
import { LEXICON } from './lexicons/index.ts';
import { findNegated, type NegatedSpan } from './negation.ts';
import { normaliseText } from './normalise-text.ts';
import { findPatterns } from './patterns.ts';
import { scoreSubject } from './score.ts';

/** A word of the lexicon in a text. */
export interface SignalWord {
	readonly text: string;
	readonly kind: WordKind;
	/** Subject, audience, guise, place or hint; empty for the other kinds. */
	readonly value: string;
	/** Offset in the text as given. */
	readonly at: number;
	/** For subjects and disguises: a word of teaching stands right beside it (教数学, 数学课). */
	readonly taught: boolean;
}

/** What a text says. Words in negated clauses are in `negated` only. */
export interface TextSignal {
	/**
	 * SubjectSignal 0..1: how surely the text speaks of teaching school subjects to pupils; ≥ 0.6 is strong. Disguise words alone
	 * give at most 0.3.
	 */
	readonly subject: number;
	/** Subjects named outright, 学科 where tutoring is named without one. */
	readonly subjects: readonly Subject[];
	/** All words found, by place. */
	readonly words: readonly SignalWord[];
	readonly guises: readonly Guise[];
	readonly audience: readonly Audience[];
	readonly places: readonly Place[];
	readonly hints: readonly Hint[];
	readonly online: boolean;
	/** Names a price or a fee. */
	readonly price: boolean;
	/** Clauses that exclude or deny, as in the normal text. */
	readonly negated: readonly string[];
	/** Says that a report was wrong, or that no training is done or was found. */
	readonly refuted: boolean;
	/** A check without anything to object to. */
	readonly uneventful: boolean;
	/** Hearsay or doubt. */
	readonly hedged: boolean;
	/** Teaching of subjects (or tutoring) is asserted, not only named. */
	readonly teachingSeen: boolean;
	/** Only meals, naps, supervision are told of. */
	readonly careOnly: boolean;
	/** The school's own after-class care. */
	readonly schoolRun: boolean;
	/** A missing permit is asserted. */
	readonly licenceGap: boolean;
	/** Found closed or moved away. */
	readonly vacant: boolean;
	/** Chess, robots, art, sport … are named. */
	readonly nonSubject: boolean;
	/** Things sold or returned are spoken of. */
	readonly goods: boolean;
}

/** Reads texts with one lexicon. Building it takes some milliseconds; build it once. */
export type TextReader = (text: string) => TextSignal;

interface Meaning {
	readonly kind: WordKind;
	readonly value: string;
	readonly needsContext: boolean;
}
interface Match extends Meaning {
	readonly from: number;
	readonly to: number;
}

/** Makes a reader for a lexicon; `extendLexicon(LEXICON, …)` adds further words. */
export function createTextReader(lexicon: readonly WordGroup[]): TextReader {
	const meanings = new Map<string, Meaning[]>();
	for (const group of lexicon) {
		for (const word of group.words) {
			const meaning = { kind: group.kind, value: group.value, needsContext: group.needsContext ?? false };
			const known = meanings.get(word);
			if (known === undefined) meanings.set(word, [meaning]);
			else if (!known.some((m) => m.kind === meaning.kind && m.value === meaning.value)) known.push(meaning);
		}
	}
	const automaton = new AhoCorasick([...meanings.keys()]);
	return (given) => read(given, automaton, meanings);
}

let reader = createTextReader(LEXICON);
let localVersion = '';

/**
 * Readings that are remembered: scopes and names repeat from business to business, and several rules read the same complaint. More:
 * memory for texts that never come again; fewer: a batch of dossiers reads its scopes twice.
 */
const REMEMBERED = 4000;
const remembered = new Map<string, TextSignal>();

/** Reads a text with the shipped lexicon and the words of the district. */
export const readText: TextReader = (text) => {
	const known = remembered.get(text);
	if (known !== undefined) return known;
	const signal = reader(text);
	// The oldest goes: what was read long ago belongs to dossiers that are done.
	if (remembered.size >= REMEMBERED) remembered.delete(remembered.keys().next().value as string);
	remembered.set(text, signal);
	return signal;
};

/**
 * Takes the words of the district beside the shipped ones, for the whole process. Called where everything is wired, before any text is
 * read: the same configuration reads the same text alike wherever it stands.
 */
export function addLocalWords(local: readonly LocalWords[]): void {
	const groups = local.map(({ means, value, words }) => ({ kind: means, value, words: words.map((word) => normaliseText(word).text) }));
	reader = createTextReader(extendLexicon(LEXICON, groups));
	remembered.clear();
	localVersion = local.length === 0 ? '' : createHash('sha256').update(canonicalJson(groups)).digest('hex').slice(0, 12);
}

/** A version of the words of the district: changes whenever they do; empty when there are none. Part of the catalogue's version. */
export const localWordsVersion = (): string => localVersion;

function read(given: string, automaton: AhoCorasick, meanings: ReadonlyMap<string, readonly Meaning[]>): TextSignal {
	const { text, offsets } = normaliseText(given);
	const matches: Match[] = findPatterns(text).map((match) => ({ ...match, needsContext: false }));
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
