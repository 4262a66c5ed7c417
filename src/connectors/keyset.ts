/**
 * The statements that read an agency's table, the same for every database: changes in the order (updated, key), the
 * bounds of a read, rows by key. Only the mapping's columns are named, never all of them.
 */
import type { TableMapping } from '#core/mapping.ts';

/** What a column holds, as far as reading needs to know. */
export type ColumnKind = 'instant' | 'local' | 'date' | 'integer' | 'bits' | 'boolean' | 'text' | 'other';

/** A statement with the values of its places. */
export interface Statement {
	readonly text: string;
	readonly values: readonly (string | readonly string[])[];
}

/** How a database writes what the statements need. */
export interface Dialect {
	quote(name: string): string;
	/** A column in the select list, so that its text form does not depend on the server's settings. */
	select(column: string, kind: ColumnKind): string;
	/** The text of a column, for comparison with the words of a mapping. */
	asText(column: string): string;
	/** The place of a value: its number (1 is the first) and the kind of column it is compared with. */
	place(index: number, kind: ColumnKind): string;
	/** Whether an expression is one of the values of a list. */
	oneOf(expression: string, index: number, kind: ColumnKind): string;
	/** Ascending with nulls first. */
	ascending(column: string): string;
	/**
	 * Whether a whole table is read in the order of its keys: MySQL keeps rows in that order, and sorts long rows by fetching
	 * each one again from its place (1,000,000 rows: 95 s instead of 6).
	 */
	readonly wholeByKey: boolean;
	/** A whole number below 2^60 that follows from a text. */
	digest(text: string): string;
	/** A condition that a stamp does not lie in the future. */
	notInFuture(column: string, kind: ColumnKind): string | null;
}

/** A table as it is at the source. */
export interface TableShape {
	/** Quoted, with its schema. */
	readonly name: string;
	readonly columns: readonly string[];
	readonly kinds: ReadonlyMap<string, ColumnKind>;
	readonly updated: string | null;
	readonly key: string | null;
	readonly where: TableMapping['where'];
}

/** Where a read begins. */
export type Start =
	| { readonly at: 'START' }
	/** Stamps from here on, and rows without a stamp. */
	| { readonly at: 'STAMP'; readonly stamp: string }
	/** The row at (stamp, key) and all after it; stamp null: the table has no column of updates. */
	| { readonly at: 'ROW'; readonly stamp: string | null; readonly key: string | null }
	/** Rows for which a condition holds, made by the code from nothing that comes from outside. */
	| { readonly at: 'ROWS'; readonly condition: string };

/** Collects values and hands out their places. */
class Places {
	readonly values: (string | readonly string[])[] = [];

	next(value: string | readonly string[]): number {
		return this.values.push(value);
	}
}

function kindOf(shape: TableShape, column: string): ColumnKind {
	return shape.kinds.get(column) ?? 'other';
}

/** Conditions of a read. Ties with the last row are read again: a key column may hold equal keys, by its collation or at all. */
function conditions(dialect: Dialect, shape: TableShape, start: Start, places: Places): string {
	const all: string[] = [];
	const compare = (column: string, operator: string, value: string) => {
		const kind = kindOf(shape, column);
		return `${dialect.quote(column)} ${operator} ${dialect.place(places.next(value), kind)}`;
	};
	if (shape.where) all.push(dialect.oneOf(dialect.asText(shape.where.column), places.next(shape.where.in), 'text'));
	if (start.at === 'STAMP' && shape.updated) {
		all.push(`(${compare(shape.updated, '>=', start.stamp)} or ${dialect.quote(shape.updated)} is null)`);
	}
	if (start.at === 'ROWS') all.push(start.condition);
	if (start.at === 'ROW') {
		const { updated, key } = shape;
		const rest = key !== null && start.key !== null;
		if (updated !== null && start.stamp !== null) {
			all.push(compare(updated, '>=', start.stamp)); // stated apart, so that an index can serve it
			if (rest) all.push(`(${compare(updated, '>', start.stamp)} or ${compare(key, '>=', start.key)})`);
		} else if (updated === null && rest) all.push(compare(key, '>=', start.key));
	}
	return all.length === 0 ? '' : ` where ${all.join(' and ')}`;
}

/** The condition of the mapping's `where`, with " where " before it; empty: every row is the table's. */
export function filterOf(dialect: Dialect, shape: TableShape): Statement {
	const places = new Places();
	return { text: conditions(dialect, shape, { at: 'START' }, places), values: places.values };
}

/** Rows from `start` on, oldest change first; after the columns come the stamp and the key of the row, where the table has them. */
export function changesStatement(dialect: Dialect, shape: TableShape, start: Start): Statement {
	const places = new Places();
	const order = [shape.updated, shape.key].filter((column) => column !== null);
	const list = [...shape.columns, ...order].map((column) => dialect.select(column, kindOf(shape, column)));
	const where = conditions(dialect, shape, start, places);
	const ordered = order.length === 0 ? '' : ` order by ${order.map((column) => dialect.ascending(column)).join(', ')}`;
	return { text: `select ${list.join(', ')} from ${shape.name}${where}${ordered}`, values: places.values };
}

/**
 * How many rows a read from `start` will bring, and their newest stamp that does not lie in the future. One row of a
 * wrong clock (9999-12-31) would else become the watermark, and no later change would ever be read.
 */
export function boundsStatement(dialect: Dialect, shape: TableShape, start: Start): Statement {
	const places = new Places();
	const where = conditions(dialect, shape, start, places);
	if (shape.updated === null) return { text: `select count(*) from ${shape.name}${where}`, values: places.values };
	const kind = kindOf(shape, shape.updated);
	const past = dialect.notInFuture(dialect.quote(shape.updated), kind);
	const column = dialect.select(shape.updated, kind);
	const newest = past === null ? column : `case when ${past} then ${column} end`;
	return { text: `select count(*), max(${newest}) from ${shape.name}${where}`, values: places.values };
}

/** Rows whose `column` is one of the keys. */
export function lookupStatement(dialect: Dialect, shape: TableShape, column: string, keys: readonly string[]): Statement {
	const places = new Places();
	const list = shape.columns.map((name) => dialect.select(name, kindOf(shape, name)));
	const filter = conditions(dialect, shape, { at: 'START' }, places);
	const kind = kindOf(shape, column);
	const one = dialect.oneOf(dialect.quote(column), places.next(keys), kind);
	return {
		text: `select ${list.join(', ')} from ${shape.name}${filter === '' ? ' where ' : `${filter} and `}${one}`,
		values: places.values,
	};
}

/** The first rows of a table, in no order. */
export function sampleStatement(dialect: Dialect, shape: TableShape, rows: number): Statement {
	const places = new Places();
	const list = shape.columns.map((name) => dialect.select(name, kindOf(shape, name)));
	const filter = conditions(dialect, shape, { at: 'START' }, places);
	return { text: `select ${list.join(', ')} from ${shape.name}${filter} limit ${Math.trunc(rows)}`, values: places.values };
}
