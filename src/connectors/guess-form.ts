/** The form of a file that no mapping describes, guessed from its first rows: separator, header and period. For a proposal alone. */
import { isDay } from '#core/days.ts';
import { splitLeniently } from './csv-records.ts';

type Cells = readonly (string | null)[];

/** Rows looked at. Fewer: a long title hides the header; more tell nothing further. */
const ROWS_SEEN = 40;
/** A header stands in one of the first rows; further down a row of words is a record. */
const HEADER_WITHIN = 10;
const LONGEST_NAME = 30;

/** The separator under which most lines have the same number of fields, the more fields the better; a comma when none has two. */
export function guessDelimiter(lines: readonly string[]): string {
	let best = { delimiter: ',', score: 0 };
	for (const delimiter of [',', '\t', '|', ';']) {
		const widths = new Map<number, number>();
		for (const line of lines.slice(0, ROWS_SEEN)) {
			const width = splitLeniently(line, delimiter).length;
			widths.set(width, (widths.get(width) ?? 0) + 1);
		}
		const [width = 1, count = 0] = [...widths].sort(([, a], [, b]) => b - a)[0] ?? [];
		const score = width < 2 ? 0 : (count / Math.max(1, lines.length)) * Math.log2(width + 1);
		if (score > best.score) best = { delimiter, score };
	}
	return best.delimiter;
}

/** Where the header stands, and over how many rows: the first nearly full row of short words, and the one below when cells are merged over both. */
export function guessHeader(rows: readonly Cells[]): { readonly headerRow: number; readonly headerRows: number } {
	const seen = rows.slice(0, ROWS_SEEN);
	const fullest = Math.max(0, ...seen.map((cells) => new Set(cells.filter(isGiven)).size));
	const at = seen.slice(0, HEADER_WITHIN).findIndex((cells) => isHeader(cells) && new Set(cells.filter(isGiven)).size >= 0.6 * fullest);
	if (at === -1) return { headerRow: 1, headerRows: 1 };
	const [upper = [], lower = []] = seen.slice(at, at + 2);
	if (isMergedOver(upper, lower)) return { headerRow: at + 1, headerRows: 2 };
	// Wide groups leave the upper row with few different names.
	return at > 0 && isMergedOver(seen[at - 1] ?? [], upper) ? { headerRow: at, headerRows: 2 } : { headerRow: at + 1, headerRows: 1 };
}

/** Two rows of names, of which some columns are merged over both. */
function isMergedOver(upper: Cells, lower: Cells): boolean {
	return lower.some((cell, column) => isGiven(cell) && cell === upper[column]) && isHeader(upper) && isHeader(lower);
}

const isGiven = (cell: string | null): cell is string => cell !== null && cell.trim() !== '';

function isHeader(cells: Cells): boolean {
	const given = cells.filter(isGiven);
	return given.length >= 2 && given.every((cell) => cell.length <= LONGEST_NAME && /\p{L}/u.test(cell) && !/\d{4}/.test(cell));
}

/** A year, with a month and a day where they stand behind it, in the forms of `PERIOD` in file-discovery.ts. */
const DATED = /(?<!\d)((?:19|20)\d{2})(?:([-_.年]?)(\d{1,2})(?:([-_.月]?)(\d{1,2}))?)?(?!\d)/g;

/** The pattern of a file's name, "gd-20250531.csv" → "gd-{YYYYMMDD}.csv"; null: the name has no period. */
export function patternOf(name: string): string | null {
	const plain = name.replace(/\.gz$/, '');
	for (const { 0: whole, 1: year = '', 2: first = '', 3: month, 4: second = '', 5: day, index } of plain.matchAll(DATED)) {
		const at = (written: string, length: number) => `${plain.slice(0, index)}{${written}}${plain.slice(index + length)}`;
		const stands = (m: string, d: string) => isDay(`${year}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`);
		// Without a sign between them months and days have two digits; with one they may have less.
		const fits = (sign: string, digits: string) => sign !== '' || digits.length === 2;
		if (month !== undefined && day !== undefined && fits(first, month) && fits(second, day) && stands(month, day))
			return at(`YYYY${first}MM${second}DD`, whole.length);
		if (month !== undefined && fits(first, month) && stands(month, '1') && (day === undefined || second !== ''))
			return at(`YYYY${first}MM`, 4 + first.length + month.length);
		if (month === undefined || first !== '') return at('YYYY', 4);
	}
	return null;
}
