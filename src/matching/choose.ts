/** Which of several candidates a record belongs to: the best, if it is good enough and leads the second clearly. */
import type { PairScore } from './score.ts';

export interface Candidate {
	readonly subject: string;
	readonly score: PairScore;
}

export interface Choice {
	/** Null: nothing is good enough, or two are alike. */
	readonly chosen: Candidate | null;
	/** Two candidates were good enough and too close: the record joins neither. */
	readonly ambiguous: boolean;
	/** The candidates that could not be told apart, best first; none unless `ambiguous`. */
	readonly rivals: readonly Candidate[];
}

/**
 * The best candidate with at least `enoughBits`, leading every other by `leadBits`. Equal scores are told apart by nothing:
 * a coin would link wrongly every second time.
 */
export function chooseBest(candidates: readonly Candidate[], enoughBits: number, leadBits: number): Choice {
	const ranked = [...candidates].sort((a, b) => b.score.total - a.score.total);
	const best = ranked[0];
	if (best === undefined || best.score.total < enoughBits * 1000) return { chosen: null, ambiguous: false, rivals: [] };
	const second = ranked[1];
	if (second !== undefined && best.score.total - second.score.total < leadBits * 1000) {
		const rivals = ranked.filter(({ score }) => best.score.total - score.total < leadBits * 1000);
		return { chosen: null, ambiguous: true, rivals };
	}
	return { chosen: best, ambiguous: false, rivals: [] };
}
