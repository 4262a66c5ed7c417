/**
 * IN_SERVICE_TEACHER (R17): a teacher of a public school works or holds shares in a place that trains, or looks as if it did,
 * while in service. One finding a person.
 */
import { addDays } from '#core/days.ts';
import type { Dossier, Finding, RiskRule, RuleResult } from '#core/dossier.ts';
import { currentTeacherPosts, type TeacherPost } from './in-service-posts.ts';
import { LEGAL_BASIS } from './legal-basis.ts';
import { postEvidence } from './posts.ts';
import { evidenceOf, NOTHING_FOUND, nextDay, silentBecause, tidyEvidence, whyUnread } from './rule-kit.ts';
import { sayPosts } from './say.ts';
import { mayTrain } from './work-with-children.ts';

const VERSION = 2;
const LEGAL = [LEGAL_BASIS.staffMeasures, LEGAL_BASIS.minorsLaw38];

/** A full number on both sides. Not 1: a roster can be late with a resignation. */
const CERTAIN_SCORE = 0.97;
/** Name and employer, or part of a number. */
const LIKELY_SCORE = 0.5;

/** The rule. */
export const inServiceTeacher: RiskRule = {
	code: 'IN_SERVICE_TEACHER',
	version: VERSION,
	title: { zh: '在职教师在培训机构任职或持股', en: 'In-service teacher works or holds shares' },
	description: {
		zh: '公办学校在职教师名册中的人员，在培训机构或疑似培训主体中任职、持股或任负责人，且时间与在职期间重叠。名册无日期，以本系统所见在职状态的时间为准。离职、退休的不计。',
		en: 'A person whom a public school’s roster shows in service is staff, shareholder or head of a training place or of a business that may hide one, at the same time. The roster has no dates: service counts from the day the hub first saw it. Those who left or retired do not count.',
	},
	legalBasis: LEGAL,
	severity: 'HIGH',
	inputs: ['schoolTeacher', 'staff', 'role', 'registration', 'nonprofit', 'licence', 'admission'],
	guards: [
		{ zh: '已离职、退休的不计', en: 'Teachers who left or retired do not count' },
		{ zh: '任职时间与在职时间不重叠的不计', en: 'Posts that ended before the service was seen do not count' },
		{ zh: '同名而身份号码不同的不计；号码不全的降为中等', en: 'Same name with another number does not count; partial numbers give MEDIUM' },
		{ zh: '与培训无关的行业不计', en: 'Trades that have nothing to do with training do not count' },
	],
	evaluate,
};

function evaluate(dossier: Dossier): RuleResult {
	const posts = currentTeacherPosts(dossier);
	if (posts.length === 0 || !mayTrain(dossier)) return NOTHING_FOUND;
	const unread = whyUnread(dossier, 'schoolTeacher');
	// The roster's status is as old as its last reading: a failed one cannot say that the teacher is still in service.
	if (unread !== null) return silentBecause(`whether the teacher is still in service cannot be told: ${unread}`);
	const people = [...new Set(posts.map((post) => post.person.personId))].sort();
	return {
		findings: people.map((personId) =>
			finding(
				personId,
				posts.filter((post) => post.person.personId === personId),
			),
		),
		nextChange: nextDay(
			dossier.asOf,
			posts.map((post) => (post.to === null ? null : addDays(post.to, 1))),
		),
		silent: null,
	};
}

function finding(personId: string, posts: readonly TeacherPost[]): Finding {
	const certain = posts.some((post) => post.certain);
	const held = sayPosts(posts.map((post) => post.post).sort());
	return {
		code: 'IN_SERVICE_TEACHER',
		ruleVersion: VERSION,
		personId,
		severity: certain ? 'HIGH' : 'MEDIUM',
		score: certain ? CERTAIN_SCORE : LIKELY_SCORE,
		explanation: {
			zh: `在职教师名册中的一名教师在此有职务或股份（${held.zh}）${certain ? '' : '，身份号码不全，须核实'}。`,
			en: `A teacher on a public school’s roster holds a post or shares here (${held.en})${certain ? '' : '; the number is incomplete and has to be checked'}.`,
		},
		legalBasis: LEGAL,
		evidence: tidyEvidence(
			posts.flatMap((post) => [postEvidence(post), evidenceOf(post.roster.record, 'status', post.roster.record.body.status)]),
		),
		counterEvidence: certain ? [] : ['The link between the two people rests on name and place or on part of a number.'],
		guise: null,
	};
}
