/**
 * Does one organisation carry on another? A second question with a second model: a brand one homophone away speaks against
 * one organisation and for a succession. Needs a predecessor that ended, a successor that began or changed near that day,
 * and more than a shared address.
 */
import { type Day, daysBetween } from '#core/days.ts';
import type { SuccessionReason } from '#core/dossier.ts';
import type { SuccessionKind } from '#core/flags.ts';
import type { MatchModel } from './match-model.ts';
import { BESIDE, BY_CHANCE, GAPS, SUCCESSION_FAMILIES, SUCCESSION_TRADE, type SuccessionSignal } from './succession-model.ts';

export interface SuccessionFeature {
	readonly signal: SuccessionSignal;
	/** How many organisations share the value; for staff: how many people are shared; for relatives: how many heads near by bear the surname by chance, and one. */
	readonly sharedBy: number;
	/** What was compared, without personal values. */
	readonly detail: string;
}

export interface SuccessionPair {
	/** Null: not known. */
	readonly predecessorEnded: Day | null;
	/** First day of the successor, or of the change that made it one; null: not known. */
	readonly successorBegan: Day | null;
	readonly features: readonly SuccessionFeature[];
	/** Successor is a nonprofit or has a live licence of its own: a lawful conversion or take-over. */
	readonly successorLicensed: boolean;
	readonly successorNonprofit: boolean;
	readonly predecessorNonprofit: boolean;
	/** How many other predecessors the successor seems to have. */
	readonly otherPredecessors: number;
}

export interface SuccessionScore {
	readonly millibits: number;
	/** 0..1. */
	readonly score: number;
	readonly kind: SuccessionKind;
	readonly reasons: readonly SuccessionReason[];
}

/** The score of a pair; null when nothing but a place or nothing but a brand is shared: that is no succession. */
export function scoreSuccession(model: Pick<MatchModel, 'carriesOn'>, pair: SuccessionPair): SuccessionScore | null {
	const bits = model.carriesOn;
	const together = inContext(pair.features);
	const strongest = SUCCESSION_FAMILIES.flatMap((family) => {
		const found = together
			.filter((feature) => family.includes(feature.signal))
			.map((feature) => ({ feature, weight: weightOf(bits, feature) }));
		found.sort((a, b) => b.weight - a.weight);
		return found[0] !== undefined && found[0].weight > 0 ? [found[0]] : [];
	});
	if (strongest.length === 0) return null;
	const placeAlone = strongest.every(({ feature }) => PLACES.includes(feature.signal));
	const gap = gapOf(bits, pair);
	const trade = pair.features.filter((feature) => SUCCESSION_TRADE.includes(feature.signal));
	const reasons: SuccessionReason[] = [
		...strongest.map(({ feature, weight }) => ({ signal: feature.signal, weight, detail: feature.detail })),
		...trade.map((feature) => ({ signal: feature.signal, weight: toMilli(bits[feature.signal]), detail: feature.detail })),
		...(placeAlone ? [{ signal: 'placeAlone', weight: toMilli(bits.placeAlone), detail: 'a place and nothing else' }] : []),
		...gap,
	];
	const millibits = reasons.reduce((sum, reason) => sum + reason.weight, toMilli(bits.prior));
	return { millibits, score: probabilityOf(millibits), kind: kindOf(pair), reasons };
}

const NAMES: ReadonlySet<string> = new Set<SuccessionSignal>([
	'brand',
	'brandSound',
	'brandShape',
	'brandContains',
	'brandHere',
	'brandSoundHere',
	'brandShapeHere',
	'brandContainsHere',
	'formerNamed',
	'brandNamed',
]);
const SHARED: ReadonlySet<string> = new Set(SUCCESSION_FAMILIES.flat().filter((signal) => !NAMES.has(signal)));

/**
 * Whether names are all that ties the two: of two ended schools of one brand that a text may mean by "原帆安" one is a namesake, and no second
 * predecessor.
 */
export function isByNameAlone({ reasons }: Pick<SuccessionScore, 'reasons'>): boolean {
	return !reasons.some(({ signal }) => SHARED.has(signal));
}

/** The probability (0..1) that milli-bits stand for; grows with them. */
export function probabilityOf(millibits: number): number {
	return 1 / (1 + 2 ** (-millibits / 1000));
}

/** What the successor's trade adds, in milli-bits, whatever stands beside it. */
export function tradeWeight(model: Pick<MatchModel, 'carriesOn'>, signal: 'teaches' | 'otherTrade'): number {
	return toMilli(model.carriesOn[signal]);
}

/** The features as they count beside one another: see BESIDE. */
function inContext(features: readonly SuccessionFeature[]): SuccessionFeature[] {
	const found = new Set(features.map(({ signal }) => signal));
	const neighbours = Math.min(...features.filter(({ signal }) => PLACES.includes(signal)).map(({ sharedBy }) => sharedBy - 1));
	return features.flatMap((feature) => {
		const row = BESIDE.find(({ signal, beside }) => signal === feature.signal && beside.some((other) => found.has(other)));
		if (row === undefined) return [feature];
		if (row.as === null) return [];
		if (!row.beside.some((other) => PLACES.includes(other))) return [{ ...feature, signal: row.as }];
		const byChance = (neighbours * (feature.sharedBy - 1)) / BY_CHANCE;
		return [{ ...feature, signal: row.as, sharedBy: 1 + Math.max(1, byChance) }];
	});
}

type Bits = MatchModel['carriesOn'];

const PLACES: readonly SuccessionSignal[] = ['room', 'building'];

const PEOPLE: readonly SuccessionSignal[] = ['sharedHead', 'sharedOwner', 'sharedStaff'];

/** A rare surname weighs at most two bits more: families of it live in one village. */
const RAREST = 1 / 4;

const toMilli = (bits: number) => Math.round(bits * 1000);

function weightOf(bits: Bits, { signal, sharedBy }: SuccessionFeature): number {
	if (signal === 'sharedStaff') return toMilli(bits.sharedStaff + bits.furtherStaff * (sharedBy - 1));
	const others = Math.max(signal === 'relative' ? RAREST : 1, sharedBy - 1);
	return Math.max(0, toMilli(bits[signal] - Math.log2(others)));
}

/** The gap in time as a reason; none where a day is not known. */
function gapOf(bits: Bits, { successorBegan, predecessorEnded }: SuccessionPair): SuccessionReason[] {
	if (successorBegan === null || predecessorEnded === null) return [];
	const days = daysBetween(predecessorEnded, successorBegan);
	const { signal } = GAPS.find(({ upTo }) => days <= upTo) as (typeof GAPS)[number];
	return [{ signal, weight: toMilli(bits[signal]), detail: `${days} days after ${predecessorEnded}` }];
}

/**
 * 营转非 is a company's school carried on by a nonprofit with a licence; several predecessors make a merger;
 * a licensed successor with other people took over the school; everything else is a rebrand.
 */
function kindOf(pair: SuccessionPair): SuccessionKind {
	if (pair.successorNonprofit && pair.successorLicensed && !pair.predecessorNonprofit) return 'CONVERSION';
	if (pair.otherPredecessors > 0) return 'MERGER';
	const samePeople = pair.features.some(({ signal }) => PEOPLE.includes(signal));
	return pair.successorLicensed && !samePeople ? 'TRANSFER' : 'REBRAND';
}
