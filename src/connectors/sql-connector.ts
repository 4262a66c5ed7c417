/**
 * A connector over a database of an agency: replicates changes in one streamed read of one snapshot, goes on where a cut
 * read stopped, and looks rows up by key. Knows no agency: tables and columns come from the mapping.
 */
import type { SourceMapping, TableMapping } from '#core/mapping.ts';
import type { BlockReading, Connector, RawRow, ReadRequest, SourcePage, TableProbe } from '#core/ports.ts';
import { blockSumsStatement, countStatement, inBlocks } from './block-sums.ts';
import { CircuitBreaker } from './circuit-breaker.ts';
import { readCursor, type SqlCursor, writeCursor } from './cursor.ts';
import {
	boundsStatement,
	type ColumnKind,
	changesStatement,
	lookupStatement,
	type Start,
	sampleStatement,
	type TableShape,
} from './keyset.ts';
import { isRetryable, jitteredDelay, retry } from './retry.ts';
import { malformed, misconfigured } from './source-errors.ts';
import type { Snapshot, SqlDriver, TextRow } from './sql-driver.ts';
import { shiftBack } from './stamps.ts';
import type { Timing } from './timing.ts';

/** Larger: statements of megabytes; smaller: more round trips. */
const KEYS_PER_STATEMENT = 1000;

/** A read as planned: what it reads, from where, and what it may say when it is through. */
interface Plan {
	readonly shape: TableShape;
	readonly start: Start;
	/** A whole table in the order of its keys. */
	readonly byKey: boolean;
	/** Newest stamp when the first part of this read began; null: this is the first part. */
	readonly newest: string | null;
	/** Watermark before this read, "" when there was none. */
	readonly before: string;
}

export class SqlConnector implements Connector {
	readonly #source: SourceMapping;
	readonly #driver: SqlDriver;
	readonly #timing: Timing;
	readonly #breaker: CircuitBreaker;
	/** Tables as they were found; forgotten when a statement says that one has changed. */
	readonly #described = new Map<string, ReadonlyMap<string, ColumnKind>>();

	constructor(source: SourceMapping, driver: SqlDriver, timing: Timing) {
		this.#source = source;
		this.#driver = driver;
		this.#timing = timing;
		this.#breaker = new CircuitBreaker(source.id, timing);
	}

	/** See `cursor.ts` for the cursor. A read that breaks off is taken up again here, `retries` times without a page between. */
	async *readChanges(request: ReadRequest): AsyncIterable<SourcePage> {
		let cursor = request.cursor;
		for (let failures = 0; ; ) {
			try {
				for await (const page of this.#readOnce({ ...request, cursor })) {
					yield page;
					cursor = page.cursor;
					failures = 0;
				}
				return;
			} catch (thrown) {
				if (!isRetryable(thrown) || failures >= this.#source.connector.retries) throw thrown;
				await this.#timing.sleep(jitteredDelay(this.#source.connector, failures++, this.#timing.random()), request.signal);
			}
		}
	}

	async openBlocks(table: TableMapping, columns: readonly string[], blocks: number | null, signal: AbortSignal): Promise<BlockReading> {
		const { dialect } = this.#driver;
		const snapshot = await this.#openSnapshot(table, signal);
		try {
			const shape = await this.#shapeOf(table, columns, [], signal);
			if (shape.key === null) throw misconfigured(this.#source.id, `cannot be checked in ${table.from}: name its key as keyColumn`);
			const of = blocks ?? blocksFor(Number((await snapshot.query(countStatement(dialect, shape)))[0]?.[0] ?? 0));
			const sums = new Array<string>(of).fill('');
			for (const [block, rows, sum] of await snapshot.query(blockSumsStatement(dialect, shape, of))) sums[Number(block)] = `${rows}:${sum}`;
			const plan = { shape: dialect.wholeByKey ? { ...shape, updated: null } : shape, start: { at: 'START' }, byKey: true } as const;
			const read = (numbers: readonly number[]) => {
				const start = numbers.length === of ? plan.start : ({ at: 'ROWS', condition: inBlocks(dialect, shape, { of, numbers }) } as const);
				const rows = snapshot.stream(changesStatement(dialect, plan.shape, start), this.#source.connector.pageSize);
				const total = numbers.reduce((sum, block) => sum + Number(sums[block]?.split(':')[0] ?? 0), 0);
				return this.#pages({ ...plan, start, newest: null, before: '' }, '', total, rows, table.from);
			};
			return { sums, read, close: () => snapshot.close() };
		} catch (thrown) {
			await snapshot.close();
			throw thrown;
		}
	}

	async lookup(table: TableMapping, columns: readonly string[], column: string, keys: readonly string[], signal: AbortSignal) {
		return this.#call(signal, async () => {
			const shape = await this.#shapeOf(table, columns, [column], signal);
			const kind = shape.kinds.get(column);
			const usable = [...new Set(kind === 'integer' ? keys.filter(isInteger) : keys)];
			const found: RawRow[] = [];
			for (let at = 0; at < usable.length; at += KEYS_PER_STATEMENT) {
				const statement = lookupStatement(this.#driver.dialect, shape, column, usable.slice(at, at + KEYS_PER_STATEMENT));
				const toRow = this.#rowMaker(shape);
				for (const row of await this.#driver.query(statement, signal)) found.push(toRow(row));
			}
			return found;
		});
	}

	async probe(table: TableMapping, rows: number, signal: AbortSignal): Promise<TableProbe> {
		return this.#call(signal, async () => {
			const kinds = await this.#describe(table, signal);
			const columns = [...kinds.keys()];
			const shape = { ...(await this.#shapeOf(table, [], [], signal)), columns };
			const toRow = this.#rowMaker(shape);
			const sample = await this.#driver.query(sampleStatement(this.#driver.dialect, shape, rows), signal);
			return { columns, sample: sample.map(toRow) };
		});
	}

	/** All tables and views of the schema. */
	tables(signal: AbortSignal): Promise<readonly string[]> {
		return this.#call(signal, () => this.#driver.tables(signal));
	}

	breaker() {
		return this.#breaker.state;
	}

	stop(): Promise<void> {
		return this.#driver.stop();
	}

	/** A short call: through the breaker, tried again where that may help, and once more on fresh columns when they have changed. */
	#call<T>(signal: AbortSignal, call: () => Promise<T>): Promise<T> {
		return retry(this.#source.connector, this.#timing, signal, () =>
			this.#breaker.run(call).catch((thrown: unknown) => {
				this.#described.clear();
				throw thrown;
			}),
		);
	}

	async *#readOnce(request: ReadRequest): AsyncIterable<SourcePage> {
		const { table, signal } = request;
		const snapshot = await this.#openSnapshot(table, signal);
		try {
			const plan = await this.#plan(request);
			const { dialect } = this.#driver;
			const inOrder = plan.byKey ? { ...plan.shape, updated: null } : plan.shape;
			const counted = plan.newest === null ? plan.shape : inOrder;
			const bounds = (await snapshot.query(boundsStatement(dialect, counted, plan.start)))[0] ?? [];
			const newest = plan.newest ?? this.#newest(plan, bounds[1] ?? null);
			const statement = changesStatement(dialect, inOrder, plan.start);
			yield* this.#pages(plan, newest, Number(bounds[0] ?? 0), snapshot.stream(statement, this.#source.connector.pageSize), table.from);
		} finally {
			await snapshot.close();
		}
	}

	#openSnapshot(table: TableMapping, signal: AbortSignal): Promise<Snapshot> {
		return this.#breaker.run(() => {
			this.#described.delete(table.from); // columns may have come since the last night
			return this.#driver.openSnapshot(signal);
		});
	}

	/** Each batch is held back until the next one is there: only the last page may say that the read is done. */
	async *#pages(
		plan: Plan,
		newest: string,
		total: number,
		batches: AsyncIterable<readonly TextRow[]>,
		position: string,
	): AsyncIterable<SourcePage> {
		const toRow = this.#rowMaker(plan.shape);
		const toPage = (batch: readonly TextRow[], cursor: SqlCursor, remaining: number): SourcePage => ({
			rows: batch.map((row) => ({ row: toRow(row), position })),
			cursor: writeCursor(cursor),
			period: null,
			remaining,
		});
		let held: readonly TextRow[] = [];
		let left = total;
		for await (const batch of batches) {
			const last = held.at(-1);
			if (last !== undefined) {
				left = Math.max(0, left - held.length);
				yield toPage(held, this.#placeAfter(plan, last, newest), left);
			}
			held = batch;
		}
		yield toPage(held, { done: true, stamp: newest }, 0);
	}

	#placeAfter(plan: Plan, row: TextRow, newest: string): SqlCursor {
		const { shape, byKey } = plan;
		let at = shape.columns.length;
		const rawStamp = shape.updated === null || byKey ? null : (row[at++] ?? null);
		const key = shape.key === null ? null : (row[at] ?? null);
		const stamp = rawStamp === null ? '' : this.#stampOf(shape, rawStamp);
		return { done: false, byKey, stamp, key, newest };
	}

	#stampOf(shape: TableShape, raw: string): string {
		return this.#driver.toStamp(shape.kinds.get(shape.updated ?? '') ?? 'other')(raw);
	}

	/** The watermark never goes back: a table that was emptied or restored is not read anew by itself. */
	#newest(plan: Plan, raw: string | null): string {
		if (raw === null) return plan.before;
		const found = this.#stampOf(plan.shape, raw);
		const goesBack = found < plan.before;
		return goesBack ? plan.before : found;
	}

	async #plan(request: ReadRequest): Promise<Plan> {
		const { table } = request;
		const place = `source ${this.#source.id}, ${table.from}`;
		const shape = await this.#shapeOf(table, request.columns, [], request.signal);
		const cursor = request.cursor === null ? null : readCursor(request.cursor, place);
		const whole: Plan = {
			shape,
			start: { at: 'START' },
			byKey: this.#driver.dialect.wholeByKey && shape.key !== null,
			newest: null,
			before: '',
		};
		if (cursor === null) return whole;
		if (!cursor.done) return { ...whole, start: placeOf(cursor, shape), byKey: cursor.byKey, newest: cursor.newest };
		if (cursor.stamp === '' || shape.updated === null) return whole;
		const stamp = shiftBack(cursor.stamp, request.overlapMinutes);
		if (stamp === null) {
			throw misconfigured(
				this.#source.id,
				`has no times in column ${shape.updated} of ${table.from}: name a column with the time of the last update as updatedColumn`,
			);
		}
		return { ...whole, start: { at: 'STAMP', stamp }, byKey: false, before: cursor.stamp };
	}

	async #describe(table: TableMapping, signal: AbortSignal): Promise<ReadonlyMap<string, ColumnKind>> {
		const known = this.#described.get(table.from);
		if (known) return known;
		const found = await this.#driver.describe(table.from, signal);
		if (found === null || found.size === 0) {
			throw malformed(
				this.#source.id,
				`has no table ${table.from}, or its account may not see it: mend \`from\` of record type ${table.recordType} in the mapping, or ask for the right to read`,
			);
		}
		this.#described.set(table.from, found);
		return found;
	}

	/** @throws HubError SOURCE_MALFORMED that names every column that is missing and the mapping entries to mend. */
	async #shapeOf(table: TableMapping, columns: readonly string[], others: readonly string[], signal: AbortSignal): Promise<TableShape> {
		const found = await this.#describe(table, signal);
		const needed = [...columns, ...others, table.updatedColumn, table.keyColumn, table.where?.column];
		const missing = [...new Set(needed.filter((column) => column !== undefined && !found.has(column)))];
		if (missing.length > 0) {
			this.#described.delete(table.from);
			const entries = missing.map((column) => `${column} (${entriesWith(table, column ?? '')})`).join(', ');
			throw malformed(
				this.#source.id,
				`has no column ${entries} in table ${table.from}: mend these entries of record type ${table.recordType} in the mapping`,
			);
		}
		return {
			name: this.#driver.tableName(table.from),
			columns,
			kinds: found,
			updated: table.updatedColumn ?? null,
			key: table.keyColumn ?? null,
			where: table.where,
		};
	}

	#rowMaker(shape: TableShape): (row: TextRow) => RawRow {
		const columns = shape.columns.map((name) => ({ name, toText: this.#driver.toText(shape.kinds.get(name) ?? 'other') }));
		return (row) => {
			const made: Record<string, string | null> = {};
			for (let at = 0; at < columns.length; at++) {
				const column = columns[at];
				const value = row[at] ?? null;
				if (column) made[column.name] = value !== null && column.toText ? column.toText(value) : value;
			}
			return made;
		};
	}
}

/** Where a cut read goes on; among the rows without a stamp, which come first, it begins again. */
function placeOf(cursor: SqlCursor & { done: false }, shape: TableShape): Start {
	if (cursor.byKey || shape.updated === null) return { at: 'ROW', stamp: null, key: cursor.key };
	return cursor.stamp === '' ? { at: 'START' } : { at: 'ROW', stamp: cursor.stamp, key: cursor.key };
}

/** Rows a block, about: fewer make more sums to keep, more have to be read again where one of them has changed. */
const ROWS_PER_BLOCK = 100;
/** More would make conditions that a server takes long to read. */
const MOST_BLOCKS = 16_384;

function blocksFor(rows: number): number {
	return Math.min(MOST_BLOCKS, Math.max(1, Math.ceil(rows / ROWS_PER_BLOCK)));
}

/** Digits that fit a 64-bit column; anything else would be an error at the server, not "no row". */
function isInteger(key: string): boolean {
	return /^-?\d{1,18}$/.test(key);
}

/** The entries of a table's mapping that name a column: "fields.head, key". */
function entriesWith(table: TableMapping, column: string): string {
	const entries = Object.entries(table).filter(([name]) => name !== 'fields' && name !== 'recordType' && name !== 'from');
	const named = [...entries, ...Object.entries(table.fields).map(([name, value]): [string, unknown] => [`fields.${name}`, value])];
	const found = named.filter(([, value]) => mentions(value, column)).map(([name]) => name);
	return found.length === 0 ? 'asked for by key' : found.join(', ');
}

function mentions(value: unknown, column: string): boolean {
	if (value === column) return true;
	return typeof value === 'object' && value !== null && Object.values(value).some((inner) => mentions(inner, column));
}
