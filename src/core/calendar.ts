/**
 * Public holidays, worked weekend days (调休) and school vacations: which days are days of rest, and for which days that is known.
 * The configuration gives them for the country and by division; a dossier carries those of its own.
 */
import { type Day, weekdayOf } from './days.ts';

/** A span of days, both ends included. */
export interface DaySpan {
	readonly name: string;
	readonly from: Day;
	readonly to: Day;
}

/** Rest days by law and the weekend days that are worked in exchange (调休). */
export interface HolidayCalendar {
	readonly holidays: readonly DaySpan[];
	/** Saturdays and Sundays on which schools and offices work. */
	readonly workdays: readonly Day[];
	/** First and last day for which the calendar is known; outside of them a rule must be silent on holidays. */
	readonly knownFrom: Day;
	readonly knownTo: Day;
}

/** School vacations of a division; a division without its own has those of the nearest level above it. */
export interface VacationCalendar {
	/** Leading digits of the division code; "" is the whole country. */
	readonly division: string;
	readonly vacations: readonly DaySpan[];
}

export interface Calendars {
	readonly national: HolidayCalendar;
	/** Longest division prefix first. */
	readonly school: readonly VacationCalendar[];
}

/** The calendar that holds in one division. */
export interface LocalCalendar extends HolidayCalendar {
	readonly vacations: readonly DaySpan[];
}

/** Why a day is one of rest. */
export type RestDay = 'WEEKEND' | 'VACATION' | 'HOLIDAY';

/** The calendar of a division; null stands for a division that is not known and gives the country's. */
export function calendarFor({ national, school }: Calendars, divisionCode: string | null): LocalCalendar {
	const own = school.find(({ division }) => (divisionCode ?? '').startsWith(division));
	return { ...national, vacations: own?.vacations ?? [] };
}

/** Whether the calendar says what kind of day a day is. */
export function isKnownDay(calendar: LocalCalendar, day: Day): boolean {
	return day >= calendar.knownFrom && day <= calendar.knownTo;
}

/** Why a day that the calendar knows is one of rest; null: a school day. The holiday goes before the vacation, both before the weekend. */
export function restOn(calendar: LocalCalendar, day: Day): RestDay | null {
	const lies = ({ from, to }: DaySpan): boolean => from <= day && day <= to;
	if (calendar.holidays.some(lies)) return 'HOLIDAY';
	if (calendar.vacations.some(lies)) return 'VACATION';
	return weekdayOf(day) >= 6 && !calendar.workdays.includes(day) ? 'WEEKEND' : null;
}
