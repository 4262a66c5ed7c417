/** PLACE_OUTSIDE_LICENCE (R05): a licensed school teaches at an address other than the licensed one, or on several sites on one licence. */
import type { Dossier, RiskRule, RuleResult } from '#core/dossier.ts';
import type { AddressValue } from '#core/records.ts';
import { LEGAL_BASIS } from './legal-basis.ts';
import { addressOf, isElsewhere, isNotAmong, ownAddresses } from './place-evidence.ts';
import { evidenceOf, foundOf, NOTHING_FOUND, probability } from './rule-kit.ts';
import { type WeighedText, weighTeaching } from './teaching-evidence.ts';

const VERSION = 3;
const LEGAL = [LEGAL_BASIS.hiddenTrainingNotice, LEGAL_BASIS.implementingRules, LEGAL_BASIS.penaltyMeasures20];
/** Log-odds of a second site that officers saw, and that somebody reports. */
const OFFICIAL = 4.5;
const REPORTED = 2.4;
const FURTHER = 1.5;
const OFFSET = 1.6;
const LEAST_SCORE = 0.5;
const SHOWN = 6;
/** A further site is spoken of, in the words of officers and parents. */
const FURTHER_SITE =
	/另设|另开|又开|新开了|增设|加开|教学点|两处|两个点|分点|分校|分部|分教点|新校区|校区|第二个点|多个点|未在许可|许可地址(?:以外|之外|外)|异地/;
/** Says in so many words that it is one more: then the address only must not be one of its own. */
const ONE_MORE = /另设|另开|又开了|又开|新开了|增设|加开|第二个点|多个点|两处|两个点|分点/;
/** Lessons are heard or seen; away from the licensed address that is a site. */
const LESSONS = /上课|授课|教室/;
/** They moved there with leave, or closed here. */
const LEFT = /搬迁|迁址|已变更|已备案|(?<!未)经(?:批准|审批)|关门|停业|换地方/;

/** The rule. */
export const placeOutsideLicence: RiskRule = {
	code: 'PLACE_OUTSIDE_LICENCE',
	version: VERSION,
	title: { zh: '许可地址外设点培训', en: 'Teaches outside the licensed place' },
	description: {
		zh: '持证机构被检查或投诉反映在办学许可证、登记、准入所载地址以外另设教学点、校区；地址按道路门牌和楼宇比对，同一楼宇不计。',
		en: 'A licensed school is reported, or was found, to run a further site at an address that no licence, registration or admission of it names; addresses are compared by street number and building, the same building does not count.',
	},
	legalBasis: LEGAL,
	severity: 'MEDIUM',
	inputs: ['licence', 'registration', 'nonprofit', 'admission', 'inspection', 'complaint', 'incident'],
	guards: [
		{ zh: '登记、许可、准入已载明的地址不计', en: 'Addresses that a registration, licence or admission names do not count' },
		{ zh: '同一楼宇、同一门牌的不同写法不计', en: 'Other spellings of the same building or street number do not count' },
		{ zh: '经批准迁址的不计', en: 'A move with leave does not count' },
		{ zh: '无许可的主体由其他规则判断', en: 'Organisations without a licence are judged by other rules' },
	],
	evaluate,
};

function evaluate(dossier: Dossier): RuleResult {
	const licence = dossier.records.licence.at(-1) ?? dossier.records.admission.at(-1);
	const own = ownAddresses(dossier);
	if (licence === undefined || own.length === 0) return NOTHING_FOUND;
	const texts = weighTeaching(dossier).all.filter((text) => tellsOfSite(text, addressOf(dossier, text), own));
	if (texts.length === 0) return NOTHING_FOUND;
	const official = texts.some((text) => text.official);
	const score = probability((official ? OFFICIAL : REPORTED) + FURTHER * Math.min(2, texts.length - 1) - OFFSET);
	if (score < LEAST_SCORE) return NOTHING_FOUND;
	return foundOf({
		code: 'PLACE_OUTSIDE_LICENCE',
		ruleVersion: VERSION,
		severity: 'MEDIUM',
		score,
		explanation: {
			zh: `${texts.length}条文本反映在许可地址以外另设教学点。`,
			en: `${texts.length} text(s) tell of a further site outside the licensed address.`,
		},
		legalBasis: LEGAL,
		evidence: [
			evidenceOf(licence, 'address', licence.body.address?.text ?? null),
			...texts.slice(0, SHOWN).map(({ evidence }) => evidence),
		],
	});
}

/** A further site is asserted, or lessons surely elsewhere. */
function tellsOfSite(
	{ signal, channel, evidence, official, grade }: WeighedText,
	address: AddressValue | null,
	own: readonly AddressValue[],
): boolean {
	if (channel === 'ADVERTISEMENT' || channel === 'LIST' || channel === 'PENALTY') return false;
	if (signal.hedged || signal.refuted || LEFT.test(evidence.value)) return false;
	if (ONE_MORE.test(evidence.value) && (address === null || isNotAmong(address, own))) return true;
	if (address === null) return false;
	const taught = LESSONS.test(evidence.value) || (official && grade === 'NAMED');
	return isElsewhere(address, own) && (FURTHER_SITE.test(evidence.value) || taught);
}
