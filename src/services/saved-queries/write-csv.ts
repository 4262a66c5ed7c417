/** Results as CSV for spreadsheets: RFC 4180, and nothing in it that a spreadsheet would take for a formula. */
import { BYTE_ORDER_MARK, csvLine } from '#services/bundle/csv.ts';
import type { CellType } from './plan-columns.ts';
import { columnHead, flatCell, type ResultEnd, type ResultTable } from './result-table.ts';
import type { Value } from './table-rows.ts';

export interface CsvOptions {
	/** Begin with the byte-order mark by which Excel knows UTF-8. */
	readonly bom: boolean;
	/** End with lines on the sources and changes, set apart by an empty line. */
	readonly footer: boolean;
}

/** A line of heads, a line a row, and the footer. */
export async function* writeCsv({ head, pages, end }: ResultTable, { bom, footer }: CsvOptions): AsyncGenerator<string> {
	yield (bom ? BYTE_ORDER_MARK : '') + csvLine(head.columns.map((column) => harmless(columnHead(column), 'text')));
	for await (const rows of pages) {
		yield rows.map(({ cells }) => csvLine(head.columns.map(({ cell }, at) => harmless(flatCell(cells[at] ?? null), cell)))).join('');
	}
	const ended = await end(); // also without a footer: the run is kept there
	if (footer) yield footerOf(ended);
}

function footerOf({ rows, sources, changes }: ResultEnd): string {
	const lines = [
		['# rows', rows],
		...sources.map(({ source, agency, asOf, state }) => ['# source', source, agency.zh, asOf, state]),
		...(changes.since === null
			? []
			: [
					['# since', changes.since],
					['# new', changes.added.length],
					['# changed', changes.changed.length],
					['# gone', changes.gone.length],
				]),
	];
	return `\n${lines.map((cells) => csvLine(cells.map((cell) => harmless(cell ?? null, typeof cell === 'number' ? 'number' : 'text')))).join('')}`;
}

/** What spreadsheets begin a formula with, in both widths; tabs and line breaks before it are skipped by some. */
const FORMULA = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/;
const NUMBER = /^-?\d+(?:\.\d+)?$/;

/** A value that no spreadsheet reckons out: an apostrophe before what begins like a formula. Numbers of number columns stay numbers. */
export function harmless(value: Value, cell: CellType): string | number | null {
	if (typeof value === 'boolean') return String(value);
	if (typeof value !== 'string' || (cell === 'number' && NUMBER.test(value))) return value;
	return FORMULA.test(value) ? `'${value}` : value;
}
