/** The rows that could not be used as a table for the agency: what is wrong in Chinese, where it stands, personal values hidden. */
import type { SetAsideEntry } from '#access/reader.ts';
import { BYTE_ORDER_MARK, type Cell, csvLine } from './bundle/csv.ts';

const COLUMNS: readonly (readonly [string, (row: SetAsideEntry) => Cell])[] = [
	['数据来源', (row) => row.source],
	['数据表', (row) => row.recordType],
	['主键', (row) => harmless(row.recordKey)],
	['位置', (row) => harmless(row.position)],
	['问题', (row) => row.message],
	['问题代码', (row) => row.reason],
	['首次发现', (row) => row.firstSeen],
	['最近发现', (row) => row.lastSeen],
	['内容（已脱敏）', (row) => harmless(shown(row.masked))],
	['SHA-256', (row) => row.sha256],
];

/** CSV in UTF-8 with the mark by which spreadsheets know it; a line a row, in the order given. */
export function setAsideCsv(rows: readonly SetAsideEntry[]): string {
	const header = csvLine(COLUMNS.map(([name]) => name));
	return BYTE_ORDER_MARK + header + rows.map((row) => csvLine(COLUMNS.map(([, cell]) => cell(row)))).join('');
}

function shown(masked: SetAsideEntry['masked']): string {
	const given = Object.entries(masked ?? {}).filter(([, value]) => value !== null && value !== '');
	return given.map(([column, value]) => `${column}：${value}`).join('；');
}

/** A text that a spreadsheet does not take for a formula. */
function harmless(text: string): string {
	return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}
