/** The commands on the weights of risk: list versions, estimate new ones from labels or reviews, and put one in force by decision. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createAuditTrail } from '#access/audit.ts';
import type { Hub } from '#compose.ts';
import { HubError } from '#core/errors.ts';
import type { RiskWeights } from '#core/risk.ts';
import { lastCatalogue } from '#jobs/evaluate.ts';
import { estimateRisk, type RiskEstimate } from '#jobs/risk-estimate.ts';
import { riskInForce, weightsOf } from '#jobs/risk-in-force.ts';
import { readLabels } from '#jobs/risk-labels.ts';
import type { FairnessRow } from '#rules/risk-fairness.ts';
import type { RiskMeasures } from '#rules/risk-measures.ts';
import { STANDARD_WEIGHTS } from '#rules/risk-weights.ts';
import { allWeights, chooseWeights, keepWeights, riskChoice } from '#store/risk-store.ts';
import { lastJudgedDay } from '#store/run-store.ts';
import { administrator } from './looking.ts';
import type { Outcome } from './outcome.ts';

export interface RiskEstimateArguments {
	/** File of labels; null: the truth of the sandbox's province. */
	readonly truth: string | null;
	/** Learn from what reviewers decided instead. */
	readonly reviews: boolean;
}

export interface RiskUseArguments {
	readonly version: string;
	/** Who decides. */
	readonly by: string;
	readonly reason: string;
}

/** Lists the versions of weights, the one in force marked, and who decided for it. */
export async function riskList(hub: Hub): Promise<Outcome> {
	const { store } = hub;
	const [kept, choice] = [await allWeights(store), await riskChoice(store)];
	const inForce = choice?.version ?? STANDARD_WEIGHTS.version;
	const versions = [...kept.map(({ weights }) => weights), STANDARD_WEIGHTS];
	const lines = versions.map((weights) => `${weights.version === inForce ? '*' : ' '} ${weights.version}  ${sayProvenance(weights)}`);
	const decided =
		choice === null ? 'Nobody has decided: the delivered weights hold.' : `Decided by ${choice.by} at ${choice.at}: ${choice.reason}`;
	return { status: 0, text: [...lines, decided].join('\n'), json: { inForce, choice, versions, kept } };
}

function sayProvenance({ provenance: { labels, from, asOf, organisations, positives } }: RiskWeights): string {
	return `${labels} ${from}, as of ${asOf ?? '-'}, ${organisations} organisations, ${positives} of them teach`;
}

/**
 * Estimates weights, keeps them under a version of their own, and prints their figures with the fairness sheet; they are not in force
 * before somebody decides for them. Status 1 when a group is accused far more often than the rest.
 */
export async function riskEstimate(hub: Hub, args: RiskEstimateArguments): Promise<Outcome> {
	const { store, clock } = hub;
	const estimate = await estimateRisk({
		store,
		...labelsOf(hub, args),
		asOf: await lastJudgedDay(store.pool),
		catalogueVersion: (await lastCatalogue(store)) ?? '',
		current: await riskInForce(store),
	});
	const { weights, measures, fairness } = estimate;
	await keepWeights(store, { weights, measures, fairness }, clock.now());
	return { status: fairness.some(({ unfair }) => unfair) ? 1 : 0, text: sayEstimate(estimate), json: estimate };
}

function labelsOf(hub: Hub, { truth, reviews }: RiskEstimateArguments): Pick<Parameters<typeof estimateRisk>[0], 'labels' | 'from'> {
	if (reviews && truth !== null) throw new HubError('INVALID_INPUT', 'Give --truth or --reviews, not both.');
	if (reviews) return { labels: null, from: 'decisions of reviewers' };
	const file = truth ?? join(hub.home, 'sandbox', 'truth', 'findings.ndjson');
	if (!existsSync(file)) {
		const why =
			truth === null && existsSync(join(hub.home, 'sandbox', 'start.json'))
				? `The province of npm start keeps no truth beside it (${file}), so that nobody learns from what the hub cannot know.`
				: `There is no ${file}.`;
		const ways =
			'Make a province with its truth (hub sandbox), name a file of labels with --truth, or learn from decisions with --reviews.';
		throw new HubError('INVALID_INPUT', `${why} ${ways}`);
	}
	return { labels: readLabels(readFileSync(file, 'utf8').split('\n')), from: truth === null ? 'sandbox' : truth };
}

/** Puts a version in force: the next evaluation judges every organisation's risk by it. @throws HubError NOT_FOUND for a version that is not there. */
export async function riskUse(hub: Hub, { version, by, reason }: RiskUseArguments): Promise<Outcome> {
	const { store, clock } = hub;
	const weights = await weightsOf(store, version);
	if (weights === null) throw new HubError('NOT_FOUND', `There is no version "${version}" of the weights; hub risk list shows them.`);
	const audit = createAuditTrail(store.db, administrator(by), clock);
	await chooseWeights(store, { version, by, reason, at: clock.now() }, (client) =>
		audit.decide(client, { action: 'risk:use', subject: { version }, rows: 1 }),
	);
	return { status: 0, text: `From the next evaluation on risk is weighed by ${version}.`, json: { version, by, reason } };
}

function sayEstimate({ weights, measures, currentMeasures, fairness }: RiskEstimate): string {
	const known = Object.entries(weights.weights).sort(([, a], [, b]) => b - a);
	return [
		`${weights.version}  ${sayProvenance(weights)}`,
		'',
		`by weights that have not seen the organisation: ${sayMeasures(measures)}`,
		`by the weights in force:                        ${sayMeasures(currentMeasures)}`,
		'',
		`Weights (log-odds a unit; before any flag ${weights.bias})`,
		...known.map(([code, weight]) => `  ${code.padEnd(26)} ${weight.toFixed(3)}`),
		'',
		'Fairness: organisations that do not teach hidden subjects and are called high all the same',
		...fairness.map(sayFairness),
		'',
		`Kept, not in force. To use it: hub risk use ${weights.version} --by NAME --reason TEXT`,
	].join('\n');
}

const digits = (value: number | null): string => (value === null ? '-' : value.toFixed(3));

function sayMeasures(of: RiskMeasures): string {
	const { averagePrecision, precisionAt100, recallAtOnePercent, calibrationError } = of;
	return [
		`average precision ${digits(averagePrecision)}`,
		`precision at 100 ${digits(precisionAt100)}`,
		`recall at 1% ${digits(recallAtOnePercent)}`,
		`calibration error ${digits(calibrationError)}`,
	].join(', ');
}

function sayFairness({ trait, group, innocent, high, rate, from, to, unfair }: FairnessRow): string {
	const interval = `${(100 * from).toFixed(2)} to ${(100 * to).toFixed(2)}`;
	return `  ${trait.padEnd(7)} ${group.padEnd(20)} ${high} of ${innocent}  ${(100 * rate).toFixed(2)}% (${interval})${unfair ? '  LOOK: more than twice the rest' : ''}`;
}
