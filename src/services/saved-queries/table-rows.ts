/** An answer as rows: cells in the order of the columns, and for each row a key and a hash by which a later run knows it again. */

import type { Column } from './plan-columns.ts';
import { ADDED } from './plan-pages.ts';
import type { QueryPlan } from './query-plan.ts';

/** A single value, or the values of a nested list in its order. */
export type Cell = Value | readonly Value[];
export type Value = string | number | boolean | null;

/** A row of a table. */
export interface TableRow {
	/** Ids and places of records, never a value of a person; null: the document asks for nothing that has one. */
	readonly key: string | null;
	/** In the order of the columns. */
	readonly cells: readonly Cell[];
}

/** A page of an answer. */
export interface AnsweredPage {
	readonly rows: readonly TableRow[];
	/** Where the next page goes on; null: this was the last. */
	readonly after: string | null;
}

/** Stands at the end of a list that was cut off where its page ended. */
const CUT_OFF = '…';

type Part = Readonly<Record<string, unknown>>;

/** The rows of one answer. `data`: what GraphQL gave for the plan's document. */
export function rowsOfAnswer(plan: QueryPlan, data: Part): AnsweredPage {
	const root = data[plan.list.root];
	const entries = itemsAt(root, plan.list.steps).filter((entry) => entry !== null);
	const page = plan.list.paged
		? ((root as Part | null)?.pageInfo as { hasNextPage: boolean; endCursor: string | null } | undefined)
		: undefined;
	return { rows: entries.flatMap((entry) => rowsOfEntry(plan, entry as Part)), after: page?.hasNextPage === true ? page.endCursor : null };
}

/** An entry's rows; a last one of `…` says that its list was cut off where its page ended. */
function rowsOfEntry({ columns, unfolded }: QueryPlan, entry: Part): readonly TableRow[] {
	const key = keyOf(entry);
	if (unfolded === null) return [{ key, cells: columns.map((column) => cellOf(column, entry, column.steps)) }];
	const depth = unfolded.steps.length;
	const inside = (column: Column) => unfolded.steps.every((step, at) => column.steps[at] === step);
	const found = itemsAt(entry, unfolded.steps).filter((item) => item !== null);
	// Where the list is empty the row stays, as an outer join keeps it.
	const rows = (found.length === 0 ? [null] : found).map((item, at) => ({
		key: key === null ? null : item === null ? key : `${key} ${keyOf(item as Part) ?? at + 1}`,
		cells: columns.map((column) => {
			if (!inside(column)) return cellOf(column, entry, column.steps);
			const [value = null, ...more] = itemsAt(item, column.steps.slice(depth)).map(toValue);
			return more.length > 0 ? [value, ...more] : value;
		}),
	}));
	const pages = new Set(columns.filter(inside).flatMap((column) => column.pages.filter((page) => page.length <= depth + 1)));
	if (![...pages].some((page) => itemsAt(entry, page).includes(true))) return rows;
	const cut = columns.map((column) => (inside(column) ? CUT_OFF : cellOf(column, entry, column.steps)));
	return [...rows, { key: key === null ? null : `${key} ${CUT_OFF}`, cells: cut }];
}

function cellOf(column: Column, entry: Part, steps: readonly string[]): Cell {
	const values = itemsAt(entry, steps).map(toValue);
	if (!column.list) return values[0] ?? null;
	const cut = column.pages.some((page) => itemsAt(entry, page).includes(true));
	return cut ? [...values, CUT_OFF] : values;
}

/** What stands at the end of some steps; lists on the way are gone through. */
function itemsAt(value: unknown, steps: readonly string[]): readonly unknown[] {
	if (Array.isArray(value)) return value.flatMap((entry) => itemsAt(entry, steps));
	const [step, ...rest] = steps;
	if (step === undefined) return [value ?? null];
	return typeof value === 'object' && value !== null ? itemsAt((value as Part)[step], rest) : [null];
}

function toValue(value: unknown): Value {
	if (value instanceof Date) return value.toISOString();
	return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

function keyOf(entry: Part): string | null {
	const id = entry[ADDED.key];
	if (typeof id === 'string') return id;
	const place = entry[ADDED.place] as { source: string; recordType: string; recordKey: string } | null | undefined;
	return place == null ? null : `${place.source}/${place.recordType}/${place.recordKey}`;
}
