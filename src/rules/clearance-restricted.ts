/**
 * CLEARANCE_RESTRICTED (R18b): the police answer about a person who is active here needs attention, and nothing more: neither the
 * finding nor its evidence says why. One finding a person.
 */
import { addDays } from '#core/days.ts';
import type { Dossier, RiskRule, RuleResult } from '#core/dossier.ts';
import { LEGAL_BASIS } from './legal-basis.ts';
import { isHeldOn, type Post, postEvidence, postsOf } from './posts.ts';
import { NOTHING_FOUND, nextDay, tidyEvidence } from './rule-kit.ts';
import { trainsToday } from './work-with-children.ts';

const VERSION = 1;
const LEGAL = [LEGAL_BASIS.minorsLaw62];
/** A valid answer about a full number. Not 1: mistaken identity is asked about again before anyone acts. */
const SCORE = 0.95;

/** The rule. */
export const clearanceRestricted: RiskRule = {
	code: 'CLEARANCE_RESTRICTED',
	version: VERSION,
	title: { zh: '从业查询结果需关注', en: 'A staff check needs attention' },
	description: {
		zh: '在培训、托管等密切接触未成年人的场所在岗或任负责人的人员，公安查询答复在有效期内且为受限。本提示不含任何查询内容，处置前须重新查询。',
		en: 'A person active in a place that works closely with children has a valid police answer that is not clear. The flag holds nothing of the answer; it is asked again before anyone acts.',
	},
	legalBasis: LEGAL,
	severity: 'CRITICAL',
	inputs: ['staff', 'role', 'registration', 'nonprofit', 'licence', 'admission'],
	guards: [
		{ zh: '答复已过有效期的不计，待重新查询', en: 'Answers past their validity do not count until asked again' },
		{ zh: '已离任的不计', en: 'Those who left do not count' },
		{ zh: '答复为“不明”的不计', en: 'UNKNOWN is no finding' },
	],
	evaluate,
};

function evaluate(dossier: Dossier): RuleResult {
	const restricted = new Map(
		[...dossier.personFacts.values()].flatMap(({ personId, clearance }) =>
			clearance?.result === 'RESTRICTED' && clearance.validUntil >= dossier.asOf ? [[personId, clearance] as const] : [],
		),
	);
	if (restricted.size === 0 || !trainsToday(dossier)) return NOTHING_FOUND;
	const posts = postsOf(dossier).filter((post) => restricted.has(post.person.personId) && isHeldOn(post, dossier.asOf));
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
			people.map((personId) => addDays(restricted.get(personId)?.validUntil ?? dossier.asOf, 1)),
		),
		silent: null,
	};
}

function finding(personId: string, posts: readonly Post[]) {
	return {
		code: 'CLEARANCE_RESTRICTED' as const,
		ruleVersion: VERSION,
		personId,
		severity: 'CRITICAL' as const,
		score: SCORE,
		explanation: { zh: '一名在岗人员的从业查询需要关注。', en: 'The staff check of one active person needs attention.' },
		legalBasis: LEGAL,
		evidence: tidyEvidence(posts.map((post) => postEvidence(post))),
		counterEvidence: [],
		guise: null,
	};
}
