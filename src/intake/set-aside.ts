/**
 * Rows that cannot be used: kept as position, hash, reason and the row with everything personal hidden, so that the
 * agency can find and mend them. Nothing personal leaves here in clear.
 */
import { createHash } from 'node:crypto';
import { canonicalJson } from '#core/canonical-json.ts';
import type { TableMapping } from '#core/mapping.ts';
import type { BrokenRow, PositionedRow, RawRow } from '#core/ports.ts';
import type { SetAsideRow } from '#core/records.ts';
import type { CompiledTable } from './compile-mapping.ts';
import { strikeIdentityNumbers } from './redact/identity-numbers.ts';
import { personalValues, redactFreeText, redactPlainText, scopeOf } from './redaction.ts';
import { neededFieldNames } from './usable.ts';

/** Reasons that intake itself finds. */
export type SetAsideReason = 'NO_KEY' | 'NOTHING_USABLE' | 'UNKNOWN_KIND';

/** Sets rows of one table aside. */
export interface SetAside {
	/** A row that was read but cannot be used. */
	row(positioned: PositionedRow, recordKey: string | null, reason: SetAsideReason): SetAsideRow;
	/** A line that is no row: only its place, its hash and, where it parses, its number are kept. */
	broken(row: BrokenRow): SetAsideRow;
}

const BROKEN_MESSAGES: Readonly<Record<string, string>> = {
	WRONG_WIDTH: '该行列数与表头不符。',
	BAD_JSON: '该行不是完整的JSON对象。',
	BAD_ENCODING: '该行的字符编码有误。',
	NOT_AN_OBJECT: '该行不是JSON对象。',
	UNKNOWN_KIND: '无法判断该行属于哪一类记录。',
	TOO_LONG: '该行过长，无法读取。',
	TOTAL_ROW: '该行是合计行，不是记录。',
	HIDDEN_ROW: '该行在表格中被隐藏，按约定不读取。',
};

/** The set-aside of a table. */
export function createSetAside(source: string, table: TableMapping, compiled: CompiledTable): SetAside {
	const { recordType } = table;
	const messages: Readonly<Record<SetAsideReason, string>> = {
		NO_KEY: '该行没有主键，无法与其他批次的同一记录对应。',
		NOTHING_USABLE: `该行以下内容均为空或无效：${neededFieldNames(table)}。`,
		UNKNOWN_KIND: `该行“${table.where?.column ?? ''}”的取值不属于本类记录。`,
	};
	return {
		row: ({ row, position }, recordKey, reason) => ({
			source,
			recordType,
			recordKey: strikeIdentityNumbers(recordKey ?? ''),
			position,
			sha256: hashOf(row),
			reason,
			message: messages[reason],
			masked: maskRow(row, table, compiled),
		}),
		broken: ({ broken, position }) => ({
			source,
			recordType,
			recordKey: safeKey(broken.key),
			position,
			sha256: broken.sha256,
			reason: broken.reason,
			message: BROKEN_MESSAGES[broken.reason] ?? '该行无法读取。',
			masked: null,
		}),
	};
}

/** SHA-256 of a row as read, whatever the order of its columns. */
function hashOf(row: RawRow): string {
	return createHash('sha256').update(canonicalJson(row)).digest('hex');
}

/** Only columns that the mapping names are shown at all; personal ones as asterisks, texts redacted. */
function maskRow(row: RawRow, table: TableMapping, compiled: CompiledTable): Record<string, string | null> {
	const personal = personalValues(row, compiled.redact);
	const scope = scopeOf(table.kind, compiled.redact.length > 0);
	const mask = (column: string, value: string): string => {
		if (compiled.hidden.has(column)) return '***';
		const text = value.normalize('NFKC');
		if (compiled.freeText.has(column)) return redactFreeText(text, scope, personal);
		return redactPlainText(strikeIdentityNumbers(text), personal);
	};
	return Object.fromEntries(
		compiled.columns.map((column) => {
			const value = row[column] ?? null;
			return [column, value === null || value.trim() === '' ? null : mask(column, value)];
		}),
	);
}

/**
 * The number of a line whose columns may have slipped: a name, a telephone or an identity number can stand where the number should,
 * so only what is plainly a number of a ticket, entry or document is kept.
 */
function safeKey(key: string | null): string {
	const text = (key ?? '').normalize('NFKC').trim();
	if (!/^[A-Za-z]{0,6}[-_]?\d[\d\-_]{5,30}$/.test(text)) return '';
	if (/^(?:\+?86)?1[3-9]\d{9}$/.test(text) || /^0\d{2,3}-?\d{7,8}$/.test(text)) return '';
	return strikeIdentityNumbers(text) === text ? text : '';
}
