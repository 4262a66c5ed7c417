/**
 * The fairness sheet: of the organisations that do *not* teach hidden subjects, how many a risk calls high, by county, business form,
 * size and whether the brand is a common one. A group that is accused far more often than the rest is told, for people to look at.
 */

/** A group an organisation belongs to. */
export interface Traits {
	readonly county: string;
	readonly form: string;
	readonly size: string;
	readonly brand: 'common' | 'rare';
}

export type Trait = keyof Traits;
export const TRAITS: readonly Trait[] = ['county', 'form', 'size', 'brand'];

/** Innocent organisations of one kind: how many there are, and how many are called high. */
export interface TraitCount {
	readonly traits: Traits;
	readonly innocent: number;
	readonly high: number;
}

export interface FairnessRow {
	readonly trait: Trait;
	readonly group: string;
	readonly innocent: number;
	readonly high: number;
	/** Share of the innocent called high, and its Wilson interval of 95%. */
	readonly rate: number;
	readonly from: number;
	readonly to: number;
	/** Surely more than twice the share among all. */
	readonly unfair: boolean;
}

const Z = 1.96;
/** Two false accusations are chance. Smaller: a county with one bad luck is named; larger: a small form is never. */
const LEAST_CASES = 3;

/** The sheet; groups by trait, the most accused first. */
export function fairnessSheet(counts: readonly TraitCount[]): readonly FairnessRow[] {
	const total = sumOf(counts);
	const overall = total.innocent === 0 ? 0 : total.high / total.innocent;
	return TRAITS.flatMap((trait) =>
		[...Map.groupBy(counts, ({ traits }) => traits[trait])]
			.map(([group, own]): FairnessRow => {
				const { innocent, high } = sumOf(own);
				const [from, to] = wilson(high, innocent);
				const rate = innocent === 0 ? 0 : high / innocent;
				return { trait, group, innocent, high, rate, from, to, unfair: high >= LEAST_CASES && from > 2 * overall };
			})
			.sort((a, b) => b.rate - a.rate || (a.group < b.group ? -1 : 1)),
	);
}

function sumOf(counts: readonly TraitCount[]): { innocent: number; high: number } {
	return counts.reduce((sum, one) => ({ innocent: sum.innocent + one.innocent, high: sum.high + one.high }), { innocent: 0, high: 0 });
}

/** Between which shares the true one lies, 19 times in 20. */
function wilson(hits: number, count: number): readonly [number, number] {
	if (count === 0) return [0, 1];
	const p = hits / count;
	const middle = p + (Z * Z) / (2 * count);
	const spread = Z * Math.sqrt((p * (1 - p)) / count + (Z * Z) / (4 * count * count));
	const scale = 1 + (Z * Z) / count;
	return [Math.max(0, (middle - spread) / scale), Math.min(1, (middle + spread) / scale)];
}
