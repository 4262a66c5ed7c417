/**
 * Does one organisation carry on another? A second question with a second model: a brand one homophone away speaks against
 * one organisation and for a succession. Needs a predecessor that ended, a successor that began or changed near that day,
 * and more than a shared address.
 */
import { type Day, daysBetween } from '#core/days.ts';
import type { SuccessionReason } from '#core/dossier.ts';
import type { SuccessionKind } from '#core/flags.ts';

/**
 * Signals of a succession, each a weight in bits when one pair alone has it, and why. The weights are of a logistic regression
 * on a synthetic province, rounded, with heads and telephones kept low together: the head of a closed school who opens a
 * restaurant takes the telephone along. docs/decisions/0008 says how they were found.
 */
export const SUCCESSION_SIGNALS = {
	sharedHead: { bits: 2, reason: 'the same person heads both (R10)' },
	sharedOwner: { bits: 4.5, reason: 'a head or shareholder of one holds a post or share in the other (R10)' },
	sharedStaff: { bits: 3.5, reason: 'a member of staff of one holds a post in the other (R12); each further one adds 2.5' },
	relative: { bits: 3, reason: 'heads of one surname in the same room or building: a relative as legal representative' },
	room: { bits: 2.25, reason: 'the same room (R10); a re-let room has it too' },
	building: { bits: 1.5, reason: 'the same building' },
	phone: { bits: 3, reason: 'the same telephone; agents’ telephones weigh nothing' },
	contactId: { bits: 5, reason: 'the same WeChat or QQ id in advertisements' },
	brand: { bits: 1, reason: 'the same brand in the prefecture (R11); common brands weigh little' },
	brandSound: { bits: 1.75, reason: 'a brand one homophone away (R11)' },
	brandShape: { bits: 1, reason: 'a brand one look-alike character away (R11)' },
	brandContains: { bits: 2, reason: 'one brand holds the other: a word added or dropped (R11)' },
	formerNamed: { bits: 2, reason: 'texts about the successor name the predecessor’s brand (原…, 以前是…)' },
	teaches: { bits: 2, reason: 'texts about the successor speak of subject teaching' },
	otherTrade: { bits: -3.75, reason: 'the successor’s trade has nothing to do with learning, and nothing is said of teaching' },
} as const;

export type SuccessionSignal = keyof typeof SUCCESSION_SIGNALS;

/** Bits of each member of staff after the first. Smaller misses blocks that moved; larger makes two temps a succession. */
const FURTHER_STAFF_BITS = 2.5;

/** What a pair without any signal has against it: of all later businesses of a county hardly one carries on a given school. */
const PRIOR_BITS = -7;

/** The gap between end and beginning, in days, and what it is worth. A shop opened four years later is another story. */
const GAP_BITS: readonly { readonly upTo: number; readonly bits: number }[] = [
	{ upTo: -401, bits: -3 },
	{ upTo: -101, bits: -0.75 },
	{ upTo: 400, bits: 2.75 },
	{ upTo: 800, bits: 1 },
	{ upTo: 1200, bits: -1.5 },
	{ upTo: Number.POSITIVE_INFINITY, bits: -2 },
];

export interface SuccessionFeature {
	readonly signal: SuccessionSignal;
	/** How many organisations share the value; for staff: how many people are shared. */
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

/** Families of signals that say one thing: only the strongest of each counts. */
const FAMILIES: readonly (readonly SuccessionSignal[])[] = [
	['sharedHead', 'sharedOwner', 'relative'],
	['sharedStaff'],
	['room', 'building'],
	['phone'],
	['contactId'],
	['brand', 'brandSound', 'brandShape', 'brandContains'],
	['formerNamed'],
];

/** What the successor does; alone no link between two organisations. */
const TRADE: readonly SuccessionSignal[] = ['teaches', 'otherTrade'];

/** The score of a pair; null when nothing but a place or nothing but a brand is shared: that is no succession. */
export function scoreSuccession(pair: SuccessionPair): SuccessionScore | null {
	const strongest = FAMILIES.flatMap((family) => {
		const found = pair.features
			.filter((feature) => family.includes(feature.signal))
			.map((feature) => ({ feature, weight: weightOf(feature) }));
		found.sort((a, b) => b.weight - a.weight);
		return found[0] !== undefined && found[0].weight > 0 ? [found[0]] : [];
	});
	if (strongest.length === 0) return null;
	const gap = gapOf(pair);
	const trade = pair.features.filter((feature) => TRADE.includes(feature.signal));
	const reasons: SuccessionReason[] = [
		...strongest.map(({ feature, weight }) => ({ signal: feature.signal, weight, detail: feature.detail })),
		...trade.map((feature) => ({ signal: feature.signal, weight: SUCCESSION_SIGNALS[feature.signal].bits * 1000, detail: feature.detail })),
		{ signal: 'timeGap', weight: gap.weight, detail: gap.detail },
	];
	const millibits = reasons.reduce((sum, reason) => sum + reason.weight, PRIOR_BITS * 1000);
	return { millibits, score: 1 / (1 + 2 ** (-millibits / 1000)), kind: kindOf(pair), reasons };
}

function weightOf(feature: SuccessionFeature): number {
	const { bits } = SUCCESSION_SIGNALS[feature.signal];
	const bitsNow =
		feature.signal === 'sharedStaff'
			? bits + FURTHER_STAFF_BITS * (feature.sharedBy - 1)
			: bits - Math.log2(Math.max(1, feature.sharedBy - 1));
	return Math.max(0, Math.round(bitsNow * 1000));
}

function gapOf(pair: SuccessionPair): { weight: number; detail: string } {
	if (pair.successorBegan === null || pair.predecessorEnded === null) return { weight: 0, detail: 'day not known' };
	const days = daysBetween(pair.predecessorEnded, pair.successorBegan);
	const step = GAP_BITS.find(({ upTo }) => days <= upTo) as (typeof GAP_BITS)[number];
	return { weight: step.bits * 1000, detail: `${days} days after ${pair.predecessorEnded}` };
}

/**
 * 营转非 is a company's school carried on by a nonprofit with a licence; several predecessors make a merger;
 * a licensed successor took over the school; everything else is a rebrand.
 */
function kindOf(pair: SuccessionPair): SuccessionKind {
	if (pair.successorNonprofit && pair.successorLicensed && !pair.predecessorNonprofit) return 'CONVERSION';
	if (pair.otherPredecessors > 0) return 'MERGER';
	return pair.successorLicensed ? 'TRANSFER' : 'REBRAND';
}
