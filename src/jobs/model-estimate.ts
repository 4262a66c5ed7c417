/** Estimates the matching weights over the store's own pairs and keeps them as a version that nobody uses yet. */
import type { Clock, Day } from '#core/days.ts';
import { HubError } from '#core/errors.ts';
import { type EstimatedModel, PairPatterns } from '#matching/estimate-model.ts';
import { SHIPPED_MODEL } from '#matching/match-model.ts';
import type { Store } from '#store/database.ts';
import { keepModel } from '#store/match-model-store.ts';
import { readEstimatePairs } from '#store/matching/estimate-pairs.ts';

export interface ModelEstimateDeps {
	readonly store: Store;
	readonly clock: Clock;
	/** Day as of which the store speaks. */
	readonly asOf: Day;
	/** Mentions in the sample. Fewer leave rare levels without a weight; more take memory for their pairs, some hundred bytes each. */
	readonly mentions: number;
}

export interface KeptEstimate extends EstimatedModel {
	readonly version: number;
}

/** Begins at the shipped weights, whatever version is in use, so that the same pairs give the same estimate. @throws HubError CONFLICT where there are no pairs. */
export async function estimateModel({ store, clock, asOf, mentions }: ModelEstimateDeps): Promise<KeptEstimate> {
	const patterns = new PairPatterns();
	await readEstimatePairs(store, { model: SHIPPED_MODEL, mentions }, (pair) => patterns.add(pair));
	const estimate = patterns.estimate();
	if (Object.keys(estimate.weights).length === 0) {
		throw new HubError('CONFLICT', `${estimate.pairs} pairs are too few to tell any weight: read more sources, or sample more mentions.`);
	}
	const { weights, pairs, logLikelihood, blocks } = estimate;
	const version = await keepModel(store.db, { weights, provenance: { asOf, pairs, logLikelihood, blocks, mentions }, at: clock.now() });
	return { version, ...estimate };
}
