/**
 * Strikes identity numbers out of texts: the 18-character number (GB 11643), also mistyped, spaced or with its
 * middle hidden, and the old one of 15 digits. A credit code or a ticket number of the same length stays.
 */
import { isValidCreditCode } from '#core/codes/credit-code.ts';
import { isValidIdentityNumber } from '#core/codes/identity-number.ts';

export const NUMBER_MARK = '【身份证号】';

/** A day between 1900 and 2099 as six or eight digits: what tells an identity number from any other long number. */
const BIRTH8 = '(?:19|20)\\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])';
const BIRTH6 = '\\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])';
const HIDDEN = '[*＊xX●•]';
const LONG = new RegExp(`(?<![0-9A-Za-z])[1-9]\\d{5}${BIRTH8}\\d{3}[0-9Xx](?![0-9A-Za-z])`, 'g');
const RUN = new RegExp(`[1-9]\\d{5}${BIRTH8}\\d{3}[0-9Xx]`, 'g');
const OLD = new RegExp(`(?<![0-9A-Za-z]|教民|社民)[1-9]\\d{5}${BIRTH6}\\d{3}(?![0-9A-Za-z])`, 'g');
const NAMED = /(身份证(?:件)?(?:号码|号)?|证件号码?|公民身份号码)([是为:：\s]{0,3})([0-9][0-9 \-*]{12,20}[0-9Xx])/g;
const MASKED = new RegExp(`(?<![0-9A-Za-z])[1-9]\\d{3,13}${HIDDEN}{2,14}\\d{1,4}[0-9Xx]?(?![0-9A-Za-z])`, 'g');
const SPACED = /(?<![0-9A-Za-z])[1-9]\d{5}[ -]+(?:19|20)\d{2}[ -]?\d{4}[ -]+\d{3}[0-9Xx](?![0-9A-Za-z])/g;

/** A text without identity numbers. Cheap where there is nothing to strike. */
export function strikeIdentityNumbers(text: string): string {
	if (!/\d{4}/.test(text)) return text;
	return text
		.replace(NAMED, (_, word: string, link: string) => `${word}${link}${NUMBER_MARK}`)
		.replace(SPACED, NUMBER_MARK)
		.replace(LONG, (number) =>
			isValidCreditCode(number.toUpperCase()) && !isValidIdentityNumber(number.toUpperCase()) ? number : NUMBER_MARK,
		)
		.replace(RUN, (number) => (isValidIdentityNumber(number.toUpperCase()) ? NUMBER_MARK : number))
		.replace(MASKED, (number) => (new RegExp(HIDDEN).test(number) && /\d{6}/.test(number) ? NUMBER_MARK : number))
		.replace(OLD, NUMBER_MARK);
}

/**
 * The same for values that are keys or numbers of something else (contract, account, certificate): only a number that is
 * surely one is struck, because a 15-digit business number must stay.
 */
export function strikeSureNumbers(text: string): string {
	if (!/\d{17}/.test(text)) return text;
	return text.replace(RUN, (number) => (isValidIdentityNumber(number.toUpperCase()) ? NUMBER_MARK : number));
}
