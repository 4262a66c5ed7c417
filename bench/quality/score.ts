/** Measures of a run against the truth: pure functions over ids and scores. Knows neither files nor kinds of records. */

/** Shares of 0 to 1; null: nothing to divide by. */
export interface Rates {
	readonly precision: number | null;
	readonly recall: number | null;
}

const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

/** Precision and recall of `right` things among `found` ones, of which `hit` of `true` ones were found. */
export function rates(counts: { readonly right: number; readonly found: number; readonly hit: number; readonly true: number }): Rates {
	return { precision: share(counts.right, counts.found), recall: share(counts.hit, counts.true) };
}

/** How the truth and a run divide the same things. */
export interface Partition {
	/** The true group of a thing. */
	readonly truth: ReadonlyMap<string, string>;
	/** The group in which the run has put a thing; what is missing here stands alone. */
	readonly found: ReadonlyMap<string, string>;
}

/** Pairs in one group: of those that the run makes, how many are true (precision), and of the true ones, how many it makes (recall). */
export function pairwise({ truth, found }: Partition): Rates {
	const [ofTruth, ofFound, ofBoth] = [new Map<string, number>(), new Map<string, number>(), new Map<string, number>()];
	const count = (map: Map<string, number>, key: string) => map.set(key, (map.get(key) ?? 0) + 1);
	for (const [thing, group] of truth) {
		const own = found.get(thing) ?? `alone ${thing}`;
		count(ofTruth, group);
		count(ofFound, own);
		count(ofBoth, `${group}\t${own}`);
	}
	const pairs = (map: Map<string, number>) => map.values().reduce((sum, n) => sum + (n * (n - 1)) / 2, 0);
	const both = pairs(ofBoth);
	return { precision: share(both, pairs(ofFound)), recall: share(both, pairs(ofTruth)) };
}

/** A claim of a run with its score of 0 to 1, and the true thing that it hits; null: it holds of nothing. */
export interface Claim {
	readonly score: number;
	readonly hit: string | null;
}

export interface Cut extends Rates {
	readonly f1: number;
	/** Claims of this score and above are counted. */
	readonly score: number;
}

/** The cut of a ranked list with the best F1; two claims about one true thing count as one. Null: there is no claim. */
export function bestCut(claims: readonly Claim[], trueThings: number): Cut | null {
	const hits = new Set<string>();
	let wrong = 0;
	let best: Cut | null = null;
	const ranked = [...claims].sort((a, b) => b.score - a.score);
	ranked.forEach(({ score, hit }, index) => {
		if (hit === null) wrong++;
		else hits.add(hit);
		if (ranked[index + 1]?.score === score) return; // equal scores cannot be told apart by a cut
		const [precision, recall] = [hits.size / (hits.size + wrong), share(hits.size, trueThings) ?? 0];
		const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
		if (best === null || f1 > best.f1) best = { precision, recall, f1, score };
	});
	return best;
}

/**
 * How far scores are from what holds: mean distance over bins of equal count (expected calibration error). Claims of one score
 * count with their mean, so that their order says nothing. Null: there is no claim.
 */
export function calibrationError(claims: readonly Claim[], bins = 10): number | null {
	const byScore = Map.groupBy(claims, ({ score }) => score);
	const scores = [...byScore.keys()].sort((a, b) => a - b);
	const points = scores.flatMap((score) => {
		const same = byScore.get(score) as Claim[];
		const holds = same.filter(({ hit }) => hit !== null).length / same.length;
		return same.map(() => ({ score, holds }));
	});
	if (points.length === 0) return null;
	const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
	let error = 0;
	for (let bin = 0; bin < bins; bin++) {
		const own = points.slice(Math.floor((bin * points.length) / bins), Math.floor(((bin + 1) * points.length) / bins));
		if (own.length === 0) continue;
		const apart = Math.abs(mean(own.map(({ score }) => score)) - mean(own.map(({ holds }) => holds)));
		error += (apart * own.length) / points.length;
	}
	return error;
}

/**
 * Average precision of a ranking: the mean, over the true things, of the share of true ones down to each. Ties count as if they stood
 * in the worst order. Null: nothing is true.
 */
export function averagePrecision(ranked: readonly { readonly score: number; readonly holds: boolean }[]): number | null {
	const order = [...ranked].sort((a, b) => b.score - a.score || Number(a.holds) - Number(b.holds));
	let hits = 0;
	let sum = 0;
	order.forEach(({ holds }, index) => {
		if (!holds) return;
		hits++;
		sum += hits / (index + 1);
	});
	return share(sum, hits);
}

/** Four digits are enough to see a change and few enough to read. */
export function rounded<T>(value: T): T {
	if (typeof value === 'number') return (Number.isInteger(value) ? value : Number(value.toFixed(4))) as T;
	if (Array.isArray(value)) return value.map(rounded) as T;
	if (value === null || typeof value !== 'object') return value;
	return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, rounded(inner)])) as T;
}
