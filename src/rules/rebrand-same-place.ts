/**
 * REBRAND_SAME_PLACE (R10): a closed school's place and people in a new shell. Rests on a succession found by matching; this rule
 * asks whether what goes on there looks like the old trade, and keeps lawful conversions out.
 */
import { addDays, type Day } from '#core/days.ts';
import type { Dossier, Evidence, Finding, RiskRule, RuleResult, SuccessionFacts } from '#core/dossier.ts';
import { type BusinessProfile, profilesOf } from './business-profile.ts';
import { LEGAL_BASIS } from './legal-basis.ts';
import {
	activeRegistrations,
	evidenceOf,
	licenceEnd,
	NOTHING_FOUND,
	probability,
	runningSubjectLicences,
	silentBecause,
	tidyEvidence,
	whileLicensed,
	whyUnread,
} from './rule-kit.ts';
import { saySignals } from './say.ts';
import { closedPredecessors } from './structure-evidence.ts';
import { type TeachingEvidence, weighTeaching } from './teaching-evidence.ts';

const VERSION = 6;
const LEGAL = [LEGAL_BASIS.privateEducationLaw64, LEGAL_BASIS.penaltyMeasures];

/** The new shell appears from 90 days before the end (prepared) to a year after; longer gaps are honest new tenants more often. */
const DAYS_BEFORE = 90;
const DAYS_AFTER = 365;
/** Successions under this are shown as successions, not as flags. Smaller: re-let rooms are flagged. */
const LEAST_SUCCESSION = 0.5;
/** Of findings under this hardly one holds. Smaller: schools that changed trade are flagged. */
const LEAST_SCORE = 0.4;
/** From here teaching again or a drifted trade makes it critical; under it an officer looks first. */
const CRITICAL_SCORE = 0.5;
/** SubjectSignal that makes it critical (domain catalogue, guard of R10). */
const TEACHING_AGAIN = 0.3;
/** Signals of place and of people, as matching names them. */
const PLACE = /room|building|address|place|floor/i;
const PEOPLE = /head|owner|staff|person|share|relative|principal|teacher/i;

/** The rule. */
export const rebrandSamePlace: RiskRule = {
	code: 'REBRAND_SAME_PLACE',
	version: VERSION,
	title: { zh: '原址原班人马换壳', en: 'Closed school’s place and people in a new shell' },
	description: {
		zh: '学科类机构办学许可注销、吊销或到期前90日至后365日内，同一场所且人员相同或有关联的另一主体成立、迁入或改变登记事项，且无自己的学科类许可；有教学迹象或经营内容漂移的为重大。营转非及依法承接义务的不计。',
		en: 'From 90 days before to 365 days after a subject school’s licence ended, another organisation with the same place and the same or related people was set up, moved in or changed its entries, and holds no subject licence of its own. Critical where teaching shows or name and scope drifted. Lawful conversion to a nonprofit and taken-over obligations do not count.',
	},
	legalBasis: LEGAL,
	severity: 'CRITICAL',
	inputs: ['registration', 'nonprofit', 'registrationChange', 'licence', 'inspection', 'penalty', 'complaint', 'incident', 'advertisement'],
	guards: [
		{ zh: '营转非（91→52）及有证承接不计', en: 'Conversion to a licensed nonprofit (91→52) and licensed take-over do not count' },
		{ zh: '仅同址（转租）或仅同名不计', en: 'The place alone (re-let) or the name alone does not count' },
		{ zh: '间隔超过一年的重新创业不计', en: 'A new start after more than a year does not count' },
	],
	evaluate,
};

function evaluate(dossier: Dossier): RuleResult {
	const candidates = closedPredecessors(dossier).filter((p) => p.score >= LEAST_SUCCESSION && sharesPlaceAndPeople(p));
	if (candidates.length === 0 || activeRegistrations(dossier).length === 0 || isLawfulConversion(dossier)) return NOTHING_FOUND;
	const licensed = whileLicensed(dossier);
	if (licensed !== null) return licensed;
	const unread = whyUnread(dossier, 'licence');
	if (unread !== null) return silentBecause(`whether it holds a licence of its own cannot be told: ${unread}`);
	for (const predecessor of candidates) {
		const window = appearance(dossier, predecessor);
		if (window === null) continue;
		const found = finding(dossier, predecessor, window);
		if (found.score >= LEAST_SCORE) return { ...NOTHING_FOUND, findings: [found] };
	}
	return NOTHING_FOUND;
}

function sharesPlaceAndPeople(predecessor: SuccessionFacts): boolean {
	const speaks = predecessor.reasons.filter((reason) => reason.weight > 0);
	return speaks.some(({ signal }) => PLACE.test(signal)) && speaks.some(({ signal }) => PEOPLE.test(signal));
}

/** A nonprofit with a licence of its own carries on lawfully, whatever matching called the succession. */
function isLawfulConversion(dossier: Dossier): boolean {
	return dossier.records.nonprofit.length > 0 && runningSubjectLicences(dossier).length > 0;
}

interface Appearance {
	readonly licenceEnded: Day;
	readonly licence: Evidence;
	/** The registration or change by which the new shell appeared. */
	readonly event: Evidence;
	/** The name or scope was changed in the window: the trade on paper drifted. */
	readonly drifted: boolean;
}

/** How the new shell appeared around the end of the predecessor's licence; null: it did not. */
function appearance(dossier: Dossier, predecessor: SuccessionFacts): Appearance | null {
	for (const licence of predecessor.licences.filter((l) => l.body.category === 'SUBJECT')) {
		const ended = licenceEnd(licence, dossier.asOf);
		if (ended === null) continue;
		const within = (day: Day | null): boolean => day !== null && day >= addDays(ended, -DAYS_BEFORE) && day <= addDays(ended, DAYS_AFTER);
		const founded = activeRegistrations(dossier).find((record) => within(record.body.establishedOn));
		const changes = dossier.records.registrationChange.filter((change) => within(change.body.changedOn));
		const moved = changes.find(({ body }) => body.item === 'ADDRESS' || body.item === 'HEAD' || body.item === 'NAME');
		const event =
			founded !== undefined
				? evidenceOf(founded, 'establishedOn', founded.body.establishedOn, founded.body.establishedOn)
				: moved !== undefined && evidenceOf(moved, 'item', moved.body.item, moved.body.changedOn);
		if (event === false) continue;
		const drifted = changes.some(({ body }) => body.item === 'NAME' || body.item === 'SCOPE');
		return { licenceEnded: ended, licence: evidenceOf(licence, 'status', licence.body.status, ended), event, drifted };
	}
	return null;
}

function finding(dossier: Dossier, predecessor: SuccessionFacts, shell: Appearance): Finding {
	const teaching = weighTeaching(dossier);
	const profile = profilesOf(dossier)[0];
	const teachesAgain = teaching.speaking.some((text) => text.signal.subject >= TEACHING_AGAIN);
	// Officers looked and found no training: place and people alone are then a lead.
	const refuted = !teachesAgain && teaching.against.some(({ grade, official }) => grade === 'REFUTES' && official);
	const drifted = shell.drifted || (profile?.guise ?? null) !== null;
	const signals = saySignals(predecessor.reasons.filter((reason) => reason.weight > 0).map((reason) => reason.signal));
	const score = scoreOf(predecessor, teaching, profile);
	return {
		code: 'REBRAND_SAME_PLACE',
		ruleVersion: VERSION,
		personId: null,
		severity: score >= CRITICAL_SCORE && !refuted && (teachesAgain || drifted) ? 'CRITICAL' : 'MEDIUM',
		score,
		explanation: {
			zh: `一家学科机构的许可于${shell.licenceEnded}终止，本主体在其前后出现，场所与人员相同或有关联（${signals.zh}）${teachesAgain ? '，且有继续教学的迹象' : ''}。`,
			en: `A subject school’s licence ended on ${shell.licenceEnded}; this organisation appeared around that day with its place and people (${signals.en})${teachesAgain ? ', and texts tell of teaching' : ''}.`,
		},
		legalBasis: LEGAL,
		evidence: tidyEvidence([shell.licence, shell.event, ...teaching.speaking.slice(0, 4).map((text) => text.evidence)]),
		counterEvidence: predecessor.reasons
			.filter((reason) => reason.weight < 0)
			.map((reason) => `${saySignals([reason.signal]).en}: ${reason.detail}`),
		guise: profile?.guise ?? null,
	};
}

/** A succession that holds is a rebrand when teaching goes on; without texts about one in three is an honest new trade. */
const SILENT_SHELL = -1.2;
const TEXTS = 0.7;
/** Texts cannot lift a doubtful succession to certainty. */
const MOST_FROM_TEXTS = 3;
const OTHER_TRADE = -1.5;

function scoreOf(predecessor: SuccessionFacts, teaching: TeachingEvidence, profile: BusinessProfile | undefined): number {
	const succession = Math.log(Math.max(0.01, predecessor.score) / Math.max(0.01, 1 - predecessor.score));
	const texts = teaching.logits > 0 ? Math.min(MOST_FROM_TEXTS, TEXTS * teaching.logits) : SILENT_SHELL;
	return probability(Math.min(4, succession) + texts + (profile?.guise == null ? OTHER_TRADE : 0));
}
