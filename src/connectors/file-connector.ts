/**
 * A folder of files as a source, whatever their format: which files are new, corrected or half-written, in which order they
 * are read, and where a read that was cut short goes on. The formats bring the rows (`csv-`, `ndjson-`, `xlsx-connector.ts`).
 */
import type { Day } from '#core/days.ts';
import { HubError, messageOf } from '#core/errors.ts';
import type { SourceMapping, TableMapping } from '#core/mapping.ts';
import type { BrokenRow, Connector, PositionedRow, RawRow, ReadRequest, SourcePage, TableProbe } from '#core/ports.ts';
import { CircuitBreaker } from './circuit-breaker.ts';
import { inspectFile } from './file-content.ts';
import { type FilePlace, type FileState, fingerprintOf, type KnownFile, readFileCursor, writeFileCursor } from './file-cursor.ts';
import { discoverFiles, type FoundFile, hasPeriod, patternsIn } from './file-discovery.ts';
import { type FileSettings, fileSettings } from './file-settings.ts';
import { malformed, systemCode, unavailable } from './source-errors.ts';
import type { Timing } from './timing.ts';

/** Rows of a file and the place after them. */
export interface FileBatch {
	readonly rows: readonly (PositionedRow | BrokenRow)[];
	readonly place: FilePlace;
}

/** What a format is asked to read. */
export interface FileTask {
	readonly source: SourceMapping;
	readonly table: TableMapping;
	readonly settings: FileSettings;
	readonly file: FoundFile;
	readonly columns: readonly string[];
	/** Null: from the start. */
	readonly from: FilePlace | null;
	/** Rows a batch. */
	readonly size: number;
	readonly signal: AbortSignal;
}

/** A format of files. */
export interface FileFormat {
	readonly kind: 'lines' | 'archive';
	/** Rows of which `table.where` holds, and broken ones; a file without rows gives nothing. */
	read(task: FileTask): AsyncIterable<FileBatch>;
	/** All columns that the file has. */
	columnsOf(task: FileTask): Promise<readonly string[]>;
	/** Sheets of a workbook; absent: a file is one table. */
	sheetsOf?(file: FoundFile): Promise<readonly string[]>;
	/** Settings that a file shows by itself, for a proposal; `part` is the sheet. */
	formOf?(file: FoundFile, part: string): Promise<Readonly<Record<string, unknown>>>;
}

export class FileConnector implements Connector {
	readonly #source: SourceMapping;
	readonly #format: FileFormat;
	readonly #breaker: CircuitBreaker;
	readonly #stopped = new AbortController();

	constructor(source: SourceMapping, format: FileFormat, timing: Timing) {
		this.#source = source;
		this.#format = format;
		this.#breaker = new CircuitBreaker(source.id, timing);
	}

	/** Files oldest first. A page without a period says only where to go on; it comes alone, or before a file that is begun anew. */
	async *readChanges(request: ReadRequest): AsyncIterable<SourcePage> {
		const settings = fileSettings(this.#source, request.table);
		const found = await this.#breaker.run(() => discoverFiles(this.#source, settings.files, request.asOf));
		const place = `source ${this.#source.id}, ${request.table.recordType}`;
		let state = readFileCursor(request.cursor, place);
		if (state.at && !found.some(({ period }) => period === state.at?.period)) throw this.#lost(state.at.period);
		let spoken = false;
		for (const file of found) {
			const known = state.files.get(file.period);
			if (known?.size === file.size && known.modifiedMs === file.modifiedMs && state.at?.period !== file.period) continue;
			const fingerprint = await this.#fingerprint(file, settings, request.signal);
			if (fingerprint === null) {
				if (state.at?.period === file.period) throw this.#lost(file.period);
				continue; // half-written: it waits for the next run
			}
			const read: KnownFile = { fingerprint, size: file.size, modifiedMs: file.modifiedMs };
			const passed = known?.fingerprint === fingerprint || (settings.replaces && hasLater(state, file.period));
			if (passed && state.at?.period !== file.period) {
				state = { ...state, files: new Map(state.files).set(file.period, read) };
				continue;
			}
			if (state.at && state.at.fingerprint !== fingerprint) {
				state = { ...state, at: null };
				yield { rows: [], cursor: writeFileCursor(state), period: null };
			}
			for await (const [page, after] of this.#pages(request, settings, file, state, read)) {
				yield page;
				state = after;
				spoken = true;
			}
		}
		if (!spoken) yield { rows: [], cursor: writeFileCursor(state), period: null, remaining: 0 };
	}

	/** Scans the files, newest first; of full files only the newest counts. The first row found for a key is its answer. */
	async lookup(table: TableMapping, columns: readonly string[], column: string, keys: readonly string[], signal: AbortSignal) {
		const wanted = new Set(keys);
		const found: RawRow[] = [];
		for await (const rows of this.#newestFirst(table, [...new Set([...columns, column])], signal)) {
			const here = rows.filter((row) => wanted.has(row[column] ?? ''));
			for (const row of here) wanted.delete(row[column] ?? '');
			found.push(...here.map((row) => Object.fromEntries(columns.map((name) => [name, row[name] ?? null]))));
			if (wanted.size === 0) break;
		}
		return found;
	}

	async probe(table: TableMapping, rows: number, signal: AbortSignal): Promise<TableProbe> {
		const settings = fileSettings(this.#source, table);
		const newest = (await discoverFiles(this.#source, settings.files, '9999-12-31')).at(-1);
		if (!newest) return { columns: [], sample: [] };
		const task = { source: this.#source, table, settings, file: newest, columns: [], from: null, size: rows, signal };
		return this.#told(newest, signal, async () => {
			const columns = await this.#format.columnsOf(task);
			for await (const batch of this.#format.read({ ...task, columns })) return { columns, sample: plainRows(batch).slice(0, rows) };
			return { columns, sample: [] };
		});
	}

	/** Patterns of the files in the folder, with the sheets of the newest workbook of each; a name without a period as it is. */
	async tables(_signal: AbortSignal): Promise<readonly string[]> {
		const found: string[] = [];
		for (const pattern of await patternsIn(this.#source)) {
			const file = hasPeriod(pattern) ? await this.#newest(pattern) : undefined;
			const sheets = file === undefined ? undefined : await this.#sheetsOf(file);
			found.push(...(sheets === undefined ? [pattern] : sheets.map((sheet) => `${pattern}#${sheet}`)));
		}
		return found;
	}

	/** Sheets of a workbook, none where a file in its folder is no workbook; undefined: the format has no sheets. */
	async #sheetsOf(file: FoundFile): Promise<readonly string[] | undefined> {
		try {
			return await this.#format.sheetsOf?.(file);
		} catch {
			return []; // the list goes on with the others; named as --table, the file tells what is wrong with it
		}
	}

	/** @throws HubError INVALID_INPUT when there is no file of the pattern. */
	async formOf(name: string, _signal: AbortSignal): Promise<Pick<TableMapping, 'from' | 'format'>> {
		const [pattern = '', sheet] = name.split('#');
		const file = await this.#newest(pattern);
		if (file === undefined) {
			throw new HubError(
				'INVALID_INPUT',
				`Source ${this.#source.id} has no file ${pattern}; it has ${(await patternsIn(this.#source)).join(', ') || 'none'}.`,
			);
		}
		const format = await this.#told(file, new AbortController().signal, async () => (await this.#format.formOf?.(file, sheet ?? '')) ?? {});
		return sheet === undefined ? { from: pattern, format } : { from: sheet, format: { files: pattern, ...format } };
	}

	async #newest(pattern: string): Promise<FoundFile | undefined> {
		return (await discoverFiles(this.#source, pattern, '9999-12-31')).at(-1);
	}

	breaker() {
		return this.#breaker.state;
	}

	async stop(): Promise<void> {
		this.#stopped.abort(unavailable(this.#source.id, 'was closed while it was read'));
	}

	/** Null: the file is not whole yet, and has not stood still for long enough to be taken as it is. */
	async #fingerprint(file: FoundFile, settings: FileSettings, signal: AbortSignal): Promise<string | null> {
		const { sha256, whole } = await this.#told(file, signal, () => inspectFile(file, this.#format.kind, this.#either(signal)));
		const age = Date.now() - file.modifiedMs;
		return whole || age > settings.settleMinutes * 60_000 ? fingerprintOf(sha256) : null;
	}

	/** Pages with the state after them; a batch is held back until it is known whether the file goes on. */
	async *#pages(
		request: ReadRequest,
		settings: FileSettings,
		file: FoundFile,
		state: FileState,
		read: KnownFile,
	): AsyncIterable<readonly [SourcePage, FileState]> {
		const { table, columns } = request;
		const task: FileTask = {
			source: this.#source,
			table,
			settings,
			file,
			columns,
			from: state.at?.period === file.period ? state.at : null,
			size: this.#source.connector.pageSize,
			signal: this.#either(request.signal),
		};
		const page = (rows: SourcePage['rows'], after: FileState): readonly [SourcePage, FileState] => [
			{ rows, cursor: writeFileCursor(after), period: file.period, replaces: settings.replaces, remaining: null },
			after,
		];
		let held: FileBatch | null = null;
		const batches = this.#format.read(task)[Symbol.asyncIterator]();
		try {
			for (;;) {
				const step = await this.#told(file, task.signal, () => batches.next());
				if (step.done) break;
				if (held) yield page(held.rows, { ...state, at: { period: file.period, fingerprint: read.fingerprint, ...held.place } });
				held = step.value;
			}
		} finally {
			await batches.return?.();
		}
		yield page(held?.rows ?? [], { files: new Map(state.files).set(file.period, read), at: null });
	}

	async *#newestFirst(table: TableMapping, columns: readonly string[], signal: AbortSignal): AsyncIterable<RawRow[]> {
		const settings = fileSettings(this.#source, table);
		const files = (await discoverFiles(this.#source, settings.files, '9999-12-31')).reverse();
		for (const file of settings.replaces ? files.slice(0, 1) : files) {
			const size = this.#source.connector.pageSize;
			const task = { source: this.#source, table, settings, file, columns, from: null, size, signal: this.#either(signal) };
			for await (const batch of this.#format.read(task)) yield plainRows(batch);
		}
	}

	#either(signal: AbortSignal): AbortSignal {
		return AbortSignal.any([signal, this.#stopped.signal]);
	}

	/** The store holds the first part of this file: ending here would end the rows of the second. */
	#lost(period: Day): HubError {
		return unavailable(
			this.#source.id,
			`lacks the file of ${period} whose reading was cut short, or it is not whole: put it back and run again`,
		);
	}

	async #told<T>(file: FoundFile, signal: AbortSignal, step: () => Promise<T>): Promise<T> {
		try {
			return await step();
		} catch (thrown) {
			signal.throwIfAborted();
			if (thrown instanceof HubError) throw thrown;
			const code = systemCode(thrown) ?? '';
			if (/^E[A-Z]+$/.test(code)) throw unavailable(this.#source.id, `has a file ${file.name} that cannot be read (${code})`);
			throw malformed(
				this.#source.id,
				`has a file ${file.name} that cannot be opened: have the agency deliver it again`,
				messageOf(thrown),
			);
		}
	}
}

function hasLater(state: FileState, period: Day): boolean {
	return [...state.files.keys()].some((known) => known > period);
}

function plainRows(batch: FileBatch): RawRow[] {
	return batch.rows.flatMap((row) => ('row' in row ? [row.row] : []));
}
