/** INSPECTION_OVERDUE (S1): a running licence whose holder nobody has inspected for as long as the division allows. */
import { addDays, type Day, monthsBetween } from '#core/days.ts';
import type { Dossier, RiskRule, RuleResult } from '#core/dossier.ts';
import { findingOf } from './findings.ts';
import { evidenceOf, licenceRuns, NOTHING_FOUND, nextDay, silentBecause, whyUnread } from './rule-kit.ts';

/** The inspection may be in another bureau's books. */
const SCORE = 0.7;

/** The rule. */
export const inspectionOverdue: RiskRule = {
	code: 'INSPECTION_OVERDUE',
	version: 1,
	title: { zh: '逾期未检查', en: 'Inspection overdue' },
	description: {
		zh: '持有效办学许可证的机构，超过当地规定月数（全国为12个月）没有检查记录。发证未满该月数的不计。',
		en: 'No inspection for the months that the division allows (12 in the country) while a licence runs. Licences younger than that do not count.',
	},
	legalBasis: ['《民办教育促进法》'],
	severity: 'LOW',
	inputs: ['licence', 'inspection'],
	guards: [{ zh: '发证未满规定月数的不计', en: 'Licences younger than those months do not count' }],
	evaluate,
};

function evaluate(dossier: Dossier): RuleResult {
	const { asOf, records, policy } = dossier;
	const months = policy.inspectionEveryMonths;
	const licence = records.licence.find((one) => licenceRuns(one, asOf) && one.body.issuedOn !== null);
	if (licence === undefined) return NOTHING_FOUND;
	const unread = whyUnread(dossier, 'inspection');
	if (unread !== null) return silentBecause(`whether an inspection took place cannot be told: ${unread}`);
	const last = lastDay([licence.body.issuedOn, ...records.inspection.map(({ body }) => body.inspectedOn)], asOf);
	if (last === null) return NOTHING_FOUND;
	if (monthsBetween(last, asOf) < months) return { ...NOTHING_FOUND, nextChange: nextDay(asOf, [firstDayOverdue(last, months)]) };
	const finding = findingOf(inspectionOverdue, {
		score: SCORE,
		zh: `自${last}起无检查记录。`,
		en: `No inspection since ${last}.`,
		evidence: [evidenceOf(licence, 'validUntil', licence.body.validUntil)],
	});
	return { findings: [finding], nextChange: null, silent: null };
}

/** The latest of the days up to `asOf`. */
function lastDay(days: readonly (Day | null)[], asOf: Day): Day | null {
	return days.reduce<Day | null>((last, day) => (day !== null && day <= asOf && (last === null || day > last) ? day : last), null);
}

function firstDayOverdue(last: Day, months: number): Day {
	let day = addDays(last, months * 30);
	while (monthsBetween(last, day) < months) day = addDays(day, 1);
	return day;
}
