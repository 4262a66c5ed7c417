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

/** A table as its source has it now, divided into blocks of rows by their keys. */
export interface BlockReading {
	/** "<rows>:<checksum>" of each block, in the order of their numbers; "" for a block without rows. */
	readonly sums: readonly string[];
	/** The rows of these blocks, as they were when the sums were made. The cursor of these pages says nothing. */
	read(blocks: readonly number[]): AsyncIterable<SourcePage>;
	close(): Promise<void>;
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

/** How a source's circuit breaker stands: OPEN refuses calls at once, HALF_OPEN lets one through to see. */
export interface BreakerState {
	readonly state: 'CLOSED' | 'OPEN' | 'HALF_OPEN';
	/** Since when the source fails; null while it is well. */
	readonly since: Date | null;
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
	/**
	 * Checksums of a table's rows by block, made by the source itself over `columns`. `blocks`: into how many it is divided, null for
	 * as many as suit its size. Only sources that can reckon, and tables with a key column; same errors.
	 */
	openBlocks?(table: TableMapping, columns: readonly string[], blocks: number | null, signal: AbortSignal): Promise<BlockReading>;
	/** Asks about people, in batches; a subject may be missing in the answers. Only sources with a verify mapping. */
	verify?(subjects: readonly VerifySubject[], requestId: string, signal: AbortSignal): Promise<readonly VerifyAnswer[]>;
	/** Reaches the source and shows a table's columns and first rows. */
	probe(table: TableMapping, rows: number, signal: AbortSignal): Promise<TableProbe>;
	/** Names of what the source holds, described or not: tables, patterns of files ("pattern#sheet" of workbooks). Absent: it cannot say. */
	tables?(signal: AbortSignal): Promise<readonly string[]>;
	/** Where a table of `tables` stands and in which form, as far as it shows; absent: `from` is the name. */
	formOf?(name: string, signal: AbortSignal): Promise<Pick<TableMapping, 'from' | 'format'>>;
	/** State of the circuit breaker, for `sources` and metrics. */
	breaker(): BreakerState;
	stop(): Promise<void>;
}

/** Intake of one table: from a row to a record or a row set aside. Pure; keeps no clear identity number. */
export interface Intake {
	readonly columns: readonly string[];
	take(row: PositionedRow | BrokenRow, period: Day | null): IntakeResult;
}

/** What an agency is asked about one kind of record. */
export interface LiveQuestion {
	readonly kind: Kind;
	/** Keys of records that the hub holds a copy of. */
	readonly recordKeys: readonly string[];
	/** Credit codes of organisations: their records, also those that the hub does not hold. */
	readonly creditCodes: readonly string[];
}

/** Live records by key: a connector and its intake, composed. Answers are never written to the store. */
export interface LiveSource {
	readonly source: string;
	readonly deadlineMs: number;
	/** By what a kind can be asked for here; neither: the source gives no such record by key. */
	askedBy(kind: Kind): { readonly recordKey: boolean; readonly creditCode: boolean };
	/**
	 * Canonical records for a question, asked of the agency now; each once.
	 * @throws HubError SOURCE_* when the agency does not answer.
	 */
	lookup(question: LiveQuestion, signal: AbortSignal): Promise<readonly IntakeRecord[]>;
}

/** Who has the police asked, and why; stands in the audit of every question. */
export interface Asker {
	readonly caller: string;
	readonly role: string;
	readonly purpose: string;
}

/** What the police said of a person. Instants are ISO 8601; scope and times are null where nobody could be asked (an unusable number). */
export interface PersonAnswer {
	readonly result: 'CLEAR' | 'RESTRICTED' | 'UNKNOWN';
	readonly scope: 'SEX' | 'ART62' | null;
	readonly checkedAt: string | null;
	readonly validUntil: string | null;
}

/** The police, asked at query time about people by id. The answers are kept until they expire, as those of the night. */
export interface LiveClearance {
	readonly source: string;
	readonly deadlineMs: number;
	/**
	 * The answer about each person who may be asked about; the others have no entry. The question is in the audit before it is put.
	 * @throws HubError SOURCE_* when the police, or the source of a number, do not answer.
	 */
	ask(personIds: readonly string[], asker: Asker, signal: AbortSignal): Promise<ReadonlyMap<string, PersonAnswer>>;
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
