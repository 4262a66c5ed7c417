/**
 * PostgreSQL (and what speaks like it) as a source. Changes come through one server-side cursor in a repeatable-read,
 * read-only transaction: agencies' tables seldom have an index on the column of updates, so pages by key would sort the
 * whole table once a page.
 */
import pg from 'pg';
import type { SourceMapping } from '#core/mapping.ts';
import type { ColumnKind, Dialect, Statement } from './keyset.ts';
import { toPostgresError } from './postgres-errors.ts';
import { SqlConnector } from './sql-connector.ts';
import type { Snapshot, SqlDriver, TextRow } from './sql-driver.ts';
import { numberOption, readLimitMs } from './sql-options.ts';
import { createOffsetOf, toInstantText, toUtcStamp } from './stamps.ts';
import { systemTiming, type Timing, untilAborted } from './timing.ts';
import { tlsOf } from './tls.ts';

/** More: the agency's server gives the hub more than it may spare; fewer: lookups of one page wait for each other. */
const LOOKUP_CONNECTIONS = 4;
/** Every value as the text that the server sends. */
const asText: pg.CustomTypesConfig = { getTypeParser: () => (value: unknown) => value };

/** A connector to a PostgreSQL database; `connector.url` and `connector.schema` say which. */
export function createPostgresConnector(source: SourceMapping, timing: Timing = systemTiming): SqlConnector {
	return new SqlConnector(source, new PostgresDriver(source), timing);
}

const INSTANT_KINDS: readonly ColumnKind[] = ['instant', 'local', 'date'];

const postgresDialect: Dialect = {
	quote: (name) => pg.escapeIdentifier(name),
	select: (column, kind) => `${pg.escapeIdentifier(column)}${kind === 'local' ? '::timestamptz' : ''}`,
	asText: (column) => `${pg.escapeIdentifier(column)}::text`,
	place: (index, kind) => {
		if (kind === 'local') return `$${index}::timestamptz::timestamp`;
		return kind === 'date' ? `$${index}::timestamptz::date` : `$${index}`;
	},
	oneOf: (expression, index) => `${expression} = any($${index})`,
	ascending: (column) => `${pg.escapeIdentifier(column)} nulls first`,
	wholeByKey: false,
	digest: (text) => `('x' || left(md5(${text}), 15))::bit(60)::bigint`,
	notInFuture: (quoted, kind) => (INSTANT_KINDS.includes(kind) ? `${quoted} <= now() + interval '1 day'` : null),
};

const KINDS: Readonly<Record<string, ColumnKind>> = {
	timestamptz: 'instant',
	timestamp: 'local',
	date: 'date',
	int2: 'integer',
	int4: 'integer',
	int8: 'integer',
	text: 'text',
	varchar: 'text',
	bpchar: 'text',
	bool: 'boolean',
};

const DESCRIBE = `
	select a.attname, coalesce(base.typname, t.typname)
	from pg_attribute a
	join pg_type t on t.oid = a.atttypid
	left join pg_type base on base.oid = nullif(t.typbasetype, 0)
	where a.attrelid = to_regclass($1) and a.attnum > 0 and not a.attisdropped
	order by a.attnum`;

class PostgresDriver implements SqlDriver {
	readonly dialect = postgresDialect;
	readonly #source: SourceMapping;
	readonly #pool: pg.Pool;
	readonly #readers = new Set<pg.Client>();
	readonly #instantText: (text: string) => string;

	constructor(source: SourceMapping) {
		this.#source = source;
		const offsetOf = createOffsetOf(source.connector.timezone);
		this.#instantText = (text) => toInstantText(text, offsetOf);
		this.#pool = new pg.Pool({
			...this.#settings(source.connector.timeoutMs),
			max: numberOption(source, 'maxConnections', LOOKUP_CONNECTIONS),
			idleTimeoutMillis: 30_000,
		});
		this.#pool.on('error', () => {}); // an idle connection that the server closes is replaced at the next use
		this.#pool.on('connect', (client) => client.on('error', () => {})); // one at work is told by its statement; unheard, it would end the process
	}

	tableName(from: string): string {
		const { schema } = this.#source.connector;
		return (schema === undefined ? from.split('.') : [schema, from]).map((part) => pg.escapeIdentifier(part)).join('.');
	}

	async describe(from: string, signal: AbortSignal) {
		const rows = await this.query({ text: DESCRIBE, values: [this.tableName(from)] }, signal);
		if (rows.length === 0) return null;
		return new Map(rows.map(([name, type]) => [name ?? '', KINDS[type ?? ''] ?? 'other']));
	}

	async tables(signal: AbortSignal) {
		const { schema } = this.#source.connector;
		const text = `select table_name::text from information_schema.tables where table_schema = ${schema === undefined ? 'current_schema()' : '$1'} order by 1`;
		const rows = await this.query({ text, values: schema === undefined ? [] : [schema] }, signal);
		return rows.map(([name]) => name ?? '');
	}

	async query(statement: Statement, signal: AbortSignal): Promise<readonly TextRow[]> {
		const client = await this.#pooled(signal);
		let broken: unknown;
		try {
			return await this.#run(client, statement, this.#source.connector.timeoutMs, signal);
		} catch (thrown) {
			broken = thrown;
			throw thrown;
		} finally {
			client.release(broken !== undefined);
		}
	}

	async openSnapshot(signal: AbortSignal): Promise<Snapshot> {
		const limitMs = readLimitMs(this.#source);
		const client = new pg.Client(this.#settings(limitMs));
		client.on('error', () => {}); // told by the statement that is under way, or by the next one
		this.#readers.add(client);
		const close = async () => {
			this.#readers.delete(client);
			await client.end().catch(() => {});
		};
		const run = (statement: Statement) => this.#run(client, statement, limitMs, signal);
		try {
			await this.#told(signal, () => untilAborted(client.connect(), signal));
			await run({ text: 'begin isolation level repeatable read, read only', values: [] });
			await run({ text: 'set local cursor_tuple_fraction = 1', values: [] }); // the whole result is read, not its first rows
		} catch (thrown) {
			await close();
			throw thrown;
		}
		return { query: run, stream: (statement, size) => streamCursor(run, statement, size), close };
	}

	toText(kind: ColumnKind) {
		if (kind === 'boolean') return (value: string) => (value === 't' ? 'true' : 'false');
		return kind === 'instant' || kind === 'local' ? this.#instantText : null;
	}

	toStamp(kind: ColumnKind): (value: string) => string {
		return INSTANT_KINDS.includes(kind) ? (value) => toUtcStamp(this.#instantText(value)) : (value) => value;
	}

	async stop(): Promise<void> {
		const readers = [...this.#readers].map((client) => client.end().catch(() => {}));
		if (!this.#pool.ended) await Promise.all([...readers, this.#pool.end()]);
	}

	#settings(statementMs: number): pg.ClientConfig {
		const { url, timezone, timeoutMs } = this.#source.connector;
		return {
			connectionString: url,
			...tlsOf(this.#source, 'ssl'),
			types: asText,
			application_name: 'lianjian',
			connectionTimeoutMillis: timeoutMs,
			keepAlive: true,
			statement_timeout: statementMs,
			options: `-c default_transaction_read_only=on -c timezone=${timezone} -c datestyle=ISO -c jit=off -c extra_float_digits=1`,
		};
	}

	/** One statement; a signal that fires, or a server that says nothing for longer than its own time-out, ends the connection. */
	async #run(client: pg.ClientBase, statement: Statement, limitMs: number, signal: AbortSignal): Promise<readonly TextRow[]> {
		signal.throwIfAborted();
		const limit = AbortSignal.timeout(limitMs + SILENCE_MARGIN_MS);
		const query = client.query<(string | null)[]>({ text: statement.text, values: [...statement.values], rowMode: 'array' });
		try {
			return (await untilAborted(query, AbortSignal.any([signal, limit]))).rows;
		} catch (thrown) {
			if (signal.aborted || limit.aborted) await this.#cancel(client);
			signal.throwIfAborted();
			throw toPostgresError(this.#source, thrown);
		}
	}

	/** Ends what the server still works on for us; its connection is given up in any case. */
	async #cancel(client: pg.ClientBase): Promise<void> {
		const { processID } = client as unknown as { processID: number | null };
		if (processID === null) return;
		const other = new pg.Client({ ...this.#settings(CANCEL_MS), connectionTimeoutMillis: CANCEL_MS, query_timeout: CANCEL_MS });
		other.on('error', () => {});
		try {
			await other.connect();
			await other.query('select pg_cancel_backend($1)', [processID]);
		} catch {
			// the server cannot be reached: nothing is left to cancel
		} finally {
			await other.end().catch(() => {});
		}
	}

	async #pooled(signal: AbortSignal): Promise<pg.PoolClient> {
		signal.throwIfAborted();
		const asked = this.#pool.connect();
		try {
			return await this.#told(signal, () => untilAborted(asked, signal));
		} catch (thrown) {
			asked.then((client) => client.release()).catch(() => {}); // comes after its caller has gone
			throw thrown;
		}
	}

	async #told<T>(signal: AbortSignal, call: () => Promise<T>): Promise<T> {
		try {
			return await call();
		} catch (thrown) {
			signal.throwIfAborted();
			throw toPostgresError(this.#source, thrown);
		}
	}
}

/** The server's own time-out comes first; only a dead connection is silent for longer. */
const SILENCE_MARGIN_MS = 2_000;
const CANCEL_MS = 2_000;

async function* streamCursor(run: (statement: Statement) => Promise<readonly TextRow[]>, statement: Statement, size: number) {
	await run({ text: `declare changes no scroll cursor for ${statement.text}`, values: statement.values });
	const fetch = { text: `fetch forward ${size} from changes`, values: [] };
	let next = run(fetch);
	for (;;) {
		const batch = await next;
		if (batch.length === 0) return;
		const done = batch.length < size;
		if (!done) {
			next = run(fetch);
			next.catch(() => {}); // heard at the next turn, if there is one
		}
		yield batch;
		if (done) return;
	}
}
