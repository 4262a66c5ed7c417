/**
 * Adds up what speaks for and against one pair: per family the strongest agreement, minus log2 of how many share the value,
 * plus the conflicts. Integers of milli-bits, so that the same pair has the same score everywhere.
 */
import { AGAINST, type Family, type FeatureUse, TEXT_FEATURES } from './model.ts';
import type { NameInText } from './name-in-text.ts';

/** A key on which two sides agree; `sharedBy` organisations have it. */
export interface Agreement {
	readonly feature: string;
	readonly sharedBy: number;
}

/** One signal of a score, for explanations. */
export interface Signal {
	readonly signal: string;
	/** Milli-bits; negative speaks against. */
	readonly weight: number;
}

export interface PairScore {
	/** Milli-bits. */
	readonly total: number;
	readonly signals: readonly Signal[];
}

export interface PairFacts {
	readonly agreements: readonly Agreement[];
	/** Families in which each side has any key at all: where both have one and none agrees, it speaks against. */
	readonly probeFamilies: readonly Family[];
	readonly subjectFamilies: readonly Family[];
	/** Both have a valid credit code and the codes differ: never one organisation. */
	readonly codesDiffer?: boolean;
	/** What the text says of the name, beyond equal keys. */
	readonly nameInText?: NameInText | null;
	readonly tooEarly?: boolean;
	readonly tooLate?: boolean;
	readonly foundedLater?: boolean;
}

const MILLI = 1000;

/** Milli-bits of one agreement; never negative. */
export function weightOf(use: FeatureUse, sharedBy: number): number {
	return Math.max(0, Math.round((use.bits - Math.log2(Math.max(1, sharedBy))) * MILLI));
}

/**
 * The score of a pair under a feature table. Null when the pair is forbidden: two valid credit codes are two organisations.
 */
export function scorePair(features: readonly FeatureUse[], facts: PairFacts): PairScore | null {
	if (facts.codesDiffer === true) return null;
	const best = new Map<Family, Signal>();
	for (const agreement of facts.agreements) {
		const use = features.find((candidate) => candidate.feature === agreement.feature);
		if (use === undefined) continue;
		const weight = weightOf(use, agreement.sharedBy);
		if (weight > (best.get(use.family)?.weight ?? -1)) best.set(use.family, { signal: use.feature, weight });
	}
	if (facts.nameInText) {
		const weight = TEXT_FEATURES[facts.nameInText].bits * MILLI;
		if (weight > (best.get('name')?.weight ?? -1)) best.set('name', { signal: facts.nameInText, weight });
	}
	const signals: Signal[] = [...best.values(), ...conflicts(facts, best)];
	return { total: signals.reduce((sum, signal) => sum + signal.weight, 0), signals };
}

function conflicts(facts: PairFacts, agreed: ReadonlyMap<Family, Signal>): Signal[] {
	const differs = (family: Family) => !agreed.has(family) && facts.probeFamilies.includes(family) && facts.subjectFamilies.includes(family);
	const against: [keyof typeof AGAINST, boolean][] = [
		['nameDiffers', differs('name')],
		['placeDiffers', differs('place')],
		['contactDiffers', differs('contact')],
		['tooEarly', facts.tooEarly === true],
		['tooLate', facts.tooLate === true],
		['foundedLater', facts.foundedLater === true],
	];
	return against.filter(([, holds]) => holds).map(([signal]) => ({ signal, weight: AGAINST[signal] * MILLI }));
}
