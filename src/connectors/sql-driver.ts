/** What a database connector brings along: a dialect, read-only sessions, and its failures in the hub's words. */
import type { ColumnKind, Dialect, Statement } from './keyset.ts';

/** A row as it comes: every value as text, in the order of the select list. */
export type TextRow = readonly (string | null)[];

/** One read-only view of the source, unchanged while it is read. */
export interface Snapshot {
	query(statement: Statement): Promise<readonly TextRow[]>;
	/** Rows in batches of at most `size`; the next batch is on its way while one is worked on. */
	stream(statement: Statement, size: number): AsyncIterable<readonly TextRow[]>;
	close(): Promise<void>;
}

/** A database of an agency. All errors are HubErrors SOURCE_*; a signal that fires rejects with its reason. */
export interface SqlDriver {
	readonly dialect: Dialect;
	/** The table's name in SQL, with its schema. */
	tableName(from: string): string;
	/** Columns and kinds of a table; null: there is no such table, or we may not see it. */
	describe(from: string, signal: AbortSignal): Promise<ReadonlyMap<string, ColumnKind> | null>;
	/** All tables and views of the schema, sorted. */
	tables(signal: AbortSignal): Promise<readonly string[]>;
	/** One short question, from the pool. */
	query(statement: Statement, signal: AbortSignal): Promise<readonly TextRow[]>;
	openSnapshot(signal: AbortSignal): Promise<Snapshot>;
	/** A value as it came → as it is handed on. */
	toText(kind: ColumnKind): ((value: string) => string) | null;
	/** A stamp as it came → as a cursor keeps it. */
	toStamp(kind: ColumnKind): (value: string) => string;
	stop(): Promise<void>;
}
