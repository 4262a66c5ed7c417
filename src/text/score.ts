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
	/** Things are sold or returned. */
	readonly goods: boolean;
	readonly audience: readonly Audience[];
}

/** A subject that is only named: no teaching, no method, no grade (数学作业太多). Larger: every quarrel over homework would be a weak signal. */
const ONLY_NAMED = 0.25;
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
	const pupils = context.audience.some((audience) => audience !== 'ADULT');
	const taught = words.some((word) => word.taught);
	const about = { methods: methods.length, pupils, nonSubject: context.nonSubject };

	let score = nameScore(subjects, tutoring, of('disguise'), about);
	if (score === 0) return 0;
	const onlyNamed =
		subjects.length > 0 && tutoring.length === 0 && methods.length === 0 && !pupils && !taught && of('teaching').length === 0;
	if (onlyNamed) score = ONLY_NAMED;
	const unnamed = subjects.length === 0 && tutoring.length === 0;
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
