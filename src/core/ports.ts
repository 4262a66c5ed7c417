/**
 * The ports: what one stage asks of another, so that neither imports the other. `src/compose.ts` joins them.
 */
import type { Day } from './days.ts';
import type { Kind } from './kinds.ts';
import type { TableMapping } from './mapping.ts';
import type { IntakeRecord, IntakeResult } from './records.ts';

/** A row as a source gives it: every value as text, null where the source has none. Column names are the agency's. */
export type RawRow = Readonly<Record<string, string | null>>;

/** A row with the place where it is found again. */
export interface PositionedRow {
	readonly row: RawRow;
	/** Table, "file:line@byte" or "page:item". */
	readonly position: string;
}

/** A line of a file that is no row (wrong width, broken JSON, bad bytes): intake sets it aside with this reason. */
export interface BrokenRow {
	readonly broken: { readonly reason: string; readonly message: string; readonly sha256: string; readonly key: string | null };
	readonly position: string;
}

/** What a connector yields: rows in a page, and where to go on after them. */
export interface SourcePage {
	readonly rows: readonly (PositionedRow | BrokenRow)[];
	/**
	 * Watermark after this page: text that sorts; opaque to everyone but the connector. Saved with the page's rows
	 * in one transaction, so that a killed run goes on here.
	 */
	readonly cursor: string;
	/** Day for which the rows speak (a file's period); null: each row's own stamp says. */
	readonly period?: Day | null;
	/** The page belongs to a full file that replaces what the file before gave; rows that are not in it have ended. */
	readonly replaces?: boolean;
	/** About how many rows are left, for progress; null when not known. */
	readonly remaining?: number | null;
}

/** What a table's read starts from. */
export interface ReadRequest {
	readonly table: TableMapping;
	/** Columns to read: those the mapping names, nothing else (the least data that does the job). */
	readonly columns: readonly string[];
	/** Where the last complete or cut-short read stopped; null: from the start. */
	readonly cursor: string | null;
	/** Rows stamped within this span before the cursor are read again. */
	readonly overlapMinutes: number;
	/** Only rows and files up to this day (a file's period; a stamp is not limited). */
	readonly asOf: Day;
	readonly signal: AbortSignal;
}

/** What is found out about a table without reading it whole; for `doctor`. */
export interface TableProbe {
	readonly columns: readonly string[];
	readonly sample: readonly RawRow[];
}

/** A question about one person, alive only in memory between intake and the police. */
export interface VerifySubject {
	readonly ref: string;
	readonly name: string;
	readonly identityNumber: string;
}
export interface VerifyAnswer {
	readonly ref: string;
	readonly result: 'CLEAR' | 'RESTRICTED' | 'UNKNOWN';
	readonly scope: 'SEX' | 'ART62';
	/** ISO instants. */
	readonly checkedAt: string;
	readonly validUntil: string;
}

/** A source as a connector serves it. Knows nothing of records; rows are the agency's. */
export interface Connector {
	/**
	 * Rows that changed since the cursor, oldest change first, in pages of bounded size. Stop iterating to cancel.
	 * @throws HubError SOURCE_UNAVAILABLE, SOURCE_REJECTED or SOURCE_MALFORMED (a column that is missing, with its name).
	 */
	readChanges(request: ReadRequest): AsyncIterable<SourcePage>;
	/** Rows whose `column` is one of `keys`; fewer come back when some are unknown. Same errors. */
	lookup(
		table: TableMapping,
		columns: readonly string[],
		column: string,
		keys: readonly string[],
		signal: AbortSignal,
	): Promise<readonly RawRow[]>;
	/** Asks about people, in batches; a subject may be missing in the answers. Only sources with a verify mapping. */
	verify?(subjects: readonly VerifySubject[], requestId: string, signal: AbortSignal): Promise<readonly VerifyAnswer[]>;
	/** Reaches the source and shows a table's columns and first rows. */
	probe(table: TableMapping, rows: number, signal: AbortSignal): Promise<TableProbe>;
	/** State of the circuit breaker, for `sources` and metrics. */
	breaker(): { readonly state: 'CLOSED' | 'OPEN' | 'HALF_OPEN'; readonly since: Date | null };
	stop(): Promise<void>;
}

/** Intake of one table: from a row to a record or a row set aside. Pure; keeps no clear identity number. */
export interface Intake {
	readonly columns: readonly string[];
	take(row: PositionedRow | BrokenRow, period: Day | null): IntakeResult;
}

/** Live records by key: a connector and its intake, composed. Answers are never written to the store. */
export interface LiveSource {
	readonly source: string;
	readonly deadlineMs: number;
	/**
	 * Canonical records of `kind` for the keys (credit codes, licence numbers), asked of the agency now.
	 * @throws HubError SOURCE_* when the agency does not answer.
	 */
	lookup(kind: Kind, keys: readonly string[], signal: AbortSignal): Promise<readonly IntakeRecord[]>;
}

/** Something that tells how far a long job has come; a bar on a terminal, lines elsewhere, silence in tests. */
export interface Progress {
	/** A stage begins; `total` null when it is not known how much there is. */
	start(stage: string, total: number | null): void;
	/** How much there is, learnt on the way; `atLeast`: more may come. */
	expect(total: number, atLeast: boolean): void;
	advance(by: number): void;
	/** A line that stays. */
	note(line: string): void;
	finish(): void;
}

/** Says nothing; for tests and for quiet runs. */
export const silentProgress: Progress = { start() {}, expect() {}, advance() {}, note() {}, finish() {} };
