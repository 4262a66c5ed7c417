/**
 * A thread that makes records of raw rows, so that the main thread is free for the agency's rows and the store's. Started by
 * intake-pool.ts. The secrets come with the first message and live in this thread's memory, as every clear number does.
 */
import { parentPort } from 'node:worker_threads';
import { messageOf } from '#core/errors.ts';
import { readingName, type SourceMapping } from '#core/mapping.ts';
import type { Intake, SourcePage } from '#core/ports.ts';
import { createIntake } from '#intake/create-intake.ts';
import { createTokeniser, type Tokeniser } from '#intake/tokens.ts';
import { type PackBasis, type PackedPage, packPage } from '#store/records/packed-page.ts';
import { type PreparedResult, prepareResult } from '#store/records/prepare.ts';
import { type FlatRows, unflatten } from './flat-rows.ts';

/** First message to the thread. */
export interface WorkerBasis {
	readonly sources: readonly SourceMapping[];
	readonly secrets: readonly [string, ...string[]];
}

/** Rows to be made records of. */
export interface WorkerTask {
	readonly id: number;
	readonly source: string;
	/** Name of the mapping's entry; see core/mapping.ts `readingName`. */
	readonly reading: string;
	/** Flat where all rows have the same columns. */
	readonly rows: SourcePage['rows'] | FlatRows;
	readonly period: string | null;
	/** Given: the page is packed. */
	readonly pack: PackBasis | null;
}

/** What the thread says to a task; `failure` names an error and its text, which is for the log alone. */
export type WorkerAnswer =
	| { readonly id: number; readonly results: readonly PreparedResult[] }
	| { readonly id: number; readonly packed: PackedPage | null }
	| { readonly id: number; readonly failure: { readonly name: string; readonly message: string } };

let basis: (Omit<WorkerBasis, 'secrets'> & { readonly tokeniser: Tokeniser }) | null = null;
const intakes = new Map<string, Intake>();

function intakeOf({ source, reading }: WorkerTask): Intake {
	const place = `${source}/${reading}`;
	const known = intakes.get(place);
	if (known !== undefined) return known;
	const mapping = basis?.sources.find(({ id }) => id === source);
	const table = mapping?.tables.find((candidate) => readingName(candidate) === reading);
	if (basis === null || mapping === undefined || table === undefined) throw new Error(`the mapping has no ${place}`);
	const made = createIntake(mapping, table, basis.tokeniser);
	intakes.set(place, made);
	return made;
}

function answerTo(task: WorkerTask): WorkerAnswer {
	try {
		const intake = intakeOf(task);
		const rows = 'columns' in task.rows ? unflatten(task.rows) : task.rows;
		const results = rows.map((row) => prepareResult(intake.take(row, task.period)));
		return task.pack === null ? { id: task.id, results } : { id: task.id, packed: packPage(results, task.pack) };
	} catch (thrown) {
		return { id: task.id, failure: { name: thrown instanceof Error ? thrown.name : 'fault', message: messageOf(thrown) } };
	}
}

/** What is handed over without a copy. */
function buffersOf(answer: WorkerAnswer): ArrayBuffer[] {
	if (!('packed' in answer) || answer.packed === null) return [];
	const { record, recordKey, mention, token } = answer.packed;
	return [record, recordKey, mention, token].map((bytes) => bytes.buffer);
}

parentPort?.on('message', (message: WorkerBasis | WorkerTask) => {
	if ('secrets' in message) basis = { sources: message.sources, tokeniser: createTokeniser(...message.secrets) };
	else {
		const answer = answerTo(message);
		parentPort?.postMessage(answer, buffersOf(answer));
	}
});
