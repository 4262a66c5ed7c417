/** The calendar that the reference ships: it must hold together, or lessons are judged on days that never were. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '#config/load-config.ts';
import { calendarFor, isKnownDay, restOn } from '#core/calendar.ts';
import { addDays, weekdayOf } from '#core/days.ts';
import { anyEnvironment } from '../docs/any-environment.ts';

const { calendars } = loadConfig(join(import.meta.dirname, '../../config/reference.yaml'), anyEnvironment);
const calendar = calendarFor(calendars, null);

describe('the reference calendar', () => {
	it('works only Saturdays and Sundays in exchange, and none within a holiday', () => {
		for (const day of calendar.workdays) {
			expect(weekdayOf(day), day).toBeGreaterThanOrEqual(6);
			expect(
				calendar.holidays.some(({ from, to }) => from <= day && day <= to),
				day,
			).toBe(false);
			expect(isKnownDay(calendar, day), day).toBe(true);
		}
	});

	it('exchanges as many weekend days as it frees working days beyond the statutory ones', () => {
		const years = [...new Set(calendar.workdays.map((day) => day.slice(0, 4)))];
		for (const year of years) {
			const freed = calendar.holidays.filter(({ to }) => to.startsWith(year)).reduce((sum, span) => sum + weekdaysIn(span), 0);
			const worked = calendar.workdays.filter((day) => day.startsWith(year)).length;
			// The law gives eleven days a year up to 2024 and thirteen since; those that fall on a weekend free nothing of the week.
			expect(freed - worked, year).toBeGreaterThanOrEqual(8);
			expect(freed - worked, year).toBeLessThanOrEqual(13);
		}
	});

	it('tells a worked Saturday from a free one, and a holiday from the vacation around it', () => {
		expect(restOn(calendar, '2026-02-14')).toBe('VACATION');
		expect(restOn(calendar, '2026-05-09')).toBeNull();
		expect(restOn(calendar, '2026-05-16')).toBe('WEEKEND');
		expect(restOn(calendar, '2026-02-17')).toBe('HOLIDAY');
	});
});

function weekdaysIn({ from, to }: { readonly from: string; readonly to: string }): number {
	let days = 0;
	for (let day = from; day <= to; day = addDays(day, 1)) if (weekdayOf(day) < 6) days += 1;
	return days;
}
