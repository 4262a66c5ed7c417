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
	/** Surnames that heads of both bear. */
	readonly surnames: readonly string[];
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

/** A pair with what its texts tell, so that it can be scored without reading them again. */
export interface WordedPair {
	readonly pair: MetPair;
	/** What brands and texts add. */
	readonly named: readonly SuccessionFeature[];
	/** What the successor's trade adds. */
	readonly trade: readonly SuccessionFeature[];
}

/** What is known of a pair only when all are known. */
export interface AmongOthers {
	/** Least share of heads who bear a surname that both have; null: none in common. */
	readonly surnameShare: number | null;
	/** How many others seem to have become the same successor. */
	readonly otherPredecessors: number;
}

/** Whether the pair can reach `least` (0..1), whatever its brands and texts turn out to say. Never says no to a pair that `wordPair` keeps. */
export function canReach(model: MatchModel, pair: MetPair, least: number): boolean {
	return pair.told || reaches(model, pair, { features: [BRAND_HELD], least, trades: ['otherTrade'] });
}

/** The pair with what its texts tell; null: under `least` however rare the surname, or nothing that makes a succession. */
export function wordPair(model: MatchModel, pair: MetPair, words: PairWords, least: number): WordedPair | null {
	const named = namedFeatures(words);
	if (!reaches(model, pair, { features: named, least, trades: ['teaches', 'otherTrade'] })) return null;
	const trade = tradeFeatures(words.to);
	return reaches(model, pair, { features: [...named, ...trade], least, trades: [] }) ? { pair, named, trade } : null;
}

/** The score of a pair; null: nothing that makes a succession. */
export function scoreWorded(model: MatchModel, { pair, named, trade }: WordedPair, among: AmongOthers): SuccessionScore | null {
	return scorePair(model, pair, [...sharedFeatures(pair, among.surnameShare), ...named, ...trade], among.otherPredecessors);
}

interface Reach {
	readonly features: readonly SuccessionFeature[];
	readonly least: number;
	/** What the successor's trade may turn out to be. */
	readonly trades: readonly ('teaches' | 'otherTrade')[];
}

/** With these features, the rarest surname and the trade that suits best. */
function reaches(model: MatchModel, pair: MetPair, { features, least, trades }: Reach): boolean {
	const scored = scorePair(model, pair, [...sharedFeatures(pair, pair.surnames.length > 0 ? 0 : null), ...features], 0);
	if (scored === null) return false;
	const best = Math.max(0, ...trades.map((trade) => tradeWeight(model, trade)));
	return probabilityOf(scored.millibits + best) >= least;
}

function scorePair(model: MatchModel, pair: MetPair, features: readonly SuccessionFeature[], otherPredecessors: number) {
	return scoreSuccession(model, { ...pair, predecessorEnded: pair.ended, successorBegan: pair.began, features, otherPredecessors });
}

const PLACES: readonly SuccessionSignal[] = ['room', 'building'];
const BRAND_HELD: SuccessionFeature = { signal: 'brandContains', sharedBy: 2, detail: 'one brand holds the other' };

function sharedFeatures(pair: MetPair, surnameShare: number | null): SuccessionFeature[] {
	const features = pair.signals.map((signal, i): SuccessionFeature => {
		const sharedBy = pair.sharedBy[i] as number;
		return { signal, sharedBy, detail: `shared by ${sharedBy}` };
	});
	const neighbours = Math.min(...pair.signals.flatMap((signal, i) => (PLACES.includes(signal) ? [pair.sharedBy[i] as number] : [])));
	if (surnameShare !== null && Number.isFinite(neighbours)) {
		const byChance = ((neighbours - 1) * surnameShare) / RELATIVE_SHARE;
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
