/** DATA_CONFLICT (R30): agencies' records of one organisation contradict each other, or a code in them is invalid. For the correction queue, never for enforcement. */
import type { Day } from '#core/days.ts';
import type { Dossier, Evidence, RiskRule, RuleResult } from '#core/dossier.ts';
import { faultsOf } from '#core/dossier.ts';
import type { StoredRecord } from '#core/records.ts';
import { refText } from '#core/records.ts';
import { findingOf } from './findings.ts';
import { LEGAL_BASIS } from './legal-basis.ts';
import { evidenceOf, isHeld, licenceRuns, NOTHING_FOUND } from './rule-kit.ts';

/** Facts of the records; which of them is wrong is open. */
const SCORE = 0.9;
/** No new subject licence for compulsory education since (双减意见). */
const NO_NEW_SINCE: Day = '2021-07-24';
/** Codes whose check digit failed, or whose digits a spreadsheet lost. */
const CODE_FIELDS = new Set(['creditCode', 'licenceNo']);
const BROKEN = new Set(['CHECK_DIGIT', 'LOST_DIGITS', 'NOT_A_CODE', 'BAD_LENGTH']);

/** The rule. */
export const dataConflict: RiskRule = {
	code: 'DATA_CONFLICT',
	version: 1,
	title: { zh: '数据冲突或代码错误', en: 'Records conflict, or a code is invalid' },
	description: {
		zh: '机构代码校验不通过；许可“正常”而登记均已注销、吊销；同一许可证号对应不同信用代码；或2021年7月24日以后首次发放的义务教育学科类许可（无营转非等承接关系）。仅供数据更正，不作执法依据。',
		en: 'A code of the organisation fails its check; a licence runs while every registration has ended; one licence number stands with different credit codes; or a subject licence for compulsory education was first issued since 24 July 2021 with nobody before it. For the correction of data, never for enforcement.',
	},
	legalBasis: [LEGAL_BASIS.personalInformationLaw8, LEGAL_BASIS.registration26],
	severity: 'INFO',
	inputs: ['registration', 'nonprofit', 'licence', 'account', 'admission'],
	guards: [
		{ zh: '台账录入错误可能所致，先更正后研判', en: 'May be a slip of the keyboard: correct first, judge later' },
		{ zh: '营转非、备改审承接的新许可不计', en: 'New licences that carry on an older one do not count' },
	],
	evaluate,
};

interface Conflict {
	readonly zh: string;
	readonly en: string;
	readonly evidence: readonly Evidence[];
}

function evaluate(dossier: Dossier): RuleResult {
	const conflicts = [
		...invalidCodes(dossier),
		...endedBesideLicence(dossier),
		...codesOfOneLicence(dossier),
		...newSubjectLicences(dossier),
	];
	if (conflicts.length === 0) return NOTHING_FOUND;
	const finding = findingOf(dataConflict, {
		score: SCORE,
		zh: `${conflicts.map(({ zh }) => zh).join('；')}。`,
		en: `${conflicts.map(({ en }) => en).join('; ')}.`,
		evidence: conflicts.flatMap(({ evidence }) => evidence),
	});
	return { findings: [finding], nextChange: null, silent: null };
}

function invalidCodes(dossier: Dossier): Conflict[] {
	const held = new Map(STANDING.flatMap((kind): StoredRecord[] => [...dossier.records[kind]]).map((record) => [refText(record), record]));
	const faults = faultsOf(dossier).flatMap(({ ref, fault }) => {
		const record = held.get(refText(ref));
		return record !== undefined && CODE_FIELDS.has(fault.field) && BROKEN.has(fault.code)
			? [evidenceOf(record, fault.field, fault.code)]
			: [];
	});
	return faults.length === 0
		? []
		: [{ zh: `${faults.length}处代码校验不通过`, en: `${faults.length} code(s) fail their check`, evidence: faults }];
}

const STANDING = ['registration', 'nonprofit', 'licence', 'account', 'admission'] as const;

function endedBesideLicence({ records, asOf }: Dossier): Conflict[] {
	const registered = [...records.registration, ...records.nonprofit].filter(isHeld);
	const running = records.licence.filter((licence) => isHeld(licence) && licenceRuns(licence, asOf));
	const ended = registered.filter(({ body }) => body.status === 'DEREGISTERED' || body.status === 'REVOKED');
	if (running.length === 0 || registered.length === 0 || ended.length < registered.length) return [];
	const evidence = [...running, ...ended].map((record) => evidenceOf(record, 'status', record.body.status));
	return [{ zh: '许可有效而登记均已注销或吊销', en: 'a licence runs while every registration has ended', evidence }];
}

function codesOfOneLicence({ records }: Dossier): Conflict[] {
	const holders = [...records.licence, ...records.account].filter(({ body }) => body.licenceNo !== null && body.creditCode !== null);
	const differing = [...Map.groupBy(holders, ({ body }) => body.licenceNo).values()].filter(
		(group) => new Set(group.map(({ body }) => body.creditCode)).size > 1,
	);
	if (differing.length === 0) return [];
	const evidence = differing.flat().map((record) => evidenceOf(record, 'creditCode', record.body.creditCode));
	return [{ zh: '同一许可证号对应不同信用代码', en: 'one licence number stands with different credit codes', evidence }];
}

function newSubjectLicences({ records, predecessors }: Dossier): Conflict[] {
	const fresh = records.licence.filter(
		({ body }) =>
			body.category === 'SUBJECT' &&
			(body.issuedOn ?? '') > NO_NEW_SINCE &&
			(body.stages ?? []).some((stage) => /义务|小学|初中/.test(stage)),
	);
	if (fresh.length === 0 || predecessors.length > 0 || records.licence.length > fresh.length) return [];
	const evidence = fresh.map((licence) => evidenceOf(licence, 'issuedOn', licence.body.issuedOn, licence.body.issuedOn));
	return [
		{
			zh: '2021年7月24日以后首次发放义务教育学科类许可',
			en: 'a subject licence for compulsory education was first issued since 24 July 2021',
			evidence,
		},
	];
}
