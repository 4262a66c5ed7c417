/** HIDDEN_PREMISES (R09): subjects taught in a flat, hotel, café or office unit where nobody is registered to teach. */
import { addDays } from '#core/days.ts';
import type { Dossier, RiskRule, RuleResult } from '#core/dossier.ts';
import type { Place } from '#text/lexicon.ts';
import { LEGAL_BASIS } from './legal-basis.ts';
import {
	addressOf,
	bearsLegalForm,
	isDoor,
	isElsewhere,
	isToBeFoundFirst,
	namedLikeABusiness,
	ownAddresses,
	STREET_ASKED_AGAIN_DAYS,
} from './place-evidence.ts';
import { foundOf, NOTHING_FOUND, probability, whileLicensed } from './rule-kit.ts';
import { STRONG, voicesOf, type WeighedText, weighTeaching } from './teaching-evidence.ts';

const VERSION = 3;
const LEGAL = [LEGAL_BASIS.penaltyMeasures18, LEGAL_BASIS.hiddenTrainingNotice];
/** Log-odds of what officers found, and of each lead. Smaller OFFICIAL: a finding alone stays under HIGH. */
const OFFICIAL = 5;
const LEAD = 2.2;
/** A name that a register could hold: then the place may be its registered one. */
const BUSINESS_NAME = -3;
const OFFSET = 2.2;
const LEAST_SCORE = 0.6;
const HIGH_SCORE = 0.8;
const SHOWN = 8;
/** Places of article 18(2) that are no places of teaching. A shop may be let to anybody. */
const HIDDEN: readonly Place[] = ['居民楼', '酒店', '咖啡厅', '写字楼'];

/** The rule. */
export const hiddenPremises: RiskRule = {
	code: 'HIDDEN_PREMISES',
	version: VERSION,
	title: { zh: '居民楼、酒店、咖啡厅、写字间隐蔽办学', en: 'Subjects taught in a flat, hotel, café or office unit' },
	description: {
		zh: '检查认定，或两条以上相互独立（不同渠道或不同日期）的线索反映，在居民住宅、酒店、咖啡厅、写字间内讲授学科，且该处无登记的办学主体；街路楼宇在本市登记中均查不到的，单条文本不计。',
		en: 'An inspection established, or two or more independent leads (of different channels or days) tell, that subjects are taught in a home, hotel, café or office unit where nobody is registered to teach; where no register of the prefecture knows the street or building, one text alone does not count.',
	},
	legalBasis: LEGAL,
	severity: 'HIGH',
	inputs: ['inspection', 'penalty', 'complaint', 'incident', 'registration', 'licence'],
	guards: [
		{ zh: '单条投诉不计', en: 'One complaint alone does not count' },
		{ zh: '亲友间少于五人的互助看护不计', en: 'Mutual care of families with fewer than five children does not count' },
		{ zh: '在登记或许可地址的，由其他规则判断', en: 'At the registered or licensed address other rules judge' },
		{ zh: '邻里纠纷中的传闻不计', en: 'Hearsay in quarrels between neighbours does not count' },
	],
	evaluate,
};

function evaluate(dossier: Dossier): RuleResult {
	const licensed = whileLicensed(dossier);
	if (licensed !== null) return licensed;
	if (!dossier.registered && bearsLegalForm(dossier.name)) return NOTHING_FOUND;
	const own = ownAddresses(dossier);
	const texts = weighTeaching(dossier).speaking.filter((text) => tellsOfIt(text) && isHiddenPlace(dossier, text, own));
	if (!texts.some(({ official }) => official) && voicesOf(texts) < 2) return NOTHING_FOUND;
	if (!texts.some((text) => isDoor(addressOf(dossier, text)))) return NOTHING_FOUND;
	if (isToBeFoundFirst(dossier, texts)) return { ...NOTHING_FOUND, nextChange: addDays(dossier.asOf, STREET_ASKED_AGAIN_DAYS) };
	const official = texts.some((text) => text.official) ? OFFICIAL : 0;
	const others = texts.filter((text) => !text.official).length;
	const against = weighTeaching(dossier).against.reduce((sum, text) => sum + text.weight, 0);
	const name = !dossier.registered && namedLikeABusiness(dossier.name) ? BUSINESS_NAME : 0;
	const score = probability(official + LEAD * Math.min(3, others) + against + name - OFFSET);
	if (score < LEAST_SCORE) return NOTHING_FOUND;
	const places = [...new Set(texts.flatMap(({ signal }) => signal.places.filter((place) => HIDDEN.includes(place))))];
	return foundOf({
		code: 'HIDDEN_PREMISES',
		ruleVersion: VERSION,
		severity: score >= HIGH_SCORE ? 'HIGH' : 'MEDIUM',
		score,
		explanation: {
			zh: `${texts.length}条线索反映在${places.join('、')}内讲授学科，该处无登记的办学主体。`,
			en: `${texts.length} lead(s) tell of subjects taught in hidden premises (${places.join(', ')}) where nobody is registered to teach.`,
		},
		legalBasis: LEGAL,
		evidence: texts.slice(0, SHOWN).map(({ evidence }) => evidence),
		guise: places.includes('居民楼') ? '居民楼' : null,
	});
}

function tellsOfIt({ signal, channel }: WeighedText): boolean {
	if (channel === 'ADVERTISEMENT' || channel === 'LIST' || signal.hedged || signal.schoolRun) return false;
	return signal.subject >= STRONG && signal.places.some((place) => HIDDEN.includes(place));
}

/** Nobody is registered there: the place is unknown to all registers, or surely another than those of the organisation. */
function isHiddenPlace(dossier: Dossier, text: WeighedText, own: ReturnType<typeof ownAddresses>): boolean {
	if (!dossier.registered) return true;
	const address = addressOf(dossier, text);
	return address !== null && isElsewhere(address, own);
}
