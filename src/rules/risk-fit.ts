/**
 * Estimates the weights of risk from labelled organisations: logistic regression over what each code says, held to the prior where
 * labels are few, never below zero (a flag never makes an organisation safer). Pure; the same samples give the same weights.
 */
import type { FlagCode } from '#core/flags.ts';
import type { RiskFlag, RiskProvenance, RiskWeights } from '#core/risk.ts';
import { riskOf, sharesOf } from './risk.ts';
import { CODES, everyCode, priorOf } from './risk-weights.ts';

/** An organisation with at least one open flag, and whether it does teach hidden subjects. */
export interface RiskSample {
	readonly organisationId: string;
	readonly flags: readonly RiskFlag[];
	readonly holds: boolean;
}

/** Pull towards the prior, in labelled organisations. Smaller: three lucky cases make a rare code certain; larger: nothing is learnt. */
const RIDGE = 4;
/** Which flag owns a shared record depends on the weights, so both are found in turns; after these nothing moves any more. */
const ROUNDS = 4;
const SWEEPS = 60;
/** Folds of the figures: each organisation is scored by weights that have not seen it. */
const FOLDS = 5;

/** Features of one organisation: units by code. */
type Row = { readonly units: ReadonlyMap<FlagCode, number>; readonly holds: boolean };

/** Estimates weights. `provenance`: what is noted with them; the version is left to the caller. */
export function fitWeights(samples: readonly RiskSample[], provenance: RiskProvenance, version: string): RiskWeights {
	let weights: RiskWeights = { version, bias: -2, weights: everyCode({}), provenance };
	for (let round = 0; round < ROUNDS; round++) weights = { ...weights, ...regress(rowsOf(samples, weights), weights) };
	return { ...weights, bias: rounded(weights.bias), weights: everyCode(mapValues(weights.weights, rounded)) };
}

const rounded = (value: number): number => Math.round(value * 1000) / 1000;
const mapValues = (weights: Readonly<Record<FlagCode, number>>, change: (value: number) => number): Record<FlagCode, number> =>
	Object.fromEntries(CODES.map((code) => [code, change(weights[code])])) as Record<FlagCode, number>;

function rowsOf(samples: readonly RiskSample[], weights: RiskWeights): readonly Row[] {
	return samples.map(({ flags, holds }) => {
		const units = new Map<FlagCode, number>();
		for (const { flag, units: own } of sharesOf(flags, weights)) units.set(flag.code, (units.get(flag.code) ?? 0) + own);
		return { units, holds };
	});
}

/** One coordinate after the other by Newton's step, the bias first; weights stay at zero or above. */
function regress(rows: readonly Row[], start: Pick<RiskWeights, 'bias' | 'weights'>): Pick<RiskWeights, 'bias' | 'weights'> {
	let bias = start.bias;
	const weights: Record<FlagCode, number> = { ...start.weights };
	const sums = rows.map(({ units }) => [...units].reduce((sum, [code, value]) => sum + weights[code] * value, bias));
	const step = (values: readonly (readonly [row: number, value: number])[], pull: number, ridge: number): number => {
		let [slope, curve] = [ridge * pull, ridge];
		for (const [row, value] of values) {
			const p = 1 / (1 + Math.exp(-(sums[row] ?? 0)));
			slope += (p - Number(rows[row]?.holds ?? false)) * value;
			curve += Math.max(1e-4, p * (1 - p)) * value * value;
		}
		return -slope / curve;
	};
	const move = (values: readonly (readonly [number, number])[], by: number): void => {
		for (const [row, value] of values) sums[row] = (sums[row] ?? 0) + by * value;
	};
	const every = rows.map((_, row) => [row, 1] as const);
	const of = new Map(CODES.map((code) => [code, columnOf(rows, code)]));
	for (let sweep = 0; sweep < SWEEPS; sweep++) {
		const shift = limited(step(every, 0, 1e-6));
		bias += shift;
		move(every, shift);
		for (const [code, values] of of) {
			if (values.length === 0) continue;
			const by = Math.max(-weights[code], limited(step(values, weights[code] - priorOf(code), RIDGE)));
			weights[code] += by;
			move(values, by);
		}
	}
	return { bias, weights };
}

/** Newton's step overshoots where the curve is flat. */
const limited = (by: number): number => Math.max(-1, Math.min(1, by));

function columnOf(rows: readonly Row[], code: FlagCode): readonly (readonly [number, number])[] {
	return rows.flatMap(({ units }, row) => {
		const value = units.get(code) ?? 0;
		return value === 0 ? [] : [[row, value] as const];
	});
}

/** Each sample with the risk that weights estimated without it give. */
export function crossScored(
	samples: readonly RiskSample[],
	provenance: RiskProvenance,
): readonly (RiskSample & { readonly riskScore: number })[] {
	return Array.from({ length: FOLDS }, (_, fold) => fold).flatMap((fold) => {
		const [inside, outside] = [samples.filter((one) => foldOf(one) !== fold), samples.filter((one) => foldOf(one) === fold)];
		const weights = fitWeights(inside, provenance, 'fold');
		return outside.map((sample) => ({ ...sample, riskScore: riskOf(sample.flags, weights).riskScore }));
	});
}

/** By the id, so that a sample stays in its fold whatever else is labelled. */
function foldOf({ organisationId }: RiskSample): number {
	return [...organisationId].reduce((hash, letter) => (hash * 31 + (letter.codePointAt(0) ?? 0)) % 1_000_003, 7) % FOLDS;
}
