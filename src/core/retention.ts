/** How long what serves nobody any more is kept: months after which a night deletes it. */

/** Months; null: kept for ever. */
export interface Retention {
	/** Leads that the records no longer bear out and nobody took up in a review, after the last change of theirs. */
	readonly unprovenFlagMonths: number | null;
	/** Answers of the police, after they lapsed. */
	readonly lapsedAnswerMonths: number | null;
	/** What records said before, after it was replaced: then `asOf` tells no earlier day, and a file of that time can no longer be corrected. */
	readonly historyMonths: number | null;
}

/**
 * The project's own terms (个人信息保护法 art. 19: the shortest that serves the purpose). Flags: shorter and a lead that comes and goes
 * with the school year is new each time; longer and the unproven stays with a name. Answers: a lapsed one decides nothing, but an
 * officer who contests a flag may still ask what it stood on.
 */
export const USUAL_RETENTION: Retention = { unprovenFlagMonths: 12, lapsedAnswerMonths: 3, historyMonths: null };

/** How much was deleted. */
export interface Forgotten {
	readonly flags: number;
	readonly answers: number;
	readonly history: number;
}
