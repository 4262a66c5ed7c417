/** BEYOND_GRADE (R26): a filed course teaches a subject or a grade that its learners have not reached. One finding an organisation. */
import { addDays } from '#core/days.ts';
import type { Dossier, RiskRule, RuleResult } from '#core/dossier.ts';
import type { Subject } from '#text/lexicon.ts';
import { readText } from '#text/read-text.ts';
import { findingOf } from './findings.ts';
import { gradesIn } from './grades.ts';
import { LEGAL_BASIS } from './legal-basis.ts';
import { evidenceOf, NOTHING_FOUND, nextDay } from './rule-kit.ts';
import { type SubjectCourse, subjectCourses } from './subject-courses.ts';

/** Filed by the institution; a mixed class may hold older pupils. */
const SCORE = 0.7;

/** Grade in which a subject begins under the national curriculum of 2022; provinces on the 5-4 system begin a grade earlier. */
const BEGINS: Partial<Record<Subject, number>> = { 物理: 8, 化学: 9, 生物: 7, 历史: 7, 地理: 7 };
/** Smaller: schools of 5-4 provinces are flagged; larger: physics in grade 6 is not. */
const TOLERANCE = 1;

/** The rule. */
export const beyondGrade: RiskRule = {
	code: 'BEYOND_GRADE',
	version: 1,
	title: { zh: '超前、超纲培训', en: 'Taught ahead of the grade' },
	description: {
		zh: '备案学科课程的名称所示年级高于招生对象年级，或所授学科（物理、化学、生物、历史、地理）在招生对象年级尚未开设（放宽一个年级）。仅以备案文字为准，不核对进度。',
		en: 'A filed subject course names a grade above that of its learners, or a subject (physics, chemistry, biology, history, geography) that their grade does not have yet, with a grade’s tolerance. The filing’s words alone are read, not the progress of lessons.',
	},
	legalBasis: [LEGAL_BASIS.doubleReduction],
	severity: 'LOW',
	inputs: ['course'],
	guards: [
		{ zh: '招生对象含已开设年级的不计', en: 'A class that is also for pupils who have the subject does not count' },
		{ zh: '五四学制放宽一个年级', en: 'A grade’s tolerance, for provinces on the 5-4 system' },
		{ zh: '衔接班、复读按最高年级计', en: 'The highest grade named for the learners counts' },
	],
	evaluate,
};

function evaluate(dossier: Dossier): RuleResult {
	const ahead = subjectCourses(dossier).filter(isAhead);
	if (ahead.length === 0) return NOTHING_FOUND;
	const finding = findingOf(beyondGrade, {
		score: SCORE,
		zh: `${ahead.length}门备案学科课程超出招生对象所在年级。`,
		en: `${ahead.length} filed subject course(s) are ahead of their learners’ grade.`,
		evidence: ahead.flatMap(({ record }) => [
			evidenceOf(record, 'name', record.body.name),
			evidenceOf(record, 'audience', record.body.audience),
		]),
	});
	const ends = ahead.map(({ until }) => (until === null ? null : addDays(until, 1)));
	return { findings: [finding], nextChange: nextDay(dossier.asOf, ends), silent: null };
}

function isAhead({ record }: SubjectCourse): boolean {
	const name = record.body.name ?? '';
	const learners = gradesIn(record.body.audience ?? '');
	if (learners.length === 0) return false;
	const highest = Math.max(...learners);
	const begins = readText(`${name}课`).subjects.map((subject) => BEGINS[subject] ?? 0);
	const taught = gradesIn(name);
	return begins.some((grade) => highest + TOLERANCE < grade) || (taught.length > 0 && Math.min(...taught) > highest);
}
