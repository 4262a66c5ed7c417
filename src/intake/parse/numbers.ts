/** Amounts and counts as people and spreadsheets write them, to plain decimal strings without rounding. */
import { bad, good, NOTHING, type Parsed } from './parsed.ts';
import { NUMERAL_CLASS, readNumeral, textOrNull } from './text.ts';

const UNITS: Readonly<Record<string, number>> = { 十: 1, 百: 2, 千: 3, 万: 4, 十万: 5, 百万: 6, 千万: 7, 亿: 8 };
const AMOUNT =
	/^(?:约|大约|共计?|合计|人民币|RMB|CNY|[¥￥$])*([-+]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d*)?)(E[-+]?\d+)?(十万|百万|千万|十|百|千|万|亿|W)?(?:余|多)?(?:人民币)?(元整?|圆整?|块钱?|RMB|CNY|%|个?月|节课?|课时|分钟|人|名|次|期|平方米|㎡|年)?(?:左右|整|\/.{1,3}|每.{1,3})?$/i;
/** Doubles hold 15 digits: a longer number written with an exponent has lost its last ones. */
const SAFE_DIGITS = 15;

/** A decimal; `times` is the source's unit ("10000" for 万元), left out where the value names its own. */
export function parseDecimal(raw: string | null, times?: string): Parsed<string> {
	const text = textOrNull(raw);
	if (text === null) return NOTHING;
	const bare = text.replaceAll(' ', '').replace(/^["'=]+|["']+$/g, '');
	const match = AMOUNT.exec(withDigits(bare));
	const [, digits = '', exponent = '', unit = '', measure = ''] = match ?? [];
	if (match === null || !/\d/.test(digits)) return bad('NOT_A_NUMBER');
	const power = exponent === '' ? 0 : Number(exponent.slice(1));
	if (power >= SAFE_DIGITS) return bad('LOST_DIGITS');
	if (Math.abs(power) > 30) return bad('NOT_A_NUMBER');
	const named = UNITS[unit.toUpperCase() === 'W' ? '万' : unit] ?? 0;
	const value = shift(digits.replaceAll(',', ''), power + named);
	const ownUnit = unit !== '' || /[万亿]/.test(bare) || /^(?:元|圆|块|RMB|CNY)/i.test(measure);
	return good(times === undefined || ownUnit ? value : multiply(value, times));
}

/** A whole number; a fraction other than zero is a fault. */
export function parseInteger(raw: string | null): Parsed<number> {
	const decimal = parseDecimal(raw);
	if (decimal.value === null) return { value: null, fault: decimal.fault };
	const number = Number(decimal.value);
	return Number.isSafeInteger(number) ? good(number) : bad('NOT_A_NUMBER');
}

const NUMERAL = new RegExp(`^(人民币)?([${NUMERAL_CLASS}]{1,20})(元整?|圆整?|块钱?)?$`);

/** 一万二 and 伍拾万元 in Arabic digits, where the number is a numeral alone. */
function withDigits(text: string): string {
	const numeral = NUMERAL.exec(text);
	const number = numeral?.[2] === undefined ? null : readNumeral(numeral[2]);
	return number === null ? text : `${number}${numeral?.[3] ?? ''}`;
}

/** A decimal string with its point moved, in plain form. */
function shift(text: string, by: number): string {
	const negative = text.startsWith('-');
	const [whole = '', fraction = ''] = text.replace(/^[-+]/, '').split('.');
	const digits = whole + fraction;
	const point = whole.length + by;
	const padded = digits.padStart(digits.length + Math.max(0, -point), '0').padEnd(Math.max(point, digits.length), '0');
	const at = Math.max(0, point);
	return plain(negative, padded.slice(0, at), padded.slice(at));
}

/** The exact product of two decimal strings. */
function multiply(a: string, b: string): string {
	const scale = (text: string): number => text.split('.')[1]?.length ?? 0;
	const product = BigInt(a.replace('.', '')) * BigInt(b.replace('.', ''));
	return shift(String(product), -(scale(a) + scale(b)));
}

function plain(negative: boolean, whole: string, fraction: string): string {
	const front = whole.replace(/^0+/, '') || '0';
	const back = fraction.replace(/0+$/, '');
	const number = back === '' ? front : `${front}.${back}`;
	return negative && number !== '0' ? `-${number}` : number;
}
