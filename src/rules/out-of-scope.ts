/** OUT_OF_SCOPE (R22, 超范围经营): a business trains, and its registered scope does not hold training or excludes it. */
import type { Dossier, RiskRule, RuleResult } from '#core/dossier.ts';
import { readText } from '#text/read-text.ts';
import { profileOf } from './business-profile.ts';
import { LEGAL_BASIS } from './legal-basis.ts';
import { activeRegistrations, evidenceOf, foundOf, licenceRuns, NOTHING_FOUND, probability } from './rule-kit.ts';
import { weighTeaching } from './teaching-evidence.ts';

const VERSION = 2;
const LEGAL = [LEGAL_BASIS.registration24, LEGAL_BASIS.unlicensedBusiness, LEGAL_BASIS.hiddenTrainingNotice];
/** The sum at which half of the leads hold; a scope that excludes training in so many words counts on top. */
const OFFSET = 5.5;
const EXCLUDED = 1;
const LEAST_SCORE = 0.6;
const SHOWN = 6;

/** The rule. */
export const outOfScope: RiskRule = {
	code: 'OUT_OF_SCOPE',
	version: VERSION,
	title: { zh: '超范围经营', en: 'Business beyond the registered scope' },
	description: {
		zh: '登记的经营范围不含培训或明示排除培训，且无有效许可、准入，而主管部门认定或多类来源印证其开展培训。',
		en: 'The registered scope holds no training, or excludes it, no licence or admission runs, and an authority established or several kinds of source agree that it trains.',
	},
	legalBasis: LEGAL,
	severity: 'MEDIUM',
	inputs: ['registration', 'licence', 'admission', 'inspection', 'penalty', 'complaint', 'incident', 'advertisement'],
	guards: [
		{ zh: '经营范围含培训的不计', en: 'Not where the scope holds training' },
		{ zh: '持有效许可或准入的不计', en: 'Not where a licence or an admission runs' },
		{ zh: '经营范围未提供的不作判断', en: 'Nothing is said where no scope is given' },
		{ zh: '单一来源不计', en: 'One kind of source alone does not count' },
	],
	evaluate,
};

function evaluate(dossier: Dossier): RuleResult {
	const { licence, admission } = dossier.records;
	if (licence.some((one) => licenceRuns(one, dossier.asOf)) || admission.some(({ body }) => body.status !== 'CANCELLED'))
		return NOTHING_FOUND;
	const { logits, established, channels, strongSource, speaking } = weighTeaching(dossier);
	if (!established && !(strongSource && channels.length >= 2)) return NOTHING_FOUND;
	const registration = activeRegistrations(dossier).find((record) => record.kind === 'registration' && (record.body.scope ?? '') !== '');
	if (registration === undefined || holdsTraining(registration.body.scope ?? '')) return NOTHING_FOUND;
	const { exclusion } = profileOf(registration);
	const score = probability(logits + (exclusion === null ? 0 : EXCLUDED) - OFFSET);
	if (score < LEAST_SCORE) return NOTHING_FOUND;
	return foundOf({
		code: 'OUT_OF_SCOPE',
		ruleVersion: VERSION,
		severity: 'MEDIUM',
		score,
		explanation: {
			zh: exclusion === null ? '经营范围不含培训，而有证据显示其开展培训。' : '经营范围明示排除培训，而有证据显示其开展培训。',
			en:
				exclusion === null
					? 'The scope holds no training, and evidence tells of it.'
					: 'The scope excludes training, and evidence tells of it.',
		},
		legalBasis: LEGAL,
		evidence: [evidenceOf(registration, 'scope', registration.body.scope), ...speaking.slice(0, SHOWN).map(({ evidence }) => evidence)],
	});
}

/** Training is named outside of clauses that exclude it. */
function holdsTraining(scope: string): boolean {
	return readText(scope).words.some(
		({ kind, text }) => (kind === 'teaching' || kind === 'tutoring') && /培训|教学|补习|辅导|学科/.test(text),
	);
}
