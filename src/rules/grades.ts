/** School years named in a text, as numbers: 1 to 6 primary, 7 to 9 junior high, 10 to 12 senior high. */

const DIGITS = '零一二三四五六七八九';
const NUMBER = '[1-9一二三四五六七八九]';
const toNumber = (text: string): number => (/\d/.test(text) ? Number(text) : DIGITS.indexOf(text));

/** Patterns of one or more years; each gives the years of a match. Longer wordings stand first. */
const PATTERNS: readonly (readonly [RegExp, (match: RegExpMatchArray) => readonly number[]])[] = [
	[new RegExp(`(${NUMBER})[至到~—-](${NUMBER})年级`, 'g'), ([, from = '', to = '']) => range(toNumber(from), toNumber(to))],
	[new RegExp(`((?:${NUMBER}[、,，和及])*${NUMBER})年级`, 'g'), ([, years = '']) => [...years].map(toNumber).filter((year) => year > 0)],
	[/小升初/g, () => [6]],
	[/中考/g, () => [9]],
	[/高考/g, () => [12]],
	[/初中?([一二三123])/g, ([, year = '']) => [6 + toNumber(year)]],
	[/高中?([一二三123])/g, ([, year = '']) => [9 + toNumber(year)]],
	[/小学(?![一二三四五六1-6])/g, () => range(1, 6)],
	[/初中(?![一二三123])/g, () => range(7, 9)],
	[/高中(?![一二三123])/g, () => range(10, 12)],
	[/中小学/g, () => range(1, 12)],
];

/** Distinct school years, ascending; empty: none is named. */
export function gradesIn(text: string): readonly number[] {
	const plain = text.normalize('NFKC').replace(/\s/g, '');
	const years = PATTERNS.flatMap(([pattern, read]) => [...plain.matchAll(pattern)].flatMap((match) => read(match)));
	return [...new Set(years)].sort((a, b) => a - b);
}

function range(from: number, to: number): readonly number[] {
	return from <= to ? Array.from({ length: to - from + 1 }, (_, i) => from + i) : [];
}
