import { describe, expect, test } from 'vitest';
import { parseDecimal, parseInteger } from '#intake/parse/numbers.ts';
import { cleanText, isNullWord, readNumeral, textOrNull } from '#intake/parse/text.ts';
import { parseTime } from '#intake/parse/times.ts';
import fc from '../../support/property.ts';

describe('text', () => {
	test('cleaning twice is cleaning once', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme' }), (raw) => {
				expect(cleanText(cleanText(raw))).toBe(cleanText(raw));
			}),
		);
	});
	test.each([['无'], ['－'], ['ＮＵＬＬ'], ['N/A'], ['　'], ['暂 无'], ['——'], ['(空)'], ['#N/A']])('%s says nothing', (raw) => {
		expect(textOrNull(raw)).toBeNull();
	});
	test('a value that begins like a word for nothing is kept', () => {
		expect(textOrNull('无问题')).toBe('无问题');
		expect(isNullWord('无锡')).toBe(false);
	});
	test('control characters and invisible signs go, full-width letters become plain', () => {
		expect(cleanText('\uFEFFＡ\u200B\t１ \u0000x')).toBe('A 1 x');
	});
	test.each([
		['十二', 12],
		['二百零三', 203],
		['一〇四', 104],
		['一万二', 12_000],
		['两千五', 2500],
		['一百零五', 105],
		['伍拾', 50],
		['三亿零五万', 300_050_000],
	])('%s is %d', (numeral, number) => {
		expect(readNumeral(numeral)).toBe(number);
	});
});

describe('parseTime', () => {
	test.each([
		['18:30', '18:30', 'plain'],
		['18：30', '18:30', 'full-width colon'],
		['1830', '18:30', 'no colon'],
		['830', '08:30', 'three digits'],
		['18:30:00', '18:30', 'with seconds'],
		['下午6点半', '18:30', 'half past'],
		['下午六点一刻', '18:15', 'a quarter, in words'],
		['晚上7点', '19:00', 'evening'],
		['中午12点', '12:00', 'noon stays noon'],
		['晚上12点', '24:00', 'midnight ends the day'],
		['凌晨12点', '00:00', 'midnight begins the day'],
		['6:30 PM', '18:30', 'English'],
		['0.770833333', '18:30', 'a spreadsheet’s fraction'],
		['19时30分', '19:30', 'Chinese'],
	])('%s is %s: %s', (raw, time) => {
		expect(parseTime(raw)).toEqual({ value: time, fault: null });
	});
	test.each([['25:00'], ['18:60'], ['24:01'], ['放学后'], ['18:30-20:00']])('%s is no time', (raw) => {
		expect(parseTime(raw)).toEqual({ value: null, fault: 'NOT_A_TIME' });
	});
});

describe('parseDecimal', () => {
	test.each([
		['1,000.50', '1000.5', 'thousands'],
		['５０００元', '5000', 'full-width and a unit'],
		['50万元', '500000', '万元'],
		['1.2亿', '120000000', '亿'],
		['一万二', '12000', 'in words'],
		['伍拾万元整', '500000', 'capital numerals'],
		['¥3,980', '3980', 'a currency sign'],
		['-0.50', '-0.5', 'negative'],
		['.5', '0.5', 'no leading zero'],
		['1.2E+05', '120000', 'an exponent that loses nothing'],
		['0.00', '0', 'zero'],
		['5000元/月', '5000', 'a month'],
	])('%s is %s: %s', (raw, decimal) => {
		expect(parseDecimal(raw)).toEqual({ value: decimal, fault: null });
	});
	test('the source’s unit multiplies, unless the value names its own', () => {
		expect(parseDecimal('12.5', '10000').value).toBe('125000');
		expect(parseDecimal('500万元', '10000').value).toBe('5000000');
		expect(parseDecimal('5000元', '10000').value).toBe('5000');
	});
	test.each([
		['9.13702E+17', 'LOST_DIGITS'],
		['面议', 'NOT_A_NUMBER'],
		['1.2.3', 'NOT_A_NUMBER'],
		['12,34', 'NOT_A_NUMBER'],
	])('%s is %s', (raw, fault) => {
		expect(parseDecimal(raw)).toEqual({ value: null, fault });
	});
	test('reading a canonical decimal changes nothing, and times 10000 and back is exact', () => {
		fc.assert(
			fc.property(fc.bigInt({ min: 0n, max: 10n ** 14n }), fc.nat({ max: 6 }), (digits, scale) => {
				const text = String(digits).padStart(scale + 1, '0');
				const raw = scale === 0 ? text : `${text.slice(0, -scale)}.${text.slice(-scale)}`;
				const { value } = parseDecimal(raw);
				expect(parseDecimal(value).value).toBe(value);
				expect(parseDecimal(parseDecimal(raw, '10000').value, '0.0001').value).toBe(value);
			}),
		);
	});
});

test('parseInteger takes whole numbers only', () => {
	expect(parseInteger('40分钟').value).toBe(40);
	expect(parseInteger('40.0').value).toBe(40);
	expect(parseInteger('40.5')).toEqual({ value: null, fault: 'NOT_A_NUMBER' });
});
