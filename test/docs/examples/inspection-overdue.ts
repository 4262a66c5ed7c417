/** INSPECTION_OVERDUE: a running licence whose holder nobody has inspected for a year. */
import { addDays, type Day, monthsBetween } from '#core/days.ts';
import type { Dossier, RiskRule, RuleResult } from '#core/dossier.ts';
import { evidenceOf, licenceRuns, NOTHING_FOUND, nextDay, silentBecause, whyUnread } from '#rules/rule-kit.ts';

/** Smaller flags a bureau that plans by the calendar year; larger lets a year go by unseen. */
const MONTHS = 12;
/** The inspection may be in another bureau's books. */
const SCORE = 0.7;

export const inspectionOverdue: RiskRule = {
	code: 'INSPECTION_OVERDUE',
	version: 1,
	title: { zh: '年度内未开展检查', en: 'Not inspected within the year' },
	description: {
		zh: '持有效办学许可证的机构，满12个月没有检查记录。发证未满12个月的不计。',
		en: 'No inspection for twelve months while a licence runs. Licences younger than that do not count.',
	},
	legalBasis: ['《民办教育促进法》'],
	severity: 'LOW',
	inputs: ['licence', 'inspection'],
	guards: [{ zh: '发证未满12个月的不计', en: 'Licences younger than twelve months do not count' }],
	evaluate,
};

function evaluate(dossier: Dossier): RuleResult {
	const { asOf, records } = dossier;
	const licence = records.licence.find((one) => licenceRuns(one, asOf) && one.body.issuedOn !== null);
	if (licence === undefined) return NOTHING_FOUND;
	const unread = whyUnread(dossier, 'inspection');
	if (unread !== null) return silentBecause(`whether an inspection took place cannot be told: ${unread}`);
	const last = lastDay([licence.body.issuedOn, ...records.inspection.map(({ body }) => body.inspectedOn)], asOf);
	if (last === null) return NOTHING_FOUND;
	if (monthsBetween(last, asOf) < MONTHS) return { ...NOTHING_FOUND, nextChange: nextDay(asOf, [firstDayOverdue(last)]) };
	return {
		findings: [
			{
				code: 'INSPECTION_OVERDUE',
				ruleVersion: 1,
				personId: null,
				severity: 'LOW',
				score: SCORE,
				explanation: { zh: `自${last}起无检查记录。`, en: `No inspection since ${last}.` },
				legalBasis: inspectionOverdue.legalBasis,
				evidence: [evidenceOf(licence, 'validUntil', licence.body.validUntil)],
				counterEvidence: [],
				guise: null,
			},
		],
		nextChange: null,
		silent: null,
	};
}

/** The latest of the days up to `asOf`. */
function lastDay(days: readonly (Day | null)[], asOf: Day): Day | null {
	return days.reduce<Day | null>((last, day) => (day !== null && day <= asOf && (last === null || day > last) ? day : last), null);
}

function firstDayOverdue(last: Day): Day {
	let day = addDays(last, 365);
	while (monthsBetween(last, day) < MONTHS) day = addDays(day, 1);
	return day;
}
