/**
 * Industry codes (国民经济行业分类, GB/T 4754): letter and up to four digits, old editions carried over to that of 2017 where their
 * numbers name another industry. Pure.
 */

/** Sections of the 2017 edition by the range of their two-digit divisions (门类). */
const SECTIONS: readonly (readonly [letter: string, first: number, last: number])[] = [
	['A', 1, 5],
	['B', 6, 12],
	['C', 13, 43],
	['D', 44, 46],
	['E', 47, 50],
	['F', 51, 52],
	['G', 53, 60],
	['H', 61, 62],
	['I', 63, 65],
	['J', 66, 69],
	['K', 70, 70],
	['L', 71, 72],
	['M', 73, 75],
	['N', 76, 79],
	['O', 80, 82],
	['P', 83, 83],
	['Q', 84, 85],
	['R', 86, 90],
	['S', 91, 96],
	['T', 97, 97],
];

/**
 * Codes of the 2011 edition under which the 2017 one has something else, where a letter tells the edition.
 * 2011 counted sections N to R one division lower: O79 services to residents, P82 education, Q83 health, R87 arts, R88 sport.
 */
const OLD_DIVISIONS: Readonly<Record<string, string>> = {
	O79: 'O80',
	P82: 'P83',
	Q83: 'Q84',
	Q84: 'Q85',
	R85: 'R86',
	S90: 'S91',
};

/** Bare codes that the 2017 edition leaves free (O82 ends at 8290) or that education, named so before 2017, holds by far the most of. */
const OLD_EDUCATION = /^(?:829[1-9]|82[345]\d)$/;
/** Bare 79xx: services to residents before 2017; N79 (land management) has a few hundred firms in the country. */
const OLD_RESIDENT_SERVICES = /^79\d{0,2}$/;

/** What an industry code says in the 2017 edition, and whether it had to be carried over. */
export interface IndustryCode {
	/** Letter and two to four digits, "P8399". */
	readonly code: string;
	readonly edition: '2017' | '2011';
}

/**
 * Reads a code with or without its letter; null when it is none of the classification.
 * Without a letter the edition cannot be told for sure: the reading is the one that far more businesses bear.
 */
export function readIndustryCode(raw: string): IndustryCode | null {
	const text = raw
		.normalize('NFKC')
		.toUpperCase()
		.replace(/[\s.\-_]/g, '');
	const match = /^([A-T])?(\d{2,4})$/.exec(text);
	if (match === null) return null;
	const [, letter, digits = ''] = match;
	if (letter !== undefined) return lettered(letter, digits);
	if (OLD_EDUCATION.test(digits)) return { code: `P83${digits.slice(2)}`, edition: '2011' };
	if (OLD_RESIDENT_SERVICES.test(digits)) return { code: `O80${digits.slice(2)}`, edition: '2011' };
	const section = sectionOf(digits);
	return section === null ? null : { code: section + digits, edition: '2017' };
}

function lettered(letter: string, digits: string): IndustryCode | null {
	const moved = OLD_DIVISIONS[letter + digits.slice(0, 2)];
	// Q84 is health in 2017 and social work in 2011; only what 2017 does not know there is old.
	if (moved !== undefined && sectionOf(digits) !== letter) return { code: moved + digits.slice(2), edition: '2011' };
	return sectionOf(digits) === letter ? { code: letter + digits, edition: '2017' } : null;
}

function sectionOf(digits: string): string | null {
	const division = Number(digits.slice(0, 2));
	return SECTIONS.find(([, first, last]) => division >= first && division <= last)?.[0] ?? null;
}
