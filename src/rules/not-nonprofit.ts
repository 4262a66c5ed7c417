/** NOT_NONPROFIT (R04): a subject school for compulsory education that is no nonprofit. One finding an organisation. */
import type { Day } from '#core/days.ts';
import type { Dossier, RiskRule, RuleResult } from '#core/dossier.ts';
import { findingOf } from './findings.ts';
import { LEGAL_BASIS } from './legal-basis.ts';
import {
	activeRegistrations,
	evidenceOf,
	firstDayWithout,
	isHeld,
	type LicenceRecord,
	NOTHING_FOUND,
	runningSubjectLicences,
} from './rule-kit.ts';

/** The licence itself says for profit. */
const SAID_SCORE = 0.9;
/** Only the registration shows it; the ledger can be late. */
const REGISTERED_SCORE = 0.75;
/** A lawful conversion this sure is one. */
const CONVERTED = 0.5;
/** Existing schools had until the end of 2021 to change. */
const IN_FORCE_SINCE: Day = '2022-01-01';
const COMPULSORY = /义务|小学|初中/;

/** The rule. */
export const notNonprofit: RiskRule = {
	code: 'NOT_NONPROFIT',
	version: 1,
	title: { zh: '义务教育学科类机构未登记为非营利性', en: 'Compulsory-stage subject school that is no nonprofit' },
	description: {
		zh: '持有效学科类许可、学段含义务教育的机构，许可载明营利性，或仍登记为企业、个体工商户且无民办非企业单位登记。已“营转非”的、仅面向高中的不计。',
		en: 'A school with a running subject licence for compulsory education is licensed for profit, or is registered as a business with no nonprofit beside it. Schools that converted, and those for senior high alone, do not count.',
	},
	legalBasis: [LEGAL_BASIS.doubleReduction, LEGAL_BASIS.privateEducationLaw19],
	severity: 'HIGH',
	inputs: ['licence', 'registration', 'nonprofit'],
	guards: [
		{ zh: '营转非后由新机构承接的不计', en: 'A lawful conversion to a nonprofit does not count' },
		{ zh: '仅面向高中的不计', en: 'Schools for senior high alone do not count' },
		{ zh: '已登记为民办非企业单位的不计', en: 'A nonprofit registered beside the business clears it' },
	],
	evaluate,
};

function evaluate(dossier: Dossier): RuleResult {
	const compulsory = runningSubjectLicences(dossier).filter(({ body }) => body.stages?.some((stage) => COMPULSORY.test(stage)) ?? false);
	if (compulsory.length === 0 || dossier.asOf < IN_FORCE_SINCE || isNonprofit(dossier)) return NOTHING_FOUND;
	const said = compulsory.filter(({ body }) => body.nature === 'FOR_PROFIT');
	const businesses = activeRegistrations(dossier).filter(({ kind }) => kind === 'registration');
	if (said.length === 0 && businesses.length === 0) return NOTHING_FOUND;
	const finding = findingOf(notNonprofit, {
		score: said.length > 0 ? SAID_SCORE : REGISTERED_SCORE,
		zh: `学科类许可含义务教育学段，${said.length > 0 ? '载明为营利性' : '机构仍登记为市场主体'}，无非营利性登记。`,
		en: `The subject licence covers compulsory education; ${said.length > 0 ? 'it is for profit' : 'the school is registered as a business'}, and no nonprofit is registered.`,
		evidence: [
			...compulsory.flatMap((licence) => [
				evidenceOf(licence, 'stages', licence.body.stages?.join('、') ?? null),
				evidenceOf(licence, 'nature', licence.body.nature),
			]),
			...businesses.map((record) => evidenceOf(record, 'creditCode', record.body.creditCode)),
		],
		counterEvidence: said.length > 0 ? [] : ['The licence does not say for profit; the conversion may be under way.'],
	});
	return { findings: [finding], nextChange: firstDayWithout(compulsory, dossier.asOf), silent: null };
}

/** Registered as a nonprofit itself (52…), by its licence, or lawfully followed by one. */
function isNonprofit({ records, successors }: Dossier): boolean {
	const codes = records.licence.map((licence: LicenceRecord) => licence.body.creditCode);
	const registered = records.nonprofit.some((one) => isHeld(one) && (one.body.status === null || one.body.status === 'ACTIVE'));
	return (
		registered ||
		codes.some((code) => code?.startsWith('5') === true) ||
		successors.some(({ kind, score }) => kind === 'CONVERSION' && score >= CONVERTED)
	);
}
