/** How good a risk is against labels: order of the list, and whether scores mean what they say. Pure. */

/** A scored organisation whose truth is known. */
export interface Labelled {
	/** 0..100. */
	readonly riskScore: number;
	readonly holds: boolean;
}

export interface RiskMeasures {
	readonly organisations: number;
	readonly positives: number;
	/** Mean share of true ones down to each true one; ties count as if shuffled. Null: none is true. */
	readonly averagePrecision: number | null;
	/** Share of true ones among the first hundred, or among all when fewer. */
	readonly precisionAt100: number | null;
	/** True ones found before one in a hundred of the others is. */
	readonly recallAtOnePercent: number | null;
	/** Mean distance of score and share of true ones, over ten bins of equal count. */
	readonly calibrationError: number | null;
}

const BINS = 10;
const TOP = 100;

/** Measures labelled scores; `silent`: organisations without any flag, at score 0, of which none holds. */
export function measureRisk(labelled: readonly Labelled[], silent = 0): RiskMeasures {
	const groups = [...Map.groupBy(labelled, ({ riskScore }) => riskScore)]
		.map(([score, same]) => ({ score, count: same.length, holds: same.filter(({ holds }) => holds).length }))
		.sort((a, b) => b.score - a.score);
	const positives = groups.reduce((sum, { holds }) => sum + holds, 0);
	const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);
	return {
		organisations: labelled.length,
		positives,
		averagePrecision: share(precisionSum(groups), positives),
		precisionAt100: share(holdsAmong(groups, TOP), Math.min(TOP, labelled.length)),
		recallAtOnePercent: share(recalledAt(groups, Math.floor((labelled.length - positives + silent) / 100)), positives),
		calibrationError: calibrationError(groups, labelled.length),
	};
}

interface Group {
	readonly score: number;
	readonly count: number;
	readonly holds: number;
}

/** Sum over the true ones of the precision at each, expected over the order within ties. */
function precisionSum(groups: readonly Group[]): number {
	let [sum, seen, hits] = [0, 0, 0];
	for (const { count, holds } of groups) {
		for (let rank = 1; rank <= count; rank++) {
			const before = count > 1 ? ((rank - 1) * (holds - 1)) / (count - 1) : 0;
			sum += (holds / count) * ((hits + before + 1) / (seen + rank));
		}
		seen += count;
		hits += holds;
	}
	return sum;
}

function holdsAmong(groups: readonly Group[], first: number): number {
	let [left, hits] = [first, 0];
	for (const { count, holds } of groups) {
		hits += (holds * Math.min(count, left)) / count;
		left = Math.max(0, left - count);
	}
	return hits;
}

/** True ones ranked above the cut at which more than `allowed` others would be flagged. */
function recalledAt(groups: readonly Group[], allowed: number): number {
	let [wrong, hits] = [0, 0];
	for (const { count, holds } of groups) {
		wrong += count - holds;
		if (wrong > allowed) return hits;
		hits += holds;
	}
	return hits;
}

function calibrationError(groups: readonly Group[], total: number): number | null {
	if (total === 0) return null;
	const points = groups
		.toReversed()
		.flatMap(({ score, count, holds }) => Array.from({ length: count }, () => ({ score: score / 100, holds: holds / count })));
	let error = 0;
	for (let bin = 0; bin < BINS; bin++) {
		const own = points.slice(Math.floor((bin * total) / BINS), Math.floor(((bin + 1) * total) / BINS));
		const apart = own.reduce((sum, { score, holds }) => sum + score - holds, 0);
		error += Math.abs(apart) / total;
	}
	return error;
}
