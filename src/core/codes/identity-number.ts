/**
 * Citizen identity numbers (公民身份号码, GB 11643-1999): check character, birth date, the 15-digit form of before 1999,
 * and what a mistyped number may have been. Pure; nothing here is logged or kept. Numbers exist only in intake's memory.
 */
import { type Day, isDay } from '#core/days.ts';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const CHECK_CHARACTERS = '10X98765432';

/** Earliest and latest year of a birth. Wider: a swapped year looks real; narrower: a living person is refused. */
const FIRST_BIRTH_YEAR = 1900;
const LAST_BIRTH_YEAR = 2099;

/** What a valid number says. */
export interface IdentityNumberParts {
	/** 18 characters, upper case. */
	readonly number: string;
	/** Six digits of the county that issued it; not checked against a table, 99 (unassigned) included. */
	readonly region: string;
	readonly bornOn: Day;
	readonly sex: 'MALE' | 'FEMALE';
}

/** The 18th character that belongs to 17 digits. */
export function identityCheckCharacter(first17: string): string {
	let sum = 0;
	for (let i = 0; i < 17; i++) sum += (first17.charCodeAt(i) - 48) * (WEIGHTS[i] ?? 0);
	return CHECK_CHARACTERS.charAt(sum % 11);
}

/** Birth day of a number whose digits 7 to 14 are a real date in a plausible year; null when they are none. */
function birthDayOf(digits: string): Day | null {
	const day = `${digits.slice(6, 10)}-${digits.slice(10, 12)}-${digits.slice(12, 14)}`;
	const year = Number(digits.slice(6, 10));
	return year >= FIRST_BIRTH_YEAR && year <= LAST_BIRTH_YEAR && isDay(day) ? day : null;
}

/** Whether a text is an 18-character number with a right check character and a real birth date. */
export function isValidIdentityNumber(text: string): boolean {
	return /^[1-9]\d{16}[\dX]$/.test(text) && identityCheckCharacter(text) === text.charAt(17) && birthDayOf(text) !== null;
}

/** Takes a valid 18-character number apart; null when it is not valid. */
export function parseIdentityNumber(text: string): IdentityNumberParts | null {
	if (!isValidIdentityNumber(text)) return null;
	const bornOn = birthDayOf(text);
	if (bornOn === null) return null;
	return { number: text, region: text.slice(0, 6), bornOn, sex: Number(text.charAt(16)) % 2 === 1 ? 'MALE' : 'FEMALE' };
}

/** The 18-character number of a 15-digit one (all of them are of births in the 1900s); null when it is none. */
export function expandOldIdentityNumber(text: string): string | null {
	if (!/^[1-9]\d{14}$/.test(text)) return null;
	const first17 = `${text.slice(0, 6)}19${text.slice(6)}`;
	return birthDayOf(first17) === null ? null : first17 + identityCheckCharacter(first17);
}

/** The 15-digit form of a number; null for births outside the 1900s, who never had one. */
export function oldFormOf(number: string): string | null {
	return number.slice(6, 8) === '19' ? number.slice(0, 6) + number.slice(8, 17) : null;
}

/**
 * Valid numbers one swap of neighbouring characters away from an invalid one of 18, in order, without doubles.
 * A swap in the digits always breaks the check, so the right number is among them when that was the slip; by chance
 * about one and a half wrong ones are as well, which is why a candidate is evidence and never an identity.
 */
export function identityNumberCandidates(text: string): string[] {
	if (text.length !== 18 || isValidIdentityNumber(text)) return [];
	const found = new Set<string>();
	for (let i = 0; i < 17; i++) {
		if (text[i] === text[i + 1]) continue;
		const swapped = `${text.slice(0, i)}${text.charAt(i + 1)}${text.charAt(i)}${text.slice(i + 2)}`;
		if (isValidIdentityNumber(swapped)) found.add(swapped);
	}
	return [...found].sort();
}

/** Whether 17 digits, with or without a wrong 18th character, hold a real birth date: then their body may be right. */
export function hasPlausibleBody(text: string): boolean {
	return /^[1-9]\d{16}[\dX]?$/.test(text) && birthDayOf(text) !== null;
}
