/**
 * Takes what changed at the agencies into the store: every source at once, every table page by page through connector and
 * intake. One source's fault never stops the others, and a source that failed keeps what it gave before.
 */
import { type Clock, type Day, daysBetween } from '#core/days.ts';
import type { SourceState } from '#core/dossier.ts';
import { HubError, isHubError, messageOf } from '#core/errors.ts';
import { readingName, type SourceMapping, type TableMapping } from '#core/mapping.ts';
import type { Connector, Intake, Progress, SourcePage } from '#core/ports.ts';
import type { Store } from '#store/database.ts';
import { dropLookupIndexesIfEmpty, ensureLookupIndexes } from '#store/lookup-indexes.ts';
import { openTableRead, type TableRead } from '#store/record-store.ts';
import { failTable, finishTable, lastPeriods, type TableRun, tableRunsOf, tableStates } from '#store/source-store.ts';
import { forEachBounded } from './bounded.ts';

export interface SyncDeps {
	readonly store: Store;
	readonly sources: readonly SourceMapping[];
	readonly connectorOf: (source: SourceMapping) => Connector;
	readonly intakeOf: (source: SourceMapping, table: TableMapping) => Intake;
	readonly clock: Clock;
	readonly asOf: Day;
	/** A run begun in the run store. */
	readonly runId: string;
	readonly progress: Progress;
	readonly signal: AbortSignal;
}

/** How a source stands after the run. */
export interface SourceSummary {
	readonly source: string;
	readonly state: SourceState;
	/** Why it is stale or failed, one sentence; null when fresh. */
	readonly error: string | null;
	/** Instant since which it fails; null: it does not. */
	readonly failingSince: string | null;
	/** What this run read, a table at a time; empty for a source that was not read. */
	readonly tables: readonly TableRun[];
}

export interface SyncSummary {
	/** In the order of the configuration. */
	readonly sources: readonly SourceSummary[];
	/** By source id, as rules take it. */
	readonly states: Readonly<Record<string, SourceState>>;
}

/** Sources read at once. More only queue for the store and the processor; fewer leave them idle while an agency answers. */
const SOURCES_AT_ONCE = 4;

/**
 * Reads all replicated sources, or those named in `only`, and returns how every source stands.
 * @throws what the store throws, and the reason of the signal; never a fault of a source.
 */
export async function sync(deps: SyncDeps, only?: readonly string[]): Promise<SyncSummary> {
	const replicated = deps.sources.filter((source) => source.modes.includes('replicate') && (only?.includes(source.id) ?? true));
	deps.progress.start('sync', null);
	const outlook = new Outlook(deps.progress, replicated.flatMap((source) => source.tables).length);
	await dropLookupIndexesIfEmpty(deps.store);
	try {
		await forEachBounded(replicated, SOURCES_AT_ONCE, (source) => syncSource({ ...deps, outlook }, source));
	} finally {
		deps.progress.finish();
	}
	await ensureLookupIndexes(deps.store);
	const summary = await summarise(deps);
	for (const source of summary.sources) if (source.tables.length > 0) deps.progress.note(summaryLine(source));
	return summary;
}

type SourceDeps = SyncDeps & { readonly outlook: Outlook };

/** How many rows are still to come, as far as the tables under way have said. */
class Outlook {
	readonly #left = new Map<TableMapping, number>();
	readonly #progress: Progress;
	readonly #tables: number;
	#done = 0;

	constructor(progress: Progress, tables: number) {
		this.#progress = progress;
		this.#tables = tables;
	}

	/** A page was taken; `left`: rows behind it, null when the source does not know. */
	taken(table: TableMapping, rows: number, left: number | null): void {
		this.#done += rows;
		this.#left.set(table, left ?? 0);
		const total = [...this.#left.values()].reduce((sum, count) => sum + count, this.#done);
		this.#progress.expect(total, this.#left.size < this.#tables);
		this.#progress.advance(rows);
	}
}

async function syncSource(deps: SourceDeps, source: SourceMapping): Promise<void> {
	const connector = await attempt(source, async () => deps.connectorOf(source));
	let away = connector instanceof HubError ? connector : null;
	for (const table of source.tables) {
		deps.signal.throwIfAborted();
		if (away !== null || connector instanceof HubError) {
			await noteFailure(deps, source, table, away as HubError);
			continue;
		}
		const fault = await syncTable(deps, { source, table, connector });
		// A malformed table says nothing of its neighbours; a source that is away or refuses would only be asked in vain.
		if (fault !== null && fault.code !== 'SOURCE_MALFORMED' && fault.code !== 'CONFLICT') away = fault;
	}
}

interface TableJob {
	readonly source: SourceMapping;
	readonly table: TableMapping;
	readonly connector: Connector;
}

/** Reads a table to its end; returns the source's fault when there is one. */
async function syncTable(deps: SourceDeps, job: TableJob): Promise<HubError | null> {
	const { source, table } = job;
	const read = await openTableRead(deps.store, {
		source: source.id,
		recordType: table.recordType,
		reading: readingName(table),
		kind: table.kind,
		runId: deps.runId,
		asOf: deps.asOf,
		acceptShrink: source.connector.options?.acceptShrink === true,
	});
	if (read.finished) return null;
	const fault = (await readPages(deps, job, read)) ?? (await settle(deps, job, read));
	if (fault !== null) await noteFailure(deps, source, table, fault);
	else await noteSuccess(deps, source, table);
	return fault;
}

/** Takes page after page; the next one is fetched while one is saved. */
async function readPages(deps: SourceDeps, { source, table, connector }: TableJob, read: TableRead): Promise<HubError | null> {
	const intake = await attempt(source, async () => deps.intakeOf(source, table));
	if (intake instanceof HubError) return intake;
	const pages = connector
		.readChanges({
			table,
			columns: intake.columns,
			cursor: read.cursor,
			overlapMinutes: source.overlapMinutes,
			asOf: deps.asOf,
			signal: deps.signal,
		})
		[Symbol.asyncIterator]();
	const fetchPage = () => attempt(source, () => pages.next());
	try {
		for (let next = fetchPage(); ; ) {
			const step = await next;
			deps.signal.throwIfAborted();
			if (step instanceof HubError) return step;
			if (step.done === true) return null;
			const page = step.value;
			const results = await attempt(source, async () => page.rows.map((row) => intake.take(row, page.period ?? null)));
			if (results instanceof HubError) return results;
			next = fetchPage();
			await savePage(read, page, results);
			deps.outlook.taken(table, results.length, page.remaining ?? null);
		}
	} finally {
		await pages.return?.().catch(() => {}); // a connector that fails while it is stopped has nothing more to say
	}
}

function savePage(read: TableRead, page: SourcePage, results: Parameters<TableRead['save']>[0]['results']): Promise<unknown> {
	return read.save({ results, cursor: page.cursor, period: page.period ?? null, replaces: page.replaces ?? false });
}

async function settle(deps: SyncDeps, { source, table }: TableJob, read: TableRead): Promise<HubError | null> {
	try {
		const { ended, restored, withdrawn } = await read.settle();
		if (ended + restored + withdrawn > 0) {
			deps.progress.note(
				`${source.id}/${table.recordType}: ${ended} ended, ${restored} taken back to an earlier file, ${withdrawn} withdrawn`,
			);
		}
		return null;
	} catch (thrown) {
		if (isHubError(thrown, 'SOURCE_MALFORMED')) return thrown;
		throw thrown;
	}
}

/** Runs a step that is the source's: what it throws becomes the source's fault. */
async function attempt<T>(source: SourceMapping, step: () => Promise<T>): Promise<T | HubError> {
	try {
		return await step();
	} catch (thrown) {
		if (thrown instanceof HubError) return thrown;
		// An unforeseen fault may quote a row: its text goes to the log's detail, never to what is shown.
		const name = thrown instanceof Error ? thrown.name : 'fault';
		return new HubError('SOURCE_UNAVAILABLE', `Reading ${source.id} stopped on an unforeseen ${name}. Run doctor for this source.`, {
			detail: messageOf(thrown),
			cause: thrown,
			source: source.id,
		});
	}
}

async function noteFailure(deps: SyncDeps, source: SourceMapping, table: TableMapping, fault: HubError): Promise<void> {
	deps.signal.throwIfAborted();
	await failTable(deps.store, {
		source: source.id,
		recordType: readingName(table),
		runId: deps.runId,
		error: fault.message,
		at: deps.clock.now(),
	});
}

async function noteSuccess(deps: SyncDeps, source: SourceMapping, table: TableMapping): Promise<void> {
	const place = { source: source.id, recordType: readingName(table) };
	const periods = await lastPeriods(deps.store.pool, place, PERIODS_LOOKED_AT);
	// A database that was read to its end speaks for the run's day; a file for its own.
	const asOf = periods[0] ?? (isFileSource(source) ? null : deps.asOf);
	const reason = staleReason(source, periods, deps.asOf);
	await finishTable(deps.store, {
		...place,
		runId: deps.runId,
		asOf,
		state: reason === null ? 'FRESH' : 'STALE',
		reason,
		at: deps.clock.now(),
	});
}

function isFileSource(source: SourceMapping): boolean {
	return source.connector.type === 'csv' || source.connector.type === 'xlsx' || source.connector.type === 'ndjson';
}

/** Days beyond its rhythm after which a file source is stale. Less calls an agency's long weekend stale; more hides a forgotten delivery. */
const DAYS_OF_GRACE = 7;
/** Rhythm of a source that has given one file only: a month, the slowest in use. */
const RHYTHM_UNKNOWN = 31;
const PERIODS_LOOKED_AT = 6;

/**
 * Why a file source that answered is stale; null: it is not. It delivers in a rhythm (the longest gap between its last
 * files), so a monthly workbook is not late on the eighth. `staleAfterDays` in the connector's options says it outright.
 */
export function staleReason(source: SourceMapping, periods: readonly Day[], asOf: Day): string | null {
	if (!isFileSource(source)) return null;
	const newest = periods[0];
	if (newest === undefined) return `No file of ${source.id} has been delivered yet.`;
	const gaps = periods.slice(1).map((day, index) => daysBetween(day, periods[index] as Day));
	const given = source.connector.options?.staleAfterDays;
	const allowed = typeof given === 'number' ? given : Math.max(...(gaps.length > 0 ? gaps : [RHYTHM_UNKNOWN])) + DAYS_OF_GRACE;
	const age = daysBetween(newest, asOf);
	return age > allowed
		? `The newest file of ${source.id} is for ${newest}, ${age} days before ${asOf}. Ask the agency for the missing files.`
		: null;
}

/** How every source stands after what a run noted of its tables. */
export async function summarise(deps: Pick<SyncDeps, 'store' | 'sources' | 'runId'>): Promise<SyncSummary> {
	const [runs, states] = await Promise.all([tableRunsOf(deps.store.pool, deps.runId), tableStates(deps.store.pool)]);
	const sources = deps.sources.map((source): SourceSummary => {
		const tables = runs.filter((run) => run.source === source.id);
		const held = states.filter((state) => state.source === source.id);
		const failed = tables.find((table) => table.state === 'FAILED');
		const worst = failed ?? tables.find((table) => table.state === 'STALE');
		return {
			source: source.id,
			state: tables.length > 0 ? stateAfterRead(tables) : stateWithoutRead(source, held),
			error: worst?.error ?? null,
			failingSince: failed?.failingSince ?? null,
			tables,
		};
	});
	return { sources, states: Object.fromEntries(sources.map((source) => [source.source, source.state])) };
}

function stateAfterRead(tables: readonly TableRun[]): SourceState {
	// A folder in which no file has ever lain is no empty register.
	if (tables.some((table) => !table.everRead || table.asOf === null)) return 'NEVER';
	if (tables.some((table) => table.state === 'FAILED')) return 'FAILED';
	return tables.some((table) => table.state === 'STALE') ? 'STALE' : 'FRESH';
}

/** A source that only answers questions holds no rows that could be old; one that was left out stands as it last did. */
function stateWithoutRead(source: SourceMapping, held: readonly { failing: boolean; everRead: boolean }[]): SourceState {
	if (!source.modes.includes('replicate')) return 'FRESH';
	if (held.length === 0 || held.some((table) => !table.everRead)) return 'NEVER';
	return held.some((table) => table.failing) ? 'FAILED' : 'STALE';
}

function summaryLine(source: SourceSummary): string {
	const sum = (pick: (run: TableRun) => number): string => source.tables.reduce((total, run) => total + pick(run), 0).toLocaleString('en');
	const counts =
		`${sum((run) => run.counts.read)} read = ${sum((run) => run.counts.added)} new + ${sum((run) => run.counts.changed)} changed + ` +
		`${sum((run) => run.counts.unchanged)} unchanged + ${sum((run) => run.counts.superseded)} superseded + ${sum((run) => run.counts.setAside)} set aside`;
	return `${source.source}: ${source.state} · ${counts}${source.error === null ? '' : ` · ${source.error}`}`;
}
