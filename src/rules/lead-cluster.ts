/** LEAD_CLUSTER (R29): several independent leads about one organisation or place within three months. */
import { addDays, type Day } from '#core/days.ts';
import type { Dossier, RiskRule, RuleResult } from '#core/dossier.ts';
import { hiddenTraining } from './hidden-score.ts';
import { LEGAL_BASIS } from './legal-basis.ts';
import { foundOf, NOTHING_FOUND, probability, whileLicensed } from './rule-kit.ts';
import { type WeighedText, weighTeaching } from './teaching-evidence.ts';

const VERSION = 1;
const LEGAL = [LEGAL_BASIS.hiddenTrainingNotice, LEGAL_BASIS.penaltyMeasures];
/** Leads count together within this time. Longer: a club of ten years gathers a cluster by age alone. */
const WINDOW_DAYS = 90;
/** So many leads, of so many channels or days. Fewer: one angry family that writes twice. */
const LEAST_LEADS = 3;
/** A cluster of weak leads at least is worth this; the texts may say more. */
const LEAST_SCORE = 0.15;
const SHOWN = 8;

/** The rule. */
export const leadCluster: RiskRule = {
	code: 'LEAD_CLUSTER',
	version: VERSION,
	title: { zh: '举报聚集', en: 'Cluster of leads' },
	description: {
		zh: '90日内三条以上指向学科教学的线索（投诉、警情、广告、检查），且来自两个以上渠道或三个不同日期，针对同一主体或同一场所，其后未被查否。',
		en: 'Three or more leads within 90 days (complaints, incidents, advertisements, inspections) tell of subject teaching by one organisation or at one place, from two or more channels or on three days, and nothing refuted them afterwards.',
	},
	legalBasis: LEGAL,
	severity: 'MEDIUM',
	inputs: ['complaint', 'incident', 'advertisement', 'inspection', 'licence'],
	guards: [
		{ zh: '同一日同一渠道的重复反映只计一条', en: 'Repeats of one channel on one day count once' },
		{ zh: '其后检查查否的聚集不计', en: 'A cluster that a later inspection refuted does not count' },
		{ zh: '退费纠纷、传闻不计', en: 'Refund quarrels and hearsay do not count' },
		{ zh: '持有效学科许可的不计', en: 'Not where a subject licence runs' },
	],
	evaluate,
};

function evaluate(dossier: Dossier): RuleResult {
	const licensed = whileLicensed(dossier);
	if (licensed !== null) return licensed;
	const { speaking, against } = weighTeaching(dossier);
	const cluster = densest(independent(speaking));
	if (cluster === null) return NOTHING_FOUND;
	const last = cluster.at(-1)?.on ?? '';
	if (against.some(({ grade, on, official }) => official && grade === 'REFUTES' && (on ?? '') >= last)) return NOTHING_FOUND;
	const score = Math.max(LEAST_SCORE, dossier.registered ? hiddenTraining(dossier) : probability(cluster.length - LEAST_LEADS));
	const channels = new Set(cluster.map(({ channel }) => channel)).size;
	return foundOf({
		code: 'LEAD_CLUSTER',
		ruleVersion: VERSION,
		severity: 'MEDIUM',
		score,
		explanation: {
			zh: `${cluster[0]?.on ?? ''}至${last}间${cluster.length}条线索（${channels}类来源）指向学科教学。`,
			en: `${cluster.length} leads of ${channels} kind(s) of source between ${cluster[0]?.on ?? ''} and ${last} tell of subject teaching.`,
		},
		legalBasis: LEGAL,
		evidence: cluster.slice(-SHOWN).map(({ evidence }) => evidence),
		counterEvidence: against.length === 0 ? [] : [`${against.length} text(s) speak against it.`],
	});
}

/** Dated texts with a weight of their own, one a channel and day, oldest first. */
function independent(texts: readonly WeighedText[]): readonly WeighedText[] {
	const own = texts.filter(({ on, weight, grade }) => on !== null && weight >= 1 && grade !== 'HEARSAY');
	const once = new Map(own.toReversed().map((text) => [`${text.channel} ${text.on}`, text]));
	return [...once.values()].sort((a, b) => ((a.on ?? '') < (b.on ?? '') ? -1 : 1));
}

/** The latest run of leads within the window that is long and broad enough; null: none. */
function densest(texts: readonly WeighedText[]): readonly WeighedText[] | null {
	for (let end = texts.length; end >= LEAST_LEADS; end--) {
		const until = texts[end - 1]?.on as Day;
		const cluster = texts.slice(0, end).filter(({ on }) => (on ?? '') >= addDays(until, -WINDOW_DAYS));
		const broad = new Set(cluster.map(({ channel }) => channel)).size >= 2 || new Set(cluster.map(({ on }) => on)).size >= LEAST_LEADS;
		if (cluster.length >= LEAST_LEADS && broad) return cluster;
	}
	return null;
}
