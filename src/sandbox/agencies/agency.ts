/** What every agency of the sandbox can do: take dressed rows on the first day, change them on the next, and stop. */
import type { Column, DressedRow, Dresser } from '#sandbox/dress/dresser.ts';
import type { Draft } from '#sandbox/generate/draft.ts';

/** A row on its way into an agency's table. */
export interface Delivery {
	readonly row: DressedRow;
	readonly draft: Draft;
	readonly dresser: Dresser;
}

/** Takes the rows of one source. `add` only queues; `ready` waits until there is room again. */
export interface Intaker {
	add(delivery: Delivery): void;
	/** Resolves when the queue is short enough to go on; rejects when the agency has failed. */
	ready(): Promise<void>;
	/** Writes the rest, builds what helps look-ups, and lets go of the connection. */
	close(): Promise<void>;
	/** Lets go of everything at once after a failure; nothing half written is kept where that can be avoided. */
	abort(): Promise<void>;
}

/** A table of a source with the union of the columns of all mappings that read it. */
export interface PhysicalTable {
	readonly name: string;
	readonly columns: readonly Column[];
	/** For each dresser: position of its columns in the table. */
	readonly places: ReadonlyMap<Dresser, readonly number[]>;
}

/** The tables behind the mappings of one source: two mappings of one `from` share a table. */
export function physicalTables(dressers: readonly Dresser[]): PhysicalTable[] {
	const byName = new Map<string, Dresser[]>();
	for (const dresser of dressers) byName.set(dresser.table.from, [...(byName.get(dresser.table.from) ?? []), dresser]);
	return [...byName].map(([name, own]) => {
		const columns: Column[] = [];
		for (const column of own.flatMap((dresser) => dresser.columns)) {
			const at = columns.findIndex((other) => other.name === column.name);
			if (at < 0) columns.push(column);
			else if (columns[at]?.use !== column.use) columns[at] = { ...column, use: 'text' };
		}
		const places = new Map(
			own.map((dresser) => [dresser, dresser.columns.map((c) => columns.findIndex((o) => o.name === c.name))] as const),
		);
		return { name, columns, places };
	});
}

/** A row's values in the order of its physical table, the stamp filled in by `stamp`. */
export function physicalRow(table: PhysicalTable, { row, draft, dresser }: Delivery, stamp: (ms: number) => string): (string | null)[] {
	const out = new Array<string | null>(table.columns.length).fill(null);
	const places = table.places.get(dresser) ?? [];
	places.forEach((place, i) => {
		out[place] = row.values[i] ?? null;
	});
	table.columns.forEach((column, i) => {
		if (column.use === 'stamp') out[i] = stamp(draft.stampedAt);
	});
	return out;
}

const SHANGHAI_MS = 8 * 3_600_000;

/** "2025-05-31 13:05:07.123" in Asia/Shanghai. */
export function shanghaiStamp(ms: number): string {
	return new Date(ms + SHANGHAI_MS).toISOString().slice(0, 23).replace('T', ' ');
}
