/**
 * SUBJECT_IN_COURSE_TEXT (R21): courses, advertisements or what people say of a place read like a school subject, and not enough
 * stands behind it to call the place a front. Opens a case for identification by experts; says nothing about anybody.
 */
import type { Dossier, RiskRule, RuleResult } from '#core/dossier.ts';
import { profilesOf } from './business-profile.ts';
import { courseReadings } from './course-text.ts';
import { frontProfile } from './front-business.ts';
import { hiddenTraining, LEAST_FRONT } from './hidden-score.ts';
import { LEGAL_BASIS } from './legal-basis.ts';
import { evidenceOf, foundOf, NOTHING_FOUND, whileLicensed } from './rule-kit.ts';
import { sayCounts } from './say.ts';
import { weighTeaching } from './teaching-evidence.ts';

const VERSION = 4;
const LEGAL = [LEGAL_BASIS.identificationGuide, LEGAL_BASIS.hiddenTrainingNotice];
/** Under this it is not worth a line. Smaller: every quarrel over homework would be listed. */
const LEAST_SCORE = 0.01;
/** From here a MEDIUM lead, below it a LOW one. */
const MEDIUM_SCORE = 0.25;
/** A filed course that reads like a subject where nothing else is known. */
const COURSE_SCORE = 0.3;
/** SS of a filed name from which it is doubtful. */
const DOUBTFUL = 0.5;
const SHOWN = 6;

/** The rule. */
export const subjectInCourseText: RiskRule = {
	code: 'SUBJECT_IN_COURSE_TEXT',
	version: VERSION,
	title: { zh: '课程、广告文本疑似学科', en: 'Course or advertisement reads like a school subject' },
	description: {
		zh: '未持学科类许可，备案课程名称、广告、投诉、检查或警情文本带有学科、变名课程或教学场景的表述，但尚不足以认定为外壳办学。仅供鉴别与排序，不构成结论。',
		en: 'No subject licence, and names of filed courses, advertisements, complaints, inspections or incidents speak of subjects, of their new names or of what goes with lessons, while this is too little to call the place a front. For identification and order of work alone; it concludes nothing.',
	},
	legalBasis: LEGAL,
	severity: 'LOW',
	inputs: ['course', 'advertisement', 'complaint', 'inspection', 'incident', 'licence', 'registration', 'nonprofit'],
	guards: [
		{ zh: '围棋、编程、机器人等课程中的“思维”不计', en: '“思维” in chess, programming and robot classes does not count' },
		{ zh: '变名词语单独出现不超过0.3', en: 'New names alone never pass 0.3' },
		{ zh: '已由FRONT_BUSINESS提示的不重复', en: 'Not said again where FRONT_BUSINESS says it' },
		{ zh: '成人课程、商品销售、校内课后服务不计', en: 'Adult courses, goods for sale and school-run care do not count' },
	],
	evaluate,
};

function evaluate(dossier: Dossier): RuleResult {
	if (!dossier.registered) return NOTHING_FOUND;
	const licensed = whileLicensed(dossier);
	if (licensed !== null) return licensed;
	const { speaking, against } = weighTeaching(dossier);
	const courses = courseReadings(dossier).filter(({ subject }) => subject >= DOUBTFUL);
	const guised = speaking.length > 0 && profilesOf(dossier).some(({ guise }) => guise !== null);
	const fromTexts = guised ? hiddenTraining(dossier) : 0;
	const score = Math.max(Math.min(fromTexts, LEAST_FRONT), courses.length > 0 ? COURSE_SCORE : 0);
	if (score < LEAST_SCORE || (guised && frontProfile(dossier) !== null)) return NOTHING_FOUND;
	const counts = sayCounts([
		[courses.length, '门备案课程', 'filed course(s)'],
		[speaking.length, '条文本', 'text(s)'],
	]);
	return foundOf({
		code: 'SUBJECT_IN_COURSE_TEXT',
		ruleVersion: VERSION,
		severity: score >= MEDIUM_SCORE ? 'MEDIUM' : 'LOW',
		score,
		explanation: {
			zh: `${counts.zh}的表述疑似学科或教学场景，需鉴别。`,
			en: `${counts.en} read like subjects or lessons; experts have to say.`,
		},
		legalBasis: LEGAL,
		evidence: [
			...courses.slice(0, SHOWN).map(({ record }) => evidenceOf(record, 'name', record.body.name)),
			...speaking.slice(0, SHOWN).map(({ evidence }) => evidence),
		],
		counterEvidence: against.length === 0 ? [] : [`${against.length} text(s) speak against it.`],
	});
}
