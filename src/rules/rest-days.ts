/** Which lessons a course's days, as they are written, put on days of rest: by their words, and by the calendar of the place. */
import { isKnownDay, type LocalCalendar, type RestDay, restOn } from '#core/calendar.ts';
import { addDays, type Day, weekdayOf } from '#core/days.ts';

export type { RestDay } from '#core/calendar.ts';

const WEEKDAYS = '一二三四五六日';
const VACATION = /寒假|暑假|寒暑假|假期|冬令营|夏令营/;
const HOLIDAY = /节假日|法定假|国庆|五一|元旦|春节|清明|端午|中秋|小长假|黄金周/;
const WEEKEND = /周末|双休|每天|每日|天天|全周|整周/;

/** Days of rest named in "周六、周日", "星期一至星期日", "寒假每日" …; empty: school days only, or nothing is written. */
export function restDaysOf(days: string | null): readonly RestDay[] {
	if (days === null) return [];
	const text = plain(days);
	const vacation = VACATION.test(text);
	const found: RestDay[] = [];
	if (weekdaysOf(text).some((weekday) => weekday >= 6) || (!vacation && isAllWeek(text))) found.push('WEEKEND');
	if (vacation) found.push('VACATION');
	if (HOLIDAY.test(text)) found.push('HOLIDAY');
	return found;
}

/** When a course is taught, as it was filed. */
export interface Timetable {
	readonly from: Day | null;
	readonly to: Day | null;
	readonly weekdays: string | null;
}

/** Days of rest on which a course has lessons; `undecided`: some lessons lie outside the days that the calendar knows, and no other settles it. */
export interface RestLessons {
	readonly days: readonly RestDay[];
	readonly undecided: boolean;
}

/** A term longer than this holds school days in any case. */
const LONGEST_VACATION = 100;

/**
 * The rest days of a course. Vacations and holidays count when the filing names them, or when no lesson of the term falls on any other
 * day; a class that goes on through the year pauses on them unsaid. Weekends count unless all those of the term are worked (调休).
 */
export function restLessons({ from, to, weekdays }: Timetable, calendar: LocalCalendar): RestLessons {
	const named = restDaysOf(weekdays);
	const words = named.filter((day) => day !== 'WEEKEND');
	const lessons = lessonDays({ from, to, weekdays });
	const known = lessons.filter((day) => isKnownDay(calendar, day));
	const rest = known.map((day) => restOn(calendar, day));
	const whole = lessons.length > 0 && lessons.length <= LONGEST_VACATION && known.length === lessons.length;
	const throughout = whole && rest.every((day) => day !== null) ? rest.filter((day) => day !== null && day !== 'WEEKEND') : [];
	const weekend = named.includes('WEEKEND') && (lessons.length === 0 || known.some((day, i) => rest[i] !== null && weekdayOf(day) >= 6));
	const open = named.includes('WEEKEND') && !weekend && lessons.some((day) => !isKnownDay(calendar, day) && weekdayOf(day) >= 6);
	const days = [...new Set<RestDay>([...words, ...(throughout as RestDay[]), ...(weekend ? (['WEEKEND'] as const) : [])])].sort();
	return { days, undecided: open && days.length === 0 };
}

/** Days of the term on which lessons are held, two years of it at most; empty: no term is filed. */
function lessonDays({ from, to, weekdays }: Timetable): readonly Day[] {
	const first = from ?? (to === null ? null : addDays(to, -LONGEST_TERM));
	if (first === null) return [];
	const last = to ?? addDays(first, LONGEST_TERM);
	const text = plain(weekdays ?? '');
	const on = isAllWeek(text) ? [] : weekdaysOf(text);
	const days: Day[] = [];
	for (let day = first; day <= last && days.length < 2 * LONGEST_TERM; day = addDays(day, 1)) {
		if (on.length === 0 || on.includes(weekdayOf(day))) days.push(day);
	}
	return days;
}

/** Days that a term without a first or last day is taken to last. */
const LONGEST_TERM = 366;

function plain(days: string): string {
	return days
		.normalize('NFKC')
		.replace(/\s/g, '')
		.replace(/星期|礼拜/g, '周')
		.replace(/天(?!天)/g, '日');
}

const isAllWeek = (text: string): boolean => WEEKEND.test(text.replace(/日日/, '天天'));

/** ISO weekdays in a text; ranges are filled. */
function weekdaysOf(text: string): number[] {
	const spoken = text.replaceAll('末', '六');
	const ranges = [...spoken.matchAll(/周([一二三四五六日])[至到~-]周?([一二三四五六日])/g)].flatMap(([, from = '', to = '']) => {
		const [first, last] = [WEEKDAYS.indexOf(from) + 1, WEEKDAYS.indexOf(to) + 1];
		return first <= last ? Array.from({ length: last - first + 1 }, (_, i) => first + i) : [];
	});
	const single = [...spoken.matchAll(/周((?:[一二三四五六日][、,，/和及]?)+)/g)].flatMap(([, list = '']) =>
		[...list].map((day) => WEEKDAYS.indexOf(day) + 1).filter((weekday) => weekday > 0),
	);
	return [...ranges, ...single];
}
