/**
 * A version of the matching model: the table of model.ts, signals.ts and succession-model.ts, with weights that are its own where it
 * was estimated. Scores are added up from one of these and from nothing else, so that the same pair has the same bits everywhere.
 */
import { lexiconVersion } from '#text/lexicon-in-use.ts';
import { type FeatureUse, FIXED, ORGANISATION_FEATURES } from './model.ts';
import { AGAINST, type AgainstSignal, TEXT_SIGNALS, type TextSignal, TRADE_SIGNALS, type TradeSignal, type Weighed } from './signals.ts';
import { SUCCESSION_FAMILIES, SUCCESSION_SIGNALS, SUCCESSION_TRADE, type SuccessionSignal } from './succession-model.ts';

/** The two questions: are these one organisation; does the second carry on the first. */
export type Question = 'same' | 'carriesOn';

/** Signals of "the same organisation" that are no keys. */
export type SameSignal = TextSignal | TradeSignal | AgainstSignal;

/** One level of one signal in the table. */
export interface ModelRow extends Weighed {
	readonly question: Question;
	/** Of one family only the strongest row for the pair counts; rows against and beside the families have none. */
	readonly family: string | null;
	readonly signal: string;
}

/** The weights in use. */
export interface MatchModel {
	/** 1: as shipped; larger: estimated, in the order they were made. */
	readonly version: number;
	readonly features: readonly FeatureUse[];
	/** Bits. */
	readonly same: Readonly<Record<SameSignal, number>>;
	/** Bits. */
	readonly carriesOn: Readonly<Record<SuccessionSignal, number>>;
}

/** Weights of an estimated version by "question.signal", in bits; rows that are left out keep the shipped weight. */
export type Weights = Readonly<Record<string, number>>;

const OTHER_SIGNALS: Readonly<Record<SameSignal, Weighed>> = { ...TEXT_SIGNALS, ...TRADE_SIGNALS, ...AGAINST };

const bitsOf = <Signal extends string>(question: Question, signals: Readonly<Record<Signal, Weighed>>, weights: Weights) =>
	Object.fromEntries(
		Object.entries<Weighed>(signals).map(([signal, { bits }]) => [signal, weights[`${question}.${signal}`] ?? bits]),
	) as Record<Signal, number>;

/** The model under these weights. */
export function modelOf(version: number, weights: Weights): MatchModel {
	return {
		version,
		features: ORGANISATION_FEATURES.map((use) => ({ ...use, bits: weights[`same.${use.feature}`] ?? use.bits })),
		same: bitsOf('same', OTHER_SIGNALS, weights),
		carriesOn: bitsOf('carriesOn', SUCCESSION_SIGNALS, weights),
	};
}

/** The weights that the hub is shipped with: priors, each written down with its reason. */
export const SHIPPED_MODEL: MatchModel = modelOf(1, {});

/** All that decides who is who beside the records: the weights, what is fixed in the code, and the words by which texts are read. */
export function decidedBy(model: MatchModel): readonly unknown[] {
	return [model, FIXED, lexiconVersion()];
}

/** The whole table of a version, keys first, in the order in which it is written. */
export function rowsOf(model: MatchModel): readonly ModelRow[] {
	const keys = model.features.map(
		({ feature, family, level, bits, rule, reason }): ModelRow => ({
			question: 'same',
			family,
			signal: feature,
			level,
			bits,
			rule,
			reason,
		}),
	);
	const others = Object.entries(OTHER_SIGNALS).map(
		([signal, row]): ModelRow => ({
			...row,
			question: 'same',
			family: signal in TEXT_SIGNALS ? 'name' : null,
			signal,
			bits: model.same[signal as SameSignal],
		}),
	);
	return [...keys, ...others, ...carriesOnRows(model)];
}

/** Rows of a family by the signal that stands first in it. */
function carriesOnRows(model: MatchModel): ModelRow[] {
	const familyOf = (signal: SuccessionSignal) =>
		SUCCESSION_TRADE.includes(signal) ? null : (SUCCESSION_FAMILIES.find((family) => family.includes(signal))?.[0] ?? null);
	return Object.entries(SUCCESSION_SIGNALS).map(([name, row]) => {
		const signal = name as SuccessionSignal;
		return { ...row, question: 'carriesOn', family: familyOf(signal), signal, bits: model.carriesOn[signal] };
	});
}

/** The row of a signal; undefined for one that the table does not have (a decision of a person). */
export function rowOf(model: MatchModel, question: Question, signal: string): ModelRow | undefined {
	return rowsOf(model).find((row) => row.question === question && row.signal === signal);
}
