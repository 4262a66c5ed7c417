/**
 * The texts of a dossier one by one: what each says (`src/text`), graded, and weighed by who wrote it. What they say together is
 * teaching-evidence's to sum up.
 */
import type { Day } from '#core/days.ts';
import type { Dossier, Evidence } from '#core/dossier.ts';
import type { StoredRecord } from '#core/records.ts';
import type { Hint } from '#text/lexicon.ts';
import { readText, type TextSignal } from '#text/read-text.ts';
import { ACTED_ON, type Channel, CIRCUMSTANCES, FURTHER_CIRCUMSTANCE, type Grade, WEIGHTS } from './evidence-weights.ts';
import { ownNames, withoutNames } from './own-names.ts';
import { evidenceOf, licenceRuns } from './rule-kit.ts';

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

/** SS from which a text is strong (domain rule catalogue). */
export const STRONG = 0.6;
const WEAK = 0.3;

/** Whether a grade is that of a text which names a subject or tutoring. */
export const isNamed = (grade: Grade): boolean => grade === 'NAMED' || grade === 'NAMED_WEAKLY';

/** All texts of a dossier, whatever their day: penalties, inspections, complaints, incidents, advertisements, entries of the black list. */
export function weighTexts(dossier: Dossier): readonly WeighedText[] {
	const { penalty, inspection, complaint, incident, advertisement, listEntry } = dossier.records;
	const listed = listEntry.filter(({ body }) => body.list === 'BLACK' && (body.from === null || body.from <= dossier.asOf));
	const about = { names: ownNames(dossier), lessonsAreLawful: teachesByRight(dossier) };
	return [
		...penalty.map(ofPenalty),
		...inspection.map(ofInspection),
		...complaint.map(ofComplaint),
		...incident.map(ofIncident),
		...advertisement.map(ofAdvertisement),
		...listed.map(ofListEntry),
	].flatMap((told) => (told.text === null || told.text === '' ? [] : [weighText(told, told.text, about)]));
}

/** A text as its record tells it. */
interface Told {
	readonly channel: Channel;
	readonly record: StoredRecord;
	readonly field: string;
	readonly text: string | null;
	/** The place as the writer calls it: words of a name say nothing of what is taught. */
	readonly name: string | null;
	readonly on: Day | null;
	/** Filed as unlicensed or irregular training, whatever its words. */
	readonly alleged?: boolean;
	/** Officers acted on it. */
	readonly acted?: boolean;
	readonly official?: boolean;
}

function ofPenalty(record: StoredRecord<'penalty'>): Told {
	const { actType, facts, name, decidedOn } = record.body;
	const text = [actType, facts].filter((part) => part !== null).join('。');
	return { channel: 'PENALTY', record, field: 'facts', text, name, on: decidedOn, acted: true, official: true };
}

function ofInspection(record: StoredRecord<'inspection'>): Told {
	const { findings, name, inspectedOn, outcome } = record.body;
	const acted = outcome !== null && outcome !== 'NONE' && outcome !== 'RECTIFY';
	return { channel: 'INSPECTION', record, field: 'findings', text: findings, name, on: inspectedOn, acted, official: true };
}

function ofComplaint(record: StoredRecord<'complaint'>): Told {
	const { content, name, receivedAt, type } = record.body;
	const alleged = type === 'UNLICENSED' || type === 'IRREGULAR_TRAINING';
	return { channel: 'COMPLAINT', record, field: 'content', text: content, name, on: dayPart(receivedAt), alleged };
}

function ofIncident(record: StoredRecord<'incident'>): Told {
	const { summary, name, occurredAt, category } = record.body;
	const alleged = category === 'UNLICENSED_REPORT';
	return { channel: 'INCIDENT', record, field: 'summary', text: summary, name, on: dayPart(occurredAt), alleged };
}

function ofAdvertisement(record: StoredRecord<'advertisement'>): Told {
	const { content, name, publishedOn } = record.body;
	return { channel: 'ADVERTISEMENT', record, field: 'content', text: content, name, on: publishedOn };
}

function ofListEntry(record: StoredRecord<'listEntry'>): Told {
	const { reason, name, from } = record.body;
	return { channel: 'LIST', record, field: 'reason', text: reason, name, on: from, alleged: true };
}

const dayPart = (instant: string | null): Day | null => (instant === null ? null : instant.slice(0, 10));

/** Whom the texts are about. */
interface About {
	readonly names: readonly string[];
	/** Licensed or admitted for arts, sport or technology: pupils, classrooms and lessons are what one expects there. */
	readonly lessonsAreLawful: boolean;
}

function teachesByRight({ records, asOf }: Dossier): boolean {
	const admitted = records.admission.some(
		({ body }) => body.status !== 'CANCELLED' && (body.validUntil === null || body.validUntil >= asOf),
	);
	return admitted || records.licence.some((licence) => licence.body.category !== 'SUBJECT' && licenceRuns(licence, asOf));
}

function weighText(told: Told, text: string, { names, lessonsAreLawful }: About): WeighedText {
	const { channel, record, field, name, on } = told;
	const signal = readText(withoutNames(text, name === null || name.length < 2 ? names : [...names, name]));
	const grade = gradeOf(signal, told.alleged ?? false);
	const weight = weightOf(signal, { channel, grade, acted: told.acted ?? false, lessonsAreLawful });
	return { channel, grade, weight, on, signal, evidence: evidenceOf(record, field, text, on), official: told.official ?? false };
}

/**
 * Circumstances that tell of pupils and lessons. Children at homework tell of neither, and a price by the lesson or the week only where a
 * child of a certain school year pays it: care is paid by the month, and clubs do not sort by year.
 */
function tellingHints(signal: TextSignal): readonly Hint[] {
	if (signal.goods && !signal.teachingSeen) return [];
	return signal.hints.filter((hint) => hint !== 'HOMEWORK' && (hint !== 'FEES' || isSorting(signal)));
}

function gradeOf(signal: TextSignal, alleged: boolean): Grade {
	if (signal.refuted && signal.subject < WEAK) return 'REFUTES';
	// That no lesson was seen between rows of desks at that hour speaks for lessons at another.
	if (signal.unseen && signal.subject < WEAK) return signal.hints.includes('CLASSROOM') ? 'CIRCUMSTANCE' : 'UNSEEN';
	if (signal.hedged) return signal.subject > 0 || alleged ? 'HEARSAY' : 'NOTHING';
	if (signal.subjects.length > 0 && signal.subject >= STRONG) return 'NAMED';
	if (signal.subjects.length > 0 && signal.subject >= WEAK) return 'NAMED_WEAKLY';
	if (signal.subject >= WEAK) return 'DISGUISED';
	if (tellingHints(signal).length > 0 || (signal.hints.includes('FEES') && signal.subject > 0 && !signal.goods)) return 'CIRCUMSTANCE';
	if (signal.subject > 0 && !signal.goods && !isBesidePupils(signal)) return 'TRACE';
	if (alleged && signal.licenceGap) return 'ALLEGED';
	if (signal.careOnly) return 'CARE';
	return signal.vacant ? 'NOTHING' : 'UNEVENTFUL';
}

/** Adults' courses and the school's own care: what they name is no trace of tutoring. */
const isBesidePupils = ({ schoolRun, audience }: TextSignal): boolean =>
	schoolRun || (audience.length > 0 && audience.every((who) => who === 'ADULT'));

interface Weighing {
	readonly channel: Channel;
	readonly grade: Grade;
	readonly acted: boolean;
	readonly lessonsAreLawful: boolean;
}

function weightOf(signal: TextSignal, weighing: Weighing): number {
	const { channel, grade, acted } = weighing;
	const base = WEIGHTS[channel][grade] ?? 0;
	if (base === 0) return 0;
	if (grade === 'CIRCUMSTANCE') return circumstance(signal, base, weighing);
	return base + (acted && base > 0 ? ACTED_ON : 0);
}

/** Told of every school of arts, sport or machines that is full of children. */
const OF_ANY_LESSON: readonly Hint[] = ['PUPILS', 'CLASSROOM', 'CONTINUITY', 'FEES'];
/** Smaller: a circumstance at an admitted studio is no source of its own, and only texts that name lessons find what it hides; larger: every busy studio is a front. */
const LAWFUL_LESSONS = 0.7;

/** Progress at learning is promised to children of certain school years, and no art or sport is named: purpose and selection of school lessons. */
const isSorting = ({ audience, nonSubject }: TextSignal): boolean =>
	!nonSubject && audience.some((who) => who !== 'ADULT' && who !== 'PRESCHOOL');

/** The most telling circumstance whole, each further one less; so that two that say little stay less than one that says much. */
function circumstance(signal: TextSignal, base: number, { channel, lessonsAreLawful }: Weighing): number {
	const share = (hint: Hint): number => {
		if (lessonsAreLawful && OF_ANY_LESSON.includes(hint)) return LAWFUL_LESSONS;
		return hint === 'MARKS' && isSorting(signal) ? 1 : (CIRCUMSTANCES[channel]?.[hint] ?? 1);
	};
	const shares = tellingHints(signal)
		.map(share)
		.sort((a, b) => b - a);
	const [first = 1, ...rest] = shares;
	const further = rest.reduce((sum, share) => sum + share, signal.subject > 0 ? 1 : 0);
	return base * first + FURTHER_CIRCUMSTANCE * further;
}
