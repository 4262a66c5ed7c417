/** What every form of a result is written from: a head, rows page by page, and an end that is known when the rows are through. */
import type { TwoTongues } from '#core/saved-queries.ts';
import type { CellType } from './plan-columns.ts';
import type { RunChanges } from './run-differences.ts';
import type { Cell, TableRow, Value } from './table-rows.ts';

/** A column as whoever runs the query sees it. */
export interface ResultColumn {
	readonly path: string;
	/** Of the query, else the path. */
	readonly title: string;
	readonly description: string;
	readonly cell: CellType;
	readonly list: boolean;
	/** Whether the caller may get values masked or not at all. */
	readonly masked: boolean;
}

export interface ResultHead {
	readonly slug: string;
	readonly version: number;
	readonly title: TwoTongues;
	readonly columns: readonly ResultColumn[];
	/** When the run began, ISO 8601. */
	readonly ranAt: string;
}

/** How old what a source gave is. */
export interface SourceAge {
	readonly source: string;
	readonly agency: TwoTongues;
	/** Oldest of its tables' newest days; null: never read. */
	readonly asOf: string | null;
	readonly state: string;
}

export interface ResultEnd {
	readonly rows: number;
	readonly sources: readonly SourceAge[];
	readonly changes: RunChanges;
	/** Equal for two results of the same query that say the same, whenever each was made and whatever form it has. */
	readonly digest: string;
}

/** A result that is being read. `end` may be asked for once, after the last row. */
export interface ResultTable {
	readonly head: ResultHead;
	readonly pages: AsyncIterable<readonly TableRow[]>;
	end(): Promise<ResultEnd>;
}

/** Keys of changes that are listed; their number is always told. Fewer: a night's changes are cut off; more: the end outgrows the rows. */
const MOST_LISTED = 1_000;

/** Changes as they are told: how many, and which. */
export function tellChanges({ since, added, changed, gone }: RunChanges): Readonly<Record<string, unknown>> {
	const listed = (keys: readonly string[]) => ({ count: keys.length, keys: keys.slice(0, MOST_LISTED) });
	return since === null ? { since } : { since, added: listed(added), changed: listed(changed), gone: listed(gone) };
}

/** The changes row by row: what became of a row, and its key. */
export function changeRows({ added, changed, gone }: RunChanges): readonly (readonly [string, string])[] {
	const rows = (what: string, keys: readonly string[]) => keys.slice(0, MOST_LISTED).map((key) => [what, key] as const);
	return [...rows('new', added), ...rows('changed', changed), ...rows('gone', gone)];
}

/** Parts the values of a nested list in one cell. */
const BETWEEN = '; ';

/** A cell of a sheet: the values of a list joined in their order, empty where all of them are. */
export function flatCell(cell: Cell): Value {
	if (!Array.isArray(cell)) return cell as Value;
	const values = cell as readonly Value[];
	return values.every((value) => value === null) ? null : values.map((value) => value ?? '').join(BETWEEN);
}

/** The head of a column in a sheet; masked ones say so. */
export function columnHead({ title, masked }: ResultColumn): string {
	return masked ? `${title} [masked 已隐去]` : title;
}
