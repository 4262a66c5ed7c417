/** CSV as the bundle writes it: RFC 4180 quotes, UTF-8, one line feed after each record so that line tools see clean last columns. */

/** A value of a CSV cell; null is an empty cell. */
export type Cell = string | number | null;

/** The byte-order mark by which Excel knows UTF-8. */
export const BYTE_ORDER_MARK = '\ufeff';

/** One record with its line end. A cell is quoted when it holds a quote, a comma, a line break, or a space at an end. */
export function csvLine(cells: readonly Cell[]): string {
	return `${cells.map(csvCell).join(',')}\n`;
}

function csvCell(cell: Cell): string {
	if (cell === null) return '';
	const text = String(cell);
	return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
