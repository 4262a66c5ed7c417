/** ONLINE_LESSON_TOO_LONG (R27): an online subject lesson for pupils over the limit (30 minutes in the country). One finding an organisation. */
import { addDays } from '#core/days.ts';
import type { Dossier, RiskRule, RuleResult } from '#core/dossier.ts';
import { LEGAL_BASIS } from './legal-basis.ts';
import { evidenceOf, NOTHING_FOUND, nextDay, tidyEvidence } from './rule-kit.ts';
import { subjectCourses } from './subject-courses.ts';

const VERSION = 2;
const LEGAL = [LEGAL_BASIS.doubleReduction];
const SCORE = 0.95;

/** The rule. */
export const onlineLessonTooLong: RiskRule = {
	code: 'ONLINE_LESSON_TOO_LONG',
	version: VERSION,
	title: { zh: '线上学科课时过长', en: 'Online subject lesson too long' },
	description: {
		zh: '面向义务教育阶段学生的线上学科类课程，每课时超过当地规定时长（全国为30分钟）。成人及仅面向高中的课程不计。课间是否满10分钟，备案不含，不作判断。',
		en: 'An online subject course for pupils of compulsory schooling with lessons longer than its division allows (30 minutes in the country). Courses for adults or for senior high alone do not count. Breaks are not filed and not judged.',
	},
	legalBasis: LEGAL,
	severity: 'LOW',
	inputs: ['course'],
	guards: [
		{ zh: '恰为规定时长不计', en: 'A lesson of just the limit is allowed' },
		{ zh: '线下、非学科、成人课程不计', en: 'Offline, non-subject and adult courses do not count' },
	],
	evaluate,
};

function evaluate(dossier: Dossier): RuleResult {
	const limit = dossier.policy.onlineLessonMaxMinutes;
	const long = subjectCourses(dossier).filter(({ record, audience }) => {
		const seniorHighOnly = audience.length > 0 && audience.every((who) => who === 'SENIOR');
		return record.body.mode === 'ONLINE' && (record.body.lessonMinutes ?? 0) > limit && !seniorHighOnly;
	});
	if (long.length === 0) return NOTHING_FOUND;
	const longest = Math.max(...long.map(({ record }) => record.body.lessonMinutes ?? 0));
	const finding = {
		code: 'ONLINE_LESSON_TOO_LONG' as const,
		ruleVersion: VERSION,
		personId: null,
		severity: 'LOW' as const,
		score: SCORE,
		explanation: {
			zh: `${long.length}门线上学科课程每课时超过${limit}分钟，最长${longest}分钟。`,
			en: `${long.length} online subject course(s) have lessons over ${limit} minutes, the longest ${longest}.`,
		},
		legalBasis: LEGAL,
		evidence: tidyEvidence(
			long.flatMap(({ record }) => [
				evidenceOf(record, 'name', record.body.name),
				evidenceOf(record, 'lessonMinutes', String(record.body.lessonMinutes ?? '')),
			]),
		),
		counterEvidence: [],
		guise: null,
	};
	return {
		findings: [finding],
		nextChange: nextDay(
			dossier.asOf,
			long.map(({ until }) => (until === null ? null : addDays(until, 1))),
		),
		silent: null,
	};
}
