/**
 * Person tokens: what the hub keeps of an identity number. Each is a keyed hash under the deployment's secret (secret-chain.ts), so
 * that equal numbers give equal tokens and nobody without the secret can try numbers out.
 * The number itself lives in the arguments of these functions and nowhere else: never log, store or throw it.
 */
import {
	expandOldIdentityNumber,
	hasPlausibleBody,
	identityCheckCharacter,
	identityNumberCandidates,
	isValidIdentityNumber,
	oldFormOf,
} from '#core/codes/identity-number.ts';
import type { PersonToken, TokenKind } from '#core/records.ts';
import { type Advance, createSecretChain, type SecretChain } from './secret-chain.ts';

/** Why a number gives no valid full token; null: it does, or none was given. */
export type IdentityProblem = 'CHECK_DIGIT' | 'LOST_DIGITS' | 'MASKED' | 'OLD_FORM' | 'OTHER_DOCUMENT' | 'NOT_A_NUMBER';

/** What is kept of one identity number. */
export interface TokenisedNumber {
	/**
	 * In the order of kind, without doubles. `repaired` values equal the `full` value of the number they guess at, and stand beside
	 * `body` and `ends` of the number as given. A passport's `full` is of a domain of its own.
	 */
	readonly tokens: readonly PersonToken[];
	/** 18 characters, right check character, real birth date. */
	readonly valid: boolean;
	/** First two and last two characters with the rest hidden; null when none was given. */
	readonly masked: string | null;
	readonly problem: IdentityProblem | null;
}

/** Makes tokens under the secrets of a deployment. */
export interface Tokeniser extends Pick<SecretChain, 'advance' | 'advanceFrom' | 'checkValue'> {
	/** Tokens of a number as written in a source: full-width, spaced, lower-case, masked, 15 digits, mistyped or of a passport. */
	tokensOf(identityNumber: string | null): TokenisedNumber;
	/** The same under the first secret alone: what a content is hashed with, so that a new secret changes no content. `advance` makes the others of them. */
	foundingTokensOf(identityNumber: string | null): TokenisedNumber;
}

const NOTHING: TokenisedNumber = { tokens: [], valid: false, masked: null, problem: null };
const NULL_WORD = /^(?:无|暂无|不详|未知|空|缺|待补|NULL|NONE|NIL|NA|N\/A|[-/.\\]+|0+)$/;

/** A tokeniser under a secret, or under several: oldest first, the current one last. Equal secrets give equal tokens, on every machine. */
export function createTokeniser(secret: string, ...later: readonly string[]): Tokeniser {
	const { mac, advance, advanceFrom, checkValue } = createSecretChain(secret, later);
	const tokenOf: TokenOf = (kind, domain, text) => ({ kind, value: mac(`${domain}|${text}`) });
	const foundingTokensOf: Tokeniser['tokensOf'] = (identityNumber) => tokenise(identityNumber, tokenOf);
	const tokensOf: Tokeniser['tokensOf'] = (identityNumber) => {
		const founding = foundingTokensOf(identityNumber);
		return advance === null ? founding : { ...founding, tokens: advanceTokens(founding.tokens, advance) };
	};
	return { tokensOf, foundingTokensOf, advance, advanceFrom, checkValue };
}

/** Tokens with today's values. */
export function advanceTokens(tokens: readonly PersonToken[], advance: Advance): PersonToken[] {
	return tokens.map(({ kind, value }) => ({ kind, value: advance(value) }));
}

type TokenOf = (kind: TokenKind, domain: string, text: string) => PersonToken;

function tokenise(raw: string | null, tokenOf: TokenOf): TokenisedNumber {
	const text = normaliseNumber(raw ?? '');
	if (text === '' || NULL_WORD.test(text)) return NOTHING;
	const masked = maskNumber(text);
	if (text.includes('*')) return { tokens: endTokens(text, tokenOf), valid: false, masked, problem: 'MASKED' };
	if (isValidIdentityNumber(text)) return { tokens: validTokens(text, tokenOf), valid: true, masked, problem: null };
	const expanded = expandOldIdentityNumber(text);
	if (expanded !== null) {
		const tokens = [tokenOf('fullOld', 'fullOld', text), tokenOf('body', 'body', expanded.slice(0, 17)), ...endTokens(expanded, tokenOf)];
		return { tokens, valid: false, masked, problem: 'OLD_FORM' };
	}
	// A spreadsheet keeps 15 digits of a number and writes 000 for the rest: what is left is shared by many people.
	if (/^\d{15}000$/.test(text) || /^\d(?:\.\d+)?E\+?\d+$/.test(text)) return { tokens: [], valid: false, masked, problem: 'LOST_DIGITS' };
	if (/^\d{17}[\dX]?$/.test(text)) return { tokens: mistypedTokens(text, tokenOf), valid: false, masked, problem: 'CHECK_DIGIT' };
	if (isOtherDocument(text)) return { tokens: [tokenOf('full', 'document', text)], valid: false, masked, problem: 'OTHER_DOCUMENT' };
	return { tokens: [], valid: false, masked, problem: 'NOT_A_NUMBER' };
}

function validTokens(number: string, tokenOf: TokenOf): PersonToken[] {
	const old = oldFormOf(number);
	return [
		tokenOf('full', 'full', number),
		...(old === null ? [] : [tokenOf('fullOld', 'fullOld', old)]),
		tokenOf('body', 'body', number.slice(0, 17)),
		...endTokens(number, tokenOf),
	];
}

/** A number that fails its check: its body if only the check character is wrong, its ends, and what one swap makes of it. */
function mistypedTokens(text: string, tokenOf: TokenOf): PersonToken[] {
	const tokens: PersonToken[] = [];
	if (hasPlausibleBody(text)) tokens.push(tokenOf('body', 'body', text.slice(0, 17)));
	if (text.length === 18) tokens.push(...endTokens(text, tokenOf));
	const candidates = text.length === 18 ? identityNumberCandidates(text) : [];
	if (text.length === 17 && hasPlausibleBody(text)) candidates.push(text + identityCheckCharacter(text));
	for (const candidate of candidates) tokens.push(tokenOf('repaired', 'full', candidate));
	return tokens;
}

/**
 * Tokens of the first six or ten and the last four characters, of a whole number or as far as a masked one shows them.
 * A masked one may have any count of asterisks but the one that makes it 15 long: the old form ends otherwise.
 */
function endTokens(text: string, tokenOf: TokenOf): PersonToken[] {
	const shown = /^(\d*)\**(\d*X?)$/.exec(text);
	const whole = text.length === 18 && !text.includes('*');
	const head = whole ? text : (shown?.[1] ?? '');
	const tail = whole ? text : (shown?.[2] ?? '');
	if (text.length === 15 || head.length < 6 || tail.length < 4 || head.startsWith('0')) return [];
	const last = tail.slice(-4);
	const tokens = [tokenOf('ends', 'ends', head.slice(0, 6) + last)];
	if (head.length >= 10) tokens.push(tokenOf('birthEnds', 'birthEnds', head.slice(0, 10) + last));
	return tokens;
}

/**
 * NFKC, upper case, without spaces, dashes and a spreadsheet's quotes; the Greek, Cyrillic and multiplication signs that stand for X
 * become X, every sign that hides a digit becomes an asterisk.
 */
function normaliseNumber(raw: string): string {
	if (/^[\dX]+$/.test(raw) && !raw.includes('XX')) return raw;
	return raw
		.normalize('NFKC')
		.toUpperCase()
		.replace(/^=?["'“]+|["'”]+$/g, '')
		.replace(/[\p{Z}\p{Cc}\p{Cf}\t\-‐-―－]/gu, (sign) => (raw.trim() === sign ? sign : ''))
		.replace(/[ΧХ×✕]/g, 'X')
		.replace(/[●•○·∗⁎#?]/g, '*')
		.replace(/X{2,}/g, (run) => '*'.repeat(run.length));
}

function maskNumber(text: string): string {
	// Of a short document four shown characters would be most of it.
	if (text.length < 8) return '*'.repeat(text.length);
	return `${text.slice(0, 2)}${'*'.repeat(text.length - 4)}${text.slice(-2)}`;
}

/** Passports, travel permits and the older permanent residence cards: letters before digits, or a Taiwan permit's eight digits. */
function isOtherDocument(text: string): boolean {
	return /^[A-Z]{1,3}\d{6,14}[A-Z]?$/.test(text) || /^\d{8}(?:\d{2}\([A-Z]\))?$/.test(text) || /^[A-Z]\d[A-Z\d]\d{6}$/.test(text);
}
