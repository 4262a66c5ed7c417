import { describe, expect, test } from 'vitest';
import { addDays } from '#core/days.ts';
import { parseDay, parseInstant } from '#intake/parse/dates.ts';
import fc from '../../support/property.ts';

describe('parseDay', () => {
	test.each([
		['2021-09-01', 'plain'],
		['2021/9/1', 'slashes'],
		['2021.9.1', 'dots'],
		['2021．09．01', 'full-width dots'],
		['20210901', 'no separators'],
		['2021年9月1日', 'Chinese'],
		['2021 年 9 月 1 日', 'Chinese with spaces'],
		['二〇二一年九月一日', 'Chinese numerals'],
		['２０２１－０９－０１', 'full-width'],
		['44440', 'serial of a spreadsheet'],
		['44440.0', 'serial with a fraction of nothing'],
		['1630425600000', 'epoch milliseconds at midnight in Shanghai'],
		['1630425600', 'epoch seconds'],
		['2021-08-31T16:00:00.000Z', 'an instant of the evening before in UTC'],
		['2021-09-01T00:00:00+08:00', 'an instant with offset'],
		['2021-09-01 00:00:00', 'a day with midnight'],
		['2021-09-01 13:45:10.123', 'a day with a time'],
		['20210901134510', '14 digits'],
		['2021年9月1日（星期三）', 'with the weekday'],
		['民国110年9月1日', 'the era of the Republic, counted from 1912'],
		['="2021-09-01"', 'a spreadsheet’s text'],
		['Wed Sep 01 2021 00:00:00 GMT+0800 (中国标准时间)', 'as a program prints it'],
	])('reads %s: %s', (raw) => {
		expect(parseDay(raw)).toEqual({ value: '2021-09-01', fault: null });
	});
	test('946483200000 is 30 December 1999 in Shanghai, the 29th in UTC', () => {
		expect(parseDay('946483200000').value).toBe('1999-12-30');
	});
	test.each([
		['2021-02-29', 'NO_SUCH_DAY', 'not a leap year'],
		['2021-13-05', 'NO_SUCH_DAY', '13th month'],
		['20211301', 'NO_SUCH_DAY', '13th month without separators'],
		['0202-01-01', 'YEAR_OUT_OF_RANGE', 'a slip in the year'],
		['2203-01-01', 'YEAR_OUT_OF_RANGE', 'digits swapped'],
		['2021-9', 'NOT_A_DATE', 'a month is no day'],
		['21-9-1', 'NOT_A_DATE', 'two digits of year are a guess'],
		['12345', 'NOT_A_DATE', 'a serial of 1933 is some other number'],
		['2021-09-01 25:00', 'NOT_A_DATE', '25 o’clock'],
		['待办', 'NOT_A_DATE', 'a word'],
	])('%s is %s: %s', (raw, fault) => {
		expect(parseDay(raw)).toEqual({ value: null, fault });
	});
	test.each([[null], [''], ['无'], ['NULL'], ['--'], ['长期'], ['长期有效'], ['9999-12-31'], ['至今']])(
		'%j says no day, without fault',
		(raw) => {
			expect(parseDay(raw)).toEqual({ value: null, fault: null });
		},
	);
	test('every way to write a day gives that day', () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 54_000 }), (offset) => {
				const day = addDays('1950-01-01', offset);
				const [year = '', month = '', date = ''] = day.split('-');
				const ways = [day, `${year}/${Number(month)}/${Number(date)}`, year + month + date, `${year}年${Number(month)}月${Number(date)}日`];
				for (const way of ways) expect(parseDay(way).value).toBe(day);
				expect(parseDay(parseDay(day).value)).toEqual({ value: day, fault: null });
			}),
		);
	});
});

describe('parseInstant', () => {
	test.each([
		['2025-05-31 20:29:23', '2025-05-31T20:29:23+08:00', 'no offset: the source’s zone'],
		['2025-05-31T12:29:23Z', '2025-05-31T20:29:23+08:00', 'UTC'],
		['2025-05-31 20:29', '2025-05-31T20:29:00+08:00', 'without seconds'],
		['2025年5月31日 20时29分', '2025-05-31T20:29:00+08:00', 'Chinese'],
		['2025-05-31 20:29:23.5+08', '2025-05-31T20:29:23+08:00', 'as PostgreSQL prints it'],
		['2025-05-31', '2025-05-31T00:00:00+08:00', 'a day is its first second'],
		['1748694563000', '2025-05-31T20:29:23+08:00', 'epoch milliseconds'],
	])('reads %s as %s: %s', (raw, instant) => {
		expect(parseInstant(raw)).toEqual({ value: instant, fault: null });
	});
	test('a source in another zone is carried over', () => {
		expect(parseInstant('2025-05-31 20:29:23', '+00:00').value).toBe('2025-06-01T04:29:23+08:00');
	});
});
