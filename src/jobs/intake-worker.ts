/**
 * A thread that makes records of raw rows, so that the main thread is free for the agency's rows and the store's. Started by
 * intake-pool.ts. The secret comes with the first message and lives in this thread's memory, as every clear number does.
 */
import { parentPort } from 'node:worker_threads';
import { messageOf } from '#core/errors.ts';
import { readingName, type SourceMapping } from '#core/mapping.ts';
import type { Intake, SourcePage } from '#core/ports.ts';
import { createIntake } from '#intake/create-intake.ts';
import { createTokeniser, type Tokeniser } from '#intake/tokens.ts';
import { type PreparedResult, prepareResult } from '#store/records/prepare.ts';

/** First message to the thread. */
export interface WorkerBasis {
	readonly sources: readonly SourceMapping[];
	readonly secret: string;
}

/** Rows to be made records of. */
export interface WorkerTask {
	readonly id: number;
	readonly source: string;
	/** Name of the mapping's entry; see core/mapping.ts `readingName`. */
	readonly reading: string;
	readonly rows: SourcePage['rows'];
	readonly period: string | null;
}

/** What the thread says to a task; `failure` names an error and its text, which is for the log alone. */
export type WorkerAnswer =
	| { readonly id: number; readonly results: readonly PreparedResult[] }
	| { readonly id: number; readonly failure: { readonly name: string; readonly message: string } };

let basis: (Omit<WorkerBasis, 'secret'> & { readonly tokeniser: Tokeniser }) | null = null;
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
		return { id: task.id, results: task.rows.map((row) => prepareResult(intake.take(row, task.period))) };
	} catch (thrown) {
		return { id: task.id, failure: { name: thrown instanceof Error ? thrown.name : 'fault', message: messageOf(thrown) } };
	}
}

parentPort?.on('message', (message: WorkerBasis | WorkerTask) => {
	if ('secret' in message) basis = { sources: message.sources, tokeniser: createTokeniser(message.secret) };
	else parentPort?.postMessage(answerTo(message));
});
