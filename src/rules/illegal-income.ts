/**
 * Sums of an enforcement case: illegal income, the fine that the law allows, and whether a fine keeps to it. For the officer's reckoning;
 * the hub fixes no fine. Amounts are whole fen, so that no sum is rounded.
 */

/** Least and most that a fine may be, in fen. */
export interface FineRange {
	readonly least: number;
	readonly most: number;
}

/** A fine for training without leave is one to five times the illegal income (校外培训行政处罚暂行办法第十七条). */
const LEAST_TIMES = 1;
const MOST_TIMES = 5;

/**
 * Illegal income in fen (第四十二条): what was received, less prepayment for lessons not given that was lawfully refunded.
 * @throws RangeError when more was refunded than received, or an amount is negative or no whole number.
 */
export function illegalIncome(received: number, refunded: number): number {
	for (const amount of [received, refunded]) {
		if (!Number.isSafeInteger(amount) || amount < 0) throw new RangeError(`${amount} is no amount in whole fen`);
	}
	if (refunded > received) throw new RangeError(`more was refunded (${refunded}) than received (${received})`);
	return received - refunded;
}

/** The range of the fine on an illegal income, in fen. */
export function fineRange(income: number): FineRange {
	return { least: income * LEAST_TIMES, most: income * MOST_TIMES };
}

/** Whether a fine lies within the range, both ends included. */
export function isLawfulFine(fine: number, income: number): boolean {
	const { least, most } = fineRange(income);
	return fine >= least && fine <= most;
}

/** Receipts in fen of lessons that so many pupils were charged so often; the sum on which a case without books rests. */
export function receiptsOf(pupils: number, lessons: number, fenALesson: number): number {
	return pupils * lessons * fenALesson;
}
