/** FEE_OUTSIDE_ACCOUNT (R24): tuition goes past the supervised account, or a school that charges has none. One finding an organisation. */
import type { Dossier, RiskRule, RuleResult } from '#core/dossier.ts';
import { readFees } from '#text/fees.ts';
import { findingOf } from './findings.ts';
import { LEGAL_BASIS } from './legal-basis.ts';
import { evidenceOf, licenceRuns, NOTHING_FOUND, nextDay, whyUnread } from './rule-kit.ts';
import { type Told, toldTexts } from './told-texts.ts';

/** Officers saw it, or two complaints tell of it. */
const TWICE_TOLD = 0.9;
/** One complaint; a quarrel over a refund can colour it. */
const TOLD = 0.7;
/** An account with a bank that does not report yet cannot be told from none. */
const NO_ACCOUNT = 0.6;

/** The rule. */
export const feeOutsideAccount: RiskRule = {
	code: 'FEE_OUTSIDE_ACCOUNT',
	version: 1,
	title: { zh: '学费未进监管账户', en: 'Tuition outside the supervised account' },
	description: {
		zh: '持有（或曾持有）许可、准入的机构，检查或投诉载明学费交入个人账户、个人收款码，或不进监管账户、只收现金。学科类机构许可有效、备案课程收费而银行无其监管账户的，同样提示。传闻、已查否的不计。',
		en: 'At an institution that is or was licensed or admitted, inspections or complaints tell of tuition paid to a person, by a person’s payment code, past the supervised account or in cash alone. The same where a school of subjects with a running licence charges for filed courses and no bank knows an account of it. Hearsay and what was refuted do not count.',
	},
	legalBasis: [LEGAL_BASIS.feeSupervision],
	severity: 'HIGH',
	inputs: ['complaint', 'inspection', 'licence', 'course', 'account'],
	guards: [
		{ zh: '机构自己的收款码不计', en: 'The institution’s own payment code does not count' },
		{ zh: '银行数据未到时，不因无账户作判断', en: 'Nothing is told from a missing account while the banks’ files are not there' },
		{ zh: '传闻、已查否的不计', en: 'Hearsay and what was refuted do not count' },
	],
	evaluate,
};

function evaluate(dossier: Dossier): RuleResult {
	const told = toldTexts(dossier, (text) => readFees(text).outside !== null);
	const charging = chargesWithoutAccount(dossier);
	const unread = charging.length === 0 ? null : whyUnread(dossier, 'account');
	const without = unread === null ? charging : [];
	const gaps = unread === null ? {} : { gaps: [`whether a supervised account was opened cannot be told: ${unread}`] };
	if (told.length === 0 && without.length === 0) return { ...NOTHING_FOUND, ...gaps };
	const finding = findingOf(feeOutsideAccount, {
		score: told.length === 0 ? NO_ACCOUNT : scoreOf(told),
		severity: told.length === 0 ? 'MEDIUM' : 'HIGH',
		zh: `${told.length}条投诉或检查载明学费未进监管账户${without.length > 0 ? '；持证收费而无监管账户' : ''}。`,
		en: `${told.length} complaint(s) or inspection(s) tell of tuition past the supervised account${without.length > 0 ? '; it charges and no bank knows an account of it' : ''}.`,
		evidence: [...told.map(({ evidence }) => evidence), ...without.map((course) => evidenceOf(course, 'fee', course.body.fee))],
		counterEvidence: told.length > 0 ? [] : ['The account may be with a bank that does not report to the hub yet.'],
	});
	const nextChange = nextDay(
		dossier.asOf,
		told.map(({ until }) => until),
	);
	return { findings: [finding], nextChange, silent: null, ...gaps };
}

const scoreOf = (told: readonly Told[]): number => (told.length > 1 || told.some(({ official }) => official) ? TWICE_TOLD : TOLD);

/** Courses for which a school of subjects charges though it has no account; empty where it has one. */
function chargesWithoutAccount(dossier: Dossier) {
	const { account, course, licence } = dossier.records;
	if (account.length > 0 || !licence.some((one) => one.body.category === 'SUBJECT' && licenceRuns(one, dossier.asOf))) return [];
	return course.filter(({ body }) => Number(body.fee ?? 0) > 0 && (body.to === null || body.to >= dossier.asOf));
}
