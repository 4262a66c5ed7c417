/** Excel workbooks as a source: one sheet a table; dates as ISO days, whatever their format shows. */
import type ExcelJS from 'exceljs';
import type { SourceMapping } from '#core/mapping.ts';
import type { PositionedRow, RawRow } from '#core/ports.ts';
import { brokenRow } from './broken-rows.ts';
import { headerKey, isTotal, joinHeader, ownerOf, placesOf, sharingOf } from './file-columns.ts';
import { type FileBatch, FileConnector, type FileFormat, type FileTask } from './file-connector.ts';
import type { FoundFile } from './file-discovery.ts';
import { guessHeader } from './guess-form.ts';
import { malformed } from './source-errors.ts';
import { systemTiming, type Timing } from './timing.ts';

/** A connector to a folder of workbooks. */
export function createXlsxConnector(source: SourceMapping, timing: Timing = systemTiming): FileConnector {
	return new FileConnector(source, xlsxFormat, timing);
}

const xlsxFormat: FileFormat = {
	kind: 'archive',
	read: readSheet,
	async columnsOf(task) {
		const rows: SheetRow[] = [];
		for await (const row of rowsOfSheet(task)) rows.push(row);
		return (headerOf(task, rows) ?? []).filter((name) => name !== '');
	},
	sheetsOf: async (file) => (await openBook(file)).worksheets.map(({ name }) => name),
	async formOf(file, part) {
		const sheet = (await openBook(file)).getWorksheet(part);
		const rows: (string | null)[][] = [];
		for (let number = 1; number <= Math.min(sheet?.rowCount ?? 0, ROWS_GUESSED); number++)
			rows.push(cellsOf(sheet?.findRow(number)?.values ?? []));
		const { headerRow, headerRows } = guessHeader(rows);
		return { ...(headerRow !== 1 && { headerRow }), ...(headerRows !== 1 && { headerRows }) };
	},
};

const ROWS_GUESSED = 40;

async function openBook(file: FoundFile): Promise<ExcelJS.Workbook> {
	const exceljs = (await import('exceljs')).default; // takes a while to load, and most sources have no workbook
	const workbook = new exceljs.Workbook();
	await workbook.xlsx.readFile(file.path);
	return workbook;
}

interface SheetRow {
	/** The first is 1. */
	readonly number: number;
	readonly cells: readonly (string | null)[];
	readonly hidden: boolean;
}

/** The names of the columns; null: the sheet ends above its header. A header's row may be empty between its neighbours. */
function headerOf({ settings }: FileTask, rows: readonly SheetRow[]): string[] | null {
	const last = settings.headerRow + settings.headerRows - 1;
	const header = rows.filter(({ number }) => number >= settings.headerRow && number <= last);
	return header.length === 0 ? null : joinHeader(header.map(({ cells }) => cells));
}

async function* readSheet(task: FileTask): AsyncIterable<FileBatch> {
	const sharing = sharingOf(task.source, task.table);
	const { settings } = task;
	const at = { source: task.source, table: task.table, file: task.file.name, joined: settings.headerRows > 1 };
	const above: SheetRow[] = [];
	let places: readonly number[] | null = null;
	let where = -1;
	let rows: FileBatch['rows'][number][] = [];
	for await (const row of rowsOfSheet(task)) {
		const { number, cells, hidden } = row;
		if (number < settings.headerRow + settings.headerRows) {
			above.push(row);
			continue;
		}
		if (places === null) {
			const header = headerOf(task, above) ?? noHeader(task);
			places = placesOf(header, task.columns, at);
			where = task.table.where ? (placesOf(header, [task.table.where.column], at)[0] ?? -1) : -1;
		}
		if (number < (task.from?.line ?? 0) || cells.every((cell) => cell === null)) continue;
		const position = `${task.file.name}:${number}`;
		const odd = isTotal(cells, settings.totals) ? 'TOTAL_ROW' : hidden && settings.hiddenRows === 'skip' ? 'HIDDEN_ROW' : null;
		if (odd !== null) {
			if (sharing.reports) rows.push(brokenRow(odd, JSON.stringify(cells), position));
			continue;
		}
		const owner = ownerOf(sharing, where === -1 ? null : (cells[where] ?? null));
		if (owner === 'MINE') rows.push(toRow(task.columns, places, cells, position));
		else if (owner === 'UNKNOWN' && sharing.reports) rows.push(brokenRow('UNKNOWN_KIND', JSON.stringify(cells), position));
		if (rows.length < task.size) continue;
		yield { rows, place: { byte: 0, line: number + 1 } };
		rows = [];
	}
	if (places === null) placesOf(headerOf(task, above) ?? noHeader(task), task.columns, at);
	if (rows.length > 0) yield { rows, place: { byte: 0, line: 0 } };
}

function noHeader({ source, table, file }: FileTask): never {
	throw malformed(source.id, `has a workbook ${file.name} whose sheet ${table.from} has no header row`);
}

function toRow(columns: readonly string[], places: readonly number[], cells: readonly (string | null)[], position: string): PositionedRow {
	const row: Record<string, string | null> = {};
	columns.forEach((column, index) => {
		row[column] = cells[places[index] ?? -1] ?? null;
	});
	return { row: row as RawRow, position };
}

/**
 * The rows of the table's sheet. The workbook is read whole: the parts of the file come in any order, and a reader that streams
 * them does not know the sheets' names and the dates' formats before it has seen the last.
 * @throws HubError SOURCE_MALFORMED when the workbook has no such sheet.
 */
async function* rowsOfSheet(task: FileTask): AsyncIterable<SheetRow> {
	const workbook = await openBook(task.file);
	const named = workbook.worksheets.filter(({ name }) => headerKey(name) === headerKey(task.table.from));
	const sheet = named.find(({ state }) => state === 'visible') ?? named[0]; // one that is hidden is read by its name like any other
	if (sheet === undefined) {
		const names = workbook.worksheets.map(({ name }) => name).join(', ');
		throw malformed(
			task.source.id,
			`has a workbook ${task.file.name} without the sheet ${task.table.from} (it has ${names}): mend \`from\` in the mapping`,
		);
	}
	for (let number = 1; number <= sheet.rowCount; number++) {
		task.signal.throwIfAborted();
		const row = sheet.findRow(number);
		if (row?.hasValues) yield { number, cells: cellsOf(row.values), hidden: row.hidden === true };
	}
}

function cellsOf(values: ExcelJS.CellValue[] | { [key: string]: ExcelJS.CellValue }): (string | null)[] {
	const list = Array.isArray(values) ? values.slice(1) : Object.values(values); // exceljs counts columns from 1
	return Array.from(list, (value) => cellText(value));
}

/** A cell as text: a formula's result, a link's words, a date as "2025-05-31" or, with a time, "2025-05-31 08:30:00". */
export function cellText(value: ExcelJS.CellValue | undefined): string | null {
	if (value === null || value === undefined || value === '') return null;
	if (value instanceof Date) return dateText(value);
	// A cell keeps 15 digits: of a longer number the rest is invented, so it is given in the form that says so.
	if (typeof value === 'number' && Math.abs(value) > Number.MAX_SAFE_INTEGER) return value.toExponential(14);
	if (typeof value !== 'object') return String(value);
	if ('richText' in value) return value.richText.map((part) => part.text).join('') || null;
	if ('text' in value) return cellText(value.text as ExcelJS.CellValue);
	if ('result' in value) return cellText(value.result as ExcelJS.CellValue);
	return null; // an error of a formula, or a formula that was never reckoned
}

/** Excel's dates have no zone; exceljs gives them as if they were UTC, off by up to a millisecond. */
function dateText(date: Date): string | null {
	if (Number.isNaN(date.getTime())) return null;
	const text = new Date(Math.round(date.getTime() / 1000) * 1000).toISOString();
	return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text.slice(0, 19).replace('T', ' ');
}
