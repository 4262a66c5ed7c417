/**
 * Estimates weights from pairs of which nobody said whether they are one: expectation–maximisation over the model of Fellegi and Sunter
 * (A Theory for Record Linkage, JASA 1969), one blocking key at a time, as Splink does it: among pairs that agree on the key, the other
 * fields tell the matches from the rest. A field is a family of the model, its levels the strongest feature that agrees. Pure.
 */

/** Pairs that say the same: of each field the level (0: it differs, from 1: agreeing features; −1: one side says nothing) and how many share the value. */
export interface Pattern {
	readonly levels: readonly number[];
	/** Organisations that share the value on which a field agrees; counts only there. */
	readonly sharedBy: readonly number[];
	/** Pairs of this pattern. */
	readonly count: number;
}

/** What is estimated of one block. */
export interface BlockEstimate {
	/** Share of matches among the pairs of the block. */
	readonly share: number;
	/** Probability of a level among matches, by field and level. */
	readonly m: readonly (readonly number[])[];
	/** The same among other pairs; of an agreeing level, for a value that one organisation has: others are met as many times as often. */
	readonly u: readonly (readonly number[])[];
	/** Expected matches, and other pairs, in which the field has the level. */
	readonly matched: readonly (readonly number[])[];
	readonly unmatched: readonly (readonly number[])[];
	/** In nats, up to what does not depend on the estimate. */
	readonly logLikelihood: number;
	readonly steps: number;
}

/** Where an estimate begins: it decides which of the two classes is called a match. */
export type Start = Pick<BlockEstimate, 'share' | 'm' | 'u'>;

/** Steps at most: more moves nothing in the third digit of a weight. */
const MOST_STEPS = 200;
/** Log-likelihood gained a pair under which it has settled. Larger stops early on the flat ridge that rare matches make. */
const SETTLED = 1e-9;
/** Pairs added to each level, so that one that was never met is rare and not impossible. Larger pulls rare levels together. */
const SMOOTHING = 0.5;

/** Estimates one block. Fields are independent of one another within matches and within the rest; that is the model's assumption. */
export function estimateBlock(patterns: readonly Pattern[], start: Start): BlockEstimate {
	let current = expectation(patterns, start);
	let estimate = maximisation(patterns, current.posterior, start);
	for (let step = 1; ; step++) {
		const next = expectation(patterns, estimate);
		const gained = next.logLikelihood - current.logLikelihood;
		current = next;
		if (step >= MOST_STEPS || (step > 1 && Math.abs(gained) < SETTLED * pairsIn(patterns))) {
			return { ...estimate, logLikelihood: current.logLikelihood, steps: step };
		}
		estimate = maximisation(patterns, current.posterior, estimate);
	}
}

const pairsIn = (patterns: readonly Pattern[]) => patterns.reduce((sum, { count }) => sum + count, 0);

/** How probable it is of each pattern that its pairs are one. */
function expectation(patterns: readonly Pattern[], { share, m, u }: Start): { posterior: readonly number[]; logLikelihood: number } {
	let logLikelihood = 0;
	const posterior = patterns.map(({ levels, sharedBy, count }) => {
		let [matched, other] = [Math.log(share), Math.log(1 - share)];
		for (const [field, level] of levels.entries()) {
			if (level < 0) continue;
			matched += Math.log(m[field]?.[level] as number);
			other += Math.log((u[field]?.[level] as number) * (level === 0 ? 1 : (sharedBy[field] as number)));
		}
		const most = Math.max(matched, other);
		const both = most + Math.log(Math.exp(matched - most) + Math.exp(other - most));
		logLikelihood += count * both;
		return Math.exp(matched - both);
	});
	return { posterior, logLikelihood };
}

/** Counts by field and level. */
interface Tally {
	readonly matched: number[][];
	readonly unmatched: number[][];
	/** Sum of sharers over the expected matches: what their values are shared by on average. */
	readonly shared: number[][];
	matches: number;
}

function tally(patterns: readonly Pattern[], posterior: readonly number[], shape: Start['m']): Tally {
	const empty = () => shape.map((levels) => levels.map(() => 0));
	const sums: Tally = { matched: empty(), unmatched: empty(), shared: empty(), matches: 0 };
	const add = (to: number[][], at: readonly [number, number], amount: number) => {
		const levels = to[at[0]] as number[];
		levels[at[1]] = (levels[at[1]] as number) + amount;
	};
	for (const [i, { levels, sharedBy, count }] of patterns.entries()) {
		const matched = count * (posterior[i] as number);
		sums.matches += matched;
		for (const [field, level] of levels.entries()) {
			if (level < 0) continue;
			add(sums.matched, [field, level], matched);
			add(sums.unmatched, [field, level], count - matched);
			add(sums.shared, [field, level], matched * (sharedBy[field] as number));
		}
	}
	return sums;
}

/**
 * The estimate that fits best. Strangers meet on a value as often as it is common: of values as matches have them, one shared by n is met
 * n times as often, so the level's probability is divided by the average number of sharers among matches.
 */
function maximisation(
	patterns: readonly Pattern[],
	posterior: readonly number[],
	{ m: shape }: Start,
): Omit<BlockEstimate, 'logLikelihood' | 'steps'> {
	const { matched, unmatched, shared, matches } = tally(patterns, posterior, shape);
	const pairs = pairsIn(patterns);
	const u = shares(unmatched).map((levels, field) =>
		levels.map((probability, level) => {
			const average = ((shared[field]?.[level] as number) + SMOOTHING) / ((matched[field]?.[level] as number) + SMOOTHING);
			return level === 0 ? probability : probability / Math.max(1, average);
		}),
	);
	return { share: (matches + SMOOTHING) / (pairs + 2 * SMOOTHING), m: shares(matched), u, matched, unmatched };
}

function shares(counts: readonly (readonly number[])[]): number[][] {
	return counts.map((levels) => {
		const sum = levels.reduce((a, b) => a + b, 0) + SMOOTHING * levels.length;
		return levels.map((count) => (count + SMOOTHING) / sum);
	});
}

/**
 * Expected matches that agree on a level (strangers that differ), and matches and strangers of the field, under which its weight is not
 * moved. Fewer tell chance; more leave out what is rare and telling.
 */
const ENOUGH = 20;

/**
 * The weights of a field's levels in bits, put together over the blocks that leave the field free, each counting by the matches and the
 * strangers it saw; null where too few were seen.
 */
export function weightsOf(blocks: readonly BlockEstimate[], field: number): readonly (number | null)[] {
	const levels = blocks[0]?.m[field]?.length ?? 0;
	return Array.from({ length: levels }, (_, level) => {
		const sum = (of: (block: BlockEstimate) => number) => blocks.reduce((total, block) => total + of(block), 0);
		const all = (counts: readonly (readonly number[])[]) => (counts[field] ?? []).reduce((a, b) => a + b, 0);
		const [matches, strangers] = [sum(({ matched }) => all(matched)), sum(({ unmatched }) => all(unmatched))];
		// Where strangers never agree, or matches never differ, smoothing bounds the weight.
		const seen = sum(({ matched, unmatched }) => (level === 0 ? unmatched : matched)[field]?.[level] ?? 0);
		if ([seen, matches, strangers].some((count) => count < ENOUGH)) return null;
		const m = sum(({ m: by, matched }) => (by[field]?.[level] as number) * all(matched)) / matches;
		const u = sum(({ u: by, unmatched }) => (by[field]?.[level] as number) * all(unmatched)) / strangers;
		return Math.log2(m / u);
	});
}
