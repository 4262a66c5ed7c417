/** CERTIFICATE_MISSING (R16): teaches at a licensed school of subjects without a teacher certificate in the register. One finding a person. */
import { addDays } from '#core/days.ts';
import type { Dossier, Finding, PersonFacts, RiskRule, RuleResult } from '#core/dossier.ts';
import type { Severity } from '#core/flags.ts';
import type { StoredRecord } from '#core/records.ts';
import { LEGAL_BASIS } from './legal-basis.ts';
import { isHeldOn, type Post, postsOf } from './posts.ts';
import { evidenceOf, NOTHING_FOUND, nextDay, runningSubjectLicences, silentBecause, tidyEvidence, whyUnread } from './rule-kit.ts';

const VERSION = 1;
const LEGAL = [LEGAL_BASIS.staffMeasures, LEGAL_BASIS.teacherQualification];

/** Certificates issued before this year are not on line everywhere. */
const REGISTER_COMPLETE_FROM = 2008;
/** No number filed and none in the register. */
const NONE_AT_ALL = 0.96;
/** A number is filed, but the register has no certificate of this person. */
const NOT_THEIRS = 0.9;
/** The person is known by name or part of a number only, so the register may know them otherwise. */
const UNSURE = 0.5;
/** Too old for the register: to be asked, not to be acted on. */
const TOO_OLD = 0.2;

/** The rule. */
export const certificateMissing: RiskRule = {
	code: 'CERTIFICATE_MISSING',
	version: VERSION,
	title: { zh: '学科教师无有效教师资格', en: 'Subject teacher without a certificate' },
	description: {
		zh: '持有效学科类许可的机构中，在岗教学人员在教师资格库中查无证书，或所填证书号不属于本人。2008年以前颁发的证书可能未上网，仅提示核实。教研、管理等岗位不计；证书学段与任教学段是否相符，因备案不含任教学段，不作判断。',
		en: 'A member of the teaching staff of a school with a running subject licence has no certificate in the register, or the number filed is not theirs. Certificates from before 2008 may not be on line and are only to be asked about. Other posts do not count. Whether a certificate’s level suffices is not judged: filings do not say which grades a person teaches.',
	},
	legalBasis: LEGAL,
	severity: 'HIGH',
	inputs: ['staff', 'certificate', 'licence'],
	guards: [
		{ zh: '已离职、未到岗的不计', en: 'Those who left or have not begun do not count' },
		{ zh: '2008年以前的证书仅提示', en: 'Certificates from before 2008 are only a note' },
		{ zh: '身份号码不全的降为中等', en: 'Incomplete identity numbers give MEDIUM' },
	],
	evaluate,
};

function evaluate(dossier: Dossier): RuleResult {
	if (dossier.records.staff.length === 0 || runningSubjectLicences(dossier).length === 0) return NOTHING_FOUND;
	const posts = postsOf(dossier).filter((post) => post.post === 'TEACHING' && isHeldOn(post, dossier.asOf));
	const without = posts.filter((post) => (dossier.personFacts.get(post.person.personId)?.certificates ?? []).length === 0);
	if (without.length === 0) return NOTHING_FOUND;
	const unread = whyUnread(dossier, 'certificate');
	if (unread !== null) return silentBecause(`whether a certificate exists cannot be told: ${unread}`);
	const people = new Map(without.map((post) => [post.person.personId, post]));
	return {
		findings: [...people.keys()].sort().map((id) => finding(people.get(id) as Post, dossier.personFacts.get(id))),
		nextChange: nextDay(
			dossier.asOf,
			without.map((post) => (post.to === null ? null : addDays(post.to, 1))),
		),
		silent: null,
	};
}

function finding(post: Post, facts: PersonFacts | undefined): Finding {
	const number = post.record.kind === 'staff' ? (post.record as StoredRecord<'staff'>).body.certificateNo : null;
	const { score, severity } = judge(post, number);
	return {
		code: 'CERTIFICATE_MISSING',
		ruleVersion: VERSION,
		personId: post.person.personId,
		severity,
		score,
		explanation: {
			zh:
				number === null
					? '一名在岗学科教师未填教师资格证号，资格库中亦无其证书。'
					: '一名在岗学科教师所填教师资格证号在资格库中不属于本人或不存在。',
			en:
				number === null
					? 'A subject teacher has filed no certificate and the register has none.'
					: 'The certificate that a subject teacher filed is not theirs in the register, or not in it.',
		},
		legalBasis: LEGAL,
		evidence: tidyEvidence([evidenceOf(post.record, 'post', post.post, post.from), evidenceOf(post.record, 'certificateNo', number)]),
		counterEvidence: [
			...(isOld(number) ? ['Certificates issued before 2008 are not on line everywhere.'] : []),
			...(post.person.certain ? [] : ['The identity number is incomplete; the register may know the person otherwise.']),
			...(facts?.schoolTeacher.length ? ['The person stands on a public school’s roster.'] : []),
		],
		guise: null,
	};
}

function judge(post: Post, number: string | null): { score: number; severity: Severity } {
	if (isOld(number)) return { score: TOO_OLD, severity: 'INFO' };
	if (!post.person.certain) return { score: UNSURE, severity: 'MEDIUM' };
	return { score: number === null ? NONE_AT_ALL : NOT_THEIRS, severity: 'HIGH' };
}

/** A number of seventeen digits whose year lies before the register. */
function isOld(number: string | null): boolean {
	return number !== null && /^\d{17}$/.test(number) && Number(number.slice(0, 4)) < REGISTER_COMPLETE_FROM;
}
