/** Pages of lists by keyset: what the views take and give. */
import { type RawBuilder, type SqlBool, sql } from 'kysely';

/** An entry of a list, with the values it is ordered by: a page goes on after them. */
export interface Entry<T> {
	readonly row: T;
	readonly key: readonly string[];
}

export interface Page<T> {
	readonly entries: readonly Entry<T>[];
	/** Whether more follow. */
	readonly more: boolean;
}

/** Which page is asked for: entries after a key (the values the list is ordered by), at most `first`. */
export interface Window {
	/** Null: from the start. */
	readonly after: readonly string[] | null;
	readonly first: number;
}

/** A page from rows of which one more than asked for was read. */
export function toPage<T>(rows: readonly T[], first: number, keyOf: (row: T) => readonly string[]): Page<T> {
	return { entries: rows.slice(0, first).map((row) => ({ row, key: keyOf(row) })), more: rows.length > first };
}

/** A page whose keys are made when somebody asks for them: of most entries nobody does, only the first and last have cursors. */
export function toLazyPage<T>(rows: readonly T[], first: number, keyOf: (row: T) => readonly string[]): Page<T> {
	const more = rows.length > first;
	return { entries: (more ? rows.slice(0, first) : rows).map((row) => new LazyEntry(row, row, keyOf)), more };
}

/** The same page of something else, with the keys that it had. */
export function mapPage<A, B>({ entries, more }: Page<A>, change: (row: A) => B): Page<B> {
	return { entries: entries.map((entry) => new LazyEntry(change(entry.row), entry, keyOfEntry)), more };
}

const keyOfEntry = ({ key }: Entry<unknown>): readonly string[] => key;

class LazyEntry<T, From> implements Entry<T> {
	readonly row: T;
	private readonly from: From;
	private readonly keyOf: (from: From) => readonly string[];

	constructor(row: T, from: From, keyOf: (from: From) => readonly string[]) {
		this.row = row;
		this.from = from;
		this.keyOf = keyOf;
	}

	get key(): readonly string[] {
		return this.keyOf(this.from);
	}
}

/** Pages a parent from rows that carry their parent's id, each parent's in order. */
export function toPages<R extends { parent: string }, T>(
	rows: readonly R[],
	first: number,
	shape: { readonly take: (row: R) => T; readonly keyOf: (row: T) => readonly string[] },
): ReadonlyMap<string, Page<T>> {
	const lists = Map.groupBy(rows, (row) => row.parent);
	return new Map([...lists].map(([parent, list]) => [parent, toPage(list.map(shape.take), first, shape.keyOf)]));
}

/**
 * Rows that come after a key in an order by one column and then by id (ascending). The first condition lets an index on
 * (column, id) start there; the second cuts off the ties that were already given.
 */
export function afterKey(
	order: { readonly column: string; readonly direction: 'asc' | 'desc'; readonly id: string },
	after: readonly string[],
): RawBuilder<SqlBool> {
	const [value, id] = [after[0] ?? '', after[1] ?? ''];
	const column = sql.ref(order.column);
	const [upTo, beyond] = order.direction === 'asc' ? [sql`>=`, sql`>`] : [sql`<=`, sql`<`];
	return sql`(${column} ${upTo} ${value} and (${column} ${beyond} ${value} or ${sql.ref(order.id)} > ${id}))`;
}

/** The same pages, by the same parents, of something else. */
export function mapPages<A, B>(pages: ReadonlyMap<string, Page<A>>, change: (row: A) => B): ReadonlyMap<string, Page<B>> {
	return new Map([...pages].map(([id, page]) => [id, mapPage(page, change)]));
}
