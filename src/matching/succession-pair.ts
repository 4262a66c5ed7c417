/**
 * A pair that met, as the store found it, with what texts tell beside it. Texts are read only where they can still decide whether the pair is
 * kept: most pairs are a house and a date, and whatever was said of them would not lift them. Pure.
 */
import type { Day } from '#core/days.ts';
import { namesTeacher } from './former-names.ts';
import type { MatchModel } from './match-model.ts';
import { probabilityOf, type SuccessionFeature, type SuccessionScore, scoreSuccession, tradeWeight } from './succession.ts';
import { RELATIVE_SHARE, type SuccessionSignal } from './succession-model.ts';
import type { OrganisationWords } from './succession-words.ts';

/** An organisation that ended (a) and one that shares something with it (b). */
export interface MetPair {
	readonly a: string;
	readonly b: string;
	readonly signals: readonly SuccessionSignal[];
	/** How many share the value of each signal, in the same order. */
	readonly sharedBy: readonly number[];
	readonly ended: Day | null;
	readonly began: Day | null;
	readonly successorLicensed: boolean;
	readonly successorNonprofit: boolean;
	readonly predecessorNonprofit: boolean;
	/** Share of heads who bear the surname that both have; null: none in common. */
	readonly surnameShare: number | null;
	/** There are texts about b. */
	readonly told: boolean;
}

/** What is known in words of the two. */
export interface PairWords {
	/** Brands of a. */
	readonly from: readonly string[];
	readonly to: OrganisationWords;
	/** Names of a's people. */
	readonly staff: readonly string[];
}

/** A pair that is kept, with the features it is scored by. */
export interface KeptPair {
	readonly pair: MetPair;
	readonly features: readonly SuccessionFeature[];
	readonly scored: SuccessionScore;
}

/** Whether the pair can reach `least` (0..1), whatever its brands and texts turn out to say. Never says no to a pair that `scoreMet` keeps. */
export function canReach(model: MatchModel, pair: MetPair, least: number): boolean {
	return pair.told || reaches(model, pair, { features: [...sharedFeatures(pair), BRAND_HELD], least, trades: ['otherTrade'] });
}

/** The pair's score with all that is said; null: under `least`, or nothing that makes a succession. */
export function scoreMet(model: MatchModel, pair: MetPair, words: PairWords, least: number): KeptPair | null {
	const named = [...sharedFeatures(pair), ...namedFeatures(words)];
	if (!reaches(model, pair, { features: named, least, trades: ['teaches', 'otherTrade'] })) return null;
	const features = [...named, ...tradeFeatures(words.to)];
	const scored = scorePair(model, pair, features, 0);
	return scored === null || scored.score < least ? null : { pair, features, scored };
}

/** The score of a kept pair once it is known how many others seem to have become the same successor. */
export function scoreBeside(model: MatchModel, { pair, features }: KeptPair, otherPredecessors: number): SuccessionScore | null {
	return scorePair(model, pair, features, otherPredecessors);
}

interface Reach {
	readonly features: readonly SuccessionFeature[];
	readonly least: number;
	/** What the successor's trade may turn out to be. */
	readonly trades: readonly ('teaches' | 'otherTrade')[];
}

/** With these features and the trade that suits best. */
function reaches(model: MatchModel, pair: MetPair, { features, least, trades }: Reach): boolean {
	const scored = scorePair(model, pair, features, 0);
	if (scored === null) return false;
	const best = Math.max(0, ...trades.map((trade) => tradeWeight(model, trade)));
	return probabilityOf(scored.millibits + best) >= least;
}

function scorePair(model: MatchModel, pair: MetPair, features: readonly SuccessionFeature[], otherPredecessors: number) {
	return scoreSuccession(model, { ...pair, predecessorEnded: pair.ended, successorBegan: pair.began, features, otherPredecessors });
}

const PLACES: readonly SuccessionSignal[] = ['room', 'building'];
const BRAND_HELD: SuccessionFeature = { signal: 'brandContains', sharedBy: 2, detail: 'one brand holds the other' };

function sharedFeatures(pair: MetPair): SuccessionFeature[] {
	const features = pair.signals.map((signal, i): SuccessionFeature => {
		const sharedBy = pair.sharedBy[i] as number;
		return { signal, sharedBy, detail: `shared by ${sharedBy}` };
	});
	const neighbours = Math.min(...pair.signals.flatMap((signal, i) => (PLACES.includes(signal) ? [pair.sharedBy[i] as number] : [])));
	if (pair.surnameShare !== null && Number.isFinite(neighbours)) {
		const byChance = ((neighbours - 1) * pair.surnameShare) / RELATIVE_SHARE;
		features.push({ signal: 'relative', sharedBy: 1 + byChance, detail: 'heads of one surname in one building' });
	}
	return features;
}

function namedFeatures({ from, to, staff }: PairWords): SuccessionFeature[] {
	const detail = 'in texts about the successor';
	const features: SuccessionFeature[] = [];
	if (from.some((a) => to.brands.some((b) => holdsOther(a, b)))) features.push(BRAND_HELD);
	if (from.some((brand) => brand.length > 1 && !to.brands.includes(brand) && to.text().includes(brand.toLowerCase()))) {
		features.push({ signal: 'brandNamed', sharedBy: 2, detail });
	}
	if (staff.some((name) => namesTeacher(to.text(), name))) features.push({ signal: 'formerStaff', sharedBy: 2, detail });
	return features;
}

function tradeFeatures(to: OrganisationWords): SuccessionFeature[] {
	const teaches = to.teaches();
	if (teaches >= STRONG_TEACHING) return [{ signal: 'teaches', sharedBy: 2, detail: `subject signal ${teaches.toFixed(2)}` }];
	return to.learningTrade() ? [] : [{ signal: 'otherTrade', sharedBy: 2, detail: 'by name and scope' }];
}

/** The subject signal from which a text speaks of teaching plainly (rule catalogue: SS ≥ 0.6). */
const STRONG_TEACHING = 0.6;

/** A shorter brand stands in many others by chance. */
const MIN_CONTAINED_BRAND = 2;

function holdsOther(a: string, b: string): boolean {
	return a !== b && Math.min(a.length, b.length) >= MIN_CONTAINED_BRAND && (a.includes(b) || b.includes(a));
}
