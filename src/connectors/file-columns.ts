/** Columns of a file by its header, rows that are sums, and rows that no table of the source takes. */
import type { SourceMapping, TableMapping } from '#core/mapping.ts';
import { malformed } from './source-errors.ts';

/** A header's text in the form in which two may be compared: half-width, without spaces. */
export function headerKey(text: string): string {
	return text.normalize('NFKC').replaceAll(/\s/g, '');
}

/**
 * The names of columns whose header takes several rows, "upper.lower". A merged cell stands in a workbook over each of its columns, in a
 * CSV file over the first alone: an empty upper cell belongs to the one on its left when there is a name below it.
 */
export function joinHeader(rows: readonly (readonly (string | null)[])[]): string[] {
	const width = Math.max(0, ...rows.map((row) => row.length));
	const lowest = rows.at(-1) ?? [];
	const filled = rows.map((row, at) => {
		let left = '';
		return Array.from({ length: width }, (_, column) => {
			const own = (row[column] ?? '').trim();
			left = own || left;
			return own === '' && at < rows.length - 1 && (lowest[column] ?? '').trim() !== '' ? left : own;
		});
	});
	return Array.from({ length: width }, (_, column) =>
		[...new Set(filled.map((row) => row[column] ?? ''))].filter((name) => name !== '').join('.'),
	);
}

/** A column's place by its name; of a joined header also by both names without the dot, or by the lower one when it is the only one. */
function placeOf(keys: readonly string[], column: string, joined: boolean): number {
	const wanted = headerKey(column);
	const exact = keys.indexOf(wanted);
	if (exact !== -1 || !joined) return exact;
	const glued = keys.findIndex((key) => key.replaceAll('.', '') === wanted);
	if (glued !== -1) return glued;
	const lower = keys.flatMap((key, at) => (key.endsWith(`.${wanted}`) ? [at] : []));
	return lower.length === 1 ? (lower[0] ?? -1) : -1;
}

/** Where columns are wanted; `joined`: the header took several rows. */
interface Wanting {
	readonly source: SourceMapping;
	readonly table: TableMapping;
	readonly file: string;
	readonly joined: boolean;
}

/**
 * The place of each wanted column in the header.
 * @throws HubError SOURCE_MALFORMED that names file and columns that are missing.
 */
export function placesOf(header: readonly string[], wanted: readonly string[], where: Wanting): number[] {
	const keys = header.map(headerKey);
	const places = wanted.map((column) => placeOf(keys, column, where.joined));
	const missing = wanted.filter((_, at) => places[at] === -1);
	if (missing.length === 0) return places;
	throw malformed(
		where.source.id,
		`has a file ${where.file} without the columns ${missing.join(', ')}: mend record type ${where.table.recordType} in the mapping, ` +
			'or format.headerRow and headerRows when the header stands in other rows',
	);
}

/** Longer first cells are never sums: the longest form, spaced out, has fewer characters. */
const LONGEST_TOTAL = 24;
const TOTAL = /^(?:本[页月季年期表])?(?:合计|总计|小计|共计|累计)[:：]?(?:共?\d+[家个人户所条名]*)?$/;

/** Whether a row is a sum by its first cell that is not empty: 合计, 总计, 小计 … or the words of the mapping; `totals` false: never. */
export function isTotal(cells: readonly (string | null)[], totals: boolean | readonly string[]): boolean {
	if (totals === false) return false;
	const cell = cells.find((one) => one !== null && one.trim() !== '') ?? '';
	if (totals === true && cell.length > LONGEST_TOTAL) return false; // spares folding the text of every honest row
	const first = headerKey(cell);
	return totals === true ? TOTAL.test(first) : totals.some((word) => headerKey(word) === first);
}

/** What becomes of a row of a file that several tables share. */
export interface Sharing {
	/** Broken lines, and rows that no table takes, are reported once: by the first table that reads these files. */
	readonly reports: boolean;
	/** Column by which tables tell their rows apart; null: this table takes every row. */
	readonly column: string | null;
	readonly mine: ReadonlySet<string>;
	/** Values that some table takes; null: tables go by different columns, so that no row is nobody's for sure. */
	readonly known: ReadonlySet<string> | null;
}

/** How a table shares its files with the other tables of its source. */
export function sharingOf(source: SourceMapping, table: TableMapping): Sharing {
	const sheet = (one: TableMapping) => (source.connector.type === 'xlsx' ? one.from : '');
	const filesOf = (one: TableMapping) => JSON.stringify([one.format?.files ?? one.from, sheet(one)]);
	const identityOf = (one: TableMapping) => JSON.stringify([one.recordType, one.where]);
	const sharers = source.tables.filter((one) => filesOf(one) === filesOf(table));
	const oneColumn = sharers.every((one) => one.where?.column === table.where?.column);
	return {
		reports: sharers[0] === undefined || identityOf(sharers[0]) === identityOf(table),
		column: table.where?.column ?? null,
		mine: new Set(table.where?.in),
		known: oneColumn ? new Set([table, ...sharers].flatMap((one) => one.where?.in ?? [])) : null,
	};
}

/** Whether a row is this table's ('MINE'), another's ('OTHER'), or nobody's ('UNKNOWN'). */
export function ownerOf(sharing: Sharing, value: string | null): 'MINE' | 'OTHER' | 'UNKNOWN' {
	if (sharing.column === null || sharing.mine.has(value ?? '')) return 'MINE';
	return (sharing.known?.has(value ?? '') ?? true) ? 'OTHER' : 'UNKNOWN';
}
