/** REPEAT_OFFENCE (R15): dealt with for training before, and found at it again within two years. */
import { addDays, type Day } from '#core/days.ts';
import type { Dossier, RiskRule, RuleResult } from '#core/dossier.ts';
import type { StoredRecord } from '#core/records.ts';
import { LEGAL_BASIS } from './legal-basis.ts';
import { evidenceOf, foundOf, NOTHING_FOUND, runningSubjectLicences } from './rule-kit.ts';
import { STRONG, type WeighedText, weighTeaching } from './teaching-evidence.ts';

const VERSION = 1;
const LEGAL = [LEGAL_BASIS.penaltyMeasures16, LEGAL_BASIS.penaltyMeasures];
/** Within two years of the former decision (Order 53, art. 16). */
const TERM_DAYS = 730;
/**
 * One case leaves several records: the inspection, its look-back, the decision. What lies closer together than this is taken for the
 * same act. Shorter: an inspection and its own penalty would be two offences; longer: quick offenders go free.
 */
const SAME_CASE_DAYS = 60;
/** Officers found it twice. */
const SCORE = 0.95;

/** The rule. */
export const repeatOffence: RiskRule = {
	code: 'REPEAT_OFFENCE',
	version: VERSION,
	title: { zh: '两年内再犯', en: 'Again within two years' },
	description: {
		zh: '同一主体或场所曾因无证或隐蔽开展学科培训被处理（处罚、立案、查封、取缔、责令停止），自处理之日起两年内又被检查或处罚认定开展学科培训。同一案件的多条记录合并计算。',
		en: 'An organisation or place that was dealt with for unlicensed or hidden subject training (penalty, case, seals, ban, stop notice) was found at it again by an inspection or a penalty within two years. Several records of one case count once.',
	},
	legalBasis: LEGAL,
	severity: 'CRITICAL',
	inputs: ['inspection', 'penalty', 'licence'],
	guards: [
		{ zh: '60日内的多条记录视为同一案件', en: 'Records within 60 days are taken for one case' },
		{ zh: '与培训无关的处罚（消防、食品、价格）不计', en: 'Penalties that have nothing to do with training do not count' },
		{ zh: '投诉、广告不作为再犯依据', en: 'Complaints and advertisements are no ground' },
		{ zh: '持证期间的记录不计', en: 'Records from the time of a running licence do not count' },
	],
	evaluate,
};

interface Act {
	readonly on: Day;
	readonly text: WeighedText;
	readonly dealtWith: boolean;
}

function evaluate(dossier: Dossier): RuleResult {
	if (runningSubjectLicences(dossier).length > 0) return NOTHING_FOUND;
	const acts = weighTeaching(dossier)
		.texts.flatMap((text) => actOf(dossier, text))
		.sort((a, b) => (a.on < b.on ? -1 : 1));
	const pair = latestPair(acts);
	if (pair === null) return NOTHING_FOUND;
	return foundOf({
		code: 'REPEAT_OFFENCE',
		ruleVersion: VERSION,
		severity: 'CRITICAL',
		score: SCORE,
		explanation: {
			zh: `${pair.first.on}曾被处理，${pair.again.on}再次被认定开展学科培训。`,
			en: `Dealt with on ${pair.first.on} and found teaching subjects again on ${pair.again.on}.`,
		},
		legalBasis: LEGAL,
		evidence: [pair.first.text.evidence, pair.again.text.evidence, outcomeOf(dossier, pair.first.text)].filter((one) => one !== null),
	});
}

/** An act found by officers that names subjects; whether it was dealt with. */
function actOf(dossier: Dossier, text: WeighedText): Act[] {
	if (!text.official || text.on === null || text.signal.subject < STRONG) return [];
	const inspection = inspectionOf(dossier, text);
	const outcome = inspection?.body.outcome ?? null;
	const dealtWith = text.channel === 'PENALTY' || (outcome !== null && outcome !== 'NONE' && outcome !== 'RECTIFY');
	return [{ on: text.on, text, dealtWith }];
}

function latestPair(acts: readonly Act[]): { first: Act; again: Act } | null {
	for (const again of acts.toReversed()) {
		const first = acts.findLast(
			({ on, dealtWith }) => dealtWith && on <= addDays(again.on, -SAME_CASE_DAYS) && on >= addDays(again.on, -TERM_DAYS),
		);
		// A penalty may belong to an inspection in between; then that is the same case and the pair is its first part.
		if (first !== undefined) return { first, again };
	}
	return null;
}

function inspectionOf(dossier: Dossier, { evidence }: WeighedText): StoredRecord<'inspection'> | undefined {
	return dossier.records.inspection.find((one) => one.recordKey === evidence.recordKey && one.recordType === evidence.recordType);
}

function outcomeOf(dossier: Dossier, text: WeighedText) {
	const inspection = inspectionOf(dossier, text);
	return inspection === undefined ? null : evidenceOf(inspection, 'outcome', inspection.body.outcome, text.on);
}
