/** NO_REGISTRATION (R01, R09, 无证无照): a place that only texts know trains pupils with neither licence nor registration. */
import { addDays } from '#core/days.ts';
import type { Dossier, RiskRule, RuleResult } from '#core/dossier.ts';
import { LEGAL_BASIS } from './legal-basis.ts';
import {
	addressOf,
	bearsLegalForm,
	isDoor,
	isFindable,
	isToBeFoundFirst,
	namedLikeABusiness,
	STREET_ASKED_AGAIN_DAYS,
} from './place-evidence.ts';
import { foundOf, NOTHING_FOUND, probability, silentBecause, whyUnread } from './rule-kit.ts';
import { refutedBy, STRONG, voicesOf, type WeighedText, weighTeaching } from './teaching-evidence.ts';

const VERSION = 5;
const LEGAL = [LEGAL_BASIS.privateEducationLaw12, LEGAL_BASIS.penaltyMeasures18, LEGAL_BASIS.unlicensedBusiness];
/** Log-odds that a place without registration teaches there, by what the surest text says; see `weightOf`. */
const OFFICIAL = 5;
const SEEN = 3.2;
/** Reported without a subject: one such report alone is left to the police. Larger: every “无证办班” over the telephone is a place without registration. */
const REPORTED = 1.5;
/** A second voice, which may tell of lessons alone where the first says that no register knows the place, and each further one up to MOST_FURTHER. Larger: two neighbours outweigh an inspection. */
const FURTHER = 1.2;
const MOST_FURTHER = 3;
/**
 * So many independent texts tell of lessons at a place that can be found, and no register knows it: then it does not matter whether
 * anybody says that there is no licence. Fewer: two complaints that matching could not place are a school without registration.
 */
const SEVERAL = 3;
/** Of them so many name subjects; one whose officers did needs one more voice, and no third. */
const NAMING = 2;
/** A name with a registered form is rather one that matching missed; so many texts say otherwise. */
const SEVERAL_OF_A_FIRM = 4;
/** The place can be found. Without it nobody knows where to look, and the text may be of a registered business elsewhere. */
const DOOR = 1;
/** A name that a register could hold: it may be registered in another spelling. Larger: 某某托管 would never be found. */
const BUSINESS_NAME = -3.5;
const OFFSET = 2.6;
const LEAST_SCORE = 0.5;
const HIGH_SCORE = 0.75;
const SHOWN = 8;
/** Says that there is no business registration either, or no sign at the door; 没有办学许可证 alone says only that a licence is missing. */
const NEITHER = /无证无照|无照|没有?(?:任何)?(?:证照|执照|营业执照|手续)|没挂牌|没有挂牌|无牌|不挂牌|门上什么都没|没有招牌|无招牌/;
/** Reported to the police as unlicensed teaching, where no permit is spoken of. */
const UNLICENSED = /无证办[学班]|非法办学|黑班|黑培训/;

/** The rule. */
export const noRegistration: RiskRule = {
	code: 'NO_REGISTRATION',
	version: VERSION,
	title: { zh: '无证无照开展培训', en: 'Trains with neither licence nor registration' },
	description: {
		zh: '任何登记、许可、准入中均无该场所，仅检查、投诉、警情提及：检查认定或群众反映其无证无照（无执照、不挂牌、住户自办）开展学科类培训，或三条以上相互独立的文本（其中两条以上点明学科，或检查认定加一条）指向同一可查找地点授课。名称形似市场主体的先核对登记；街路楼宇在本市登记中均查不到的，单条文本不计。',
		en: 'No register, licence or admission knows the place; only inspections, complaints or incidents do, and they say that subjects are taught there with neither licence nor registration (no business licence, no sign, in a private home), or three independent texts, two of which name subjects, or officers’ finding and one more, tell of lessons at a place that can be found. A name that looks like a registered business has to be looked up first; where no register of the prefecture knows the street or building, one text alone does not count.',
	},
	legalBasis: LEGAL,
	severity: 'HIGH',
	inputs: ['registration', 'nonprofit', 'licence', 'inspection', 'penalty', 'complaint', 'incident'],
	guards: [
		{ zh: '已登记、许可或准入的主体不计', en: 'Not where any register knows the organisation' },
		{ zh: '传闻、被查否的举报、仅有广告的不计', en: 'Hearsay, refuted reports and advertisements alone do not count' },
		{ zh: '亲友间少于五人的互助看护不计', en: 'Mutual care of families with fewer than five children does not count' },
		{
			zh: '名称带登记组织形式的先核对登记；找不到的地点不计',
			en: 'A name with a registered form has to be looked up first; a place that nobody can find does not count',
		},
	],
	evaluate,
};

function evaluate(dossier: Dossier): RuleResult {
	if (dossier.registered) return NOTHING_FOUND;
	const { all, against } = weighTeaching(dossier);
	const asserted = all.filter(isAsserted);
	// One neighbour gives the street and another its number: the place of both is found.
	const told = asserted.some((text) => isFindable(addressOf(dossier, text))) ? asserted : [];
	const named = told.filter(({ signal }) => signal.subject >= STRONG);
	const several = isSeveral(dossier, told, named);
	const texts = told.filter((text) => saysUnregistered(text) || (several && named.includes(text)));
	if (texts.length === 0 || (bearsLegalForm(dossier.name) && !several)) return NOTHING_FOUND;
	if (isToBeFoundFirst(dossier, texts)) return { ...NOTHING_FOUND, nextChange: addDays(dossier.asOf, STREET_ASKED_AGAIN_DAYS) };
	for (const kind of ['registration', 'licence'] as const) {
		const unread = whyUnread(dossier, kind);
		if (unread !== null) return silentBecause(`whether the place is registered cannot be told: ${unread}`);
	}
	const strongest = Math.max(...texts.map(weightOf));
	const hasDoor = texts.some((text) => isDoor(addressOf(dossier, text)));
	const sum =
		strongest +
		FURTHER * Math.min(MOST_FURTHER, told.filter((text) => texts.includes(text) || named.includes(text)).length - 1) +
		(hasDoor ? DOOR : -DOOR) +
		(namedLikeABusiness(dossier.name) ? BUSINESS_NAME : 0) +
		against.reduce((total, text) => total + text.weight, 0);
	const score = probability(sum - OFFSET);
	if (score < LEAST_SCORE) return NOTHING_FOUND;
	return foundOf({
		code: 'NO_REGISTRATION',
		ruleVersion: VERSION,
		severity: score >= HIGH_SCORE && texts.some(({ official, signal }) => official || signal.subject >= STRONG) ? 'HIGH' : 'MEDIUM',
		score,
		explanation: {
			zh: `登记、许可、准入中均无该场所，${texts.length}条文本反映其无证无照开展培训。`,
			en: `No register knows the place; ${texts.length} text(s) tell of training with neither licence nor registration.`,
		},
		legalBasis: LEGAL,
		evidence: texts.slice(0, SHOWN).map(({ evidence }) => evidence),
		counterEvidence: refutedBy(against),
	});
}

/** Enough voices for a place without registration whatever they say of permits. */
function isSeveral(dossier: Dossier, told: readonly WeighedText[], named: readonly WeighedText[]): boolean {
	if (bearsLegalForm(dossier.name)) return voicesOf(named) >= SEVERAL_OF_A_FIRM;
	if (voicesOf(named) < NAMING) return false;
	return voicesOf(told.filter(({ weight }) => weight > 0)) >= SEVERAL || named.some(({ official }) => official);
}

/** Told as it is, by somebody who saw it: no hearsay, no refutation, and not what a place or a list says of itself. */
function isAsserted({ signal, channel }: WeighedText): boolean {
	return !signal.hedged && !signal.refuted && !signal.schoolRun && channel !== 'ADVERTISEMENT' && channel !== 'LIST';
}

/** Teaching, and that no register stands behind it. */
function saysUnregistered({ signal, channel, evidence, grade }: WeighedText): boolean {
	const taught = signal.subject >= STRONG || grade === 'TRACE' || grade === 'NAMED_WEAKLY';
	if (taught && NEITHER.test(evidence.value)) return true;
	return channel === 'INCIDENT' && (signal.licenceGap || UNLICENSED.test(evidence.value)) && !namedLikeABusiness(evidence.value);
}

function weightOf(text: WeighedText): number {
	if (text.official) return OFFICIAL;
	return text.signal.subject >= STRONG ? SEEN : REPORTED;
}
