/**
 * A page's rows as they go to another thread: the columns once and the values in one list. An object a row would carry the names of its
 * columns with each, which costs the sender as much as the values.
 */
import type { PositionedRow, RawRow, SourcePage } from '#core/ports.ts';

/** Rows of the same columns and position. */
export interface FlatRows {
	readonly columns: readonly string[];
	readonly position: string;
	readonly count: number;
	/** Row by row, in the order of the columns. */
	readonly values: readonly (string | null)[];
}

/** The rows flattened; the rows themselves where they differ in columns or position, or one is broken. */
export function flatten(rows: SourcePage['rows']): FlatRows | SourcePage['rows'] {
	const [first] = rows;
	if (first === undefined || 'broken' in first) return rows;
	const columns = Object.keys(first.row);
	const values: (string | null)[] = [];
	for (const positioned of rows) {
		if ('broken' in positioned || positioned.position !== first.position) return rows;
		const given = values.length;
		for (const column in positioned.row) if (columns[values.length - given] === column) values.push(positioned.row[column] ?? null);
		if (values.length - given !== columns.length || Object.keys(positioned.row).length !== columns.length) return rows;
	}
	return { columns, position: first.position, count: rows.length, values };
}

/** The rows of `flatten`. */
export function unflatten({ columns, position, count, values }: FlatRows): PositionedRow[] {
	return Array.from({ length: count }, (_, index) => {
		const row: Record<string, string | null> = {};
		for (let at = 0; at < columns.length; at++) row[columns[at] as string] = values[index * columns.length + at] ?? null;
		return { row: row as RawRow, position };
	});
}
