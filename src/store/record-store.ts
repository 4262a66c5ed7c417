/**
 * Takes the records of a table's read into the store, page by page: records, rows set aside, counts and the connector's
 * cursor in one transaction, so that a read that is cut short goes on where it stopped, without loss and without doubles.
 * Between intake and everything that reads the store; knows nothing of connectors.
 */
import type pg from 'pg';
import type { Day } from '#core/days.ts';
import { HubError } from '#core/errors.ts';
import type { SetAsideRow } from '#core/records.ts';
import type { Store } from './database.ts';
import {
	closeReading,
	type FileReading,
	type FileTable,
	findOpenReading,
	openFileReading,
	type Settled,
	settleFile,
} from './records/file-periods.ts';
import { keepLateDays } from './records/late-days.ts';
import { drawPackNumbers, type PackBasis, type PackedPage, savePacked } from './records/packed-page.ts';
import { addCounts, NO_ROWS, type PageContext, planPage, type RowCounts } from './records/page-plan.ts';
import type { PreparedRecord, PreparedResult } from './records/prepare.ts';
import { confirmRecords, insertRecords, rewriteRecords } from './records/write-records.ts';
import { dropArrived, keepSetAside } from './set-aside-store.ts';
import { withTransaction } from './transaction.ts';

/** What a table's read is opened with. */
export interface TableReadOptions extends FileTable {
	readonly runId: string;
	/** As-of day of the run. */
	readonly asOf: Day;
	/** The source is read anew and not for what changed since. */
	readonly anew?: boolean;
	/** Let a full file end more than half of the table. */
	readonly acceptShrink?: boolean;
}

/** A page after intake. */
export interface PageOfResults {
	readonly results: readonly PreparedResult[];
	/** Where the connector goes on after this page. */
	readonly cursor: string;
	/** The file's day; null: a database. */
	readonly period: Day | null;
	/** The page belongs to a full file. */
	readonly replaces: boolean;
}

/** A packed page of a database's table; see records/packed-page.ts. */
export interface PackedPageOfResults {
	readonly packed: PackedPage;
	readonly cursor: string;
}

/** Saving pages of which every row is likely to be new: a table that was never read to its end. */
export interface BulkLoad {
	/** What a page of so many rows, naming up to so many people each, is packed with. */
	basis(rows: number, people: number): Promise<PackBasis>;
	/** As `save`; null, and nothing is saved, when the page holds a row that is not new: prepare and `save` it row by row. */
	save(page: PackedPageOfResults): Promise<RowCounts | null>;
}

/** A table's read under way. Pages are saved one after the other. */
export interface TableRead {
	/** Where the read goes on; null: from the start. */
	readonly cursor: string | null;
	/** The run has read this table to its end already, in an attempt that was cut short later. */
	readonly finished: boolean;
	/** For pages without a period; null: rows are likely to be held already. */
	readonly bulk: BulkLoad | null;
	/** Saves a page, all of it or nothing, and returns how its rows count. */
	save(page: PageOfResults): Promise<RowCounts>;
	/**
	 * The table's rows are all read: settles the last file.
	 * @throws HubError SOURCE_MALFORMED when a full file lacks most of what the table holds.
	 */
	settle(): Promise<Settled>;
}

/** Opens, or goes on with, the read of a table in a run. */
export async function openTableRead(store: Store, options: TableReadOptions): Promise<TableRead> {
	return withTransaction(store, async (client) => {
		const place = [options.runId, options.source, options.reading];
		const { rows: before } = await client.query<{ state: string; last_row: string | null }>(
			'/* read: attempt before */ select state, last_row from source_run where run_id = $1 and source = $2 and record_type = $3',
			place,
		);
		const { rows: earlier } = await client.query<{ run_id: string }>(EARLIER_READ, [...place, options.asOf]);
		const { rows: begun } = await client.query<{ reading_from: string }>(BEGIN_READ, [...place, earlier[0]?.run_id ?? null]);
		const { rows: state } = await client.query<{ cursor: string | null; read: boolean }>(BEGIN_SOURCE, [options.source, options.reading]);
		return new TableReadInStore(store, options, {
			cursor: state[0]?.cursor ?? null,
			readToEnd: state[0]?.read ?? true,
			finished: before[0] !== undefined && before[0].state !== 'FAILED',
			readingFrom: begun[0]?.reading_from ?? '0',
			readBefore: earlier.length > 0,
			lastRow: before[0]?.last_row ?? null,
			open: await findOpenReading(client, options),
		});
	});
}

/** The newest other read of the table for the same day. */
const EARLIER_READ = `/* read: earlier of the day */
	select u.run_id from source_run u join run r using (run_id)
	where u.run_id <> $1 and u.source = $2 and u.record_type = $3 and u.reading_from > 0 and r.as_of = $4 order by r.started_at desc, r.run_id desc limit 1`;

// A run of a day that was read before goes on with that day's counts: the manifest says what the day brought, however often it was run.
const BEGIN_READ = `/* read: begin */
	insert into source_run as s (run_id, source, record_type, state, error, reading_from, rows_read, rows_new, rows_changed, rows_unchanged, rows_superseded, rows_set_aside)
	select $1, $2, $3, 'FAILED', 'The read was cut short.', nextval('reading_no'), coalesce(e.rows_read, 0), coalesce(e.rows_new, 0), coalesce(e.rows_changed, 0),
		coalesce(e.rows_unchanged, 0), coalesce(e.rows_superseded, 0), coalesce(e.rows_set_aside, 0)
	from (values (1)) one left join source_run e on e.run_id = $4 and e.source = $2 and e.record_type = $3
	on conflict (run_id, source, record_type) do update set run_id = s.run_id returning reading_from`;
const BEGIN_SOURCE = `/* read: source */
	insert into source_state as s (source, record_type) values ($1, $2) on conflict (source, record_type) do update set source = s.source
	returning cursor, last_success_at is not null as read`;

interface ReadState {
	readonly cursor: string | null;
	/** An earlier read came to the table's end. */
	readonly readToEnd: boolean;
	readonly finished: boolean;
	readonly readingFrom: string;
	/** The day was read before by another run. */
	readonly readBefore: boolean;
	/** The last row that an attempt which was cut short saved; null: there was none. */
	readonly lastRow: string | null;
	readonly open: FileReading | null;
}

class TableReadInStore implements TableRead {
	readonly #store: Store;
	readonly #options: TableReadOptions;
	readonly #state: ReadState;
	#file: FileReading | null;
	/** The row after which this attempt begins, until its first page has come. */
	#lastRow: string | null;

	constructor(store: Store, options: TableReadOptions, state: ReadState) {
		this.#store = store;
		this.#options = options;
		this.#state = state;
		this.#file = state.open;
		this.#lastRow = state.lastRow;
	}

	get cursor(): string | null {
		return this.#state.cursor;
	}

	get finished(): boolean {
		return this.#state.finished;
	}

	get bulk(): BulkLoad | null {
		if (this.#state.readToEnd) return null;
		return {
			basis: async (rows, people) => ({
				asOf: this.#options.asOf,
				reading: this.#state.readingFrom,
				...(await withTransaction(this.#store, (client) => drawPackNumbers(client, rows, people))),
			}),
			save: (page) => this.#saveBulk(page),
		};
	}

	async #saveBulk({ packed, cursor }: PackedPageOfResults): Promise<RowCounts | null> {
		if (this.#lastRow !== null || this.#file !== null) return null;
		const page = { results: packed.last === null ? [] : [packed.last], cursor, period: null, replaces: false };
		return withTransaction(this.#store, async (client) => {
			await client.query('set local synchronous_commit = off'); // as for every page
			const counts = await savePacked(client, this.#contextOf(page, null), packed);
			if (counts !== null) await this.#saveProgress(client, page, counts);
			return counts;
		});
	}

	async save(given: PageOfResults): Promise<RowCounts> {
		// Only databases go on at a row; a file goes on behind the line that was read last, and may hold the same line again.
		const page = given.period === null ? { ...given, results: withoutRow(given.results, this.#lastRow) } : given;
		const [counts, file] = await withTransaction(this.#store, async (client) => {
			await client.query('set local synchronous_commit = off'); // a crash of the server takes rows and cursor back together
			const reading = await this.#turnToFile(client, page);
			const saved = await saveResults(client, this.#contextOf(page, reading), page.results);
			await this.#saveProgress(client, page, saved);
			return [saved, reading] as const;
		});
		this.#file = file;
		this.#lastRow = null;
		return counts;
	}

	async settle(): Promise<Settled> {
		const file = this.#file;
		if (file === null) return { ended: 0, restored: 0, withdrawn: 0 };
		const guard = { asOf: this.#options.asOf, acceptShrink: this.#options.acceptShrink ?? false };
		const settled = await withTransaction(this.#store, (client) => settleFile(client, this.#options, file, guard));
		this.#file = null;
		return settled;
	}

	/** The file that the page belongs to; the one before it is settled first. */
	async #turnToFile(client: pg.PoolClient, page: PageOfResults): Promise<FileReading | null> {
		const before = this.#file;
		if (before !== null && before.period !== page.period) await this.#settleQuietly(client, before);
		if (page.period === null) return null;
		if (before?.period === page.period) return before;
		return openFileReading(client, this.#options, page.period, page.replaces);
	}

	/** A full file that lacks too much is passed over when a later one follows: that one decides. */
	async #settleQuietly(client: pg.PoolClient, file: FileReading): Promise<void> {
		try {
			await settleFile(client, this.#options, file, { asOf: this.#options.asOf, acceptShrink: this.#options.acceptShrink ?? false });
		} catch (thrown) {
			if (!(thrown instanceof HubError)) throw thrown;
			await closeReading(client, this.#options, file.period);
		}
	}

	#contextOf(page: PageOfResults, file: FileReading | null): PageContext {
		return {
			source: this.#options.source,
			recordType: this.#options.recordType,
			asOf: this.#options.asOf,
			period: page.period,
			reading: file?.reading ?? this.#state.readingFrom,
			readingFrom: this.#state.readingFrom,
			readBefore: this.#state.readBefore,
			anew: (this.#options.anew ?? false) && page.period === null,
			markAll: file !== null && (file.reread || file.replaces),
		};
	}

	async #saveProgress(client: pg.PoolClient, page: PageOfResults, counts: RowCounts): Promise<void> {
		const { source, reading, runId } = this.#options;
		await client.query('/* read: cursor */ update source_state set cursor = $3 where source = $1 and record_type = $2', [
			source,
			reading,
			page.cursor,
		]);
		await client.query(ADD_COUNTS, [
			runId,
			source,
			reading,
			counts.read,
			counts.added,
			counts.changed,
			counts.unchanged,
			counts.superseded,
			counts.setAside,
			page.cursor,
			rowText(page.results.at(-1)),
		]);
	}
}

/** Writes what intake made of rows, records and rows set aside, and returns how they count. */
export async function saveResults(client: pg.PoolClient, context: PageContext, results: readonly PreparedResult[]): Promise<RowCounts> {
	const records: PreparedRecord[] = [];
	const setAside: SetAsideRow[] = [];
	for (const result of results) {
		if ('record' in result) records.push(result.record);
		else setAside.push(result.setAside);
	}
	const plan = await planPage(client, context, records);
	await insertRecords(client, context, plan.added);
	await rewriteRecords(client, context, plan.changed);
	await confirmRecords(client, context, plan.confirmed);
	await keepLateDays(client, context, plan.late);
	await dropArrived(
		client,
		context,
		[...plan.added, ...plan.changed.map((row) => row.record)].map((record) => record.recordKey),
	);
	const aside = await keepSetAside(client, context, setAside);
	return addCounts(plan.counts, { ...NO_ROWS, read: aside, setAside: aside });
}

const ADD_COUNTS = `/* read: counts */
	update source_run set rows_read = rows_read + $4, rows_new = rows_new + $5, rows_changed = rows_changed + $6, rows_unchanged = rows_unchanged + $7,
		rows_superseded = rows_superseded + $8, rows_set_aside = rows_set_aside + $9, watermark = $10, last_row = coalesce($11, last_row)
	where run_id = $1 and source = $2 and record_type = $3`;

/** What tells a row from all others of its table. */
function rowText(result: PreparedResult | undefined): string | null {
	if (result === undefined) return null;
	return 'record' in result
		? `${result.record.recordKey} ${result.record.contentHash}`
		: `${result.setAside.position} ${result.setAside.sha256}`;
}

/** The rows but for the one that is given a second time; a row that has changed since is another one. */
function withoutRow(results: readonly PreparedResult[], row: string | null): readonly PreparedResult[] {
	const at = row === null ? -1 : results.findIndex((result) => rowText(result) === row);
	return at === -1 ? results : results.toSpliced(at, 1);
}
