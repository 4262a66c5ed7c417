/**
 * Unified social credit codes (统一社会信用代码, GB 32100-2015) with the organisation code inside (GB 11714): checking, reading,
 * and what a mistyped code may have been. Pure. The division in a code is that of the registrar on the day of registration:
 * never take a location from it.
 */

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const;
const BODY_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2] as const;

/** Who registered an organisation and as what, by the first two characters. */
const CLASSES: Readonly<Record<string, { readonly registrar: Registrar; readonly zh: string }>> = {
	'11': { registrar: 'ESTABLISHMENT', zh: '机关' },
	'12': { registrar: 'ESTABLISHMENT', zh: '事业单位' },
	'13': { registrar: 'ESTABLISHMENT', zh: '群众团体' },
	'19': { registrar: 'ESTABLISHMENT', zh: '机构编制其他' },
	'31': { registrar: 'JUSTICE', zh: '律师执业机构' },
	'32': { registrar: 'JUSTICE', zh: '公证处' },
	'51': { registrar: 'CIVIL_AFFAIRS', zh: '社会团体' },
	'52': { registrar: 'CIVIL_AFFAIRS', zh: '民办非企业单位' },
	'53': { registrar: 'CIVIL_AFFAIRS', zh: '基金会' },
	'54': { registrar: 'CIVIL_AFFAIRS', zh: '村民委员会' },
	'55': { registrar: 'CIVIL_AFFAIRS', zh: '居民委员会' },
	'59': { registrar: 'CIVIL_AFFAIRS', zh: '民政其他' },
	'81': { registrar: 'TRADE_UNION', zh: '基层工会' },
	'91': { registrar: 'MARKET', zh: '企业' },
	'92': { registrar: 'MARKET', zh: '个体工商户' },
	'93': { registrar: 'MARKET', zh: '农民专业合作社' },
	N1: { registrar: 'AGRICULTURE', zh: '组级集体经济组织' },
	N2: { registrar: 'AGRICULTURE', zh: '村级集体经济组织' },
	N3: { registrar: 'AGRICULTURE', zh: '乡镇级集体经济组织' },
};

/** The authority behind a code; OTHER for the rarer ones. */
export type Registrar = 'ESTABLISHMENT' | 'JUSTICE' | 'CIVIL_AFFAIRS' | 'TRADE_UNION' | 'MARKET' | 'AGRICULTURE' | 'OTHER';

/** Characters that are mistaken for one another on paper and by scanners; each stands in for the others of its group. */
const LOOK_ALIKES = ['0OQD', '1IL7', '2Z', '5S', '8B', '6G', 'UV', 'VY', 'VW', '9G', '4A'] as const;

/** A code as written, made comparable: NFKC, upper case, without spaces, dashes and a spreadsheet's `="…"`. Not checked. */
export function normaliseCreditCode(raw: string): string {
	return raw
		.normalize('NFKC')
		.toUpperCase()
		.replace(/[=\p{Z}\p{Cc}\p{Cf}"'“”‘’`_.\-‐-―－]/gu, '');
}

/** The 18th character that belongs to 17, or null when one of them is not of the alphabet (I, O, S, V and Z are not). */
export function creditCodeCheckCharacter(first17: string): string | null {
	let sum = 0;
	for (let i = 0; i < 17; i++) {
		const value = ALPHABET.indexOf(first17.charAt(i) || '?');
		if (value < 0) return null;
		sum += value * (WEIGHTS[i] ?? 0);
	}
	return ALPHABET.charAt((31 - (sum % 31)) % 31);
}

/** Whether a text is a code of 18 characters whose check character is right and whose division part is six digits. */
export function isValidCreditCode(text: string): boolean {
	return text.length === 18 && /^[1-9ANY][1-9]\d{6}/.test(text) && creditCodeCheckCharacter(text) === text.charAt(17);
}

/** Whether characters 9 to 17 are an organisation code (组织机构代码, GB 11714) with a right check character. */
export function hasValidOrganisationPart(code: string): boolean {
	const part = code.slice(8, 17);
	let sum = 0;
	for (let i = 0; i < 8; i++) sum += Number.parseInt(part.charAt(i), 36) * (BODY_WEIGHTS[i] ?? 0);
	const check = 11 - (sum % 11);
	return part.charAt(8) === (check === 10 ? 'X' : check === 11 ? '0' : String(check));
}

/** What the first two characters say: who registered the organisation, and as what. */
export function registrarOf(code: string): { readonly registrar: Registrar; readonly zh: string } {
	return CLASSES[code.slice(0, 2)] ?? { registrar: 'OTHER', zh: '其他' };
}

/**
 * Valid codes that an invalid one may stand for, sorted: one swap of neighbours away, one look-alike character away, the check character
 * alone wrong where the organisation part holds, and a missing or extra character when there is only one way to put that right.
 * Candidates whose organisation part holds drive out the others: the second check makes a chance hit eleven times rarer.
 */
export function creditCodeCandidates(invalid: string): string[] {
	const text = normaliseCreditCode(invalid);
	if (isValidCreditCode(text)) return [];
	if (text.length === 18) return preferWhole([...swaps(text), ...lookAlikes(text), ...wrongCheck(text)]);
	if (text.length === 17) return onlyOne(preferWhole(insertions(text)));
	if (text.length === 19) return onlyOne(preferWhole(deletions(text)));
	return [];
}

function preferWhole(texts: readonly string[]): string[] {
	const valid = [...new Set(texts)].filter(isValidCreditCode).sort();
	const whole = valid.filter(hasValidOrganisationPart);
	return whole.length > 0 ? whole : valid;
}

const onlyOne = (codes: string[]): string[] => (codes.length === 1 ? codes : []);

function swaps(text: string): string[] {
	return Array.from({ length: 17 }, (_, i) => text.slice(0, i) + text.charAt(i + 1) + text.charAt(i) + text.slice(i + 2));
}

/** One character replaced by a look-alike; characters outside the alphabet must all go, so several of them go together. */
function lookAlikes(text: string): string[] {
	const foreign = [...text].filter((c) => !ALPHABET.includes(c)).length;
	if (foreign > 1) return replaceForeign(text);
	return [...text].flatMap((character, i) => alikes(character).map((other) => text.slice(0, i) + other + text.slice(i + 1)));
}

function replaceForeign(text: string): string[] {
	let texts = [''];
	for (const character of text) {
		const choices = ALPHABET.includes(character) ? [character] : alikes(character);
		texts = texts.flatMap((start) => choices.map((choice) => start + choice));
		// Every foreign letter has at most three stand-ins; beyond a few of them the text is no code at all.
		if (texts.length > 81) return [];
	}
	return texts;
}

function alikes(character: string): string[] {
	const groups = LOOK_ALIKES.filter((group) => group.includes(character));
	return [...new Set(groups.join(''))].filter((other) => other !== character && ALPHABET.includes(other));
}

function wrongCheck(text: string): string[] {
	const check = creditCodeCheckCharacter(text.slice(0, 17));
	return check !== null && hasValidOrganisationPart(text) ? [text.slice(0, 17) + check] : [];
}

function insertions(text: string): string[] {
	return Array.from({ length: 18 }, (_, i) => [...ALPHABET].map((c) => text.slice(0, i) + c + text.slice(i))).flat();
}

function deletions(text: string): string[] {
	return Array.from({ length: 19 }, (_, i) => text.slice(0, i) + text.slice(i + 1));
}
