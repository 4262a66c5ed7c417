/**
 * Tells from a column's values what they are: check digits, formats and telling characters. Works on a sample;
 * gives shares, not verdicts.
 */
import { isValidCreditCode, normaliseCreditCode } from '#core/codes/credit-code.ts';
import { divisionOf } from '#core/codes/division.ts';
import { isValidIdentityNumber } from '#core/codes/identity-number.ts';
import { cleanText, isNullWord, SCIENTIFIC } from '#intake/parse/text.ts';
import { nameLengthAt } from '#intake/redact/person-names.ts';
import { isDivisionName } from './division-words.ts';

/** What values can look like. */
export type Sign =
	| 'creditCode'
	| 'identityNumber'
	| 'licenceNo'
	| 'phones'
	| 'instant'
	| 'day'
	| 'serial'
	| 'term'
	| 'documentNo'
	| 'time'
	| 'division'
	| 'divisionName'
	| 'industry'
	| 'certificateNo'
	| 'decimal'
	| 'integer'
	| 'organisation'
	| 'person'
	| 'address'
	| 'words'
	| 'prose';

/** A column's values, summed up. */
export interface ColumnSigns {
	/** Share of the given values that bear a sign, 0..1; only signs that occur. */
	readonly shares: Readonly<Partial<Record<Sign, number>>>;
	/** Rows of the sample. */
	readonly rows: number;
	/** Values that are given. */
	readonly filled: number;
	/** Different values. */
	readonly distinct: number;
	/** The middle one of the values that are numbers; null: most are none. */
	readonly median: number | null;
	/** Up to twelve different values where there are few: the words of a code list. Empty for what may be personal. */
	readonly words: readonly string[];
}

const DAY = /^(?:19|20)\d{2}[-/.年]?(?:0?[1-9]|1[0-2])[-/.月]?(?:0?[1-9]|[12]\d|3[01])日?$/;
const INSTANT = /^(?:19|20)\d{2}[-/]\d{1,2}[-/]\d{1,2}[ T]\d{1,2}:\d{2}/;
const ORGANISATION =
	/公司|中心|学校|工作室|经营部|服务部|商店|店$|厂$|合作社|事务所|幼儿园|[中小]学|俱乐部|书院|培训班|个体工商户|学院|社$/;
const ADDRESS = /(?:路|街|巷|道|村|镇|乡|小区|大厦|广场|花园).{0,12}\d|\d+号|号楼|单元|\d+室|\d层/;
const PERSON = /^\p{Script=Han}{2,4}$/u;
const isPerson = (text: string): boolean => PERSON.test(text) && nameLengthAt(text, 0, 'likely') > 0;
/** A number in a spreadsheet that may be a day: 1954 to 2064. Alone it says nothing, under a name that says a day it is one. */
const SERIAL = /^[2-5]\d{4}$/;
/** From one day to another in one column: 2023年1月1日至2026年1月1日. */
const TERM = /^(?:自|从)?((?:19|20)\d{2}[-/.年].{3,6}?)\s*(?:至|到|[-~—－～]{1,2})\s*((?:19|20)\d{2}[-/.年].{3,6}|长期)止?$/;
/** 锦市监处罚〔2025〕1号 */
const DOCUMENT_NUMBER = /[〔[(（【](?:19|20)\d{2}[〕\])）】]第?\d+号$/;
const MS_PER_DAY = 86_400_000;
const SHANGHAI_MS = 8 * 3_600_000;
/** Milliseconds since 1970: midnight in Shanghai is a day, of whatever year; any other is an instant of the years since 2001. */
const isEpochDay = (text: string): boolean => /^\d{11,13}$/.test(text) && (Number(text) + SHANGHAI_MS) % MS_PER_DAY === 0;
const isEpochInstant = (text: string): boolean => /^1\d{12}$/.test(text) && !isEpochDay(text);
const PHONE = /(?:^|[^\dA-Za-z])(?:1[3-9]\d{9}|0\d{2,3}-?\d{7,8}|[2-8]\d{6,7})(?:$|\D)/;

const TESTS: readonly [Sign, (text: string) => boolean][] = [
	['creditCode', (t) => isValidCreditCode(normaliseCreditCode(t))],
	['identityNumber', (t) => isValidIdentityNumber(t.toUpperCase()) || /^\d{4,10}\*{3,12}\d{2,4}[\dX]?$/i.test(t)],
	[
		'licenceNo',
		(t) =>
			/^(?:教|人社)?民?\d{13,16}号$|^教民\d{13,16}/.test(t) || (/^1\d{14}$/.test(t) && divisionOf(t.slice(1, 7)) !== null && t[7] === '7'),
	],
	['phones', (t) => PHONE.test(t) && t.length <= 60 && !DAY.test(t)],
	['instant', (t) => INSTANT.test(t) || isEpochInstant(t)],
	['day', (t) => DAY.test(t) || isEpochDay(t)],
	['serial', (t) => SERIAL.test(t)],
	['term', (t) => TERM.test(t)],
	['documentNo', (t) => DOCUMENT_NUMBER.test(t)],
	['time', (t) => /^(?:[01]?\d|2[0-3])[:：][0-5]\d$/.test(t)],
	['division', (t) => /^\d{6}$/.test(t) && divisionOf(t) !== null],
	['divisionName', isDivisionName],
	['industry', (t) => /^[A-T]?\d{4}$/.test(t)],
	['certificateNo', (t) => /^(?:19|20)\d{15}$/.test(t)],
	['integer', (t) => /^-?\d{1,9}$/.test(t)],
	['decimal', (t) => /^-?\d{1,12}(?:\.\d+)?$/.test(t)],
	['organisation', (t) => t.length <= 60 && ORGANISATION.test(t) && !ADDRESS.test(t)],
	['address', (t) => t.length <= 100 && ADDRESS.test(t) && /\p{Script=Han}/u.test(t)],
	['person', isPerson],
	['prose', (t) => t.length >= 12 && /\p{Script=Han}{4}/u.test(t) && !DOCUMENT_NUMBER.test(t)],
];

/** Most different values that a code list has; more are texts. */
const CODE_WORDS = 12;

/** Looks at a column's values. */
export function signsOf(values: readonly (string | null)[]): ColumnSigns {
	const given = values.map((value) => cleanText(value ?? '')).filter((text) => !isNullWord(text));
	// A number that a spreadsheet has cut short (9.13E+17) says no more of its column than that it was long.
	const telling = given.filter((text) => !SCIENTIFIC.test(text));
	const shares: Partial<Record<Sign, number>> = {};
	for (const [sign, test] of TESTS) {
		const hits = telling.filter(test).length;
		if (hits > 0) shares[sign] = hits / telling.length;
	}
	const different = new Set(given);
	const few = different.size <= CODE_WORDS && given.length >= 2 * different.size && [...different].every((text) => text.length <= 20);
	if (few && given.length > 0) shares.words = 1;
	const personal = (shares.identityNumber ?? 0) + (shares.phones ?? 0) > 0;
	return {
		shares,
		rows: values.length,
		filled: given.length,
		distinct: different.size,
		median: medianOf(given),
		words: few && !personal ? [...different].sort() : [],
	};
}

function medianOf(given: readonly string[]): number | null {
	const numbers = given.map(Number).filter((number) => Number.isFinite(number));
	return numbers.length < 0.8 * given.length ? null : (numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? null);
}
