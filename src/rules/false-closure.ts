/** FALSE_CLOSURE (R10, 假注销、真运营): a subject licence was given up, suspended, revoked or ran out, and the same organisation goes on teaching. */
import type { Dossier, Evidence, Finding, RiskRule, RuleResult } from '#core/dossier.ts';
import { frontProfile } from './front-business.ts';
import { hiddenTraining } from './hidden-score.ts';
import { LEGAL_BASIS } from './legal-basis.ts';
import { coveredUntil, evidenceOf, NOTHING_FOUND, probability, tidyEvidence, whileLicensed } from './rule-kit.ts';
import { refutedBy, type TeachingEvidence, weighTeaching } from './teaching-evidence.ts';

const VERSION = 4;
const LEGAL = [LEGAL_BASIS.privateEducationLaw64, LEGAL_BASIS.penaltyMeasures];
/** A closed school is told of more often than others (refunds, former parents), so texts have to weigh somewhat; see front-business. */
const OFFSET = 2.8;
const SLOPE = 1.5;
const LEAST_SCORE = 0.3;
const CRITICAL_SCORE = 0.6;
/** A filed course or a receipt from after the end, in log-odds. */
const FILED_SINCE = 3;
const SHOWN_TEXTS = 8;

/** The rule. */
export const falseClosure: RiskRule = {
	code: 'FALSE_CLOSURE',
	version: VERSION,
	title: { zh: '假注销、真运营', en: 'Licence given up, training goes on' },
	description: {
		zh: '学科类办学许可已注销、吊销、暂停或到期，同一主体在其后仍被检查、处罚、投诉、警情或广告指向学科教学（两类以上来源反映学生、教室或原班教师的亦可），或仍有其后的课程备案、学费入账，或改名换业后以外壳继续教学。终止以前的文本不计；仅退费纠纷不计。',
		en: 'A subject licence was given up, suspended, revoked or ran out, and inspections, penalties, complaints, incidents or advertisements from after that day tell of subject teaching by the same organisation (two kinds of source that tell of pupils, classrooms or the old teachers will do), or courses or receipts are filed from after it, or it teaches on behind another trade. Earlier texts, and refund quarrels alone, do not count.',
	},
	legalBasis: LEGAL,
	severity: 'CRITICAL',
	inputs: ['licence', 'course', 'accountEntry', 'inspection', 'penalty', 'complaint', 'incident', 'advertisement'],
	guards: [
		{ zh: '许可终止以前的文本不计', en: 'Texts from before the end do not count' },
		{ zh: '另有有效学科许可（含营转非后）的不计', en: 'Not where another subject licence runs (also after a conversion)' },
		{
			zh: '许可仅到期、只有其后备案或收款的，由“许可失效”规则判断',
			en: 'Filings after a licence that merely ran out are judged by LICENCE_ENDED',
		},
		{ zh: '单一来源不为重大', en: 'One source alone is never CRITICAL' },
	],
	evaluate,
};

function evaluate(dossier: Dossier): RuleResult {
	const own = dossier.records.licence.filter((licence) => licence.body.category === 'SUBJECT');
	if (own.length === 0) return NOTHING_FOUND;
	const licensed = whileLicensed(dossier);
	if (licensed !== null) return licensed;
	const ended = own.map((licence) => ({ licence, on: coveredUntil(licence, dossier.asOf) ?? dossier.asOf }));
	const last = ended.reduce((a, b) => (b.on > a.on ? b : a));
	const teaching = weighTeaching(dossier);
	// What a school files on after its licence merely ran out is LICENCE_ENDED’s to say: nothing was given up.
	const filed = isGivenUp(last.licence) ? filedSince(dossier, last.on) : [];
	// Whoever hides behind another trade after giving up a licence goes on as much as who teaches under the old name.
	const disguised = frontProfile(dossier) !== null;
	if (!tellsOfLessons(teaching) && filed.length === 0 && !disguised) return NOTHING_FOUND;
	const told = probability(SLOPE * (teaching.logits + (filed.length > 0 ? FILED_SINCE : 0) - OFFSET));
	const score = Math.max(told, disguised ? hiddenTraining(dossier) : 0);
	if (score < LEAST_SCORE) return NOTHING_FOUND;
	const evidence = [evidenceOf(last.licence, 'status', last.licence.body.status, last.on), ...filed.slice(0, 4)];
	return { ...NOTHING_FOUND, findings: [finding(teaching, { score, evidence, ended: last.on, filed: filed.length > 0 })] };
}

/**
 * A text names what is taught; or two kinds of source tell of pupils, classrooms or the old teachers: it was a school of subjects, so
 * nobody has to say which lessons go on there.
 */
function tellsOfLessons({ speaking, channels }: TeachingEvidence): boolean {
	return speaking.some(({ signal }) => signal.subject > 0) || channels.length >= 2;
}

/** Cancelled, revoked or suspended, where a licence that ran out was only not renewed. */
function isGivenUp({ body }: Dossier['records']['licence'][number]): boolean {
	return body.status === 'CANCELLED' || body.status === 'REVOKED' || body.status === 'SUSPENDED';
}

/** Courses that began, and tuition received, after the end. */
function filedSince(dossier: Dossier, ended: string): readonly Evidence[] {
	const courses = dossier.records.course.filter(({ body }) => body.from !== null && body.from > ended);
	const receipts = dossier.records.accountEntry.filter(
		({ body }) => body.type === 'RECEIPT' && body.postedAt !== null && body.postedAt.slice(0, 10) > ended,
	);
	return [
		...courses.map((course) => evidenceOf(course, 'from', course.body.from)),
		...receipts.map((entry) => evidenceOf(entry, 'postedAt', entry.body.postedAt)),
	];
}

function finding(
	teaching: TeachingEvidence,
	judged: { score: number; evidence: readonly Evidence[]; ended: string; filed: boolean },
): Finding {
	const sides = teaching.channels.length + (judged.filed ? 1 : 0);
	const manySided = teaching.established || sides >= 2;
	return {
		code: 'FALSE_CLOSURE',
		ruleVersion: VERSION,
		personId: null,
		severity: judged.score >= CRITICAL_SCORE && manySided ? 'CRITICAL' : 'MEDIUM',
		score: judged.score,
		explanation: {
			zh: `学科类许可自${judged.ended}起已不覆盖教学，其后${sides}类来源显示仍在教学。`,
			en: `No subject licence covers teaching since ${judged.ended}; ${sides} kind(s) of source from after that day tell of teaching.`,
		},
		legalBasis: LEGAL,
		evidence: tidyEvidence([...judged.evidence, ...teaching.speaking.slice(0, SHOWN_TEXTS).map((text) => text.evidence)]),
		counterEvidence: refutedBy(teaching.against),
		guise: null,
	};
}
