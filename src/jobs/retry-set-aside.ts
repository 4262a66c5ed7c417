/**
 * Tries again the rows of one source that were set aside, after the mapping or the source was mended: rows with a key by asking for that
 * key, others by reading their file or table once more. What fits leaves the list; nothing is taken in twice.
 */
import { withoutPeriods } from '#connectors/file-cursor.ts';
import { HubError } from '#core/errors.ts';
import { readingName, type SourceMapping, type TableMapping } from '#core/mapping.ts';
import type { Connector } from '#core/ports.ts';
import { prepareResult } from '#store/records/prepare.ts';
import { type AsideRow, asideRowsOf, dropNotSeenSince, keepRetried, moveCursor, readingNow } from '#store/retry-store.ts';
import { type SyncDeps, sync } from './sync.ts';

/** What a retry brought. */
export interface RetrySummary {
	readonly source: string;
	/** Rows set aside before and after. */
	readonly before: number;
	readonly after: number;
	/** Record types whose rows were asked for by key. */
	readonly asked: readonly string[];
	/** Record types whose files or table were read once more. */
	readonly reread: readonly string[];
}

/** Keys a question. Larger: one lost answer loses more; smaller: more questions. */
const KEYS_AT_ONCE = 500;
const FILES: readonly string[] = ['csv', 'xlsx', 'ndjson'];

/** @throws HubError SOURCE_* when the source cannot be read; INVALID_INPUT for one whose rows are not copied. */
export async function retrySetAside(deps: SyncDeps, source: SourceMapping): Promise<RetrySummary> {
	if (!source.modes.includes('replicate'))
		throw new HubError('INVALID_INPUT', `Rows of source ${source.id} are not copied: there is nothing to retry.`);
	const rows = await asideRowsOf(deps.store, source.id);
	const asked: string[] = [];
	const reread: string[] = [];
	for (const [recordType, aside] of Map.groupBy(rows, (row) => row.recordType)) {
		const tables = source.tables.filter((table) => table.recordType === recordType);
		if (await askAgain(deps, source, tables, aside)) asked.push(recordType);
		else reread.push(recordType);
	}
	if (reread.length > 0) await readAgain(deps, source, reread, rows);
	const after = (await asideRowsOf(deps.store, source.id)).length;
	return { source: source.id, before: rows.length, after, asked, reread };
}

/** Asks for the rows by key; false: this source or one of these rows cannot be asked for so. */
async function askAgain(
	deps: SyncDeps,
	source: SourceMapping,
	tables: readonly TableMapping[],
	rows: readonly AsideRow[],
): Promise<boolean> {
	const columns = tables.map(keyColumnOf);
	const lookup =
		source.connector.type !== 'rest' || tables.every(({ format }) => (format ?? source.connector.options)?.lookup !== undefined);
	if (FILES.includes(source.connector.type) || !lookup || columns.includes(null) || rows.some(({ recordKey }) => recordKey === ''))
		return false;
	const connector = deps.connectorOf(source);
	const positions = new Map(rows.map(({ recordKey, position }) => [recordKey, position]));
	const keys = [...positions.keys()];
	for (let at = 0; at < keys.length; at += KEYS_AT_ONCE) {
		for (const [index, table] of tables.entries()) {
			await askOnce(deps, { source, table, connector, column: columns[index] ?? '', positions }, keys.slice(at, at + KEYS_AT_ONCE));
		}
	}
	return true;
}

interface Asking {
	readonly source: SourceMapping;
	readonly table: TableMapping;
	readonly connector: Connector;
	readonly column: string;
	/** Where the rows stood: a row that still does not fit keeps its place on the list. */
	readonly positions: ReadonlyMap<string, string>;
}

async function askOnce(deps: SyncDeps, { source, table, connector, column, positions }: Asking, keys: readonly string[]): Promise<void> {
	const intake = deps.intakeOf(source, table);
	const found = await connector.lookup(table, intake.columns, column, keys, deps.signal);
	const results = found.map((row) => {
		const result = intake.take({ row, position: table.from }, null);
		if ('record' in result) return result;
		return { setAside: { ...result.setAside, position: positions.get(result.setAside.recordKey) ?? table.from } };
	});
	const place = { source: source.id, recordType: table.recordType, asOf: deps.asOf };
	await keepRetried(deps.store, place, results.map(prepareResult));
}

/** The column that alone makes the key; null: there is none. */
function keyColumnOf({ key }: TableMapping): string | null {
	const [first, ...others] = key;
	return first?.columns.length === 1 && first.pattern === undefined && others.length === 0 ? (first.columns[0] ?? null) : null;
}

/** Reads the files of the rows, or the whole table, once more as an ordinary sync. */
async function readAgain(deps: SyncDeps, source: SourceMapping, recordTypes: readonly string[], rows: readonly AsideRow[]): Promise<void> {
	const since = await readingNow(deps.store);
	const isFile = FILES.includes(source.connector.type);
	for (const table of source.tables.filter(({ recordType }) => recordTypes.includes(recordType))) {
		const periods = rows.flatMap(({ recordType, period }) => (recordType === table.recordType && period !== null ? [period] : []));
		await moveCursor(deps.store, { source: source.id, reading: readingName(table) }, (cursor) =>
			isFile ? withoutPeriods(cursor, periods) : null,
		);
	}
	const { sources } = await sync(deps, [source.id]);
	const failed = sources.find((one) => one.source === source.id && one.state === 'FAILED');
	if (failed !== undefined)
		throw new HubError('SOURCE_UNAVAILABLE', failed.error ?? `Source ${source.id} could not be read.`, { source: source.id });
	if (isFile) return;
	for (const recordType of recordTypes) await dropNotSeenSince(deps.store, { source: source.id, recordType }, since);
}
