/**
 * Official numbers with right check digits, for people and organisations that do not exist. Each is a one-to-one
 * function of a serial, so no two are alike however large the province is. Identity numbers begin with 99 (no such
 * region), mobile numbers with 169, and no subscriber's landline begins with 1.
 */

const CREDIT_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const SUBJECT_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];
const IDENTITY_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const HUNDRED_MILLION = 100_000_000;
const TEN_MILLION = 10_000_000;

/**
 * Spreads serials over [0, modulus) one to one. `step` shares no factor with the modulus (a power of ten), and
 * modulus × step stays below 2^53, or digits would be lost and numbers double.
 */
function spread(serial: number, modulus: number, step: number): number {
	return ((serial % modulus) * step) % modulus;
}

/** The check character of the first 17 characters of a credit code, GB 32100-2015. */
export function creditCheck(body: string): string {
	let sum = 0;
	let weight = 1;
	for (const char of body) {
		sum += CREDIT_ALPHABET.indexOf(char) * weight;
		weight = (weight * 3) % 31;
	}
	return CREDIT_ALPHABET[(31 - (sum % 31)) % 31] as string;
}

/** A unified social credit code: `prefix` names registrar and form ("91", "92", "52"); serials below 100 million differ. */
export function creditCode(prefix: string, divisionCode: string, serial: number, recent: boolean): string {
	const spreadSerial = spread(serial, HUNDRED_MILLION, 61_803_399);
	const subject = recent ? `MA${base31(spreadSerial, 6)}` : String(spreadSerial).padStart(8, '0');
	const body = `${prefix}${divisionCode}${subject}${subjectCheck(subject)}`;
	return body + creditCheck(body);
}

function base31(value: number, width: number): string {
	let out = '';
	let rest = value;
	for (let i = 0; i < width; i++) {
		out = CREDIT_ALPHABET[rest % 31] + out;
		rest = Math.floor(rest / 31);
	}
	return out;
}

/** The check character of an 8-character subject number, GB 11714. */
function subjectCheck(subject: string): string {
	let sum = 0;
	[...subject].forEach((char, i) => {
		const value = char >= 'A' ? char.charCodeAt(0) - 55 : Number(char);
		sum += value * (SUBJECT_WEIGHTS[i] as number);
	});
	const rest = (11 - (sum % 11)) % 11;
	return rest === 10 ? 'X' : String(rest);
}

/** The check character of the first 17 digits of an identity number, GB 11643-1999. */
export function identityCheck(body: string): string {
	let sum = 0;
	for (let i = 0; i < 17; i++) sum += Number(body[i]) * (IDENTITY_WEIGHTS[i] as number);
	return '10X98765432'[sum % 11] as string;
}

/** Whether a number has the form, the birth date and the check character of an identity number. */
export function isIdentityNumber(text: string): boolean {
	if (!/^\d{17}[\dX]$/.test(text) || identityCheck(text) !== text[17]) return false;
	const day = `${text.slice(6, 10)}-${text.slice(10, 12)}-${text.slice(12, 14)}`;
	const date = new Date(`${day}T00:00:00Z`);
	return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === day;
}

/**
 * An identity number for a serial: four digits of the region and three of the sequence come from its low part, month
 * and day carry its high part, so that serials below three billion differ whatever the year of birth.
 */
export function identityNumber(serial: number, birthYear: number): string {
	const low = spread(serial, TEN_MILLION, 6_180_339);
	const high = Math.floor(serial / TEN_MILLION);
	const month = 1 + ((high + low) % 12);
	const day = 1 + ((Math.floor(high / 12) + Math.floor(low / 12)) % 28);
	const digits = String(low).padStart(7, '0');
	const body = `99${digits.slice(0, 4)}${birthYear}${two(month)}${two(day)}${digits.slice(4)}`;
	return body + identityCheck(body);
}

function two(value: number): string {
	return String(value).padStart(2, '0');
}

/** A mobile number beginning with 169; serials below 100 million differ. */
export function mobileNumber(serial: number): string {
	return `169${String(spread(serial, HUNDRED_MILLION, 38_196_601)).padStart(8, '0')}`;
}

/** A landline that nobody can have: subscribers' numbers never begin with 1. */
export function landlineNumber(areaCode: string, serial: number): string {
	return `${areaCode}-1${String(spread(serial, 1_000_000, 618_033)).padStart(6, '0')}`;
}

/** The digits of a training licence: leading 1, issuing county, 7 for training, serial; old ones lack the leading 1. */
export function licenceDigits(divisionCode: string, serial: number, old: boolean): string {
	return `${old ? '' : '1'}${divisionCode}7${String(spread(serial, TEN_MILLION, 3_819_661)).padStart(7, '0')}`;
}

/** A teacher certificate's 17 digits: year, province, office, kind (2 primary … 4 senior), sex, serial. */
export function certificateNumber(year: number, provinceCode: string, kind: number, male: boolean, serial: number): string {
	const digits = String(spread(serial, 1_000_000_000, 7_368_787)).padStart(9, '0');
	return `${year}${provinceCode}${digits.slice(0, 3)}${kind}${male ? 1 : 2}${digits.slice(3)}`;
}

/** A whole number below 4.3 billion for a serial, one to one: the ids that an agency's database gives its rows. */
export function scatteredId(serial: number, salt: number): number {
	let left = serial >>> 16;
	let right = serial & 0xffff;
	for (let round = 0; round < 3; round++) {
		const mixed = (Math.imul(right + 0x9e37 * (round + 1) + salt, 0x85ebca6b) >>> 16) & 0xffff;
		[left, right] = [right, left ^ mixed];
	}
	return left * 0x10000 + right;
}
