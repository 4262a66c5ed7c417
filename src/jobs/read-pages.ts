/**
 * Takes a table's pages from the connector through intake into the store: several may be read and prepared while one is saved,
 * but they are saved one after the other in the source's order, each with its own place to go on.
 */
import { HubError, messageOf } from '#core/errors.ts';
import type { SourceMapping, TableMapping } from '#core/mapping.ts';
import type { Connector, Intake, SourcePage } from '#core/ports.ts';
import type { TableRead } from '#store/record-store.ts';
import { type PreparedResult, prepareResult } from '#store/records/prepare.ts';
import type { IntakePool } from './intake-pool.ts';

export interface PagesDeps {
	/** Threads for large reads; null: everything in this one. */
	readonly pool: IntakePool | null;
	readonly signal: AbortSignal;
	/** A page was saved; `left`: rows behind it, null when the source does not know. */
	readonly taken: (table: TableMapping, rows: number, left: number | null) => void;
}

export interface TableJob {
	readonly source: SourceMapping;
	readonly table: TableMapping;
	readonly connector: Connector;
}

interface Step {
	readonly page: SourcePage;
	readonly results: readonly PreparedResult[];
}

/**
 * Rows from which a read is worth threads. Starting one takes half a second, in which this thread makes records of about as many
 * rows; many more: a middling table is read on one core alone.
 */
const WORTH_THREADS = 10_000;

/**
 * Saves all `rows` of a table; returns the source's fault when there is one.
 * @throws what the store throws, and the signal's reason.
 */
export async function readPages(
	deps: PagesDeps,
	job: TableJob & { readonly intake: Intake; readonly rows: AsyncIterable<SourcePage> },
	read: Pick<TableRead, 'save'>,
): Promise<HubError | null> {
	const { source, table, intake } = job;
	const pages = job.rows[Symbol.asyncIterator]();
	const take = createTaker(deps, job, intake);
	const nextStep = () =>
		attempt(source, async (): Promise<Step | null> => {
			const { done, value: page } = await pages.next();
			return done === true ? null : { page, results: await take.page(page) };
		});
	try {
		const steps = [nextStep()];
		for (let next = steps.shift(); next !== undefined; next = steps.shift()) {
			const step = await next;
			deps.signal.throwIfAborted();
			if (step instanceof HubError) return step;
			if (step === null) return null;
			while (steps.length < take.pagesAhead) steps.push(nextStep());
			const { page, results } = step;
			await read.save({ results, cursor: page.cursor, period: page.period ?? null, replaces: page.replaces ?? false });
			deps.taken(table, results.length, page.remaining ?? null);
		}
		return null;
	} finally {
		await pages.return?.().catch(() => {}); // a connector that fails while it is stopped has nothing more to say
	}
}

/** Makes records of pages: in this thread until so many rows have come, or are known to come, that others are worth it. */
function createTaker({ pool }: PagesDeps, { source, table }: TableJob, intake: Intake) {
	let seen = 0;
	let threads: IntakePool | null = null;
	return {
		/** Pages under way beside the one that is saved. */
		get pagesAhead(): number {
			return threads?.pagesAtOnce ?? 1;
		},
		page(page: SourcePage): Promise<readonly PreparedResult[]> | readonly PreparedResult[] {
			seen += page.rows.length;
			if (seen + (page.remaining ?? 0) >= WORTH_THREADS) threads = pool;
			return threads === null
				? page.rows.map((row) => prepareResult(intake.take(row, page.period ?? null)))
				: threads.take(source, table, page);
		},
	};
}

/** Runs a step that is the source's: what it throws becomes the source's fault. */
export async function attempt<T>(source: SourceMapping, step: () => Promise<T>): Promise<T | HubError> {
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
