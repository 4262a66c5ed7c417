/** PREMISES_REUSED (R14): a room in which somebody else was stopped from teaching is in use again by one without a licence. */
import { addDays, type Day } from '#core/days.ts';
import type { Dossier, RiskRule, RuleResult } from '#core/dossier.ts';
import { readText } from '#text/read-text.ts';
import { profilesOf } from './business-profile.ts';
import { LEGAL_BASIS } from './legal-basis.ts';
import { activeRegistrations, evidenceOf, foundOf, licenceRuns, NOTHING_FOUND, probability } from './rule-kit.ts';
import { weighTeaching } from './teaching-evidence.ts';

const VERSION = 2;
const LEGAL = [LEGAL_BASIS.penaltyMeasures19, LEGAL_BASIS.penaltyMeasures];
/** A sanction is looked back on for two years (24 months in rule R14). */
const LOOK_BACK_DAYS = 730;
/** Log-odds: a sanctioned room that is let to a business of a fitting kind; what texts about the new one add. */
const ROOM = -1.2;
const TEXTS = 0.7;
const MOST_FROM_TEXTS = 3;
const SHOWN = 4;

/** The rule. */
export const premisesReused: RiskRule = {
	code: 'PREMISES_REUSED',
	version: VERSION,
	title: { zh: '查处场所再次使用', en: 'Sanctioned premises in use again' },
	description: {
		zh: '24个月内因培训被责令停止、立案、查封或取缔的房间（具体到室），现由另一无许可且行业适合作外壳的主体使用，且有教学迹象。房屋本身合法出租，仅供核查。',
		en: 'A room (to the door) in which teaching was stopped, sealed or banned, or a case opened, within 24 months is now that of another organisation without a licence, in a trade that fits a disguise, of which texts tell that it teaches. Letting a room is lawful; this is a reason to look.',
	},
	legalBasis: LEGAL,
	severity: 'MEDIUM',
	inputs: ['registration', 'nonprofit', 'inspection', 'licence', 'admission', 'complaint', 'advertisement'],
	guards: [
		{ zh: '同一写字楼、同一楼栋不计，须为同一房间', en: 'The same tower or building does not count; it has to be the same room' },
		{ zh: '持证机构不计', en: 'Licensed organisations do not count' },
		{ zh: '无教学迹象的普通租户不计', en: 'A tenant of whom no text tells does not count' },
	],
	evaluate,
};

function evaluate(dossier: Dossier): RuleResult {
	const { licence, admission } = dossier.records;
	const since = addDays(dossier.asOf, -LOOK_BACK_DAYS);
	const sanctions = dossier.premises.filter(({ body }) => (body.inspectedOn ?? '') >= since && isOfTraining(body.findings));
	const registration = activeRegistrations(dossier)[0];
	if (sanctions.length === 0 || registration === undefined) return NOTHING_FOUND;
	if (licence.some((one) => licenceRuns(one, dossier.asOf)) || admission.some(({ body }) => body.status !== 'CANCELLED'))
		return NOTHING_FOUND;
	const teaching = weighTeaching(dossier);
	const guised = profilesOf(dossier).some(({ guise }) => guise !== null);
	const last = sanctions
		.map(({ body }) => body.inspectedOn ?? '')
		.sort()
		.at(-1) as Day;
	// What was told before the sanction is what was sanctioned, not that the room is in use again.
	const again = teaching.speaking.filter(({ on }) => on !== null && on > last);
	if (!guised || again.length === 0) return NOTHING_FOUND;
	const score = probability(ROOM + Math.max(-1, Math.min(MOST_FROM_TEXTS, TEXTS * teaching.logits)));
	return foundOf(
		{
			code: 'PREMISES_REUSED',
			ruleVersion: VERSION,
			severity: 'MEDIUM',
			score,
			explanation: {
				zh: `本主体所在房间曾于${last}因培训被查处，现又有教学迹象。`,
				en: `Training was sanctioned in this room on ${last}; texts tell of teaching there again.`,
			},
			legalBasis: LEGAL,
			evidence: [
				...sanctions.slice(-SHOWN).map((one) => evidenceOf(one, 'outcome', one.body.outcome, one.body.inspectedOn)),
				evidenceOf(registration, 'address', registration.body.address?.text ?? null),
				...again.slice(0, SHOWN).map(({ evidence }) => evidence),
			],
		},
		addDays(last, LOOK_BACK_DAYS + 1),
	);
}

/** Fire doors and food samples are stopped too. */
function isOfTraining(findings: string | null): boolean {
	const signal = readText(findings ?? '');
	return signal.subject > 0 || signal.teachingSeen || signal.licenceGap;
}
