/** Results as a workbook (ECMA-376) for Excel and WPS: rows, what the columns are, how old the sources are, what changed. */

import type { CellType } from './plan-columns.ts';
import { changeRows, columnHead, flatCell, type ResultEnd, type ResultTable } from './result-table.ts';
import type { Value } from './table-rows.ts';
import { type ZipFile, zipOf } from './zip-stream.ts';

/** Rows that a sheet can hold, its head included. */
export const MOST_SHEET_ROWS = 1_048_576;
/** Characters that a cell can hold. */
const MOST_CHARACTERS = 32_767;
/** Digits that a double holds exactly; a longer number stays text, so that no digit is lost. */
const EXACT_DIGITS = 15;

const SHEETS = ['Rows', 'Columns', 'Sources', 'Changes'] as const;
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

/** The workbook, a part at a time. Strings stand as strings, so that nothing of them is a formula. */
export function writeXlsx(table: ResultTable): AsyncGenerator<Buffer> {
	let ended: Promise<ResultEnd> | null = null;
	const end = () => {
		ended ??= table.end();
		return ended;
	};
	return zipOf(filesOf(table, end));
}

function* filesOf(table: ResultTable, end: () => Promise<ResultEnd>): Generator<ZipFile> {
	const sheetParts = SHEETS.map((_, at) => `xl/worksheets/sheet${at + 1}.xml`);
	yield { name: '[Content_Types].xml', content: [contentTypes(sheetParts)] };
	yield { name: '_rels/.rels', content: [relations([['officeDocument', 'xl/workbook.xml']])] };
	yield { name: 'xl/workbook.xml', content: [workbook()] };
	yield {
		name: 'xl/_rels/workbook.xml.rels',
		content: [relations([...SHEETS.map((_, at) => ['worksheet', `worksheets/sheet${at + 1}.xml`] as const), ['styles', 'styles.xml']])],
	};
	yield { name: 'xl/styles.xml', content: [STYLES] };
	const sheets = [rowSheet(table), columnSheet(table), sourceSheet(table, end), changeSheet(end)];
	for (const [at, content] of sheets.entries()) yield { name: sheetParts[at] ?? '', content };
}

interface SheetRow {
	readonly values: readonly Value[];
	/** Absent: all text. */
	readonly cells?: readonly CellType[];
}

async function* rowSheet({ head, pages }: ResultTable): AsyncGenerator<string> {
	const sheet = createSheet();
	yield sheet.begin({ values: head.columns.map(columnHead) });
	const cells = head.columns.map(({ cell }) => cell);
	for await (const rows of pages) yield sheet.rows(rows.map((row) => ({ values: row.cells.map(flatCell), cells })));
	yield SHEET_END;
}

async function* columnSheet({ head }: ResultTable): AsyncGenerator<string> {
	const sheet = createSheet();
	yield sheet.begin({ values: ['title', 'path', 'masked', 'description'] });
	const about = head.columns.map(({ title, path, masked, description }) => [title, path, masked ? 'masked 已隐去' : null, description]);
	yield sheet.rows(about.map((values) => ({ values })));
	yield SHEET_END;
}

async function* sourceSheet({ head }: ResultTable, end: () => Promise<ResultEnd>): AsyncGenerator<string> {
	const { sources, rows } = await end();
	const sheet = createSheet();
	yield sheet.begin({ values: ['source', 'agency', '机构', 'as of', 'state'] });
	const about = [
		...sources.map(({ source, agency, asOf, state }) => [source, agency.en, agency.zh, asOf, state]),
		[],
		['query', `${head.slug}, version ${head.version}`],
		['title', `${head.title.zh} ${head.title.en}`],
		['ran at', head.ranAt],
		['rows', String(rows)],
	];
	yield sheet.rows(about.map((values) => ({ values })));
	yield SHEET_END;
}

async function* changeSheet(end: () => Promise<ResultEnd>): AsyncGenerator<string> {
	const { changes } = await end();
	const sheet = createSheet();
	yield sheet.begin({ values: ['change', 'row', 'since', changes.since] });
	yield sheet.rows(changeRows(changes).map((values) => ({ values })));
	yield SHEET_END;
}

const SHEET_BEGIN = `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>`;
const SHEET_END = '</sheetData></worksheet>';

/** A sheet that counts its rows: some programs read none without a number. */
function createSheet() {
	let at = 0;
	const rowXml = ({ values, cells = [] }: SheetRow, head = false): string => {
		at += 1;
		const texts = values.map((value, column) =>
			cellXml(value, { cell: cells[column] ?? 'text', head, place: `${lettersOf(column)}${at}` }),
		);
		return `<row r="${at}">${texts.join('')}</row>`;
	};
	return {
		begin: (head: SheetRow) => SHEET_BEGIN + rowXml(head, true),
		rows: (rows: readonly SheetRow[]) => rows.map((row) => rowXml(row)).join(''),
	};
}

/** A, B … Z, AA … by the position of a column. */
function lettersOf(column: number): string {
	const last = String.fromCharCode(65 + (column % 26));
	return column < 26 ? last : lettersOf(Math.floor(column / 26) - 1) + last;
}

interface CellPlace {
	readonly cell: CellType;
	readonly head: boolean;
	/** "B7". */
	readonly place: string;
}

function cellXml(value: Value, { cell, head, place }: CellPlace): string {
	if (value === null) return '';
	if (typeof value === 'boolean') return `<c r="${place}" t="b"><v>${value ? 1 : 0}</v></c>`;
	if (cell === 'number' && isExact(value)) return `<c r="${place}"><v>${value}</v></c>`;
	const text = escapeXml(String(value).slice(0, MOST_CHARACTERS));
	return `<c r="${place}" t="inlineStr"${head ? ' s="1"' : ''}><is><t xml:space="preserve">${text}</t></is></c>`;
}

function isExact(value: string | number): boolean {
	const text = String(value);
	return /^-?\d+(?:\.\d+)?$/.test(text) && text.replace(/\D/g, '').length <= EXACT_DIGITS;
}

/** Characters that XML has no place for at all, halves of pairs among them. */
const NO_XML = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

function escapeXml(text: string): string {
	return text.replace(NO_XML, '').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

const STYLES = `${XML}<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf xfId="0"/><xf xfId="0" fontId="1" applyFont="1"/></cellXfs></styleSheet>`;

function workbook(): string {
	const sheets = SHEETS.map((name, at) => `<sheet name="${name}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`).join('');
	return `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${sheets}</sheets></workbook>`;
}

function relations(targets: readonly (readonly [type: string, target: string])[]): string {
	const rows = targets
		.map(([type, target], at) => `<Relationship Id="rId${at + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`)
		.join('');
	return `${XML}<Relationships xmlns="${PACKAGE}/relationships">${rows}</Relationships>`;
}

function contentTypes(sheets: readonly string[]): string {
	const type = (part: string, name: string) =>
		`<Override PartName="/${part}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${name}+xml"/>`;
	const parts = [type('xl/workbook.xml', 'sheet.main'), type('xl/styles.xml', 'styles'), ...sheets.map((part) => type(part, 'worksheet'))];
	const usual =
		'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>';
	return `${XML}<Types xmlns="${PACKAGE}/content-types">${usual}${parts.join('')}</Types>`;
}
