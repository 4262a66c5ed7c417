/** LESSON_TOO_LATE (R27): a subject lesson for pupils that ends after the hour. One finding an organisation, all its courses as evidence. */
import { addDays } from '#core/days.ts';
import type { Dossier, RiskRule, RuleResult } from '#core/dossier.ts';
import type { Policy } from '#core/policy.ts';
import { LEGAL_BASIS } from './legal-basis.ts';
import { latestEnd, minutesOf, timeText } from './lesson-hours.ts';
import { evidenceOf, NOTHING_FOUND, nextDay, tidyEvidence } from './rule-kit.ts';
import { type SubjectCourse, subjectCourses } from './subject-courses.ts';

const VERSION = 2;
const LEGAL = [LEGAL_BASIS.doubleReduction, LEGAL_BASIS.penaltyMeasures];
/** Filed by the institution itself. Not 1: a slip of the keyboard is possible. */
const FILED_SCORE = 0.95;
/** The end is reckoned from start and length of a lesson; breaks between lessons are not known. */
const RECKONED_SCORE = 0.85;

/** The rule. */
export const lessonTooLate: RiskRule = {
	code: 'LESSON_TOO_LATE',
	version: VERSION,
	title: { zh: '学科类培训结束时间超过规定时刻', en: 'Subject lesson ends too late' },
	description: {
		zh: '面向中小学生的学科类课程，结束时间晚于当地规定时刻（全国线下20:30、线上21:00，地方另有规定的从其规定）。未填结束时间的，以开始时间加每课时时长推算。成人课程不计；恰在规定时刻结束不计。',
		en: 'A subject course for pupils ends after the hour that holds in its division (20:30 offline and 21:00 online in the country, others where local rules or the sun say so). Where no end is filed it is reckoned from start and length of a lesson. Adult courses do not count; an end on the minute is in time.',
	},
	legalBasis: LEGAL,
	severity: 'MEDIUM',
	inputs: ['course'],
	guards: [
		{ zh: '成人课程、非学科课程不计', en: 'Adult and non-subject courses do not count' },
		{ zh: '按机构所在地的规定时刻', en: 'The hours are those of the division' },
		{ zh: '结束超过一年的课程不计', en: 'Courses over for more than a year do not count' },
	],
	evaluate,
};

interface LateCourse {
	readonly course: SubjectCourse;
	readonly end: number;
	readonly limit: number;
	readonly reckoned: boolean;
}

function evaluate(dossier: Dossier): RuleResult {
	const late = subjectCourses(dossier).flatMap((course) => lateCourse(course, dossier.policy) ?? []);
	if (late.length === 0) return NOTHING_FOUND;
	const nextChange = nextDay(
		dossier.asOf,
		late.map(({ course }) => (course.until === null ? null : addDays(course.until, 1))),
	);
	const worst = late.reduce((a, b) => (b.end - b.limit > a.end - a.limit ? b : a));
	const finding = {
		code: 'LESSON_TOO_LATE' as const,
		ruleVersion: VERSION,
		personId: null,
		severity: 'MEDIUM' as const,
		score: late.some(({ reckoned }) => !reckoned) ? FILED_SCORE : RECKONED_SCORE,
		explanation: {
			zh: `${late.length}门学科课程结束过晚，最晚${timeText(worst.end)}，规定不晚于${timeText(worst.limit)}。`,
			en: `${late.length} subject course(s) end too late, the latest at ${timeText(worst.end)} where ${timeText(worst.limit)} is allowed.`,
		},
		legalBasis: LEGAL,
		evidence: tidyEvidence(late.flatMap(evidenceOfCourse)),
		counterEvidence: late.every(({ reckoned }) => reckoned) ? ['No end is filed; it was reckoned from start and length of a lesson.'] : [],
		guise: null,
	};
	return { findings: [finding], nextChange, silent: null };
}

function lateCourse(course: SubjectCourse, policy: Policy): LateCourse | null {
	const { body } = course.record;
	const filed = minutesOf(body.endsAt);
	const start = minutesOf(body.startsAt);
	const end = filed ?? (start !== null && body.lessonMinutes !== null ? start + body.lessonMinutes : null);
	const seniorHighOnly = course.audience.length > 0 && course.audience.every((who) => who === 'SENIOR');
	const limit = latestEnd(policy, body.mode ?? 'OFFLINE', seniorHighOnly);
	return end === null || limit === null || end <= limit ? null : { course, end, limit, reckoned: filed === null };
}

function evidenceOfCourse({ course: { record }, reckoned }: LateCourse) {
	const { name, startsAt, endsAt, lessonMinutes } = record.body;
	return [
		evidenceOf(record, 'name', name),
		...(reckoned
			? [evidenceOf(record, 'startsAt', startsAt), evidenceOf(record, 'lessonMinutes', String(lessonMinutes ?? ''))]
			: [evidenceOf(record, 'endsAt', endsAt)]),
	];
}
