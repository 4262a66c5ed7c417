/** PRESCHOOL_SUBJECT (R20): school subjects for children of three to six (拼音, 识字, 算术, 幼小衔接, 学前班). */
import type { Dossier, RiskRule, RuleResult } from '#core/dossier.ts';
import { courseReadings } from './course-text.ts';
import { LEGAL_BASIS } from './legal-basis.ts';
import { evidenceOf, foundOf, NOTHING_FOUND, probability } from './rule-kit.ts';
import { sayCounts } from './say.ts';
import { type WeighedText, weighTeaching } from './teaching-evidence.ts';

const VERSION = 3;
const LEGAL = [LEGAL_BASIS.minorsLaw33, LEGAL_BASIS.preschoolLaw, LEGAL_BASIS.hiddenTrainingNotice];
/** Log-odds. An institution's own filing proves it; officers' words nearly; a complaint is one voice. */
const FILED = 4;
const OFFICIAL = 4.5;
const TOLD = 2;
const OFFSET = 1.5;
const LEAST_SCORE = 0.3;
const HIGH_SCORE = 0.75;
const SHOWN = 6;
/** Lessons of the first school years, given before school; 思维训练班 belongs to them by the ministry's notice. */
const LESSONS = /拼音|识字|认字|算术|计算|口算|加减|写字|数学|英语|语文|幼小衔接|幼升小|学前班|小学课程|小学内容|思维训练/;
const CHILDREN = /学龄前|学前|幼儿|幼小衔接|幼升小|大班|中班|[3-6三四五六]\s*[-至到~—]\s*[4-6四五六]\s*岁|[3-5三四五]岁/;
/** Not found, not given: the whole text then tells of none. */
const DENIED = /未发现|没有发现|未见|并未|不存在|不属实|没有教|不教/;
/** A licensed kindergarten’s own preparation for school is its task. */
const KINDERGARTEN = /幼儿园(?:$|有限|责任)/;

/** The rule. */
export const preschoolSubject: RiskRule = {
	code: 'PRESCHOOL_SUBJECT',
	version: VERSION,
	title: { zh: '面向学龄前儿童开展学科培训', en: 'School subjects for pre-school children' },
	description: {
		zh: '备案课程仅面向3至6岁儿童而名称属拼音、识字、算术、外语等小学内容，或检查、处罚、投诉、广告显示面向学龄前儿童讲授上述内容、举办学前班或幼小衔接班。有无许可均适用。',
		en: 'Filed courses for children of three to six alone are named after lessons of primary school (pinyin, characters, arithmetic, a foreign language), or inspections, penalties, complaints or advertisements tell of such lessons or of bridging classes for pre-school children. No licence allows it.',
	},
	legalBasis: LEGAL,
	severity: 'HIGH',
	inputs: ['course', 'inspection', 'penalty', 'complaint', 'incident', 'advertisement'],
	guards: [
		{ zh: '幼儿园自身的入学准备活动不计', en: 'A kindergarten’s own preparation for school does not count' },
		{ zh: '绘画、音乐、体育等幼儿活动不计', en: 'Painting, music and sport for small children do not count' },
		{ zh: '否定表述、传闻不计', en: 'Denials and hearsay do not count' },
	],
	evaluate,
};

function evaluate(dossier: Dossier): RuleResult {
	if (KINDERGARTEN.test(dossier.name)) return NOTHING_FOUND;
	const courses = courseReadings(dossier).filter(({ preschool }) => preschool);
	const texts = weighTeaching(dossier).all.filter(tellsOfIt);
	if (courses.length + texts.length === 0) return NOTHING_FOUND;
	const official = texts.filter((text) => text.official);
	const told = texts.length - official.length;
	const sum = (courses.length > 0 ? FILED : 0) + (official.length > 0 ? OFFICIAL : 0) + TOLD * Math.min(3, told);
	const score = probability(sum - OFFSET);
	if (score < LEAST_SCORE) return NOTHING_FOUND;
	const sides = (courses.length > 0 ? 1 : 0) + new Set(texts.map(({ channel }) => channel)).size;
	const proven = courses.length > 0 || official.length > 0 || sides >= 2;
	const counts = sayCounts([
		[courses.length, '门备案课程', 'filed course(s)'],
		[texts.length, '条文本', 'text(s)'],
	]);
	return foundOf({
		code: 'PRESCHOOL_SUBJECT',
		ruleVersion: VERSION,
		severity: score >= HIGH_SCORE && proven ? 'HIGH' : 'MEDIUM',
		score,
		explanation: {
			zh: `${counts.zh}显示面向学龄前儿童讲授小学内容。`,
			en: `${counts.en} tell of primary-school lessons for pre-school children.`,
		},
		legalBasis: LEGAL,
		evidence: [
			...courses.slice(0, SHOWN).map(({ record }) => evidenceOf(record, 'name', record.body.name)),
			...texts.slice(0, SHOWN).map(({ evidence }) => evidence),
		],
	});
}

/** Children before school and lessons of school in one text that neither denies nor only guesses. */
function tellsOfIt({ signal, evidence }: WeighedText): boolean {
	if (signal.refuted || signal.hedged || signal.goods || signal.schoolRun) return false;
	// 婴幼儿 in a name is no child in class: where pupils are named, little ones have to be among them.
	if (signal.audience.length > 0 && !signal.audience.includes('PRESCHOOL')) return false;
	return !DENIED.test(evidence.value) && CHILDREN.test(evidence.value) && LESSONS.test(evidence.value);
}
