/**
 * What all texts of a dossier together say about subject teaching: each text read (`src/text`), graded, weighed by who wrote it,
 * repeats discounted, refutations set against. Texts from the time in which teaching was licensed do not count.
 */
import type { Day } from '#core/days.ts';
import type { Dossier, Evidence } from '#core/dossier.ts';
import type { StoredRecord } from '#core/records.ts';
import { readText, type TextSignal } from '#text/read-text.ts';
import {
	ACTED_ON,
	CHANNEL_CAP,
	type Channel,
	CIRCUMSTANCES,
	FURTHER_CIRCUMSTANCE,
	type Grade,
	OUTDATED_REFUTATION,
	REPEATED,
	WEIGHTS,
} from './evidence-weights.ts';
import { ownNames, withoutNames } from './own-names.ts';
import { coveredUntil, evidenceOf, runningSubjectLicences } from './rule-kit.ts';

/** One text with what it says and weighs. */
export interface WeighedText {
	readonly channel: Channel;
	readonly grade: Grade;
	/** Log-odds before repeats are discounted. */
	readonly weight: number;
	/** Day of the text; null: not known. */
	readonly on: Day | null;
	readonly signal: TextSignal;
	readonly evidence: Evidence;
	/** Inspection or penalty by which an authority acted. */
	readonly official: boolean;
}

export interface TeachingEvidence {
	/** All texts of the dossier, those from the time of a licence too: what a licensed school may not do is found there. */
	readonly all: readonly WeighedText[];
	/** All texts that count by their day, whatever they say. */
	readonly texts: readonly WeighedText[];
	/** Texts that speak for teaching, strongest first. */
	readonly speaking: readonly WeighedText[];
	/** Texts that speak against. */
	readonly against: readonly WeighedText[];
	/** Sum in log-odds after discounts and caps; 0 when nothing speaks. */
	readonly logits: number;
	/** Channels that speak for teaching. */
	readonly channels: readonly Channel[];
	/** An authority's own finding that subjects are taught. */
	readonly established: boolean;
	/** A text that is no advertisement names subjects (SS ≥ 0.6). */
	readonly strongSource: boolean;
	/** Texts up to this day, and undated ones, were left out: a licence covered the teaching. Null: all texts count. */
	readonly since: Day | null;
}

/** How many texts of different channels or days there are: one affair told twice on a day counts once. */
export function voicesOf(texts: readonly Pick<WeighedText, 'channel' | 'on'>[]): number {
	return new Set(texts.map(({ channel, on }) => `${channel} ${on}`)).size;
}

/** What an officer is told where a text refutes; nothing when none does. */
export function refutedBy(against: readonly WeighedText[]): readonly string[] {
	return against.some(({ grade }) => grade === 'REFUTES') ? ['A text says that no subject training was found or is given.'] : [];
}

const cache = new WeakMap<Dossier, TeachingEvidence>();

/** Weighs a dossier's texts; computed once a dossier. */
export function weighTeaching(dossier: Dossier): TeachingEvidence {
	const known = cache.get(dossier);
	if (known !== undefined) return known;
	const weighed = weigh(dossier);
	cache.set(dossier, weighed);
	return weighed;
}

/** SS from which a text is strong (domain rule catalogue). */
export const STRONG = 0.6;
const WEAK = 0.3;

function weigh(dossier: Dossier): TeachingEvidence {
	const since = unlicensedSince(dossier);
	const names = ownNames(dossier);
	const all = textsOf(dossier, names);
	const texts = all.filter((text) => since === null || (text.on !== null && text.on > since));
	const speaking = texts.filter((text) => text.weight > 0).sort(byWeight);
	const lastSpoken = latest(speaking.map((text) => text.on));
	const against = texts
		.filter((text) => text.weight < 0)
		.map((text) => ({
			...text,
			weight: text.weight * (text.on !== null && lastSpoken !== null && text.on <= lastSpoken ? OUTDATED_REFUTATION : 1),
		}))
		.sort((a, b) => byWeight(b, a));
	const channels = [...new Set(speaking.map((text) => text.channel))];
	const logits = channels.reduce((sum, channel) => sum + channelSum(speaking, channel), 0) + discounted(against);
	return {
		all,
		texts,
		speaking,
		against,
		logits,
		channels,
		established: speaking.some((text) => text.official && isNamed(text.grade)),
		strongSource: speaking.some((text) => text.channel !== 'ADVERTISEMENT' && text.signal.subject >= STRONG),
		since,
	};
}

const isNamed = (grade: Grade): boolean => grade === 'NAMED' || grade === 'NAMED_WEAKLY';

function byWeight(a: WeighedText, b: WeighedText): number {
	return b.weight - a.weight || (a.evidence.recordKey < b.evidence.recordKey ? -1 : 1);
}

function channelSum(texts: readonly WeighedText[], channel: Channel): number {
	return Math.min(CHANNEL_CAP[channel], discounted(texts.filter((text) => text.channel === channel)));
}

function discounted(sorted: readonly WeighedText[]): number {
	return sorted.reduce((sum, text, i) => sum + text.weight * (REPEATED[i] ?? 0.1), 0);
}

/** The last day on which a subject licence of this organisation, or of one it surely carries on, covered the teaching. Null: there never was one. */
function unlicensedSince(dossier: Dossier): Day | null {
	if (runningSubjectLicences(dossier).length > 0) return dossier.asOf;
	const own = dossier.records.licence;
	const inherited = dossier.predecessors.filter((predecessor) => predecessor.score >= 0.5).flatMap((predecessor) => predecessor.licences);
	const subject = [...own, ...inherited].filter((licence) => licence.body.category === 'SUBJECT');
	return latest(subject.map((licence) => coveredUntil(licence, dossier.asOf)));
}

const latest = (days: readonly (Day | null)[]): Day | null =>
	days.reduce<Day | null>((last, day) => (day !== null && (last === null || day > last) ? day : last), null);

function textsOf(dossier: Dossier, names: readonly string[]): WeighedText[] {
	const { penalty, inspection, complaint, incident, advertisement, listEntry } = dossier.records;
	const read = (text: string, own: string | null): TextSignal =>
		readText(withoutNames(text, own === null || own.length < 2 ? names : [...names, own]));
	const weighed = (
		channel: Channel,
		record: StoredRecord,
		field: string,
		about: { text: string | null; name: string | null; on: Day | null; alleged?: boolean; acted?: boolean; official?: boolean },
	): WeighedText[] => {
		if (about.text === null || about.text === '') return [];
		const signal = read(about.text, about.name);
		const grade = gradeOf(signal, about.text, about.alleged ?? false);
		const weight = weightOf(channel, grade, signal, about.acted ?? false);
		const evidence = evidenceOf(record, field, about.text, about.on);
		return [{ channel, grade, weight, on: about.on, signal, evidence, official: about.official ?? false }];
	};
	return [
		...penalty.flatMap((r) =>
			weighed('PENALTY', r, 'facts', {
				text: joined(r.body.actType, r.body.facts),
				name: r.body.name,
				on: r.body.decidedOn,
				acted: true,
				official: true,
			}),
		),
		...inspection.flatMap((r) => {
			const acted = r.body.outcome !== null && r.body.outcome !== 'NONE' && r.body.outcome !== 'RECTIFY';
			return weighed('INSPECTION', r, 'findings', {
				text: r.body.findings,
				name: r.body.name,
				on: r.body.inspectedOn,
				acted,
				official: true,
			});
		}),
		...complaint.flatMap((r) => {
			const alleged = r.body.type === 'UNLICENSED' || r.body.type === 'IRREGULAR_TRAINING';
			return weighed('COMPLAINT', r, 'content', { text: r.body.content, name: r.body.name, on: dayPart(r.body.receivedAt), alleged });
		}),
		...incident.flatMap((r) => {
			const alleged = r.body.category === 'UNLICENSED_REPORT';
			return weighed('INCIDENT', r, 'summary', { text: r.body.summary, name: r.body.name, on: dayPart(r.body.occurredAt), alleged });
		}),
		...advertisement.flatMap((r) =>
			weighed('ADVERTISEMENT', r, 'content', { text: r.body.content, name: r.body.name, on: r.body.publishedOn }),
		),
		...listEntry
			.filter((r) => r.body.list === 'BLACK' && (r.body.from === null || r.body.from <= dossier.asOf))
			.flatMap((r) => weighed('LIST', r, 'reason', { text: r.body.reason, name: r.body.name, on: r.body.from, alleged: true })),
	];
}

const joined = (...parts: readonly (string | null)[]): string => parts.filter((part) => part !== null).join('。');
const dayPart = (instant: string | null): Day | null => (instant === null ? null : instant.slice(0, 10));

/** Circumstances that tell of pupils and lessons; children at homework and a price alone tell of neither. */
function tellingHints(signal: TextSignal): number {
	if (signal.goods && !signal.teachingSeen) return 0;
	return signal.hints.filter(isTelling).length;
}

const isTelling = (hint: TextSignal['hints'][number]): boolean => hint !== 'HOMEWORK' && hint !== 'FEES';

/** What refutes for good; that no lesson was seen between rows of desks at that hour refutes nothing. */
const VERDICT = /不属实|失实|属实无|查无|误会|误报|恶意|不成立|未发现|没有发现|不存在|并未/;

function isOnlyUnseen({ hints }: TextSignal, text: string): boolean {
	return hints.includes('CLASSROOM') && !VERDICT.test(text);
}

function gradeOf(signal: TextSignal, text: string, alleged: boolean): Grade {
	if (signal.refuted && signal.subject < WEAK) return isOnlyUnseen(signal, text) ? 'CIRCUMSTANCE' : 'REFUTES';
	if (signal.hedged) return signal.subject > 0 || alleged ? 'HEARSAY' : 'NOTHING';
	if (signal.subjects.length > 0 && signal.subject >= STRONG) return 'NAMED';
	if (signal.subjects.length > 0 && signal.subject >= WEAK) return 'NAMED_WEAKLY';
	if (signal.subject >= WEAK) return 'DISGUISED';
	if (tellingHints(signal) > 0 || (signal.hints.includes('FEES') && signal.subject > 0 && !signal.goods)) return 'CIRCUMSTANCE';
	if (signal.subject > 0 && !signal.goods) return 'TRACE';
	if (alleged && signal.licenceGap) return 'ALLEGED';
	if (signal.careOnly) return 'CARE';
	return signal.vacant ? 'NOTHING' : 'UNEVENTFUL';
}

function weightOf(channel: Channel, grade: Grade, signal: TextSignal, acted: boolean): number {
	const base = WEIGHTS[channel][grade] ?? 0;
	if (base === 0) return 0;
	if (grade === 'CIRCUMSTANCE') return circumstance(channel, base, signal);
	return base + (acted && base > 0 ? ACTED_ON : 0);
}

/** The most telling circumstance whole, each further one less; so that two that say little stay less than one that says much. */
function circumstance(channel: Channel, base: number, signal: TextSignal): number {
	const shares = signal.hints
		.filter((hint) => isTelling(hint))
		.map((hint) => CIRCUMSTANCES[channel]?.[hint] ?? 1)
		.sort((a, b) => b - a);
	const [first = 1, ...rest] = shares;
	const further = rest.reduce((sum, share) => sum + share, signal.subject > 0 ? 1 : 0);
	return base * first + FURTHER_CIRCUMSTANCE * further;
}
