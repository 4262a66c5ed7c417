/**
 * FRONT_BUSINESS (R22 with R21): a business that looks like care, consulting, culture, housekeeping, a camp, a bookshop … and
 * teaches school subjects. A lead for a check on site; whether a course is a subject course is for the experts to say.
 */
import type { Dossier, Finding, RiskRule, RuleResult } from '#core/dossier.ts';
import { SEVERITIES, type Severity } from '#core/flags.ts';
import type { Guise } from '#text/lexicon.ts';
import { type BusinessProfile, profilesOf } from './business-profile.ts';
import { hiddenTraining, LEAST_FRONT } from './hidden-score.ts';
import { LEGAL_BASIS } from './legal-basis.ts';
import { evidenceOf, licenceRuns, NOTHING_FOUND, silentBecause, tidyEvidence, whileLicensed, whyUnread } from './rule-kit.ts';
import { sayGuise } from './say.ts';
import { isClosedSchoolItself, type StructureEvidence, SURE_SUCCESSION, weighStructure } from './structure-evidence.ts';
import { OWN_SOURCE, sideOf, type TeachingEvidence, voicesOf, type WeighedText, weighTeaching } from './teaching-evidence.ts';

const VERSION = 7;
const LEGAL = [LEGAL_BASIS.penaltyMeasures18, LEGAL_BASIS.hiddenTrainingNotice, LEGAL_BASIS.privateEducationLaw12];

/** From here a finding is HIGH, when two kinds of source or an authority's own finding stand behind it. */
const HIGH_SCORE = 0.56;
/** So many people who complain on different days are several sources. Fewer: a family that writes twice sends officers out. */
const VOICES = 3;
/** Guises under which teaching itself is open. */
const TAUGHT_SKILLS: readonly Guise[] = ['艺术夹带', '体育夹带', '科技夹带'];
/** Education in the name itself: who teaches under it without a permit breaks the law, and hides behind nothing. */
const OPENLY_EDUCATION = /教育/;
/** Evidence texts named in a finding. More: nobody reads them; fewer: independent sources go missing. */
const SHOWN_TEXTS = 8;

/** The rule. */
export const frontBusiness: RiskRule = {
	code: 'FRONT_BUSINESS',
	version: VERSION,
	title: { zh: '托管、咨询、文化、家政等外壳开展学科类培训', en: 'Front business that teaches school subjects' },
	description: {
		zh: '登记为托管、咨询、文化传播、家政、素质拓展、研学、营地、书店自习室等，未持有效学科类办学许可证，检查、处罚、投诉、警情或广告文本显示其开展学科类培训：至少一个非广告强证据，或两个以上相互独立的来源（原学科机构、在职教师等登记上的联系可算其一；自身广告无论几条算一个；检查仅见桌椅课表等情形而未认定的，与投诉合算）。经营范围明示不含培训而证据相反的，加重一级。',
		en: 'Registered for care, consulting, culture, housekeeping, camps, bookshops and the like, without a running licence for school subjects, while inspections, penalties, complaints, incidents or advertisements tell of subject teaching: at least one strong source that is no advertisement, or two independent ones, of which a record that ties it to a closed school or a public school’s teacher can be one; its own advertisements are one however many, and an inspection that notes desks or timetables and establishes nothing is none beside complaints. One level more severe where the registered scope excludes training.',
	},
	legalBasis: LEGAL,
	severity: 'HIGH',
	inputs: ['registration', 'nonprofit', 'licence', 'inspection', 'penalty', 'complaint', 'incident', 'advertisement', 'listEntry'],
	guards: [
		{
			zh: '自己的许可终止后名称、范围未变的，由“假注销”规则判断；仅公开无证开班的，由“有照无证”规则判断',
			en: 'A closed school under its old name is judged by FALSE_CLOSURE, a class opened without a permit and without disguise by TRAINING_WITHOUT_LICENCE',
		},
		{
			zh: '持证机构仅面向学龄前儿童讲授的，由“面向学龄前儿童”规则判断',
			en: 'A licensed school that teaches children before school alone is judged by PRESCHOOL_SUBJECT',
		},
		{ zh: '否定表述（不含学科类培训、未发现补课）不作为证据', en: 'Clauses that exclude or deny training are no evidence' },
		{
			zh: '学校课后服务、银行托管、成人及职业培训、棋类编程类“思维”不计',
			en: 'School-run care, bank custody, adult and vocational courses, chess and robot classes do not count',
		},
		{ zh: '持证期间的文本不计', en: 'Texts from the time of a running licence do not count' },
		{ zh: '仅有传闻或单一表面特征不构成高风险', en: 'Hearsay, or one surface feature alone, is never HIGH' },
	],
	evaluate,
};

function evaluate(dossier: Dossier): RuleResult {
	const licensed = whileLicensed(dossier);
	if (licensed !== null) return licensed;
	const profile = frontProfile(dossier);
	if (profile === null) return NOTHING_FOUND;
	const unread = whyUnread(dossier, 'licence');
	if (unread !== null) return silentBecause(`whether a licence exists cannot be told: ${unread}`);
	const judged = { teaching: weighTeaching(dossier), structure: weighStructure(dossier), score: hiddenTraining(dossier) };
	return { ...NOTHING_FOUND, findings: [finding(profile, judged)] };
}

/** The disguise of a business of which FRONT_BUSINESS speaks; null: it does not, and what there is stays a lead. */
export function frontProfile(dossier: Dossier): BusinessProfile | null {
	if (hiddenTraining(dossier) < LEAST_FRONT || !isEnough(weighTeaching(dossier), weighStructure(dossier))) return null;
	if (isClosedSchoolItself(dossier) || isForLittleOnesAlone(dossier)) return null;
	const profile = profilesOf(dossier).find(({ guise }) => guise !== null);
	return profile === undefined || isOpenlyUnlicensed(profile, dossier) ? null : profile;
}

/** It may train, and all that names subjects tells of children before school: PRESCHOOL_SUBJECT says so, and nobody hides. */
function isForLittleOnesAlone(dossier: Dossier): boolean {
	if (!dossier.records.licence.some((licence) => licenceRuns(licence, dossier.asOf))) return false;
	const naming = weighTeaching(dossier).speaking.filter(({ signal }) => signal.subject > 0);
	return (
		naming.length > 0 && naming.every(({ signal }) => signal.audience.length > 0 && signal.audience.every((who) => who === 'PRESCHOOL'))
	);
}

/**
 * What it is called to do is teaching (arts, sport, technology, “education”), and all that tells of subjects is that it opened such a class
 * without a permit: no disguise but a missing licence, for TRAINING_WITHOUT_LICENCE to say.
 */
function isOpenlyUnlicensed({ guise, record }: BusinessProfile, dossier: Dossier): boolean {
	const open = guise !== null && (TAUGHT_SKILLS.includes(guise) || (guise === '咨询' && OPENLY_EDUCATION.test(record.body.name ?? '')));
	if (!open) return false;
	const teaching = weighTeaching(dossier);
	const naming = teaching.speaking.filter(({ signal }) => signal.subject > 0 || signal.licenceGap);
	const openly = naming.length > 0 && naming.every(({ signal }) => signal.licenceGap && !signal.hints.includes('CONCEALMENT'));
	return openly && teaching.speaking.length === naming.length && !weighStructure(dossier).linked;
}

interface Judged {
	readonly teaching: TeachingEvidence;
	readonly structure: StructureEvidence;
	readonly score: number;
}

/**
 * One strong source that is no advertisement; or two of their own, or one and a record that ties it to teaching. What a place says of itself
 * is one source, however often it says it; what officers noted who came for a complaint and established nothing is none beside complaints.
 */
function isEnough(teaching: TeachingEvidence, { linked }: StructureEvidence): boolean {
	if (teaching.strongSource) return true;
	const own = teaching.speaking.filter((text) => text.weight >= OWN_SOURCE);
	const advertised = own.some(({ channel }) => channel === 'ADVERTISEMENT');
	const complained = own.some(({ channel }) => channel === 'COMPLAINT');
	const others = own.filter((text) => text.channel !== 'ADVERTISEMENT' && !(complained && isOfComplaint(text)));
	return voicesOf(others) + (advertised ? 1 : 0) + (linked ? 1 : 0) >= 2;
}

/** An inspection that notes circumstances and names no lesson. */
const isOfComplaint = (text: WeighedText): boolean => text.channel === 'INSPECTION' && sideOf(text) === 'COMPLAINT';

function severityOf(profile: BusinessProfile, { teaching, structure, score }: Judged): Severity {
	const sides = teaching.channels.length + (structure.linked ? 1 : 0);
	const dated = teaching.speaking.filter(({ weight, on }) => weight >= OWN_SOURCE && on !== null);
	const manySided = teaching.established || sides >= 2 || voicesOf(dated) >= VOICES;
	const severity: Severity = score >= HIGH_SCORE && manySided ? 'HIGH' : 'MEDIUM';
	// A clause of the scope is no source of its own: it makes worse what two sources say, and never one source enough.
	const contradicted = severity === 'HIGH' && profile.exclusion !== null && teaching.strongSource;
	return contradicted ? (SEVERITIES[SEVERITIES.indexOf(severity) + 1] ?? severity) : severity;
}

function finding(profile: BusinessProfile, judged: Judged): Finding {
	const { teaching, structure, score } = judged;
	const guise = profile.guise ?? '';
	const texts = teaching.speaking.slice(0, SHOWN_TEXTS);
	const kinds = teaching.channels.length;
	return {
		code: 'FRONT_BUSINESS',
		ruleVersion: VERSION,
		personId: null,
		severity: severityOf(profile, judged),
		score,
		explanation: {
			zh: `以“${guise}”为外壳、无有效学科类办学许可，${kinds}类来源共${teaching.speaking.length}条文本指向学科类培训${pastOf(structure).zh}。`,
			en: `Appears as ${sayGuise(guise)} without a running subject licence; ${teaching.speaking.length} texts of ${kinds} kinds of source tell of subject teaching${pastOf(structure).en}.`,
		},
		legalBasis: LEGAL,
		evidence: tidyEvidence([
			...texts.map((text) => text.evidence),
			evidenceOf(profile.record, profile.from ?? 'name', profileValue(profile)),
			...(profile.exclusion === null ? [] : [evidenceOf(profile.record, 'scope', profile.record.body.scope)]),
		]),
		counterEvidence: counterEvidence(teaching),
		guise,
	};
}

/** What its records say of the school that it was or carries on; empty: nothing, or nothing sure enough to be a source of its own. */
function pastOf({ turned, carriesOn }: StructureEvidence): { readonly zh: string; readonly en: string } {
	if (turned)
		return {
			zh: '，其本身即原学科机构改名改范围而来',
			en: ', and it was a school of subjects itself before it changed its name and scope',
		};
	if (carriesOn === null || carriesOn.score < SURE_SUCCESSION) return { zh: '', en: '' };
	return { zh: '，并疑似承接已关停的学科机构', en: ', and it seems to carry on a closed school' };
}

function profileValue({ record, from }: BusinessProfile): string | null {
	if (from === 'industryCode') return record.kind === 'registration' ? record.body.industryCode : null;
	return from === 'scope' ? record.body.scope : record.body.name;
}

function counterEvidence(teaching: TeachingEvidence): readonly string[] {
	const refuting = teaching.against.filter((text) => text.grade === 'REFUTES');
	const unseen = teaching.against.filter((text) => text.grade === 'UNSEEN');
	const uneventful = teaching.against.filter((text) => text.grade === 'UNEVENTFUL');
	return [
		...(refuting.length === 0
			? []
			: [`${refuting.length} text(s) say that no subject training was found or is given (${daysOf(refuting)}).`]),
		...(unseen.length === 0
			? []
			: [`${unseen.length} text(s) say that no lesson was seen at that hour, which is no verdict (${daysOf(unseen)}).`]),
		...(uneventful.length === 0 ? [] : [`${uneventful.length} inspection(s) mention no teaching (${daysOf(uneventful)}).`]),
	];
}

const daysOf = (texts: TeachingEvidence['against']): string =>
	texts
		.map((text) => text.on ?? 'undated')
		.toSorted()
		.join(', ');
