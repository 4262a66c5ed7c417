/**
 * Adds up what speaks for and against one pair: per family the strongest agreement, minus log2 of how many share the value,
 * plus the conflicts. Integers of milli-bits, so that the same pair has the same score everywhere.
 */
import type { MatchModel } from './match-model.ts';
import type { Family, FeatureUse } from './model.ts';
import type { NameInText } from './name-in-text.ts';
import { type AgainstSignal, HOUSES, NOT_ALONE } from './signals.ts';

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
	/** Families in which each side has a key: where both have one and none agrees, it speaks against. */
	readonly probeFamilies: readonly Family[];
	readonly subjectFamilies: readonly Family[];
	/** Both have a valid credit code and the codes differ: never one organisation. */
	readonly codesDiffer?: boolean;
	/** Both say a room (or both a storey) and none agrees; counts where the place agrees otherwise. */
	readonly roomDiffers?: boolean;
	/** The organisation says a room or storey: others of its house may be meant, and the registers do not know them all. */
	readonly subjectRoomed?: boolean;
	/** A text: of those one weak agreement is not enough; see NOT_ALONE. */
	readonly ofMention?: boolean;
	/** What the text says of the name, beyond equal keys. */
	readonly nameInText?: NameInText | null;
	/** The text tells of lessons or care: whether the organisation's trade has to do with them; null where it tells of neither. */
	readonly tradeFits?: boolean | null;
	readonly tooEarly?: boolean;
	readonly tooLate?: boolean;
	readonly longGone?: boolean;
	readonly foundedLater?: boolean;
}

const MILLI = 1000;

type Same = Pick<MatchModel, 'same'>;

const toMilli = (bits: number) => Math.round(bits * MILLI);

/** Milli-bits of one agreement; never negative. */
export function weightOf(use: FeatureUse, sharedBy: number): number {
	return Math.max(0, Math.round((use.bits - Math.log2(Math.max(1, sharedBy))) * MILLI));
}

/**
 * The score of a pair under a version of the model. Null when the pair is forbidden: two valid credit codes are two organisations.
 */
export function scorePair(model: Pick<MatchModel, 'features' | 'same'>, facts: PairFacts): PairScore | null {
	if (facts.codesDiffer === true) return null;
	const best = new Map<Family, Signal>();
	for (const agreement of facts.agreements) {
		const use = model.features.find((candidate) => candidate.feature === agreement.feature);
		if (use === undefined) continue;
		const weight = weightOf(use, agreement.sharedBy);
		if (weight > (best.get(use.family)?.weight ?? -1)) best.set(use.family, { signal: use.feature, weight });
	}
	if (facts.nameInText) {
		const weight = toMilli(model.same[facts.nameInText]);
		if (weight > (best.get('name')?.weight ?? -1)) best.set('name', { signal: facts.nameInText, weight });
	}
	const signals: Signal[] = [...best.values(), ...trade(model, facts, best), ...conflicts(model, facts, best)];
	return { total: signals.reduce((sum, signal) => sum + signal.weight, 0), signals };
}

/** A name that agrees says who is meant: then the trade says nothing more. */
function trade({ same }: Same, facts: PairFacts, agreed: ReadonlyMap<Family, Signal>): Signal[] {
	if (facts.tradeFits === undefined || facts.tradeFits === null || agreed.has('name') || agreed.size === 0) return [];
	const signal = facts.tradeFits ? 'tradeFits' : 'tradeStrange';
	return [{ signal, weight: toMilli(same[signal]) }];
}

/** What weighs less than a bit, being common, stands beside nothing. */
const TELLING = MILLI;

/** Whether all that agrees is one thing that does not say who is meant. A trade that fits helps a place, and no namesake near by. */
function standsAlone(agreed: ReadonlyMap<Family, Signal>, { subjectRoomed, tradeFits }: PairFacts): boolean {
	const [only, ...others] = [...agreed].filter(([, { weight }]) => weight >= TELLING);
	if (only === undefined || others.length > 0) return false;
	const [family, { signal }] = only;
	if (tradeFits === true && family !== 'name') return false;
	return NOT_ALONE.has(signal) || (subjectRoomed === true && HOUSES.has(signal));
}

function conflicts({ same }: Same, facts: PairFacts, agreed: ReadonlyMap<Family, Signal>): Signal[] {
	const differs = (family: Family) => !agreed.has(family) && facts.probeFamilies.includes(family) && facts.subjectFamilies.includes(family);
	const against: [AgainstSignal, boolean][] = [
		['nameDiffers', differs('name')],
		['placeDiffers', differs('place')],
		['roomDiffers', agreed.has('place') && facts.roomDiffers === true],
		['contactDiffers', differs('contact')],
		['nothingElse', facts.ofMention === true && standsAlone(agreed, facts)],
		['tooEarly', facts.tooEarly === true],
		['tooLate', facts.tooLate === true && facts.longGone !== true],
		['longGone', facts.longGone === true],
		['foundedLater', facts.foundedLater === true],
	];
	return against.filter(([, holds]) => holds).map(([signal]) => ({ signal, weight: toMilli(same[signal]) }));
}
