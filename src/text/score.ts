/**
 * The SubjectSignal of a text: how surely it speaks of teaching school subjects to pupils. A sum of a few public weights, so that
 * an officer can follow it by hand; the order of texts matters more than the third digit.
 */
import type { Audience } from './lexicon.ts';
import type { SignalWord } from './text-signal.ts';

export interface ScoreContext {
	readonly hedged: boolean;
	readonly nonSubject: boolean;
	readonly schoolRun: boolean;
	/** The text denies training, or calls a report wrong. */
	readonly refuted: boolean;
	/** Things are sold or returned. */
	readonly goods: boolean;
	readonly audience: readonly Audience[];
	/** Children or pupils are spoken of, of whatever age. */
	readonly children: boolean;
}

/** A subject that is only named: no teaching, no method, no grade (数学作业太多). Larger: every quarrel over homework would be a weak signal. */
const ONLY_NAMED = 0.25;
/** Nothing is named, and yet pupils are taught for marks by two methods (每节发卷,吹能涨分), or children by three. Smaller: such texts tell nothing; larger: a test of skill does. */
const UNNAMED = 0.3;
/** A second subject, or a subject beside a disguise. */
const FURTHER = 0.1;
/** Disguise words alone stay at or under this (rule R21): real reading clubs and chess schools use them too. */
const DISGUISES_ALONE = 0.3;
const SECOND_METHOD = 0.05;
/** With tutoring (补课 for 初中生) just strong. Smaller leaves plain reports of tutored pupils under the limit. */
const GRADE = 0.2;
const TAUGHT = 0.2;
/** Hearsay halves: "听说可能在补课" is a reason to look, not evidence. */
const HEDGED = 0.5;
/** Adult courses, and the school's own care, are outside the rules on off-campus training of pupils. */
const ADULT_ONLY = 0.3;
const SCHOOL_RUN = 0.2;
/**
 * A subject on the cover of a thing for sale (英语教辅, 数学练习册缺页). Nobody buys tutoring (补课) in a box, and who teaches above a
 * stationer's sells none: then it is not lessened.
 */
const GOODS = 0.25;

/** SubjectSignal 0..1, rounded to two digits. */
export function scoreSubject(words: readonly SignalWord[], context: ScoreContext): number {
	const of = (kind: SignalWord['kind']): SignalWord[] => words.filter((word) => word.kind === kind);
	const [subjects, tutoring, methods] = [of('subject'), of('tutoring'), of('method')];
	// Whoever tutors (补课) children tutors pupils; children beside a subject's name may have homework only, unless they came to a class.
	const attending = of('teaching').length > 0 && of('hint').some(({ value }) => value === 'PUPILS');
	const pupils = context.audience.some((audience) => audience !== 'ADULT') || (context.children && (tutoring.length > 0 || attending));
	const taught = words.some((word) => word.taught);
	const about = { methods: methods.length, pupils, nonSubject: context.nonSubject };

	let score = nameScore(subjects, tutoring, of('disguise'), about) || unnamedScore(words, context);
	if (score === 0) return 0;
	const onlyNamed =
		subjects.length > 0 && tutoring.length === 0 && methods.length === 0 && !pupils && !taught && of('teaching').length === 0;
	if (onlyNamed) score = ONLY_NAMED;
	const unnamed = subjects.length === 0 && tutoring.length === 0;
	if (unnamed && of('disguise').length === 0) return score;
	const proven = methods.length > 0 || (pupils && !context.nonSubject);
	if (!unnamed || proven) {
		if (methods.length > 0) score += heaviest(methods) + SECOND_METHOD * Math.min(distinct(methods) - 1, 2);
		if (pupils) score += GRADE;
		if (taught) score += TAUGHT;
	}
	if (context.hedged) score *= HEDGED;
	if (context.audience.includes('ADULT') && !pupils) score *= ADULT_ONLY;
	if (context.schoolRun) score *= SCHOOL_RUN;
	if (context.goods && tutoring.length === 0 && !taught) score *= GOODS;
	return Math.round(Math.min(1, score) * 100) / 100;
}

function unnamedScore(words: readonly SignalWord[], { nonSubject, goods, schoolRun, refuted, audience, children }: ScoreContext): number {
	if (refuted || nonSubject || goods || schoolRun || audience.includes('ADULT')) return 0;
	// An exam that tells the age alone (中考练习册) is no second method.
	const ages = new Set(words.filter(({ kind }) => kind === 'audience').map(({ text }) => text));
	const methods = wholes(words.filter(({ kind, text }) => kind === 'method' && !ages.has(text)));
	const taught = words.some(({ kind, value }) => kind === 'teaching' || kind === 'audience' || (kind === 'hint' && value === 'PUPILS'));
	return methods >= 2 && (taught || (children && methods > 2)) ? UNNAMED : 0;
}

function nameScore(
	subjects: readonly SignalWord[],
	tutoring: readonly SignalWord[],
	disguises: readonly SignalWord[],
	beside: { methods: number; pupils: boolean; nonSubject: boolean },
): number {
	if (subjects.length > 0) {
		const further = distinct(subjects) > 1 || tutoring.length > 0 || disguises.length > 0;
		return heaviest(subjects) + (further ? FURTHER : 0);
	}
	if (tutoring.length > 0) return heaviest(tutoring) + (disguises.length > 0 ? FURTHER : 0);
	if (disguises.length === 0) return 0;
	// Chess, robots and art speak of 思维 and 素养 in earnest.
	if (beside.nonSubject) return heaviest(disguises) / 2;
	if (beside.methods > 0 || beside.pupils) return heaviest(disguises);
	return Math.min(DISGUISES_ALONE, heaviest(disguises) + FURTHER * (distinct(disguises) - 1));
}

const heaviest = (words: readonly SignalWord[]): number => Math.max(...words.map((word) => word.weight));
const distinct = (words: readonly SignalWord[]): number => new Set(words.map((word) => word.text)).size;
/** Distinct words that stand in no other: 试题 and 试题本 are one. */
const wholes = (words: readonly SignalWord[]): number => {
	const texts = [...new Set(words.map((word) => word.text))];
	return texts.filter((text) => !texts.some((other) => other !== text && other.includes(text))).length;
};
