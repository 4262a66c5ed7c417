/** STAFF_MOVED (R12): a closed school's teachers moved in a block to an organisation without a subject licence. */
import type { Dossier, RiskRule, RuleResult } from '#core/dossier.ts';
import { LEGAL_BASIS } from './legal-basis.ts';
import { isHeldOn, type Post, postEvidence, postsOf } from './posts.ts';
import {
	activeRegistrations,
	evidenceOf,
	foundOf,
	licenceEnd,
	NOTHING_FOUND,
	probability,
	silentBecause,
	whileLicensed,
	whyUnread,
} from './rule-kit.ts';
import { closedPredecessors } from './structure-evidence.ts';
import { weighTeaching } from './teaching-evidence.ts';

const VERSION = 1;
const LEGAL = [LEGAL_BASIS.privateEducationLaw64, LEGAL_BASIS.staffMeasures, LEGAL_BASIS.hiddenTrainingNotice];
/** From two people on it is a block; one teacher changes jobs. */
const LEAST_PEOPLE = 2;
/** And they are this share of the school's staff. Smaller: two of thirty teachers would be a move. */
const LEAST_SHARE = 0.3;
/** Log-odds of two people, of each further one, and of texts that tell of teaching. */
const TWO = 1.6;
const FURTHER = 0.7;
const TEXTS = 0.5;
const MOST_FROM_TEXTS = 2.5;
const OFFSET = 0.5;
const HIGH_SCORE = 0.8;
const SHOWN = 6;
/** Public schools may hire whom they like (168 teachers of one city moved into schools). */
const SCHOOL = /小学$|中学$|学校$|幼儿园$|学院$|大学$/;

/** The rule. */
export const staffMoved: RiskRule = {
	code: 'STAFF_MOVED',
	version: VERSION,
	title: { zh: '师资整体迁移', en: 'Staff moved in a block' },
	description: {
		zh: '已终止许可的学科机构的从业人员中，两人以上且占其三成以上，现在同一无学科类许可的主体任职。转入公办学校、有证同行承接学员的不计。',
		en: 'Two or more people, and 30% or more of the staff, of a subject school whose licence has ended now hold posts in one organisation without a subject licence. Moves to public schools or to licensed peers do not count.',
	},
	legalBasis: LEGAL,
	severity: 'HIGH',
	inputs: ['staff', 'role', 'licence', 'registration', 'nonprofit'],
	guards: [
		{ zh: '有效学科许可的同行承接学员不计', en: 'Licensed peers that take over pupils do not count' },
		{ zh: '转入学校任职的不计', en: 'Moves into schools do not count' },
		{ zh: '仅姓名相同的人员不计', en: 'People of the same name alone do not count' },
	],
	evaluate,
};

function evaluate(dossier: Dossier): RuleResult {
	const predecessors = closedPredecessors(dossier).filter(({ staffIds }) => staffIds.length >= LEAST_PEOPLE);
	if (predecessors.length === 0 || activeRegistrations(dossier).length === 0 || SCHOOL.test(dossier.name)) return NOTHING_FOUND;
	const licensed = whileLicensed(dossier);
	if (licensed !== null) return licensed;
	const held = postsOf(dossier).filter((post) => post.person.certain && isHeldOn(post, dossier.asOf));
	for (const predecessor of predecessors) {
		const moved = firstPosts(held.filter(({ person }) => predecessor.staffIds.includes(person.personId)));
		if (moved.length < LEAST_PEOPLE || moved.length < LEAST_SHARE * predecessor.staffIds.length) continue;
		const unread = whyUnread(dossier, 'licence');
		if (unread !== null) return silentBecause(`whether it holds a licence of its own cannot be told: ${unread}`);
		const licence = predecessor.licences.find((one) => licenceEnd(one, dossier.asOf) !== null);
		const teaching = weighTeaching(dossier);
		const texts = Math.max(-1, Math.min(MOST_FROM_TEXTS, TEXTS * teaching.logits));
		const score = probability(TWO + FURTHER * (moved.length - LEAST_PEOPLE) + texts - OFFSET);
		return foundOf({
			code: 'STAFF_MOVED',
			ruleVersion: VERSION,
			severity: score >= HIGH_SCORE && teaching.speaking.length > 0 ? 'HIGH' : 'MEDIUM',
			score,
			explanation: {
				zh: `一家已终止许可的学科机构${predecessor.staffIds.length}名从业人员中有${moved.length}名现在本主体任职。`,
				en: `${moved.length} of ${predecessor.staffIds.length} people on the staff of a closed subject school now hold posts here.`,
			},
			legalBasis: LEGAL,
			evidence: [
				...moved.slice(0, SHOWN).map(postEvidence),
				...(licence === undefined ? [] : [evidenceOf(licence, 'status', licence.body.status, licenceEnd(licence, dossier.asOf))]),
				...teaching.speaking.slice(0, 3).map(({ evidence }) => evidence),
			],
			counterEvidence: teaching.logits > 0 ? [] : ['No text tells of teaching here.'],
		});
	}
	return NOTHING_FOUND;
}

/** One post a person. */
function firstPosts(posts: readonly Post[]): readonly Post[] {
	return [...new Map(posts.toReversed().map((post) => [post.person.personId, post])).values()].reverse();
}
