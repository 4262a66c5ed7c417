/** REBRAND_BRAND (R11): a closed school's brand, or one a sound or stroke away, goes on in another trade. */
import { addDays, type Day } from '#core/days.ts';
import type { Dossier, RiskRule, RuleResult, SuccessionFacts } from '#core/dossier.ts';
import { profilesOf } from './business-profile.ts';
import { LEGAL_BASIS } from './legal-basis.ts';
import {
	activeRegistrations,
	evidenceOf,
	foundOf,
	licenceEnd,
	NOTHING_FOUND,
	probability,
	silentBecause,
	whileLicensed,
	whyUnread,
} from './rule-kit.ts';
import { sayGuise, saySignals } from './say.ts';
import { closedPredecessors } from './structure-evidence.ts';
import { weighTeaching } from './teaching-evidence.ts';

const VERSION = 2;
const LEGAL = [LEGAL_BASIS.enterpriseNames, LEGAL_BASIS.privateEducationLaw64, LEGAL_BASIS.hiddenTrainingNotice];
/** The new trade appears from 90 days before to a year after the end of the licence; see REBRAND_SAME_PLACE. */
const DAYS_BEFORE = 90;
const DAYS_AFTER = 365;
/** Successions under this are not told as rebrands. Smaller: two schools named 启航 in one city are one. */
const LEAST_SUCCESSION = 0.5;
const LEAST_SCORE = 0.4;
/** From here, with texts of teaching, an officer goes there first. */
const HIGH_SCORE = 0.7;
/** Half of the shells that keep a brand and nothing else teach again; texts tell which. */
const SILENT_SHELL = -1.2;
const TEXTS = 0.7;
const MOST_FROM_TEXTS = 3;
/** Signals of brand and of something else, as matching names them. */
const BRAND = /^(?:brand|formerNamed)/;
const SECOND = /head|owner|staff|phone|contact|room|building/i;

/** The rule. */
export const rebrandBrand: RiskRule = {
	code: 'REBRAND_BRAND',
	version: VERSION,
	title: { zh: '同字号换行业', en: 'Closed school’s brand in another trade' },
	description: {
		zh: '学科类机构许可终止前90日至后365日内，字号相同、同音、形近或互含的另一主体以文化、科技、咨询、托管、家政、体育、艺术、研学等行业出现，并至少另有人员、电话、账号或场所之一相同，且无自己的学科类许可。常见字号本身不计。',
		en: 'From 90 days before to 365 days after a subject school’s licence ended, another organisation with the same brand, or one that sounds or looks alike or holds it, appears in culture, technology, consulting, care, housekeeping, sport, arts, study tours … and shares at least one person, telephone, account or place too, without a subject licence of its own. A common brand alone does not count.',
	},
	legalBasis: LEGAL,
	severity: 'HIGH',
	inputs: ['registration', 'nonprofit', 'registrationChange', 'licence', 'inspection', 'complaint', 'advertisement'],
	guards: [
		{ zh: '常见字号（启航、博雅）须另有联系', en: 'A common brand needs a second link' },
		{ zh: '营转非、有证承接、加盟品牌不计', en: 'Lawful conversion, licensed take-over and franchises do not count' },
		{ zh: '与学习无关的行业不计', en: 'Trades that have nothing to do with learning do not count' },
	],
	evaluate,
};

function evaluate(dossier: Dossier): RuleResult {
	const candidates = closedPredecessors(dossier).filter((one) => one.score >= LEAST_SUCCESSION && keepsBrand(one));
	if (candidates.length === 0 || activeRegistrations(dossier).length === 0) return NOTHING_FOUND;
	const licensed = whileLicensed(dossier);
	if (licensed !== null) return licensed;
	const profile = profilesOf(dossier).find(({ guise }) => guise !== null);
	if (profile === undefined) return NOTHING_FOUND;
	const unread = whyUnread(dossier, 'licence');
	if (unread !== null) return silentBecause(`whether it holds a licence of its own cannot be told: ${unread}`);
	for (const predecessor of candidates) {
		const ended = endedBeside(dossier, predecessor);
		if (ended === null) continue;
		const teaching = weighTeaching(dossier);
		const texts = teaching.logits > 0 ? Math.min(MOST_FROM_TEXTS, TEXTS * teaching.logits) : SILENT_SHELL;
		const score = probability(Math.min(4, Math.log(predecessor.score / Math.max(0.01, 1 - predecessor.score))) + texts);
		if (score < LEAST_SCORE) continue;
		const signals = saySignals(predecessor.reasons.filter(({ weight }) => weight > 0).map(({ signal }) => signal));
		return foundOf({
			code: 'REBRAND_BRAND',
			ruleVersion: VERSION,
			severity: score >= HIGH_SCORE && teaching.speaking.length > 0 ? 'HIGH' : 'MEDIUM',
			score,
			explanation: {
				zh: `字号承自一家许可于${ended.on}终止的学科机构，行业已改为“${profile.guise}”（${signals.zh}）。`,
				en: `The brand is that of a subject school whose licence ended on ${ended.on}; the trade is now ${sayGuise(profile.guise ?? '')} (${signals.en}).`,
			},
			legalBasis: LEGAL,
			evidence: [
				evidenceOf(ended.licence, 'name', ended.licence.body.name, ended.on),
				evidenceOf(profile.record, 'name', profile.record.body.name),
				...teaching.speaking.slice(0, 4).map(({ evidence }) => evidence),
			],
			counterEvidence: predecessor.reasons
				.filter(({ weight }) => weight < 0)
				.map(({ signal, detail }) => `${saySignals([signal]).en}: ${detail}`),
			guise: profile.guise,
		});
	}
	return NOTHING_FOUND;
}

/** The brand is kept, and something that is no brand. */
function keepsBrand({ reasons }: SuccessionFacts): boolean {
	const speaks = reasons.filter(({ weight }) => weight > 0);
	return speaks.some(({ signal }) => BRAND.test(signal)) && speaks.some(({ signal }) => SECOND.test(signal));
}

/** The subject licence beside whose end this organisation was set up, renamed or moved; null: none. */
function endedBeside(dossier: Dossier, { licences }: SuccessionFacts): { licence: SuccessionFacts['licences'][number]; on: Day } | null {
	const days = [
		...activeRegistrations(dossier).map(({ body }) => body.establishedOn),
		...dossier.records.registrationChange.map(({ body }) => body.changedOn),
	];
	for (const licence of licences) {
		const on = licence.body.category === 'SUBJECT' ? licenceEnd(licence, dossier.asOf) : null;
		if (on === null) continue;
		if (days.some((day) => day !== null && day >= addDays(on, -DAYS_BEFORE) && day <= addDays(on, DAYS_AFTER))) return { licence, on };
	}
	return null;
}
