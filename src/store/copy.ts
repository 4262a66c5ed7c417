/** Bulk transfer on one connection: rows in by COPY, rows out through a cursor, so that neither is ever held whole. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

/** Values that COPY can carry; arrays of texts become PostgreSQL arrays, objects JSON. */
export type CopyValue = string | number | boolean | null | undefined | readonly string[] | Readonly<Record<string, unknown>>;

const ROWS_PER_CHUNK = 500;

/**
 * Copies rows into `target` ("table (column, …)") and returns how many.
 */
export async function copyRows(client: pg.ClientBase, target: string, rows: Iterable<readonly CopyValue[]>): Promise<number> {
	let count = 0;
	function* chunks(): Generator<string> {
		let chunk: string[] = [];
		for (const row of rows) {
			count += 1;
			chunk.push(row.map(copyText).join('\t'));
			if (chunk.length < ROWS_PER_CHUNK) continue;
			yield `${chunk.join('\n')}\n`;
			chunk = [];
		}
		if (chunk.length > 0) yield `${chunk.join('\n')}\n`;
	}
	await pipeline(Readable.from(chunks()), client.query(copyFrom(`copy ${target} from stdin`)));
	return count;
}

function copyText(value: CopyValue): string {
	if (value === null || value === undefined) return '\\N';
	if (typeof value === 'number') return String(value);
	if (typeof value === 'boolean') return value ? 't' : 'f';
	if (typeof value === 'string') return escapeText(value);
	if (Array.isArray(value)) return escapeText(`{${value.map((item) => `"${String(item).replace(/["\\]/g, '\\$&')}"`).join(',')}}`);
	return escapeText(JSON.stringify(value));
}

function escapeText(text: string): string {
	return text.replace(/[\\\t\n\r]/g, (sign) => ({ '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' })[sign] as string);
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
	const name = `rows_${++cursors}`;
	await client.query(`declare ${name} no scroll cursor with hold for ${query}`, [...values]);
	try {
		for (;;) {
			const { rows } = await client.query<T>(`fetch ${FETCH_ROWS} from ${name}`);
			yield* rows;
			if (rows.length < FETCH_ROWS) return;
		}
	} finally {
		await client.query(`close ${name}`).catch(() => {}); // the transaction may have failed already
	}
}
