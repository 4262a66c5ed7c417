/**
 * One value of a source, by the type of its canonical field: parsed, normalised, or refused with a fault.
 * Called by the compiled mapping for every cell. Never throws for a value, and no fault repeats the value: it may be personal.
 */
import { isValidCreditCode, normaliseCreditCode } from '#core/codes/credit-code.ts';
import { canonicalDivision, normaliseDivisionCode } from '#core/codes/division.ts';
import { readIndustryCode } from '#core/codes/industry.ts';
import { readLicenceNumber } from '#core/codes/licence-number.ts';
import type { FieldType } from '#core/kinds.ts';
import type { Fault } from '#core/records.ts';
import { parseAddress } from './addresses.ts';
import { parseDay, parseInstant } from './dates.ts';
import { cleanName } from './names.ts';
import { parseDecimal, parseInteger } from './numbers.ts';
import { bad, type FaultCode, good, NOTHING, type Parsed } from './parsed.ts';
import { parsePersonName } from './person-names.ts';
import { parsePhones } from './phones.ts';
import { cleanFreeText, isNullWord, SCIENTIFIC, textOrNull } from './text.ts';
import { parseTime } from './times.ts';

/** What a value's reading depends on beside its type. */
export interface FieldContext {
	/** Canonical name of the field, for the fault. */
	readonly field: string;
	/** Division of the record, for area codes of telephone numbers. */
	readonly divisionCode?: string | null;
	/** `code` fields: the closed list of canonical values. */
	readonly values?: readonly string[];
	/** The source's value → canonical value, before parsing; compared after NFKC, without spaces and regardless of case. */
	readonly codes?: Readonly<Record<string, string>>;
	/** Canonical value of a code that `codes` does not list. */
	readonly otherwise?: string;
	/** `decimal`: the value is multiplied by this ("10000" where the source counts in 万元). */
	readonly times?: string;
	/** `list`: separators, each character one. */
	readonly split?: string;
	/** `instant`: offset of values without one, "+08:00". */
	readonly offset?: string;
}

/** A value, or null with the fault that says why; null without a fault: the source gives none. A fault may stand beside a value. */
export interface ParsedField {
	readonly value: unknown;
	readonly fault: Fault | null;
}

/**
 * The canonical value of a raw one. Type `person` is read as its name alone; the number is the tokeniser's.
 * `creditCode`: when the fault is CHECK_DIGIT or WRONG_LENGTH, pass the raw text to `keysOf` as `invalidCreditCode`.
 */
export function parseField(type: FieldType, raw: string | null, context: FieldContext): ParsedField {
	const { value, fault } = parseValue(type, raw, context);
	return { value, fault: fault === null ? null : faultOf(context.field, fault) };
}

/** A fault of a field by its code. */
export function faultOf(field: string, code: FaultCode): Fault {
	return { field, code, message: MESSAGES[code] };
}

const MESSAGES: Readonly<Record<FaultCode, string>> = {
	NOT_A_DATE: '不是日期',
	NO_SUCH_DAY: '日期不存在',
	YEAR_OUT_OF_RANGE: '年份超出合理范围',
	NOT_A_TIME: '不是时间',
	NOT_A_NUMBER: '不是数字',
	LOST_DIGITS: '数字被表格软件截断,后几位已丢失',
	NOT_A_PHONE: '不是电话号码',
	AREA_CODE_MISSING: '固定电话缺区号,且行政区划不明',
	MASKED: '号码被遮盖',
	CHECK_DIGIT: '校验位不符',
	WRONG_LENGTH: '位数不符',
	UNKNOWN_CODE: '代码不在代码表中',
	UNKNOWN_DIVISION: '行政区划代码不在国家标准代码表中',
	RENAMED_DIVISION: '行政区划代码已变更,已换为现行代码',
	ODD_LICENCE_NUMBER: '办学许可证编号格式不同寻常',
	NOT_A_LICENCE_NUMBER: '不是办学许可证编号',
	NOT_A_NAME: '不是姓名',
};

function parseValue(type: FieldType, raw: string | null, context: FieldContext): Parsed<unknown> {
	const text = translate(raw, type, context);
	switch (type) {
		case 'text':
			return { value: textOrNull(text), fault: null };
		case 'freeText':
			return freeText(text);
		case 'name':
			return { value: cleanName(text), fault: null };
		case 'personName':
		case 'person':
			return parsePersonName(text);
		case 'address':
			return { value: parseAddress(text), fault: null };
		case 'phones':
			return SCIENTIFIC.test(text?.trim() ?? '') ? bad('LOST_DIGITS') : parsePhones(text, context.divisionCode ?? null);
		case 'day':
			return parseDay(text);
		case 'instant':
			return parseInstant(text, context.offset);
		case 'time':
			return parseTime(text);
		case 'decimal':
			return parseDecimal(text, context.times);
		case 'integer':
			return parseInteger(text);
		case 'code':
			return code(text, context.values ?? []);
		case 'list':
			return list(text, context);
		default:
			return coded(type, textOrNull(text));
	}
}

const comparable = (text: string): string => text.normalize('NFKC').replace(/\s/g, '').toUpperCase();

/** The value through the mapping's code list; a list's items are translated one by one, later. */
function translate(raw: string | null, type: FieldType, { codes, otherwise }: FieldContext): string | null {
	if (codes === undefined || raw === null || type === 'list') return raw;
	const text = textOrNull(raw);
	// A word for "none" may itself be a code (无问题 is none): the code list is asked first.
	const known = codes[raw] ?? lookUp(codes, raw);
	if (known !== undefined) return known;
	return text === null ? null : (otherwise ?? (type === 'code' ? `?${text}` : text));
}

const folded = new WeakMap<object, ReadonlyMap<string, string>>();

function lookUp(codes: Readonly<Record<string, string>>, raw: string): string | undefined {
	let table = folded.get(codes);
	if (table === undefined) {
		table = new Map(Object.entries(codes).map(([key, value]) => [comparable(key), value]));
		folded.set(codes, table);
	}
	return table.get(comparable(raw));
}

function code(text: string | null, values: readonly string[]): Parsed<string> {
	// Asked first: a canonical value may read like a word for nothing (NONE).
	if (text !== null && values.includes(text)) return good(text);
	const value = textOrNull(text);
	if (value === null) return NOTHING;
	return values.includes(value) ? good(value) : bad('UNKNOWN_CODE');
}

function freeText(raw: string | null): Parsed<string> {
	const text = raw === null ? '' : cleanFreeText(raw);
	return isNullWord(text) ? NOTHING : good(text);
}

function list(raw: string | null, context: FieldContext): Parsed<readonly string[]> {
	const text = textOrNull(raw);
	if (text === null) return NOTHING;
	const separators = new Set([...(context.split ?? '、,，;；/')].map((sign) => sign.normalize('NFKC')));
	const items: string[] = [''];
	for (const sign of text) {
		if (separators.has(sign)) items.push('');
		else items.push(items.pop() + sign);
	}
	const given = items
		.map((item) => translate(item.trim(), 'text', context))
		.filter((item) => item !== null && !isNullWord(item)) as string[];
	return given.length === 0 ? NOTHING : good([...new Set(given)]);
}

function coded(type: FieldType, text: string | null): Parsed<string> {
	if (text === null) return NOTHING;
	if (type === 'creditCode') return creditCode(text);
	if (type === 'licenceNo') return licenceNumber(text);
	if (type === 'division') return division(text);
	const industry = readIndustryCode(text);
	return industry === null ? bad('UNKNOWN_CODE') : good(industry.code);
}

function creditCode(text: string): Parsed<string> {
	const value = normaliseCreditCode(text);
	if (isValidCreditCode(value)) return good(value);
	if (SCIENTIFIC.test(text) || /^\d{15}000$/.test(value)) return bad('LOST_DIGITS');
	return bad(value.length === 18 ? 'CHECK_DIGIT' : 'WRONG_LENGTH');
}

function licenceNumber(text: string): Parsed<string> {
	if (SCIENTIFIC.test(text)) return bad('LOST_DIGITS');
	const read = readLicenceNumber(text);
	if (read === null) return bad('NOT_A_LICENCE_NUMBER');
	return { value: read.digits, fault: read.remark === null ? null : 'ODD_LICENCE_NUMBER' };
}

function division(text: string): Parsed<string> {
	const normal = normaliseDivisionCode(text);
	if (normal === null) return bad('UNKNOWN_DIVISION');
	const { code: value, known, renamedFrom } = canonicalDivision(normal);
	if (!known) return { value, fault: 'UNKNOWN_DIVISION' };
	return { value, fault: renamedFrom === null ? null : 'RENAMED_DIVISION' };
}
