/**
 * CLEARANCE_MISSING (R18a): staff who work with children without a valid police check: never asked about, an answer too old, of too narrow
 * a scope, or none either way. Rests on the hub's own questions. One finding an organisation, each post as evidence; no answer is in it.
 */
import { addDays, type Day } from '#core/days.ts';
import type { Clearance, Dossier, RiskRule, RuleResult } from '#core/dossier.ts';
import { findingOf } from './findings.ts';
import { besides } from './lacks.ts';
import { LEGAL_BASIS } from './legal-basis.ts';
import { isHeldOn, type Post, postEvidence, postsOf } from './posts.ts';
import { licenceRuns, NOTHING_FOUND, nextDay, silentBecause } from './rule-kit.ts';

/** Rests on the hub's own record of its questions. Not 1: the institution's own check is not seen. */
const SCORE = 0.8;
/** Days after joining in which the answer may be pending (R18a). */
const PENDING_DAYS = 7;
const GAP = `the institution’s own checks cannot be looked at: no source gives a ledger of them; ${besides('staff')}`;

/** The rule. */
export const clearanceMissing: RiskRule = {
	code: 'CLEARANCE_MISSING',
	version: 2,
	title: { zh: '从业人员未做有效准入查询', en: 'Staff without a valid police check' },
	description: {
		zh: '持有效许可的机构在岗人员，本系统从未就其向公安查询，或答复超过规定月数（全国为12个月）、已过有效期、范围窄于《未成年人保护法》第六十二条、结果不明。入职7日内、证件号码不全的不计；机构自行查询的台账无来源，不在判断之内。公安来源本次未读到时不作判断。',
		en: 'A member of staff of a place with a running licence about whom the hub has never asked the police, or whose answer is older than the months allowed (12 in the country), past its validity, narrower than article 62 of the minors law, or settles nothing. Seven days after joining, and incomplete numbers, do not count. The institution’s own checks are not seen: no source gives a ledger of them. Not judged while the police are not reached.',
	},
	legalBasis: [LEGAL_BASIS.minorsLaw62],
	severity: 'MEDIUM',
	inputs: ['staff', 'licence'],
	guards: [
		{ zh: '入职7日内视为查询中', en: 'Within seven days of joining the answer is taken to be pending' },
		{ zh: '公安来源未读到时不判断', en: 'Not judged while the police are not reached' },
		{ zh: '证件号码不全、无从查询的不计', en: 'Incomplete numbers, which cannot be asked about, do not count' },
		{ zh: '已离任的不计', en: 'Those who left do not count' },
	],
	evaluate,
};

const LACKS = [
	{ lack: 'NEVER', zh: '从未查询', en: 'never asked' },
	{ lack: 'OLD', zh: '过期', en: 'too old' },
	{ lack: 'NARROW', zh: '范围过窄', en: 'too narrow' },
	{ lack: 'UNSETTLED', zh: '结果不明', en: 'unsettled' },
] as const;
type Lack = (typeof LACKS)[number]['lack'];

function evaluate(dossier: Dossier): RuleResult {
	const { asOf, records, clearanceSource, sources } = dossier;
	if (records.staff.length === 0 || !records.licence.some((licence) => licenceRuns(licence, asOf))) return NOTHING_FOUND;
	const state = clearanceSource === null ? null : (sources[clearanceSource] ?? 'NEVER');
	if (state !== 'FRESH')
		return silentBecause(
			state === null ? 'no source answers about people (police)' : `source ${clearanceSource}, which answers about people, is ${state}`,
		);
	const posts = postsOf(dossier).filter((post) => post.record.kind === 'staff' && post.person.certain && isHeldOn(post, asOf));
	const pendingUntil = posts.map((post) => (post.from === null ? null : addDays(post.from, PENDING_DAYS + 1)));
	const settled = posts.filter((_, i) => (pendingUntil[i] ?? asOf) <= asOf);
	const lacking = settled.flatMap((post): { post: Post; lack: Lack }[] => {
		const lack = lackOf(dossier.personFacts.get(post.person.personId)?.clearance ?? null, dossier);
		return lack === null ? [] : [{ post, lack }];
	});
	const expiries = posts.map((post) => expiryOf(dossier.personFacts.get(post.person.personId)?.clearance ?? null, dossier));
	const nextChange = nextDay(asOf, [...pendingUntil, ...expiries]);
	if (lacking.length === 0) return { ...NOTHING_FOUND, nextChange, gaps: [GAP] };
	const counted = LACKS.map((words) => ({ ...words, number: lacking.filter(({ lack }) => lack === words.lack).length }));
	const why = counted.filter(({ number }) => number > 0);
	const finding = findingOf(clearanceMissing, {
		score: SCORE,
		zh: `${lacking.length}名在岗人员无有效准入查询：${why.map(({ zh, number }) => `${zh}${number}`).join('、')}。`,
		en: `${lacking.length} active member(s) of staff lack a valid check: ${why.map(({ en, number }) => `${en} ${number}`).join(', ')}.`,
		evidence: lacking.map(({ post }) => postEvidence(post)),
		counterEvidence: ['The institution may have checked by itself; no source gives a ledger of such checks.'],
	});
	return { findings: [finding], nextChange, silent: null, gaps: [GAP] };
}

/** First day on which an answer no longer holds by its age. */
function expiryOf(clearance: Clearance | null, { policy }: Dossier): Day | null {
	return clearance === null ? null : earlier(addMonths(clearance.checkedOn, policy.clearanceEveryMonths), addDays(clearance.validUntil, 1));
}

const earlier = (a: Day, b: Day): Day => (a < b ? a : b);

/** The day so many months later; a day that the month does not have becomes its last. */
function addMonths(day: Day, months: number): Day {
	const whole = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months;
	const first = `${String(Math.floor(whole / 12))}-${String((whole % 12) + 1).padStart(2, '0')}-01`;
	const wanted = addDays(first, Number(day.slice(8)) - 1);
	return wanted.slice(0, 7) === first.slice(0, 7) ? wanted : addDays(`${wanted.slice(0, 7)}-01`, -1);
}

/** A restricted answer is another rule's matter, whatever its age: it is no missing one. */
function lackOf(clearance: Clearance | null, dossier: Dossier): Lack | null {
	if (clearance === null) return 'NEVER';
	if ((expiryOf(clearance, dossier) ?? dossier.asOf) <= dossier.asOf) return 'OLD';
	if (clearance.result === 'RESTRICTED') return null;
	if (clearance.result === 'UNKNOWN') return 'UNSETTLED';
	return clearance.scope === 'ART62' ? null : 'NARROW';
}
