/**
 * UNREACHABLE_WITH_LEADS (R07): on the list of abnormal operation as unreachable, and leads tell of teaching elsewhere. No kind of record
 * holds that list yet, so the rule cannot judge; it says so wherever it would have something to say.
 */
import { addDays, type Day } from '#core/days.ts';
import type { Dossier, RiskRule, RuleResult } from '#core/dossier.ts';
import { besides } from './lacks.ts';
import { LEGAL_BASIS } from './legal-basis.ts';
import { activeRegistrations, NOTHING_FOUND, silentBecause } from './rule-kit.ts';
import { weighTeaching } from './teaching-evidence.ts';

/** Leads older than this say nothing of where it is today (R07). */
const LEAD_DAYS = 180;

const GAP = `no source gives the list of abnormal operation (经营异常名录); ${besides('registration')}`;

/** The rule. */
export const unreachableWithLeads: RiskRule = {
	code: 'UNREACHABLE_WITH_LEADS',
	version: 1,
	title: { zh: '登记住所失联而有教学线索', en: 'Unreachable, with leads of teaching' },
	description: {
		zh: '因“通过登记的住所无法联系”列入经营异常名录、且180日内有教学线索的主体。目前没有来源提供经营异常名录，本规则不作判断；对180日内有教学线索的登记主体，列入数据缺口。',
		en: 'A business on the list of abnormal operation as unreachable at its domicile, with leads of teaching within 180 days. No source gives that list yet, so the rule does not judge; for registered businesses with such leads it tells the gap.',
	},
	legalBasis: [LEGAL_BASIS.disclosureRegulation],
	severity: 'MEDIUM',
	inputs: ['registration', 'complaint', 'inspection', 'incident'],
	guards: [{ zh: '已移出名录的不计', en: 'Entries taken off the list do not count' }],
	evaluate,
};

function evaluate(dossier: Dossier): RuleResult {
	if (activeRegistrations(dossier).length === 0) return NOTHING_FOUND;
	const since: Day = addDays(dossier.asOf, -LEAD_DAYS);
	const leads = weighTeaching(dossier).speaking.some(({ on, channel }) => on !== null && on >= since && channel !== 'ADVERTISEMENT');
	return leads ? silentBecause(GAP) : NOTHING_FOUND;
}
