/** Which lessons a course's days, as they are written, put on days of rest. */

/** Days of rest that a text names. */
export type RestDay = 'WEEKEND' | 'VACATION' | 'HOLIDAY';

const WEEKDAYS = '一二三四五六日';
const VACATION = /寒假|暑假|寒暑假|假期|冬令营|夏令营/;
const HOLIDAY = /节假日|法定假|国庆|五一|元旦|春节|清明|端午|中秋|小长假|黄金周/;
const WEEKEND = /周末|双休|每天|每日|天天|全周|整周/;

/** Days of rest named in "周六、周日", "星期一至星期日", "寒假每日" …; empty: school days only, or nothing is written. */
export function restDaysOf(days: string | null): readonly RestDay[] {
	if (days === null) return [];
	const text = days
		.normalize('NFKC')
		.replace(/\s/g, '')
		.replace(/星期|礼拜/g, '周')
		.replace(/天(?!天)/g, '日');
	const vacation = VACATION.test(text);
	const found: RestDay[] = [];
	if (weekdaysOf(text).some((weekday) => weekday >= 6) || (!vacation && WEEKEND.test(text.replace(/日日/, '天天')))) found.push('WEEKEND');
	if (vacation) found.push('VACATION');
	if (HOLIDAY.test(text)) found.push('HOLIDAY');
	return found;
}

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
