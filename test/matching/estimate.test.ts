import { describe, expect, test } from 'vitest';
import { type BlockEstimate, estimateBlock, type Pattern, type Start, weightsOf } from '#matching/estimate.ts';

/** What is true of the made pairs: three fields, the first with two agreeing levels. */
const TRUE = {
	share: 0.2,
	m: [
		[0.1, 0.6, 0.3],
		[0.2, 0.8],
		[0.35, 0.65],
	],
	u: [
		[0.9, 0.02, 0.08],
		[0.85, 0.15],
		[0.7, 0.3],
	],
};
/** Values as matches have them: most are one organisation's, few are many's. */
const SHARED = [
	[1, 0.7],
	[4, 0.2],
	[16, 0.1],
] as const;
const AVERAGE = SHARED.reduce((sum, [n, share]) => sum + n * share, 0);

/** A generator of its own, so that the pairs are the same everywhere. */
function numbers(seed: number): () => number {
	let state = seed;
	return () => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return state / 2 ** 32;
	};
}

function draw<T>(random: () => number, choices: readonly (readonly [T, number])[]): T {
	let left = random() * choices.reduce((sum, [, weight]) => sum + weight, 0);
	for (const [value, weight] of choices) {
		left -= weight;
		if (left <= 0) return value;
	}
	return (choices.at(-1) as readonly [T, number])[0];
}

/** Pairs as the model has them: strangers meet on a value n times as often as matches do when n share it. */
function pairs(count: number, options: { readonly silent?: number } = {}): readonly Pattern[] {
	const random = numbers(7);
	const patterns = new Map<string, Pattern>();
	for (let i = 0; i < count; i++) {
		const match = random() < TRUE.share;
		const levels = (match ? TRUE.m : TRUE.u).map((by) =>
			random() < (options.silent ?? 0)
				? -1
				: draw(
						random,
						by.map((weight, level) => [level, weight] as const),
					),
		);
		const sharedBy = levels.map((level) =>
			level < 1 ? 1 : draw(random, match ? SHARED : SHARED.map(([n, share]) => [n, n * share] as const)),
		);
		const key = JSON.stringify([levels, sharedBy]);
		patterns.set(key, { levels, sharedBy, count: (patterns.get(key)?.count ?? 0) + 1 });
	}
	return [...patterns.values()];
}

const START: Start = {
	share: 0.5,
	m: TRUE.m.map((by) => by.map((_, level) => (level === 0 ? 0.2 : 0.8 / (by.length - 1)))),
	u: TRUE.u.map((by) => by.map((_, level) => (level === 0 ? 0.8 : 0.2 / (by.length - 1)))),
};

const closeTo = (found: BlockEstimate, digits: number) => {
	expect(found.share).toBeCloseTo(TRUE.share, digits);
	for (const [field, by] of TRUE.m.entries()) {
		for (const [level, true_] of by.entries())
			expect(found.m[field]?.[level], `m of field ${field}, level ${level}`).toBeCloseTo(true_, digits);
	}
	for (const [field, by] of TRUE.u.entries()) {
		for (const [level, true_] of by.entries()) {
			expect(found.u[field]?.[level], `u of field ${field}, level ${level}`).toBeCloseTo(level === 0 ? true_ : true_ / AVERAGE, digits);
		}
	}
};

describe('the estimate of a block', () => {
	test('finds the share of matches and how often each level is met, by strangers as often as a value is common', () => {
		closeTo(estimateBlock(pairs(200_000), START), 1.5);
	});

	test('finds them where many sides say nothing of a field', () => {
		closeTo(estimateBlock(pairs(200_000, { silent: 0.3 }), START), 1.5);
	});

	test('never loses likelihood by going on', () => {
		const given = pairs(20_000);
		const once = estimateBlock(given, START);
		const twice = estimateBlock(given, once);
		expect(twice.logLikelihood).toBeGreaterThanOrEqual(once.logLikelihood - 1e-3);
	});
});

describe('weights', () => {
	test('are the logarithm of how much oftener a match has the level, for a value that one organisation has', () => {
		const [differs, first, second] = weightsOf([estimateBlock(pairs(200_000), START)], 0);
		expect(differs).toBeCloseTo(Math.log2(0.1 / 0.9), 0);
		expect(first).toBeCloseTo(Math.log2((0.6 * AVERAGE) / 0.02), 0);
		expect(second).toBeCloseTo(Math.log2((0.3 * AVERAGE) / 0.08), 0);
	});

	test('stay away where too few pairs were seen, and are there for the others', () => {
		const some = estimateBlock(
			[...pairs(2000).filter(({ levels }) => levels[0] !== 1), { levels: [1, 1, 1], sharedBy: [1, 1, 1], count: 3 }],
			START,
		);
		const [differs, first] = weightsOf([some], 0);
		expect(first).toBeNull();
		expect(differs).not.toBeNull();
	});
});
