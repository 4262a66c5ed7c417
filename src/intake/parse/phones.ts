/**
 * Telephone numbers of a field or a free text, to digits alone: mobiles of 11, landlines with their area code (03511505736), 400 and 800
 * numbers. Extensions are left off: the switchboard is what two records share.
 */
import { AREA_CODES, areaCodeOf } from './lexicon/area-codes.ts';
import { bad, type FaultCode, NOTHING, type Parsed } from './parsed.ts';
import { textOrNull } from './text.ts';

const MOBILE = /^1[3-9]\d{9}$/;
const SERVICE = /^[48]00\d{7}$/;
const LOCAL = /^[1-9]\d{6,7}$/;
/** What stands between two numbers of one field. A space may also stand inside one number, so it is tried last. */
const SEPARATORS = /[/、,，;；|\\\n]+|或者?|和|及|以及|\s-\s|(?<=\d)[()（）](?=1\d{10})/;
const EXTENSION = /(?:转|分机|EXT\.?|#|X)\s*\d{1,6}$/i;

/** The numbers of a field, in order, without doubles; a fault stands beside them when a part could not be read. */
export function parsePhones(raw: string | null, divisionCode: string | null = null): Parsed<readonly string[]> {
	const text = textOrNull(raw);
	if (text === null) return NOTHING;
	const area = divisionCode === null ? null : areaCodeOf(divisionCode);
	const found = new Set<string>();
	let fault: FaultCode | null = null;
	for (const part of text.split(SEPARATORS)) {
		if (part.trim() === '' || !/\d/.test(part)) continue;
		const numbers = readPart(part.trim(), area, [...found].at(-1) ?? null);
		for (const number of numbers) found.add(number);
		if (numbers.length === 0) fault ??= faultOf(part, area);
	}
	if (found.size === 0) return bad(fault ?? 'NOT_A_PHONE');
	return { value: [...found], fault };
}

function faultOf(part: string, area: string | null): FaultCode {
	if (/[*]{2,}/.test(part)) return 'MASKED';
	return area === null && LOCAL.test(digitsOf(part)) ? 'AREA_CODE_MISSING' : 'NOT_A_PHONE';
}

const digitsOf = (text: string): string => text.replace(/\D/g, '');

function readPart(part: string, area: string | null, before: string | null): string[] {
	const bare = part.replace(EXTENSION, '');
	if (/\*/.test(bare)) return [];
	const whole = readNumber(bare, area);
	if (whole !== null) return [whole];
	// 0351-1505736/37: the last digits of the number before it replaced.
	if (/^\d{1,4}$/.test(bare) && before !== null && !MOBILE.test(before)) return [before.slice(0, -bare.length) + bare];
	const pieces = bare.split(/\s+/);
	if (pieces.length > 1) {
		const numbers = pieces.flatMap((piece) => readNumber(piece, area) ?? []);
		if (numbers.length > 0) return numbers;
	}
	return phonesInText(bare);
}

/** One number, whatever signs stand inside it; null when it is none. */
function readNumber(text: string, area: string | null): string | null {
	if (
		/[A-Z\u4e00-\u9fff]/i.test(
			text
				.replace(/^(?:(?:联系)?电话|手机号?|固话|座机|办公室?|TEL|MOBILE|[(（][^)）\d]*[)）]|[\u4e00-\u9fff]{2,4})[:：]?\s*/i, '')
				.replace(/\s*[(（]?[\u4e00-\u9fff]{1,6}[)）]?$/, ''),
		)
	) {
		return null;
	}
	const digits = digitsOf(text).replace(/^(?:00)?86(?=1[3-9]\d{9}$|0?[1-9]\d{1,2}\d{7,8}$)/, '');
	if (MOBILE.test(digits) || SERVICE.test(digits)) return digits;
	if (/^01[3-9]\d{9}$/.test(digits)) return digits.slice(1);
	const landline = landlineOf(digits) ?? (/^86/.test(digitsOf(text)) ? landlineOf(`0${digits}`) : null);
	if (landline !== null) return landline;
	const extended = /^(.*\d)[-—](\d{1,5})$/.exec(text.trim());
	if (extended?.[1] !== undefined && landlineOf(digitsOf(extended[1])) !== null) return landlineOf(digitsOf(extended[1]));
	return area !== null && LOCAL.test(digits) ? area + digits : null;
}

/** A landline with its area code: three digits in the great cities (010, 02x), four elsewhere, then seven or eight. */
function landlineOf(digits: string): string | null {
	if (!/^0\d{9,11}$/.test(digits)) return null;
	const area = /^0(?:10|2\d)/.test(digits) ? 3 : 4;
	const rest = digits.length - area;
	if (rest !== 7 && rest !== 8) return null;
	if (area === 4 && !AREA_CODES.has(digits.slice(0, 4)) && !/^0[3-9]/.test(digits)) return null;
	return digits.charAt(area) === '0' ? null : digits;
}

const IN_TEXT =
	/(?<![\d*A-Za-z_])(?:(?:\+|00)86[- ]?)?(1[3-9]\d[- ]?\d{4}[- ]?\d{4}|\(?0(?:10|2\d|[3-9]\d{2})\)?[- ]?[1-9]\d{2,3}[- ]?\d{4}|[48]00[- ]?\d{3,4}[- ]?\d{3,4})(?![\d*])/g;

/** The numbers that stand in a text; those without an area code are not looked for, for they cannot be told from sums. */
export function phonesInText(text: string): string[] {
	const found = new Set<string>();
	for (const match of text.normalize('NFKC').matchAll(IN_TEXT)) {
		const digits = digitsOf(match[1] ?? '');
		const number = MOBILE.test(digits) || SERVICE.test(digits) ? digits : landlineOf(digits);
		if (number !== null) found.add(number);
	}
	for (const run of text.normalize('NFKC').matchAll(/(?<!\d)(1[3-9]\d{9})(1[3-9]\d{9})(?!\d)/g)) found.add(run[1] ?? '').add(run[2] ?? '');
	return [...found];
}
