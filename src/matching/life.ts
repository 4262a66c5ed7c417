/** When an organisation lived, against the day of a text about it. */
import { addDays, type Day } from '#core/days.ts';

export interface Life {
	/** First day; null: not known. */
	readonly from: Day | null;
	/** Last day; null: still alive, or not known. */
	readonly until: Day | null;
}

/** A school advertises before it is registered. Smaller cuts openings off; larger lets a room's next tenant have its texts. */
const DAYS_BEFORE = 90;
/** Complaints about money come after the end. */
const DAYS_AFTER = 180;
/** By then claims are settled or in court. Smaller takes late refunds from the school that owes them. */
const DAYS_GONE = 730;

/** Whether a text of `day` is from before this life; an unknown day or life says no. */
export function isTooEarly(day: Day | null, life: Life): boolean {
	return day !== null && life.from !== null && day < addDays(life.from, -DAYS_BEFORE);
}

/** Whether a text of `day` is from after this life; an unknown day or life says no. */
export function isTooLate(day: Day | null, life: Life): boolean {
	return day !== null && life.until !== null && day > addDays(life.until, DAYS_AFTER);
}

/** Whether a text of `day` is from years after this life; an unknown day or life says no. */
export function isLongGone(day: Day | null, life: Life): boolean {
	return day !== null && life.until !== null && day > addDays(life.until, DAYS_GONE);
}
