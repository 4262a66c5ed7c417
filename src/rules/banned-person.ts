/** BANNED_PERSON (R13): a person on the black list is in control, or on the staff, of a place that trains. One finding a person. */
import { addDays, type Day } from '#core/days.ts';
import type { Dossier, Finding, PersonRecord, RiskRule, RuleResult } from '#core/dossier.ts';
import type { BanScope } from '#core/hub-lists.ts';
import { type BusinessProfile, profilesOf } from './business-profile.ts';
import { LEGAL_BASIS } from './legal-basis.ts';
import { isControl, isHeldOn, type Post, postEvidence, postsOf } from './posts.ts';
import { evidenceOf, licenceRuns, NOTHING_FOUND, nextDay, tidyEvidence } from './rule-kit.ts';
import { sayPosts } from './say.ts';
import { weighTeaching } from './teaching-evidence.ts';
import { mayTrain } from './work-with-children.ts';

const VERSION = 7;
const LEGAL = [LEGAL_BASIS.implementingRules, LEGAL_BASIS.staffMeasures];
const CERTAIN_SCORE = 0.9;
const LIKELY_SCORE = 0.4;

/** The rule. */
export const bannedPerson: RiskRule = {
	code: 'BANNED_PERSON',
	version: VERSION,
	title: { zh: '受限人员再任职', en: 'Barred person back in control or on the staff' },
	description: {
		zh: '列入黑名单（个人）的人员，在限制期内新任培训机构或疑似培训主体的负责人、股东、高管，或其任职的主体在限制期内改名、变更经营范围继续经营；限制为行业禁入且仍在期内的，任何现有职务、从业人员岗位同样计。仅限制新任举办者的，任职在先的、从业人员岗位不计；许可已终止、已无经营迹象的原机构职务不计。',
		en: 'A person on the black list came to head, own or manage a place that trains or may hide training while the ban ran, or such a place of theirs changed its name or scope while it ran. Who is barred from the trade, with the ban still running, may hold no post there at all, on the staff neither. A ban from becoming a founder or controller reaches neither posts held before it nor staff posts. Posts left over in the closed school itself do not count.',
	},
	legalBasis: LEGAL,
	severity: 'CRITICAL',
	inputs: ['personListEntry', 'staff', 'role', 'registration', 'nonprofit', 'licence', 'admission'],
	guards: [
		{ zh: '限制期满后的新任职不计', en: 'Posts taken after the ban ended do not count' },
		{ zh: '仅限制新任举办者的，任职在先的不计', en: 'A ban from becoming a controller does not reach posts held before it' },
		{ zh: '营转非后沿任的负责人不计', en: 'The head of a school that lawfully converted founds nothing anew' },
		{ zh: '主体已注销的，其职务随之终止', en: 'Posts end with the business' },
		{ zh: '本平台名单上的限制只及于其载明的范围', en: 'A ban on the hub’s own list reaches only what its scopes say' },
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
	const renewed = renewals(dossier);
	const converted = isConversion(dossier);
	const banned = postsOf(dossier).flatMap((post): BannedPost[] =>
		(dossier.personFacts.get(post.person.personId)?.listEntries ?? [])
			.filter((ban) => reaches(ban, post, { asOf: dossier.asOf, goesOn, renewed, converted }))
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

/**
 * Licensed or admitted today, told of by texts, or called and classed like a disguise. A licence that ended is no trade: many a closed
 * school became a shop. Names that half of all businesses bear (科技, 文化, 咨询) need a text beside them.
 */
function isInTheTrade(dossier: Dossier): boolean {
	if (!mayTrain(dossier)) return false;
	if (trainsByRight(dossier) || isToldOf(dossier)) return true;
	const told = weighTeaching(dossier).logits > 0;
	return profilesOf(dossier).some((profile) => isCalledSo(profile) && (told || !COMMON_GUISES.has(profile.guise ?? '')));
}

const COMMON_GUISES = new Set<string>(['科技夹带', '线上直播', '文化传播', '咨询']);

/** Subjects are named as taught here: noise that neighbours heard somewhere in the building makes no shop a school. */
function isToldOf(dossier: Dossier): boolean {
	const { established, strongSource } = weighTeaching(dossier);
	return established || strongSource;
}

/** A running licence, texts that tell of teaching, or a disguise that is not just the closed school's unchanged old name. */
function isGoingOn(dossier: Dossier): boolean {
	const { licence } = dossier.records;
	if (licence.some((one) => licenceRuns(one, dossier.asOf)) || isToldOf(dossier)) return true;
	// 美术培训有限公司 that gave up its licence and now trades in something else bears its old name still.
	const oldNames = new Set(licence.map(({ body }) => body.name));
	return profilesOf(dossier).some((profile) => isCalledSo(profile) && !oldNames.has(profile.record.body.name));
}

function trainsByRight({ records, asOf }: Dossier): boolean {
	const admitted = records.admission.some(
		({ body }) => body.status !== 'CANCELLED' && (body.validUntil === null || body.validUntil >= asOf),
	);
	return admitted || records.licence.some((one) => licenceRuns(one, asOf));
}
const isCalledSo = ({ guise, from }: BusinessProfile): boolean => guise !== null && from !== 'scope';

/** Days on which the business took another name or scope: for whoever controls it then, a beginning, if it trains on under them. */
function renewals(dossier: Dossier): readonly Day[] {
	if (!trainsByRight(dossier) && !isToldOf(dossier)) return [];
	return dossier.records.registrationChange.flatMap(({ body }) =>
		(body.item === 'NAME' || body.item === 'SCOPE') && body.changedOn !== null ? [body.changedOn] : [],
	);
}

/** A lawful conversion this sure is one: the head of the converted school founds nothing anew. */
const CONVERTED = 0.5;
const isConversion = ({ predecessors }: Dossier): boolean =>
	predecessors.some(({ kind, score }) => kind === 'CONVERSION' && score >= CONVERTED);

/** A ban from the trade, unless the entry speaks of founding and controlling alone. */
const CONTROL_ONLY = /举办者|实际控制|决策机构|监督机构|举办/;
/** Bars from becoming, not from being: who held the post before goes on holding it. */
const BECOMING = /新成为|新任|新设|新办|成为/;
const WHOLE_TRADE = /禁入|从业禁止|不得从事|终身/;

function reaches(
	ban: PersonRecord<'personListEntry'>,
	post: Post,
	today: { asOf: Day; goesOn: boolean; renewed: readonly Day[]; converted: boolean },
): boolean {
	const { list, reason, from, to } = ban.record.body;
	if (list !== 'BLACK' || !isHeldOn(post, today.asOf)) return false;
	const controlOnly = ban.scopes === undefined && CONTROL_ONLY.test(reason ?? '') && !WHOLE_TRADE.test(reason ?? '');
	if (ban.scopes === undefined ? controlOnly && !isControl(post) : !covers(ban.scopes, post)) return false;
	const begun = [...(post.from === null ? [] : [post.from]), ...(isControl(post) ? today.renewed : [])];
	const takenInBan = from !== null && begun.some((day) => day >= from && (to === null || day <= to));
	const runs = (from === null || from <= today.asOf) && (to === null || to >= today.asOf);
	// A post from before the ban in a place that does not go on is what the ban left behind, no return.
	const becoming = controlOnly && BECOMING.test(reason ?? '');
	return (takenInBan && !(becoming && today.converted)) || (runs && !becoming && today.goesOn);
}

/** Whether a ban with named scopes covers a post. A ban from teaching reaches whoever teaches, no shareholder; one from founding the reverse. */
function covers(scopes: readonly BanScope[], post: Post): boolean {
	const teaches = post.record.kind === 'staff' && !isControl(post);
	return scopes.some((scope) => (scope === 'INDUSTRY_ENTRY' ? true : scope === 'FOUNDING' ? isControl(post) : teaches));
}

function finding(personId: string, banned: readonly BannedPost[]): Finding {
	const certain = banned.some(({ post, ban }) => post.person.certain && ban.certain);
	const posts = sayPosts(banned.map(({ post }) => post.post).sort());
	return {
		code: 'BANNED_PERSON',
		ruleVersion: VERSION,
		personId,
		severity: certain ? 'CRITICAL' : 'MEDIUM',
		score: certain ? CERTAIN_SCORE : LIKELY_SCORE,
		explanation: {
			zh: `黑名单上的一名人员在此任职（${posts.zh}）${certain ? '' : '，身份号码不全，须核实'}。`,
			en: `A person on the black list holds a post here (${posts.en})${certain ? '' : '; the number is incomplete and has to be checked'}.`,
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
