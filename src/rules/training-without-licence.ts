/**
 * TRAINING_WITHOUT_LICENCE (R01, 有照无证): a registered business trains pupils, in subjects or in arts, sport or technology, and holds
 * neither a licence nor an admission. Stands beside FRONT_BUSINESS where the training also hides behind a guise.
 */
import { addDays } from '#core/days.ts';
import type { Dossier, Finding, RiskRule, RuleResult } from '#core/dossier.ts';
import { profilesOf } from './business-profile.ts';
import type { Channel } from './evidence-weights.ts';
import { hiddenTraining } from './hidden-score.ts';
import { LEGAL_BASIS } from './legal-basis.ts';
import {
	activeRegistrations,
	evidenceOf,
	licenceRuns,
	NOTHING_FOUND,
	nextDay,
	probability,
	type Registered,
	silentBecause,
	tidyEvidence,
	whyUnread,
} from './rule-kit.ts';
import { isClosedSchoolItself } from './structure-evidence.ts';
import { refutedBy, type TeachingEvidence, type WeighedText, weighTeaching } from './teaching-evidence.ts';

const VERSION = 5;
const LEGAL = [LEGAL_BASIS.privateEducationLaw12, LEGAL_BASIS.penaltyMeasures17, LEGAL_BASIS.privateEducationLaw64];

/** Log-odds of a text that says training goes on without a permit. An authority's word is a finding, one complaint a lead. */
const GAP_WEIGHTS: Readonly<Partial<Record<Channel, number>>> = { PENALTY: 5.5, INSPECTION: 5, COMPLAINT: 2.6, INCIDENT: 0.8 };
/** A second, third … text of the same kind. */
const REPEATED = 0.4;
/** The sum at which half of the leads hold, and how fast that rises; see front-business. */
const OFFSET = 2.9;
const SLOPE = 1.5;
const LEAST_SCORE = 0.2;
const HIGH_SCORE = 0.6;
const SHOWN_TEXTS = 8;
/** Where nobody speaks of a permit, subjects have to be this likely. Smaller: a bookshop with two quarrels trains without a licence. */
const LEAST_HIDDEN = 0.8;
const TRAINING_NAME = /培训|教育|学校|学堂|补习|辅导|培优|课|塾|书院|艺术|美术|舞蹈|音乐|书法|棋|体育|俱乐部|编程|机器人|口才|英语|外语/;
const ADULT_TRADE = /成人|职业技能|职业培训|驾驶|驾校|考研|公考|月嫂|会计/;

/** The rule. */
export const trainingWithoutLicence: RiskRule = {
	code: 'TRAINING_WITHOUT_LICENCE',
	version: VERSION,
	title: { zh: '有照无证开展培训', en: 'Registered, no licence, trains' },
	description: {
		zh: '主体存续，无任何有效办学许可或准入，检查、处罚、投诉、警情显示其无证开展面向中小学生的培训，或有主管部门认定、两类以上来源印证的学科教学。成人、职业培训不计。',
		en: 'An active registration without any running licence or admission, while inspections, penalties, complaints or incidents tell of training of pupils without a permit, or an authority or two kinds of source establish subject teaching. Adult and vocational training does not count.',
	},
	legalBasis: LEGAL,
	severity: 'HIGH',
	inputs: ['registration', 'nonprofit', 'licence', 'admission', 'inspection', 'penalty', 'complaint', 'incident', 'advertisement'],
	guards: [
		{ zh: '持有效许可或准入的不计', en: 'Not where a licence or an admission runs' },
		{ zh: '成人、职业培训不计', en: 'Adult and vocational training does not count' },
		{ zh: '许可已终止而名称未变的学校由“假注销”规则判断', en: 'A closed school under its old name is judged by FALSE_CLOSURE' },
		{ zh: '与培训无关的行业须有主管部门认定', en: 'A trade that has nothing to do with training needs an authority’s finding' },
		{ zh: '传闻、被查否的举报不计', en: 'Hearsay and refuted reports do not count' },
	],
	evaluate,
};

function evaluate(dossier: Dossier): RuleResult {
	const registration = activeRegistrations(dossier)[0];
	if (registration === undefined || ADULT_TRADE.test(registration.body.name ?? '')) return NOTHING_FOUND;
	if (isClosedSchoolItself(dossier)) return NOTHING_FOUND;
	const permits = permitDays(dossier);
	if (permits.runs) return { ...NOTHING_FOUND, nextChange: permits.nextChange };
	const teaching = weighTeaching(dossier);
	const gaps = teaching.texts.filter(tellsOfGap);
	const official = teaching.established || gaps.some((text) => text.official);
	const likely = teaching.strongSource && teaching.channels.length >= 2 && hiddenTraining(dossier) >= LEAST_HIDDEN;
	if (gaps.length === 0 && !teaching.established && !likely) return NOTHING_FOUND;
	if (!official && (!fitsTraining(dossier) || isRefutedSince(teaching, gaps))) return NOTHING_FOUND;
	// An admission covers arts, sport and technology; where subjects are taught it does not matter whether there is one.
	const bySubjects = teaching.established || teaching.strongSource;
	const unread = whyUnread(dossier, 'licence') ?? (bySubjects ? null : whyUnread(dossier, 'admission'));
	if (unread !== null) return silentBecause(`whether a licence exists cannot be told: ${unread}`);
	const score = probability(SLOPE * (weightOf(gaps) + teaching.logits - OFFSET));
	if (score < LEAST_SCORE) return NOTHING_FOUND;
	return { ...NOTHING_FOUND, findings: [finding(registration, { teaching, gaps, score })] };
}

/** Officers came after the last report and found none: what neighbours said before stays a lead. */
function isRefutedSince({ against, speaking }: TeachingEvidence, gaps: readonly WeighedText[]): boolean {
	const last = [...gaps, ...speaking].reduce((latest, { on }) => (on !== null && on > latest ? on : latest), '');
	return against.some(({ official, grade, on }) => official && grade === 'REFUTES' && on !== null && on >= last);
}

/** A trade that can train at all: a shoe shop in the same building is a complaint that went to the wrong door. */
function fitsTraining(dossier: Dossier): boolean {
	return profilesOf(dossier).some(({ guise, record }) => guise !== null || TRAINING_NAME.test(record.body.name ?? ''));
}

/** Whether a licence or admission runs, and the first day on which that can change. */
function permitDays({ records, asOf }: Dossier): { runs: boolean; nextChange: string | null } {
	const licences = records.licence.filter((licence) => licenceRuns(licence, asOf));
	const admissions = records.admission.filter(
		({ body }) => body.status !== 'CANCELLED' && (body.validUntil === null || body.validUntil >= asOf),
	);
	const ends = [...licences, ...admissions].map(({ body }) => (body.validUntil === null ? null : addDays(body.validUntil, 1)));
	return { runs: ends.length > 0, nextChange: nextDay(asOf, ends) };
}

/** Training is asserted and a permit denied, by someone who saw it. */
function tellsOfGap({ signal, channel }: WeighedText): boolean {
	const trains = signal.words.some(({ kind }) => kind === 'teaching' || kind === 'tutoring' || kind === 'subject' || kind === 'nonSubject');
	const adultsOnly = signal.audience.length > 0 && signal.audience.every((who) => who === 'ADULT');
	return (
		signal.licenceGap && trains && !signal.hedged && !signal.refuted && !signal.unseen && !adultsOnly && GAP_WEIGHTS[channel] !== undefined
	);
}

function weightOf(gaps: readonly WeighedText[]): number {
	const byChannel = Map.groupBy(gaps, (text) => text.channel);
	return [...byChannel].reduce(
		(sum, [channel, texts]) => sum + (GAP_WEIGHTS[channel] ?? 0) * (1 + REPEATED * Math.min(2, texts.length - 1)),
		0,
	);
}

function finding(registration: Registered, judged: { teaching: TeachingEvidence; gaps: readonly WeighedText[]; score: number }): Finding {
	const { teaching, gaps, score } = judged;
	const texts = [...new Set([...gaps, ...teaching.speaking])].slice(0, SHOWN_TEXTS);
	const channels = new Set(texts.map((text) => text.channel));
	const established = teaching.established || gaps.some((text) => text.official);
	return {
		code: 'TRAINING_WITHOUT_LICENCE',
		ruleVersion: VERSION,
		personId: null,
		severity: score >= HIGH_SCORE && (established || channels.size >= 2) ? 'HIGH' : 'MEDIUM',
		score,
		explanation: {
			zh: `主体存续，无有效办学许可或准入，${channels.size}类来源显示其开展培训。`,
			en: `Registered, no licence or admission runs, and ${channels.size} kind(s) of source tell of training.`,
		},
		legalBasis: LEGAL,
		evidence: tidyEvidence([evidenceOf(registration, 'status', registration.body.status), ...texts.map((text) => text.evidence)]),
		counterEvidence: refutedBy(teaching.against),
		guise: null,
	};
}
