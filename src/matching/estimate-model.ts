/**
 * From candidate pairs to weights of a version: which families of keys are blocks, which are fields of a block, and what becomes a row of
 * the table. Rows that pairs cannot tell (codes, words in texts, times) keep the weight they are shipped with.
 */
import type { CandidatePair } from './decide.ts';
import { type BlockEstimate, estimateBlock, type Pattern, type Start, weightsOf } from './estimate.ts';
import { type MatchModel, SHIPPED_MODEL, type Weights } from './match-model.ts';
import type { Family, FeatureUse } from './model.ts';
import { weightOf } from './score.ts';
import type { AgainstSignal } from './signals.ts';

/** Families that are compared. A code is a block and no field: hardly any text gives one, and whoever gives one is known. */
const FIELDS = ['name', 'place', 'contact'] as const satisfies readonly Family[];
const BLOCKS = ['code', ...FIELDS] as const;
type Block = (typeof BLOCKS)[number];

const AGAINST_OF: Readonly<Record<(typeof FIELDS)[number], AgainstSignal>> = {
	name: 'nameDiffers',
	place: 'placeDiffers',
	contact: 'contactDiffers',
};

/** Bits beyond which no estimate goes: a handful of pairs more or less would move it. Smaller blunts what is nearly sure. */
const MOST_BITS = 16;
/** An agreement never speaks against, however seldom matches agree. */
const LEAST_BITS = 0.5;

/** Collects pairs as patterns, a block at a time; millions of pairs are some thousands of patterns. */
export class PairPatterns {
	readonly #features: ReadonlyMap<string, FeatureUse>;
	readonly #levels: Readonly<Record<(typeof FIELDS)[number], readonly FeatureUse[]>>;
	readonly #blocks = new Map<Block, Map<string, { -readonly [K in keyof Pattern]: Pattern[K] }>>(BLOCKS.map((block) => [block, new Map()]));
	pairs = 0;

	constructor(model: MatchModel = SHIPPED_MODEL) {
		this.#features = new Map(model.features.map((use) => [use.feature, use]));
		const of = (family: Family) => model.features.filter((use) => use.family === family);
		this.#levels = { name: of('name'), place: of('place'), contact: of('contact') };
	}

	/** Takes a pair into every block by whose family it agrees. */
	add(pair: CandidatePair): void {
		this.pairs += 1;
		const strongest = this.#strongest(pair);
		const levels = FIELDS.map((field) => {
			const agreed = strongest.get(field);
			if (agreed !== undefined) return this.#levels[field].indexOf(agreed.use) + 1;
			return pair.probeFamilies.includes(field) && pair.subjectFamilies.includes(field) ? 0 : -1;
		});
		const sharedBy = FIELDS.map((field) => strongest.get(field)?.sharedBy ?? 1);
		for (const block of BLOCKS) {
			if (!strongest.has(block)) continue;
			const free = levels.map((level, i) => (FIELDS[i] === block ? -1 : level));
			const key = `${free} ${sharedBy.map((n, i) => ((free[i] as number) > 0 ? n : 1))}`;
			const patterns = this.#blocks.get(block) as Map<string, { -readonly [K in keyof Pattern]: Pattern[K] }>;
			const known = patterns.get(key);
			if (known === undefined) patterns.set(key, { levels: free, sharedBy, count: 1 });
			else known.count += 1;
		}
	}

	#strongest(pair: CandidatePair): Map<Family, { use: FeatureUse; sharedBy: number; weight: number }> {
		const best = new Map<Family, { use: FeatureUse; sharedBy: number; weight: number }>();
		for (const [i, feature] of pair.features.entries()) {
			const use = this.#features.get(feature);
			if (use === undefined) continue;
			const sharedBy = pair.sharers[i] as number;
			const weight = weightOf(use, sharedBy);
			if (weight > (best.get(use.family)?.weight ?? -1)) best.set(use.family, { use, sharedBy, weight });
		}
		return best;
	}

	/** The weights that fit the pairs best, with what each block came to. */
	estimate(): EstimatedModel {
		const blocks = new Map(
			[...this.#blocks].flatMap(([block, patterns]): [Block, BlockEstimate][] =>
				patterns.size === 0 ? [] : [[block, estimateBlock([...patterns.values()], this.#start())]],
			),
		);
		const weights: Record<string, number> = {};
		for (const [no, field] of FIELDS.entries()) {
			const free = [...blocks].flatMap(([block, estimate]) => (block === field ? [] : [estimate]));
			const [differs = null, ...agreeing] = weightsOf(free, no);
			if (differs !== null) weights[`same.${AGAINST_OF[field]}`] = rounded(Math.max(-MOST_BITS, Math.min(0, differs)));
			for (const [level, bits] of agreeing.entries()) {
				const use = this.#levels[field][level] as FeatureUse;
				if (bits !== null) weights[`same.${use.feature}`] = rounded(Math.max(LEAST_BITS, Math.min(MOST_BITS, bits)));
			}
		}
		const facts = Object.fromEntries([...blocks].map(([block, { share, steps }]) => [block, { share: rounded(share), steps }]));
		const logLikelihood = Object.fromEntries([...blocks].map(([block, one]) => [block, rounded(one.logLikelihood)]));
		return { weights, pairs: this.pairs, logLikelihood, blocks: facts };
	}

	/** Begins at the weights that the model has, so that matches are those that it would call so. */
	#start(): Start {
		const m = FIELDS.map((field) => [START_DIFFERS, ...this.#levels[field].map(() => (1 - START_DIFFERS) / this.#levels[field].length)]);
		const u = FIELDS.map((field, no) => {
			const agreeing = this.#levels[field].map(({ bits }, level) => (m[no]?.[level + 1] as number) * 2 ** -bits);
			return [1 - agreeing.reduce((a, b) => a + b, 0), ...agreeing];
		});
		return { share: START_SHARE, m, u };
	}
}

/** Where the estimate begins: matches that differ, and matches among pairs. It is left within a few steps. */
const START_DIFFERS = 0.2;
const START_SHARE = 0.3;

const rounded = (value: number) => Math.round(value * 1000) / 1000;

/** A proposal, with what it rests on. */
export interface EstimatedModel {
	/** By "question.signal", in bits; rows that were not estimated are left out. */
	readonly weights: Weights;
	readonly pairs: number;
	/** Of the last step by block, in nats. */
	readonly logLikelihood: Readonly<Record<string, number>>;
	/** By block: the share of matches among its pairs, and the steps taken. */
	readonly blocks: Readonly<Record<string, { readonly share: number; readonly steps: number }>>;
}
