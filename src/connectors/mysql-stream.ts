/** One result of MySQL, streamed in batches: the server is held back while batches wait. */
import type mysql from 'mysql2';
import type { Statement } from './keyset.ts';
import type { TextRow } from './sql-driver.ts';
import { untilAborted } from './timing.ts';

export interface StreamOptions {
	/** Rows a batch. */
	readonly size: number;
	/** Longest silence of the server, milliseconds. */
	readonly limitMs: number;
	readonly signal: AbortSignal;
	/** The driver's failure → the hub's. */
	readonly told: (thrown: unknown) => unknown;
}

/** Batches that may wait. 1: the server idles while a batch is worked on; more: only memory. */
const WAITING_BATCHES = 2;

/** Rows in batches; the connection is destroyed when the reader stops before the end. */
export async function* streamRows(connection: mysql.Connection, statement: Statement, options: StreamOptions): AsyncIterable<TextRow[]> {
	const ready: TextRow[][] = [];
	let batch: TextRow[] = [];
	let ended = false;
	let failure: { readonly thrown: unknown } | null = null;
	let wake = () => {};
	const query = connection.query({ sql: statement.text, values: [...statement.values] });
	query.on('result', (row) => {
		batch.push(row as unknown as TextRow);
		if (batch.length < options.size) return;
		ready.push(batch);
		batch = [];
		if (ready.length >= WAITING_BATCHES) connection.pause();
		wake();
	});
	query.on('end', () => {
		ended = true;
		wake();
	});
	const fail = (thrown: unknown) => {
		failure ??= { thrown };
		wake();
	};
	query.on('error', fail);
	connection.on('error', fail); // a connection that is lost is told here alone
	try {
		for (;;) {
			options.signal.throwIfAborted();
			const next = ready.shift();
			if (next) {
				if (ready.length < WAITING_BATCHES) connection.resume();
				yield next;
			} else if (failure) throw (failure as { thrown: unknown }).thrown;
			else if (ended) break;
			else await news((resolve) => (wake = resolve), options);
		}
		if (batch.length > 0) yield batch;
	} catch (thrown) {
		options.signal.throwIfAborted();
		throw options.told(thrown);
	} finally {
		connection.off('error', fail);
		if (!ended) connection.destroy();
	}
}

/** Waits until the server says something. */
async function news(listen: (resolve: () => void) => void, { limitMs, signal }: StreamOptions): Promise<void> {
	const limit = new AbortController();
	const silence = Object.assign(new Error(`no row for ${limitMs} ms`), { code: 'ETIMEDOUT' });
	const timer = setTimeout(() => limit.abort(silence), limitMs);
	try {
		await untilAborted(new Promise<void>(listen), AbortSignal.any([signal, limit.signal]));
	} finally {
		clearTimeout(timer);
	}
}
