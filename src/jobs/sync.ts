/**
 * Takes what changed at the agencies into the store: every source at once, every table page by page through connector and
 * intake. One source's fault never stops the others, and a source that failed keeps what it gave before.
 */
import { type Clock, type Day, daysBetween } from '#core/days.ts';
import { HubError, isHubError } from '#core/errors.ts';
import { readingName, type SourceMapping, type TableMapping } from '#core/mapping.ts';
import type { Connector, Intake, Progress } from '#core/ports.ts';
import type { Store } from '#store/database.ts';
import { dropLookupIndexesIfEmpty, ensureLookupIndexes } from '#store/lookup-indexes.ts';
import { openTableRead, type TableRead } from '#store/record-store.ts';
import { failTable, finishTable, lastPeriods } from '#store/source-store.ts';
import { forEachBounded } from './bounded.ts';
import { canBeChecked, openCheck } from './check-blocks.ts';
import type { IntakePool } from './intake-pool.ts';
import { attempt, readPages, type TableJob } from './read-pages.ts';
import { type SyncSummary, summarise, summaryLine } from './source-summary.ts';

export interface SyncDeps {
	readonly store: Store;
	readonly sources: readonly SourceMapping[];
	readonly connectorOf: (source: SourceMapping) => Connector;
	readonly intakeOf: (source: SourceMapping, table: TableMapping) => Intake;
	/** Threads for large reads; they end with the sync. Left out: everything in one thread. */
	readonly intakePool?: IntakePool;
	readonly clock: Clock;
	readonly asOf: Day;
	/** A run begun in the run store. */
	readonly runId: string;
	readonly progress: Progress;
	readonly signal: AbortSignal;
	/** What is read; left out: what changed. */
	readonly scope?: SyncScope;
}

/** What changed by its stamp; everything from the start; or what changed in blocks whose checksum differs (see check-blocks.ts). */
export type SyncScope = 'CHANGES' | 'ALL' | 'BLOCKS';

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
		await deps.intakePool?.stop();
		deps.progress.finish();
	}
	await ensureLookupIndexes(deps.store);
	const summary = await summarise(deps);
	for (const source of summary.sources) if (source.tables.length > 0) deps.progress.note(summaryLine(source, deps.asOf));
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
		anew: deps.scope === 'ALL' || deps.scope === 'BLOCKS',
		acceptShrink: source.connector.options?.acceptShrink === true,
	});
	if (read.finished) return null;
	const fault = (await readRows(deps, job, read)) ?? (await settle(deps, job, read));
	if (fault !== null) await noteFailure(deps, source, table, fault);
	else await noteSuccess(deps, source, table);
	return fault;
}

/** Saves the rows that the sync is about: those that changed, all, or those of blocks that differ. */
async function readRows(deps: SourceDeps, job: TableJob, read: TableRead): Promise<HubError | null> {
	const { source, table, connector } = job;
	const intake = await attempt(source, async () => deps.intakeOf(source, table));
	if (intake instanceof HubError) return intake;
	const { outlook, signal } = deps;
	const pages = { signal, pool: deps.intakePool ?? null, taken: outlook.taken.bind(outlook) };
	if (deps.scope === 'BLOCKS' && read.cursor !== null && canBeChecked(job)) {
		const check = await attempt(source, () => openCheck(deps, { ...job, columns: intake.columns, cursor: read.cursor as string }));
		if (check instanceof HubError) return check;
		try {
			const fault = await readPages(pages, { ...job, intake, rows: check.rows }, read);
			if (fault === null) await check.keep();
			return fault;
		} finally {
			await check.close();
		}
	}
	const { overlapMinutes } = source;
	const cursor = deps.scope === 'ALL' ? null : read.cursor;
	const rows = connector.readChanges({ table, columns: intake.columns, cursor, overlapMinutes, asOf: deps.asOf, signal });
	return readPages(pages, { ...job, intake, rows }, read);
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
