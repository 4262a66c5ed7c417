/** SUBJECT_OUTSIDE_LICENCE (R03): a school licensed or admitted for arts, sport or technology teaches school subjects. */
import type { Dossier, Evidence, Finding, RiskRule, RuleResult } from '#core/dossier.ts';
import type { StoredRecord } from '#core/records.ts';
import { courseReadings } from './course-text.ts';
import { LEGAL_BASIS } from './legal-basis.ts';
import {
	evidenceOf,
	firstDayWithout,
	foundOf,
	licenceRuns,
	NOTHING_FOUND,
	probability,
	silentBecause,
	whileLicensed,
	whyUnread,
} from './rule-kit.ts';
import { sayCounts } from './say.ts';
import { refutedBy, STRONG, voicesOf, type WeighedText, weighTeaching } from './teaching-evidence.ts';

const VERSION = 3;
const LEGAL = [LEGAL_BASIS.penaltyMeasures20, LEGAL_BASIS.hiddenTrainingNotice, LEGAL_BASIS.identificationGuide];
/** Log-odds of a filed course whose name is a subject's: the institution's own words. */
const CLEAR_COURSE = 4.4;
const FURTHER_COURSE = 0.8;
/** A course that only hints (an art by school year). Larger: one odd name would be a finding of its own. */
const HINTING_COURSE = 2.2;
const HINTS_FROM = 0.5;
/** The sum at which half of the leads hold. Smaller: one complaint about an art school is a finding. */
const OFFSET = 2.4;
/** Under this a lead (SUBJECT_IN_COURSE_TEXT). Smaller: a timetable with 思维课 on a studio's wall is a finding. */
const LEAST_SCORE = 0.6;
const HIGH_SCORE = 0.75;
const SHOWN = 6;

/** The rule. */
export const subjectOutsideLicence: RiskRule = {
	code: 'SUBJECT_OUTSIDE_LICENCE',
	version: VERSION,
	title: { zh: '非学科类许可开展学科培训', en: 'Subjects taught under a licence for arts, sport or technology' },
	description: {
		zh: '仅持艺术、体育、科技等非学科类办学许可或准入，备案课程名称属学科内容（含“思维”“双语”等按年级开设的变名课程），或检查、处罚、投诉显示其讲授学科。是否属学科类由专家鉴定。',
		en: 'Holds only licences or admissions for arts, sport, technology and the like, while the names of its filed courses are those of subjects (new names offered by school year too), or inspections, penalties or complaints tell of subject lessons. Whether a course is a subject course is for the experts to say.',
	},
	legalBasis: LEGAL,
	severity: 'HIGH',
	inputs: ['licence', 'admission', 'course', 'inspection', 'penalty', 'complaint', 'incident', 'advertisement'],
	guards: [
		{ zh: '另有有效学科类许可的不计', en: 'Not where a subject licence runs' },
		{ zh: '围棋、机器人、编程等课程中的“思维”不计', en: '“思维” in chess, robot and programming courses does not count' },
		{ zh: '成人课程不计', en: 'Courses for adults do not count' },
		{ zh: '仅有广告或单条投诉的不计', en: 'Advertisements alone, or one complaint alone, do not count' },
	],
	evaluate,
};

function evaluate(dossier: Dossier): RuleResult {
	const permits = [...dossier.records.licence.filter((licence) => licence.body.category !== 'SUBJECT'), ...dossier.records.admission];
	const permit = permits[0];
	if (permit === undefined) return NOTHING_FOUND;
	const licensed = whileLicensed(dossier);
	if (licensed !== null) return licensed;
	const courses = courseReadings(dossier).filter(({ subject }) => subject >= HINTS_FROM);
	const texts = weighTeaching(dossier).speaking.filter((text) => tellsOfSubjects(text));
	if (courses.length === 0 && !standsOnTexts(texts)) return NOTHING_FOUND;
	const unread = whyUnread(dossier, 'licence');
	if (unread !== null) return silentBecause(`whether a subject licence exists cannot be told: ${unread}`);
	const judged = judge(dossier, courses, texts);
	if (judged.score < LEAST_SCORE) return NOTHING_FOUND;
	const counts = sayCounts([
		[courses.length, '门备案课程名称', 'filed course name(s)'],
		[texts.length, '条文本', 'text(s)'],
	]);
	const running = dossier.records.licence.filter((licence) => licenceRuns(licence, dossier.asOf));
	return foundOf(
		{
			code: 'SUBJECT_OUTSIDE_LICENCE',
			ruleVersion: VERSION,
			...judged,
			explanation: {
				zh: `仅持非学科类许可或准入，${counts.zh}指向学科教学。`,
				en: `Holds permits for other than subjects alone; ${counts.en} speak of subjects.`,
			},
			legalBasis: LEGAL,
			evidence: [
				permitEvidence(permit),
				...courses.slice(0, SHOWN).map(({ record }) => evidenceOf(record, 'name', record.body.name)),
				...texts.slice(0, SHOWN).map(({ evidence }) => evidence),
			],
			counterEvidence: refutedBy(weighTeaching(dossier).against),
		},
		firstDayWithout(running, dossier.asOf),
	);
}

type Courses = ReturnType<typeof courseReadings>;

/** The institution's own words in its filings, and what others tell of it; refutations weigh only where it filed nothing of the kind. */
function judge(dossier: Dossier, courses: Courses, texts: readonly WeighedText[]): Pick<Finding, 'score' | 'severity'> {
	const clear = courses.filter(({ subject }) => subject >= STRONG).length;
	const fromCourses = clear > 0 ? CLEAR_COURSE + FURTHER_COURSE * (courses.length - 1) : HINTING_COURSE * Math.min(2, courses.length);
	const fromTexts = texts.reduce((sum, text, i) => sum + text.weight * (i === 0 ? 1 : 0.5), 0);
	const against = courses.length > 0 ? 0 : weighTeaching(dossier).against.reduce((sum, text) => sum + text.weight, 0);
	const score = probability(fromCourses + fromTexts + against - OFFSET);
	const established = clear > 0 || texts.some(({ official }) => official) || new Set(texts.map(({ channel }) => channel)).size >= 2;
	return { score, severity: score >= HIGH_SCORE && established ? 'HIGH' : 'MEDIUM' };
}

function permitEvidence(permit: StoredRecord<'licence'> | StoredRecord<'admission'>): Evidence {
	return permit.kind === 'licence'
		? evidenceOf(permit, 'category', permit.body.category)
		: evidenceOf(permit, 'projects', permit.body.projects);
}

/** Officers saw it, or two texts of different channels or days tell of it and one of them is no advertisement. */
function standsOnTexts(texts: readonly WeighedText[]): boolean {
	const strong = texts.filter(({ channel, signal }) => channel !== 'ADVERTISEMENT' && signal.subject >= STRONG);
	return strong.some(({ official, grade }) => official && grade === 'NAMED') || (strong.length > 0 && voicesOf(texts) >= 2);
}

/** Subjects are named or taught in disguise, and not to children before school alone. */
function tellsOfSubjects({ signal, grade }: WeighedText): boolean {
	const little = signal.audience.length > 0 && signal.audience.every((who) => who === 'PRESCHOOL');
	return !little && (grade === 'NAMED' || grade === 'NAMED_WEAKLY' || grade === 'DISGUISED');
}
