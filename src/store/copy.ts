/** Bulk transfer on one connection: rows in by COPY, rows out through a cursor, so that neither is ever held whole. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { type CopyValue, copyLine } from './copy-text.ts';

/** Fewer: the driver is busy with chunks; more: a chunk of long texts takes megabytes. */
const LINES_PER_CHUNK = 500;

/** Copies rows into `target` ("table (column, …)") and returns how many. */
export async function copyRows(client: pg.ClientBase, target: string, rows: Iterable<readonly CopyValue[]>): Promise<number> {
	let count = 0;
	function* lines(): Generator<string> {
		for (const row of rows) {
			count += 1;
			yield copyLine(row);
		}
	}
	await copyLines(client, target, lines());
	return count;
}

/** Copies rows that are written already: each item is one line or several, as `copyLine` makes them, joined by line feeds. */
export async function copyLines(client: pg.ClientBase, target: string, lines: Iterable<string>): Promise<void> {
	await pipeline(Readable.from(chunks(lines)), client.query(copyFrom(`copy ${target} from stdin`)));
}

/** Copies lines that are bytes already; none: nothing is sent. */
export async function copyBytes(client: pg.ClientBase, target: string, lines: Uint8Array): Promise<void> {
	if (lines.length === 0) return;
	await pipeline(
		Readable.from([Buffer.from(lines.buffer, lines.byteOffset, lines.byteLength)]),
		client.query(copyFrom(`copy ${target} from stdin`)),
	);
}

function* chunks(lines: Iterable<string>): Generator<string> {
	let chunk: string[] = [];
	for (const line of lines) {
		chunk.push(line);
		if (chunk.length < LINES_PER_CHUNK) continue;
		yield `${chunk.join('\n')}\n`;
		chunk = [];
	}
	if (chunk.length > 0) yield `${chunk.join('\n')}\n`;
}

/** Rows fetched at once: fewer makes round trips count, more holds that many rows in memory. */
const FETCH_ROWS = 5000;
let cursors = 0;

/**
 * The rows of a query one after the other, through a cursor of the connection's transaction (held over when there is none).
 * Other queries may run on the connection between two rows.
 */
export async function* streamRows<T extends object>(
	client: pg.ClientBase,
	query: string,
	values: readonly unknown[] = [],
): AsyncGenerator<T> {
	for await (const rows of streamBatches<T>(client, query, values)) yield* rows;
}

/** The same rows, some thousands at once and never none: for work that is cheaper in batches. */
export async function* streamBatches<T extends object>(
	client: pg.ClientBase,
	query: string,
	values: readonly unknown[] = [],
): AsyncGenerator<readonly T[]> {
	const name = `rows_${++cursors}`;
	await client.query(`declare ${name} no scroll cursor with hold for ${query}`, [...values]);
	try {
		for (;;) {
			const { rows } = await client.query<T>(`fetch ${FETCH_ROWS} from ${name}`);
			if (rows.length > 0) yield rows;
			if (rows.length < FETCH_ROWS) return;
		}
	} finally {
		await client.query(`close ${name}`).catch(() => {}); // the transaction may have failed already
	}
}
