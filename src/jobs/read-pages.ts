/**
 * Takes a table's pages from the connector through intake into the store: several may be read and prepared while one is saved,
 * but they are saved one after the other in the source's order, each with its own place to go on.
 */
import { HubError, messageOf } from '#core/errors.ts';
import type { SourceMapping, TableMapping } from '#core/mapping.ts';
import type { Connector, Intake, SourcePage } from '#core/ports.ts';
import type { BulkLoad, TableRead } from '#store/record-store.ts';
import type { PackedPage } from '#store/records/packed-page.ts';
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
	/** Given: what is tried first. */
	readonly packed: PackedPage | null;
	/** What the rows became one by one; of a packed page made only when it is asked for. */
	readonly results: () => Promise<readonly PreparedResult[] | HubError>;
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
	read: Pick<TableRead, 'save' | 'bulk'>,
): Promise<HubError | null> {
	const { source, table } = job;
	const pages = job.rows[Symbol.asyncIterator]();
	const take = createTaker(deps, job, read.bulk);
	const nextStep = () => {
		const step = attempt(source, () => pages.next()).then((next) => {
			if (next instanceof HubError) return next;
			return next.done === true ? null : take.page(next.value);
		});
		step.catch(() => {}); // told when its turn comes; until then nobody waits for it
		return step;
	};
	try {
		const steps = [nextStep()];
		for (let next = steps.shift(); next !== undefined; next = steps.shift()) {
			const step = await next;
			deps.signal.throwIfAborted();
			if (step instanceof HubError) return step;
			if (step === null) return null;
			while (steps.length < take.pagesAhead) steps.push(nextStep());
			const fault = await saveStep(read, step);
			if (fault !== null) return fault;
			deps.taken(table, step.page.rows.length, step.page.remaining ?? null);
		}
		return null;
	} finally {
		await pages.return?.().catch(() => {}); // a connector that fails while it is stopped has nothing more to say
	}
}

/** Saves a page: packed where every row is new, else row by row; returns the fault of a row that could not be made a record. */
async function saveStep(read: Pick<TableRead, 'save' | 'bulk'>, { page, packed, results }: Step): Promise<HubError | null> {
	const { cursor } = page;
	if (packed !== null && (await read.bulk?.save({ packed, cursor })) != null) return null;
	const made = await results();
	if (made instanceof HubError) return made;
	await read.save({ results: made, cursor, period: page.period ?? null, replaces: page.replaces ?? false });
	return null;
}

/** Makes records of pages: in this thread until so many rows have come, or are known to come, that others are worth it. */
function createTaker({ pool }: PagesDeps, { source, table, intake }: TableJob & { readonly intake: Intake }, bulk: TableRead['bulk']) {
	const people = Object.values(table.fields).filter((field) => 'person' in field).length;
	let seen = 0;
	let threads: IntakePool | null = null;
	const oneByOne = async (page: SourcePage, make: () => Promise<readonly PreparedResult[]>): Promise<Step | HubError> => {
		const made = await attempt(source, make);
		return made instanceof HubError ? made : { page, packed: null, results: async () => made };
	};
	const packed = async (page: SourcePage, pool: IntakePool, bulk: BulkLoad): Promise<Step | HubError> => {
		const basis = await bulk.basis(page.rows.length, people);
		const made = await attempt(source, () => pool.pack(source, table, page, basis));
		return made instanceof HubError ? made : { page, packed: made, results: () => attempt(source, () => pool.take(source, table, page)) };
	};
	return {
		/** Pages under way beside the one that is saved. */
		get pagesAhead(): number {
			return threads?.pagesAtOnce ?? 1;
		},
		page(page: SourcePage): Promise<Step | HubError> {
			seen += page.rows.length;
			if (seen + (page.remaining ?? 0) >= WORTH_THREADS) threads = pool;
			const others = threads;
			if (others === null) return oneByOne(page, async () => page.rows.map((row) => prepareResult(intake.take(row, page.period ?? null))));
			return bulk === null || page.period != null ? oneByOne(page, () => others.take(source, table, page)) : packed(page, others, bulk);
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
