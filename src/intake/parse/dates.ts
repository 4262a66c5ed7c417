/**
 * Days and instants as agencies write them, to days of Asia/Shanghai and instants at +08:00.
 * A date that names no day (month only, two-digit year, 30 February) is a fault, never a guess.
 */
import { type Day, dayOf, isDay } from '#core/days.ts';
import { bad, good, NOTHING, type Parsed } from './parsed.ts';
import { NUMERAL_CLASS, readNumeral, textOrNull } from './text.ts';

/** Years that a record can mean. Wider: typing slips such as 0202 or 2203 pass; narrower: old births and far terms are lost. */
const FIRST_YEAR = 1900;
const LAST_YEAR = 2100;
/** Excel counts days from here (its 1900 leap-year slip included); 20000 is 1954, 73000 is 2099: outside it a number is no date. */
const EXCEL_EPOCH_MS = Date.UTC(1899, 11, 30);
const EXCEL_FIRST = 20_000;
const EXCEL_LAST = 73_000;
/** Open ends: they say that there is no day, which is a null without fault. */
const OPEN_END = /^(?:长期(?:有效)?|永久(?:有效)?|无固定期限|无期限|无限期|至今|今|9999[-/.年]?12[-/.月]?31日?.*)$/;

interface Moment {
	readonly day: Day;
	/** "HH:MM:SS"; null when only a day was given. */
	readonly time: string | null;
}

/** The day that a value names. */
export function parseDay(raw: string | null): Parsed<Day> {
	const moment = readMoment(raw, '+08:00');
	return { value: moment.value?.day ?? null, fault: moment.fault };
}

/** The instant that a value names, "2025-05-31T20:29:23+08:00"; a day alone is its first second. `offset` is of values without one. */
export function parseInstant(raw: string | null, offset = '+08:00'): Parsed<string> {
	const moment = readMoment(raw, offset);
	if (moment.value === null) return { value: null, fault: moment.fault };
	return good(`${moment.value.day}T${moment.value.time ?? '00:00:00'}+08:00`);
}

function readMoment(raw: string | null, offset: string): Parsed<Moment> {
	const text = textOrNull(raw);
	if (text === null || OPEN_END.test(text)) return NOTHING;
	const bare = text.replace(/^["'=]+|["']+$/g, '');
	return fromNumber(bare) ?? fromParts(bare, offset) ?? fromEnglish(bare) ?? bad('NOT_A_DATE');
}

/** Excel serials, epoch seconds and milliseconds, and dates without separators. */
function fromNumber(text: string): Parsed<Moment> | null {
	const match = /^(-?\d+)(?:\.(\d+))?$/.exec(text);
	if (match === null) return null;
	const [, whole = '', fraction] = match;
	const number = Number(text);
	if (whole.length === 5 && number >= EXCEL_FIRST && number < EXCEL_LAST) return serial(number);
	if (fraction !== undefined && /[1-9]/.test(fraction)) return null;
	if (/^\d{8}$/.test(whole)) return dayFrom(whole.slice(0, 4), whole.slice(4, 6), whole.slice(6), null);
	if (/^(?:19|20)\d{12}(?:\d{3})?$/.test(whole)) {
		const time = `${whole.slice(8, 10)}:${whole.slice(10, 12)}:${whole.slice(12, 14)}`;
		return dayFrom(whole.slice(0, 4), whole.slice(4, 6), whole.slice(6, 8), time);
	}
	if (/^-?\d{11,13}$/.test(whole)) return instant(Number(whole));
	if (/^\d{9,10}$/.test(whole)) return instant(Number(whole) * 1000);
	return bad('NOT_A_DATE');
}

function serial(days: number): Parsed<Moment> {
	const at = new Date(EXCEL_EPOCH_MS + Math.round(days * 86_400) * 1000);
	const iso = at.toISOString();
	return good({ day: iso.slice(0, 10), time: Number.isInteger(days) ? null : iso.slice(11, 19) });
}

/** An instant as its day and time in Asia/Shanghai. */
function instant(ms: number): Parsed<Moment> {
	const at = new Date(ms);
	if (Number.isNaN(at.getTime())) return bad('NOT_A_DATE');
	const day = dayOf(at);
	const year = Number(day.slice(0, 4));
	if (!(year >= FIRST_YEAR && year <= LAST_YEAR)) return bad('YEAR_OUT_OF_RANGE');
	return good({ day, time: new Date(ms + 8 * 3_600_000).toISOString().slice(11, 19) });
}

const DATE = /^(\d{4})\s?[-/.年_,、]\s?(\d{1,2})\s?[-/.月_,、]\s?(\d{1,2})\s?日?号?/;
const TIME = /^(?:\s|T|,)*(\d{1,2})[:时点](\d{1,2})(?:[:分](\d{1,2})(?:[.,]\d+)?秒?)?分?\s?(Z|[+-]\d{2}(?::?\d{2})?)?$/i;

function fromParts(text: string, offset: string): Parsed<Moment> | null {
	const plain = inCommonEra(withArabicDigits(text))
		.replace(/[（(]?(?:周|星期)[一二三四五六日天][)）]?/, ' ')
		.trim();
	const date = DATE.exec(plain);
	if (date === null) return null;
	const [whole, year = '', month = '', day = ''] = date;
	const rest = plain.slice(whole.length).replace(/^\s*(?:起|止|前|后)$/, '');
	if (rest.trim() === '') return dayFrom(year, month, day, null);
	const time = TIME.exec(rest);
	if (time === null) return null;
	const clock = [time[1], time[2], time[3] ?? '0'].map((part) => (part ?? '0').padStart(2, '0')).join(':');
	if (Number(time[1]) > 23 || Number(time[2]) > 59 || Number(time[3] ?? 0) > 59) return bad('NOT_A_DATE');
	const local = dayFrom(year, month, day, clock);
	const zone = zoneOf(time[4] ?? offset);
	if (local.value === null || zone === '+08:00') return local;
	return instant(Date.parse(`${local.value.day}T${clock}${zone}`));
}

function zoneOf(zone: string): string {
	if (/^z$/i.test(zone)) return '+00:00';
	const match = /^([+-]\d{2}):?(\d{2})?$/.exec(zone);
	return match === null ? '+08:00' : `${match[1]}:${match[2] ?? '00'}`;
}

const NUMERALS = new RegExp(`[${NUMERAL_CLASS}]+(?=[年月日号])`, 'g');

/** 二〇二一年九月一日 in Arabic digits; texts in Arabic digits stay. */
function withArabicDigits(text: string): string {
	if (!/[年月]/.test(text)) return text;
	return text.replace(NUMERALS, (numeral) => String(readNumeral(numeral) ?? numeral));
}

/** 民国110年 is 2021: the one era beside ours that a record can be written in. */
function inCommonEra(text: string): string {
	return text.replace(/^民国\s?(\d{1,3})(?=年)/, (_, year: string) => String(Number(year) + 1911));
}

/** Dates as programs print them: "Wed Sep 01 2021 00:00:00 GMT+0800". */
function fromEnglish(text: string): Parsed<Moment> | null {
	if (!/^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b.*(?:GMT|UTC|CST|\d{4}$)/i.test(text)) return null;
	const ms = Date.parse(text.replace(/\s*\(.*\)$/, '').replace(/\bCST\b/, 'GMT+0800'));
	return Number.isNaN(ms) ? null : instant(ms);
}

function dayFrom(year: string, month: string, day: string, time: string | null): Parsed<Moment> {
	if (Number(year) < FIRST_YEAR || Number(year) > LAST_YEAR) return bad('YEAR_OUT_OF_RANGE');
	const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
	return isDay(text) ? good({ day: text, time }) : bad('NO_SUCH_DAY');
}
