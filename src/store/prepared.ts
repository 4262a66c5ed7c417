/**
 * Statements that the server parses and plans once a connection: their text goes over by name, and after a few runs PostgreSQL keeps a plan
 * where one for any values is no worse than one for these. For texts of which there are few and which come back all day.
 */
import { hash } from 'node:crypto';
import pg from 'pg';

/** Statements that are prepared in the life of a process. More: each holds some 100 kB on every connection; fewer: the lists of a busy house are planned anew. */
const MOST_PREPARED = 100;
/** How often a statement is seen before it is prepared. Sooner: what analysts ask once takes the places; later: dashboards wait longer. */
const PREPARE_AFTER = 3;
/** Texts that are counted. More: memory for what is asked once. */
const MOST_COUNTED = 1_000;

const names = new Map<string, string>();
const seen = new Map<string, number>();

/** Counts that a statement is about to run, and has connections prepare it once it was seen often enough. */
export function prepareWhenFrequent(text: string): void {
	if (names.has(text) || names.size >= MOST_PREPARED) return;
	const times = (seen.get(text) ?? 0) + 1;
	if (times < PREPARE_AFTER) {
		if (seen.size >= MOST_COUNTED) seen.clear();
		seen.set(text, times);
		return;
	}
	seen.delete(text);
	names.set(text, `hub_${hash('sha256', text).slice(0, 32)}`);
}

type Query = (text: unknown, values?: unknown, callback?: unknown) => unknown;

/** A connection that sends prepared statements by name. */
export class PreparingClient extends pg.Client {
	constructor(config?: string | pg.ClientConfig) {
		super(config);
		const send = this.query.bind(this) as Query;
		const query: Query = (text, values, callback) => {
			const name = typeof text === 'string' && Array.isArray(values) ? names.get(text) : undefined;
			return name === undefined ? send(text, values, callback) : send({ name, text, values }, callback);
		};
		this.query = query as typeof this.query;
	}
}
