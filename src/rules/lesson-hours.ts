/**
 * Until when a subject lesson may last. The national limits are those of the double reduction; where clocks run by the sun two hours
 * behind Beijing, local orders shift them. Kept as data, by division, so that a province adds its own line.
 */

/** Minutes of the day. */
const minutes = (hours: number, past: number): number => hours * 60 + past;

/** Offline lessons end by 20:30, online ones by 21:00; a lesson that ends on the minute is in time. */
export const LATEST_END = { OFFLINE: minutes(20, 30), ONLINE: minutes(21, 0) } as const;

/**
 * Minutes added by division prefix (longest fits). Customary working hours in Xinjiang run two hours behind Beijing time, in Tibet
 * about one and a half; the orders of those regions were not read, so the shift errs towards no finding.
 */
const SHIFT: Readonly<Record<string, number>> = { '65': 120, '54': 120 };

/** Whether the limit binds courses that are for senior high pupils alone. They follow it by reference (参照执行) unless a province says otherwise. */
const SENIOR_HIGH_BOUND: Readonly<Record<string, boolean>> = {};

/** Latest end of a lesson in minutes of the day; null: no limit there for these pupils. */
export function latestEnd(mode: 'OFFLINE' | 'ONLINE', divisionCode: string | null, seniorHighOnly: boolean): number | null {
	if (seniorHighOnly && lookUp(SENIOR_HIGH_BOUND, divisionCode) === false) return null;
	return LATEST_END[mode] + (lookUp(SHIFT, divisionCode) ?? 0);
}

function lookUp<T>(table: Readonly<Record<string, T>>, divisionCode: string | null): T | undefined {
	if (divisionCode === null) return undefined;
	for (const length of [6, 4, 2]) {
		const found = table[divisionCode.slice(0, length)];
		if (found !== undefined) return found;
	}
	return undefined;
}

/** "20:30" as minutes of the day; null when there is no time. */
export function minutesOf(time: string | null): number | null {
	const match = time === null ? null : /^(\d{1,2}):(\d{2})/.exec(time);
	return match === null ? null : Number(match[1]) * 60 + Number(match[2]);
}

/** Minutes of the day as "20:50"; past midnight counts on (24:10). */
export function timeText(minute: number): string {
	return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}
