/**
 * Calendar days and the clock. The hub reckons in days of Asia/Shanghai (no daylight saving, UTC+8);
 * a `Day` is a plain "YYYY-MM-DD" string, so that days compare, sort and print as text.
 */

/** A calendar day in Asia/Shanghai, "YYYY-MM-DD". */
export type Day = string & { readonly __day?: never };

/** The only source of "now" in the hub; tests and `--as-of` runs inject their own. */
export interface Clock {
	/** The present instant. */
	now(): Date;
}

/** The machine's clock. */
export const systemClock: Clock = { now: () => new Date() };

const MS_PER_DAY = 86_400_000;
const SHANGHAI_OFFSET_MS = 8 * 3_600_000;

/** The day in Asia/Shanghai on which an instant falls. */
export function dayOf(instant: Date): Day {
	return new Date(instant.getTime() + SHANGHAI_OFFSET_MS).toISOString().slice(0, 10);
}

/** Whether a text is a day that exists in the calendar (2023-02-30 is none, and there is no year 0). */
export function isDay(text: string): text is Day {
	if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
	const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8))];
	return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysOfMonth(year, month);
}

/** Days of a month (1 to 12) of the Gregorian calendar. */
function daysOfMonth(year: number, month: number): number {
	if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
	return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** The day that lies `days` after (or, negative, before) a day. */
export function addDays(day: Day, days: number): Day {
	return new Date(Date.parse(`${day}T00:00:00Z`) + days * MS_PER_DAY).toISOString().slice(0, 10);
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
	return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / MS_PER_DAY);
}

/** Whole calendar months from `from` to `to`, rounded down; age counts in these steps. */
export function monthsBetween(from: Day, to: Day): number {
	const months = (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7));
	return Number(to.slice(8)) >= Number(from.slice(8)) ? months : months - 1;
}

/** ISO weekday of a day: 1 Monday … 7 Sunday. */
export function weekdayOf(day: Day): number {
	return new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
}
