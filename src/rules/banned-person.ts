/** BANNED_PERSON (R13): a person on the black list is in control, or on the staff, of a place that trains. One finding a person. */
import { addDays, type Day } from '#core/days.ts';
import type { Dossier, Finding, PersonRecord, RiskRule, RuleResult } from '#core/dossier.ts';
import { type BusinessProfile, profilesOf } from './business-profile.ts';
import { LEGAL_BASIS } from './legal-basis.ts';
import { isControl, isHeldOn, type Post, postEvidence, postsOf } from './posts.ts';
import { evidenceOf, licenceRuns, NOTHING_FOUND, nextDay, tidyEvidence } from './rule-kit.ts';
import { weighTeaching } from './teaching-evidence.ts';
import { mayTrain } from './work-with-children.ts';

const VERSION = 2;
const LEGAL = [LEGAL_BASIS.implementingRules, LEGAL_BASIS.staffMeasures];
const CERTAIN_SCORE = 0.9;
const LIKELY_SCORE = 0.4;

/** The rule. */
export const bannedPerson: RiskRule = {
	code: 'BANNED_PERSON',
	version: VERSION,
	title: { zh: '受限人员再任职', en: 'Barred person back in control or on the staff' },
	description: {
		zh: '列入黑名单（个人）且仍在限制期内的人员，任培训机构或疑似培训主体的负责人、股东、高管，或（限制为行业禁入时）任其从业人员；或在限制期内新任上述职务。仅限制举办的，从业人员岗位不计；许可已终止、已无经营迹象的原机构职务不计。',
		en: 'A person on the black list, whose ban runs, heads, owns or manages a place that trains or may hide training, or (when barred from the trade) is on its staff; or took such a post while the ban ran. A ban from control does not reach staff posts. Posts left over in the closed school itself do not count.',
	},
	legalBasis: LEGAL,
	severity: 'CRITICAL',
	inputs: ['personListEntry', 'staff', 'role', 'registration', 'nonprofit', 'licence', 'admission'],
	guards: [
		{ zh: '限制期满后的新任职不计', en: 'Posts taken after the ban ended do not count' },
		{ zh: '与培训无关的行业不计', en: 'Trades that have nothing to do with training do not count' },
		{ zh: '身份号码不全的降为中等', en: 'Incomplete identity numbers give MEDIUM' },
	],
	evaluate,
};

interface BannedPost {
	readonly post: Post;
	readonly ban: PersonRecord<'personListEntry'>;
}

function evaluate(dossier: Dossier): RuleResult {
	if (![...dossier.personFacts.values()].some(({ listEntries }) => listEntries.length > 0) || !isInTheTrade(dossier)) return NOTHING_FOUND;
	const goesOn = isGoingOn(dossier);
	const banned = postsOf(dossier).flatMap((post): BannedPost[] =>
		(dossier.personFacts.get(post.person.personId)?.listEntries ?? [])
			.filter((ban) => reaches(ban, post, { asOf: dossier.asOf, goesOn }))
			.map((ban) => ({ post, ban })),
	);
	const people = [...new Set(banned.map(({ post }) => post.person.personId))].sort();
	return {
		findings: people.map((personId) =>
			finding(
				personId,
				banned.filter(({ post }) => post.person.personId === personId),
			),
		),
		nextChange: nextDay(
			dossier.asOf,
			banned.map(({ ban }) => (ban.record.body.to === null ? null : addDays(ban.record.body.to, 1))),
		),
		silent: null,
	};
}

/** Licensed or admitted, told of by texts, or called and classed like a disguise; a word in a long scope is no trade. */
function isInTheTrade(dossier: Dossier): boolean {
	return mayTrain(dossier) && (isLicensed(dossier) || weighTeaching(dossier).logits > 0 || profilesOf(dossier).some(isCalledSo));
}

/** A running licence, texts that tell of teaching, or a disguise that is not just the closed school's unchanged old name. */
function isGoingOn(dossier: Dossier): boolean {
	const { licence, registrationChange } = dossier.records;
	if (licence.some((one) => licenceRuns(one, dossier.asOf)) || weighTeaching(dossier).logits > 0) return true;
	const changed = registrationChange.some(({ body }) => body.item === 'NAME' || body.item === 'SCOPE');
	return (licence.length === 0 || changed) && profilesOf(dossier).some(isCalledSo);
}

const isLicensed = ({ records }: Dossier): boolean => records.licence.length > 0 || records.admission.length > 0;
const isCalledSo = ({ guise, from }: BusinessProfile): boolean => guise !== null && from !== 'scope';

/** A ban from the trade, unless the entry speaks of founding and controlling alone. */
const CONTROL_ONLY = /举办者|实际控制|决策机构|监督机构|举办/;
const WHOLE_TRADE = /禁入|从业禁止|不得从事|终身/;

function reaches(ban: PersonRecord<'personListEntry'>, post: Post, today: { asOf: Day; goesOn: boolean }): boolean {
	const { list, reason, from, to } = ban.record.body;
	if (list !== 'BLACK' || !isHeldOn(post, today.asOf)) return false;
	const controlOnly = CONTROL_ONLY.test(reason ?? '') && !WHOLE_TRADE.test(reason ?? '');
	if (controlOnly && !isControl(post)) return false;
	const taken = from !== null && post.from !== null && post.from >= from;
	const takenInBan = taken && (to === null || (post.from as Day) <= to);
	const runs = (from === null || from <= today.asOf) && (to === null || to >= today.asOf);
	// A post from before the ban in a place that does not go on is what the ban left behind, no return.
	return takenInBan || (runs && (taken || today.goesOn));
}

function finding(personId: string, banned: readonly BannedPost[]): Finding {
	const certain = banned.some(({ post, ban }) => post.person.certain && ban.certain);
	const posts = [...new Set(banned.map(({ post }) => post.post))].sort();
	return {
		code: 'BANNED_PERSON',
		ruleVersion: VERSION,
		personId,
		severity: certain ? 'CRITICAL' : 'MEDIUM',
		score: certain ? CERTAIN_SCORE : LIKELY_SCORE,
		explanation: {
			zh: `黑名单上的一名人员在此任职（${posts.join('、')}）${certain ? '' : '，身份号码不全，须核实'}。`,
			en: `A person on the black list holds a post here (${posts.join(', ')})${certain ? '' : '; the number is incomplete and has to be checked'}.`,
		},
		legalBasis: LEGAL,
		evidence: tidyEvidence(
			banned.flatMap(({ post, ban }) => [
				postEvidence(post),
				evidenceOf(ban.record, 'from', ban.record.body.from, ban.record.body.from),
				evidenceOf(ban.record, 'to', ban.record.body.to),
			]),
		),
		counterEvidence: certain ? [] : ['The link rests on name and place or on part of a number.'],
		guise: null,
	};
}
