/**
 * A few threads that make records of pages while the main thread reads and writes. Pages may be finished in any order; whoever
 * asks waits for them in theirs. Started at the first page that is worth it, gone at the end of the sync.
 */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { HubError } from '#core/errors.ts';
import { readingName, type SourceMapping, type TableMapping } from '#core/mapping.ts';
import type { SourcePage } from '#core/ports.ts';
import type { PackBasis, PackedPage } from '#store/records/packed-page.ts';
import type { PreparedResult } from '#store/records/prepare.ts';
import { flatten } from './flat-rows.ts';
import type { WorkerAnswer, WorkerBasis, WorkerTask } from './intake-worker.ts';

/** Makes records in other threads. */
export interface IntakePool {
	/** Pages that keep every thread busy: one each, and one that waits. */
	readonly pagesAtOnce: number;
	/**
	 * What a page's rows become, in their order.
	 * @throws HubError CONFLICT when a thread ended; the error of a row that intake stumbled over.
	 */
	take(source: SourceMapping, table: TableMapping, page: SourcePage): Promise<readonly PreparedResult[]>;
	/** As `take`, packed for a first read; null when a key stands in the page twice. For pages without a period. */
	pack(source: SourceMapping, table: TableMapping, page: SourcePage, basis: PackBasis): Promise<PackedPage | null>;
	/** Ends the threads; they are started again by the next `take`. */
	stop(): Promise<void>;
}

/** More threads than this wait for the one that has the store, and each takes memory for dictionaries of its own. */
const MOST_THREADS = 3;

/** What is told of a thread that ended by itself. */
const ENDED =
	'A thread that makes records of rows ended before its work was done, most likely for want of memory. Run the same command again: it goes on at the last page that was saved.';

interface Waiting {
	readonly resolve: (answer: WorkerAnswer) => void;
	readonly reject: (reason: unknown) => void;
}

export interface PoolOptions {
	/** Left out: one for each core, for the thread that has the store mostly waits for it. */
	readonly threads?: number;
	/** Memory that one thread may take for objects that live, MiB. */
	readonly heapMb?: number;
}

/** Dictionaries and two pages take 120 MiB; less ends threads on pages of long texts, more lets the hub pass 1 GiB unseen. */
const HEAP_MB = 256;
/** Room for what dies young. With less what a page's rows leave behind is copied about (a twelfth of the work), more takes memory only. */
const YOUNG_MB = 96;

/** A pool for the sources of `basis`. */
export function createIntakePool(basis: WorkerBasis, options: PoolOptions = {}): IntakePool {
	const threads = options.threads ?? Math.min(MOST_THREADS, availableParallelism());
	return new ThreadPool(basis, { threads, heapMb: options.heapMb ?? HEAP_MB });
}

class ThreadPool implements IntakePool {
	readonly #basis: WorkerBasis;
	readonly #size: number;
	readonly #heapMb: number;
	readonly #waiting = new Map<number, Waiting>();
	#workers: Worker[] = [];
	#tasks = 0;

	constructor(basis: WorkerBasis, { threads, heapMb }: Required<PoolOptions>) {
		this.#basis = basis;
		this.#size = threads;
		this.#heapMb = heapMb;
	}

	get pagesAtOnce(): number {
		return this.#size + 1;
	}

	async take(source: SourceMapping, table: TableMapping, page: SourcePage): Promise<readonly PreparedResult[]> {
		const answer = await this.#ask(source, table, page, null);
		return 'results' in answer ? answer.results : [];
	}

	async pack(source: SourceMapping, table: TableMapping, page: SourcePage, basis: PackBasis): Promise<PackedPage | null> {
		const answer = await this.#ask(source, table, page, basis);
		return 'packed' in answer ? answer.packed : null;
	}

	#ask(source: SourceMapping, table: TableMapping, page: SourcePage, pack: PackBasis | null): Promise<WorkerAnswer> {
		if (this.#workers.length === 0) this.#workers = Array.from({ length: this.#size }, () => this.#start());
		const id = this.#tasks++;
		const place = { source: source.id, reading: readingName(table), period: page.period ?? null };
		const task: WorkerTask = { id, ...place, rows: flatten(page.rows), pack };
		return new Promise((resolve, reject) => {
			this.#waiting.set(id, { resolve, reject });
			this.#workers[id % this.#size]?.postMessage(task);
		});
	}

	async stop(): Promise<void> {
		const workers = this.#workers;
		this.#workers = [];
		for (const worker of workers) worker.removeAllListeners('exit');
		await Promise.all(workers.map((worker) => worker.terminate()));
		this.#rejectAll(new HubError('CONFLICT', ENDED, { retryable: true }));
	}

	#start(): Worker {
		// An environment of its own, empty: nothing of this process's is handed over but the message.
		const worker = new Worker(new URL('./intake-worker.ts', import.meta.url), {
			env: {},
			name: 'intake',
			resourceLimits: { maxOldGenerationSizeMb: this.#heapMb, maxYoungGenerationSizeMb: YOUNG_MB },
		});
		worker.on('message', (answer: WorkerAnswer) => this.#settle(answer));
		worker.on('error', (cause) => this.#lose(worker, cause));
		worker.on('exit', () => this.#lose(worker, null));
		worker.postMessage(this.#basis);
		return worker;
	}

	#settle(answer: WorkerAnswer): void {
		const waiting = this.#waiting.get(answer.id);
		this.#waiting.delete(answer.id);
		if ('failure' in answer) waiting?.reject(Object.assign(new Error(answer.failure.message), { name: answer.failure.name }));
		else waiting?.resolve(answer);
	}

	/** One thread that is lost ends what the others do: its pages would be missing between theirs. */
	#lose(worker: Worker, cause: unknown): void {
		if (!this.#workers.includes(worker)) return;
		const others = this.#workers.filter((other) => other !== worker);
		this.#workers = [];
		for (const other of others) void other.terminate();
		this.#rejectAll(new HubError('CONFLICT', ENDED, { retryable: true, ...(cause !== null && { cause }) }));
	}

	#rejectAll(reason: HubError): void {
		for (const { reject } of this.#waiting.values()) reject(reason);
		this.#waiting.clear();
	}
}
