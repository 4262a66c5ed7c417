/** LESSON_ON_REST_DAY (R27): a subject lesson for pupils of compulsory schooling on a weekend, holiday or in a vacation. */
import { isKnownDay, type LocalCalendar, restOn } from '#core/calendar.ts';
import { addDays, type Day, weekdayOf } from '#core/days.ts';
import type { Dossier, Evidence, RiskRule, RuleResult } from '#core/dossier.ts';
import type { Audience } from '#text/lexicon.ts';
import { readText } from '#text/read-text.ts';
import { LEGAL_BASIS } from './legal-basis.ts';
import { type RestDay, restDaysOf, restLessons } from './rest-days.ts';
import { evidenceOf, NOTHING_FOUND, nextDay, runningSubjectLicences, silentBecause, tidyEvidence } from './rule-kit.ts';
import { sayCounts } from './say.ts';
import { type SubjectCourse, subjectCourses } from './subject-courses.ts';

const VERSION = 3;
const LEGAL = [LEGAL_BASIS.doubleReduction, LEGAL_BASIS.penaltyMeasures];
/** Filed by the institution, or seen by officers. */
const ESTABLISHED = 0.96;
/** Parents tell of it. */
const TOLD = 0.6;
/** A text has to speak of a subject this clearly. */
const CLEAR_TEXT = 0.4;
/** What was seen longer ago is left to the archive. */
const LOOK_BACK_DAYS = 1095;
const IN_WORDS: Readonly<Record<RestDay, { zh: string; en: string }>> = {
	WEEKEND: { zh: '休息日', en: 'weekends' },
	VACATION: { zh: '寒暑假', en: 'vacations' },
	HOLIDAY: { zh: '法定节假日', en: 'public holidays' },
};

/** The rule. */
export const lessonOnRestDay: RiskRule = {
	code: 'LESSON_ON_REST_DAY',
	version: VERSION,
	title: { zh: '休息日、节假日、寒暑假开展学科培训', en: 'Subject lesson on a day of rest' },
	description: {
		zh: '面向义务教育阶段学生的学科类课程，备案授课日含周末、法定节假日或寒暑假。仅面向高中、成人的课程不计。检查、投诉载明持证学科机构在上述日期上课的同样适用。全部周末授课日均为调休工作日的不计；授课日超出已知校历的，不作判断。',
		en: 'A subject course for pupils of compulsory schooling whose filed days include weekends, public holidays or vacations. Courses for senior high alone or for adults do not count. The same where inspections or complaints tell of such lessons at a licensed subject school. Weekends that are all worked in exchange do not count; lessons outside the known calendar are not judged.',
	},
	legalBasis: LEGAL,
	severity: 'MEDIUM',
	inputs: ['course', 'licence', 'inspection', 'complaint'],
	guards: [
		{ zh: '调休上班的周末不计', en: 'Weekends that are worked in exchange do not count' },
		{ zh: '非学科课程不计', en: 'Non-subject courses do not count' },
		{ zh: '仅面向高中、成人的不计', en: 'Courses for senior high alone or adults do not count' },
	],
	evaluate,
};

interface RestCourse {
	readonly course: SubjectCourse;
	readonly days: readonly RestDay[];
}

function evaluate(dossier: Dossier): RuleResult {
	const { courses, undecided } = restCourses(dossier);
	const seen = restTexts(dossier);
	if (courses.length === 0 && seen.length === 0) return undecided ? silentBecause(outsideCalendar(dossier.calendar)) : NOTHING_FOUND;
	const kinds = [...new Set([...courses, ...seen].flatMap(({ days }) => days))].sort();
	const counts = sayCounts([
		[courses.length, '门备案学科课程', 'filed subject course(s)'],
		[seen.length, '条检查或投诉', 'inspection(s) or complaint(s)'],
	]);
	const finding = {
		code: 'LESSON_ON_REST_DAY' as const,
		ruleVersion: VERSION,
		personId: null,
		severity: 'MEDIUM' as const,
		score: courses.length > 0 || seen.some(({ official }) => official) ? ESTABLISHED : TOLD,
		explanation: {
			zh: `${counts.zh}显示在${kinds.map((kind) => IN_WORDS[kind].zh).join('、')}上课。`,
			en: `${counts.en} tell of lessons on ${kinds.map((kind) => IN_WORDS[kind].en).join(', ')}.`,
		},
		legalBasis: LEGAL,
		evidence: tidyEvidence([
			...courses.flatMap(({ course: { record } }) => [
				evidenceOf(record, 'name', record.body.name),
				evidenceOf(record, 'weekdays', record.body.weekdays),
			]),
			...seen.map(({ evidence }) => evidence),
		]),
		counterEvidence: [],
		guise: null,
	};
	const ends = courses.map(({ course: { until } }) => until);
	const nextChange = nextDay(dossier.asOf, [
		...ends.map((until) => (until === null ? null : addDays(until, 1))),
		...seen.map(({ on }) => (on === null ? null : addDays(on, LOOK_BACK_DAYS + 1))),
	]);
	return { findings: [finding], nextChange, silent: null };
}

function restCourses(dossier: Dossier): { readonly courses: readonly RestCourse[]; readonly undecided: boolean } {
	const judged = subjectCourses(dossier)
		.filter(({ audience }) => isCompulsory(audience))
		.map((course) => ({ course, ...restLessons(course.record.body, dossier.calendar) }));
	return { courses: judged.filter(({ days }) => days.length > 0), undecided: judged.some(({ undecided }) => undecided) };
}

function outsideCalendar({ knownFrom, knownTo }: LocalCalendar): string {
	return `lessons lie outside the calendar, which is known from ${knownFrom} to ${knownTo}: the configuration lacks the State Council's notice of the year`;
}

function isCompulsory(audience: readonly Audience[]): boolean {
	return audience.length === 0 || audience.some((who) => who === 'PRIMARY' || who === 'JUNIOR' || who === 'PRESCHOOL');
}

interface RestText {
	readonly evidence: Evidence;
	readonly on: Day | null;
	readonly days: readonly RestDay[];
	/** Officers saw it. */
	readonly official: boolean;
}

/** Whether a text was written on a day that is no day of rest though a weekend's: what it says of the weekend is then of a worked one. */
function isWorked(calendar: LocalCalendar, on: Day | null): boolean {
	return on !== null && weekdayOf(on) >= 6 && isKnownDay(calendar, on) && restOn(calendar, on) === null;
}

/** Texts about a licensed subject school; without a licence the teaching itself is the matter, and other rules speak of it. */
function restTexts(dossier: Dossier): readonly RestText[] {
	if (runningSubjectLicences(dossier).length === 0) return [];
	const since = addDays(dossier.asOf, -LOOK_BACK_DAYS);
	const { inspection, complaint } = dossier.records;
	const texts = [
		...inspection.map((r) => ({
			evidence: evidenceOf(r, 'findings', r.body.findings, r.body.inspectedOn),
			on: r.body.inspectedOn,
			official: true,
		})),
		...complaint.map((r) => {
			const on = r.body.receivedAt?.slice(0, 10) ?? null;
			return { evidence: evidenceOf(r, 'content', r.body.content, on), on, official: false };
		}),
	];
	return texts.flatMap((text) => {
		const days = restDaysOf(text.evidence.value).filter((day) => day !== 'WEEKEND' || !isWorked(dossier.calendar, text.on));
		if (days.length === 0 || (text.on !== null && text.on < since)) return [];
		const signal = readText(text.evidence.value);
		const seen =
			signal.subject >= CLEAR_TEXT && signal.subjects.length > 0 && !signal.hedged && !signal.refuted && isCompulsory(signal.audience);
		return seen ? [{ ...text, days }] : [];
	});
}
