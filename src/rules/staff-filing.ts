/** STAFF_FILING (R19): staff filings that do not add up: one certificate at two places at a time, or for two people. One finding an organisation. */
import { addDays, type Day, daysBetween } from '#core/days.ts';
import type { Dossier, RiskRule, RuleResult } from '#core/dossier.ts';
import type { StoredRecord } from '#core/records.ts';
import { findingOf } from './findings.ts';
import { besides } from './lacks.ts';
import { LEGAL_BASIS } from './legal-basis.ts';
import { evidenceOf, licenceRuns, NOTHING_FOUND, nextDay } from './rule-kit.ts';
import { sayTogether } from './say.ts';

/** Filed by the institutions themselves. Not 1: one of them may be late with a departure. */
const SCORE = 0.8;
/** Days for which two filings may overlap: a departure is filed late. */
const LATE_DAYS = 30;
const GAPS = [
	'filed staff cannot be counted against insured staff: no source gives insured head-counts, which human resources (人社) keep',
	`full-time shares cannot be told: no source says who works full time; ${besides('staff')}`,
];

/** The rule. */
export const staffFiling: RiskRule = {
	code: 'STAFF_FILING',
	version: 2,
	title: { zh: '师资备案异常', en: 'Staff filings do not add up' },
	description: {
		zh: '同一教师资格证号同时（超过30日）备案在两家以上机构，或在本机构备案于两名不同人员名下。参保人数、专兼职无来源，占比不作判断。同一举办者的连锁机构须核实。',
		en: 'One teacher certificate is filed at two places at the same time for more than 30 days, or for two people here. Insured head-counts and full or part time have no source, so shares are not judged. Chains of one founder are to be checked.',
	},
	legalBasis: [LEGAL_BASIS.staffMeasures],
	severity: 'MEDIUM',
	inputs: ['staff', 'licence'],
	guards: [
		{ zh: '离职备案滞后不足30日的重叠不计', en: 'Overlaps of up to 30 days (late filings) do not count' },
		{ zh: '任一方许可已终止的不计', en: 'Filings of a place without a running licence do not count' },
		{ zh: '未填证书号的不计', en: 'Filings without a certificate do not count' },
	],
	evaluate,
};

type Staff = StoredRecord<'staff'>;

function evaluate(dossier: Dossier): RuleResult {
	const { asOf, records } = dossier;
	if (records.staff.length === 0 || !records.licence.some((licence) => licenceRuns(licence, asOf))) return NOTHING_FOUND;
	const here = records.staff.filter((filing) => filing.body.certificateNo !== null && isActive(filing, asOf));
	const elsewhere = [...dossier.personFacts.values()].flatMap(({ staff }) => staff.map(({ record }) => record));
	const twice = here.flatMap((filing) => {
		const other = elsewhere.find((one) => isElsewhere(one, filing) && overlapDays(one, filing, asOf) > LATE_DAYS);
		return other === undefined ? [] : [{ filing, other }];
	});
	const shared = sharedHere(dossier, here);
	if (twice.length === 0 && shared.length === 0) return { ...NOTHING_FOUND, gaps: GAPS };
	const finding = findingOf(staffFiling, {
		score: SCORE,
		...sayTogether([
			twice.length > 0
				? {
						zh: `${twice.length}个证书号同时备案在其他机构`,
						en: `${twice.length} certificate(s) are filed at another place at the same time`,
					}
				: null,
			shared.length > 0 ? { zh: `${shared.length}人与他人共用证书号`, en: `${shared.length} people share one here` } : null,
		]),
		evidence: [...twice.flatMap(({ filing, other }) => [filing, other]), ...shared].map((filing) =>
			evidenceOf(filing, 'certificateNo', filing.body.certificateNo, filing.body.from),
		),
		counterEvidence: twice.length > 0 ? ['The two places may be a chain of one founder, or one of them late in filing a departure.'] : [],
	});
	const ends = [...twice.map(({ filing }) => filing), ...shared].map(({ body }) => (body.to === null ? null : addDays(body.to, 1)));
	return { findings: [finding], nextChange: nextDay(asOf, ends), silent: null, gaps: GAPS };
}

function isActive(filing: Staff, asOf: Day): boolean {
	return (
		filing.endedOn === null &&
		(filing.body.to === null || filing.body.to >= asOf) &&
		(filing.body.from === null || filing.body.from <= asOf)
	);
}

const isElsewhere = (one: Staff, filing: Staff): boolean =>
	one.organisationId !== filing.organisationId &&
	one.body.licenceNo !== filing.body.licenceNo &&
	one.body.certificateNo === filing.body.certificateNo &&
	one.endedOn === null;

/** Days on which both are filed; a filing without a first day does not count. */
function overlapDays(a: Staff, b: Staff, asOf: Day): number {
	if (a.body.from === null || b.body.from === null) return 0;
	const [, from = asOf] = [a.body.from, b.body.from].sort();
	const [until = asOf] = [a.body.to ?? asOf, b.body.to ?? asOf, asOf].sort();
	return Math.max(0, daysBetween(from, until));
}

/** Active filings whose certificate stands here for another person too. */
function sharedHere(dossier: Dossier, here: readonly Staff[]): readonly Staff[] {
	const personOf = new Map(dossier.people.filter(({ certain }) => certain).map(({ ref, personId }) => [ref.recordKey, personId]));
	const byNumber = Map.groupBy(
		here.filter(({ recordKey }) => personOf.has(recordKey)),
		({ body }) => body.certificateNo,
	);
	return [...byNumber.values()].filter((filings) => new Set(filings.map(({ recordKey }) => personOf.get(recordKey))).size > 1).flat();
}
