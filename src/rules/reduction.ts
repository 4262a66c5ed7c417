/** Counts before and after: the reduction rate (压减率), and whether the parts of a count make its whole. */

/**
 * Reduction in per cent with two digits, half up: (before − after) / before. Null: there was nothing to reduce. Negative where there
 * are more than before. Reckoned in whole numbers, so that 74 of 81 is 91.36 and never 91.35.
 */
export function reductionRate(before: number, after: number): number | null {
	if (before === 0) return null;
	const hundredths = ((before - after) * 10_000 * 2 + before) / (2 * before);
	return Math.floor(hundredths) / 100;
}

/** How much more the parts sum to than the total (negative: less); 0: they reconcile. */
export function unreconciled(total: number, parts: readonly number[]): number {
	return parts.reduce((sum, part) => sum + part, 0) - total;
}
