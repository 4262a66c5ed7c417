/**
 * MySQL or MariaDB as a source. Changes come as one streamed result of one consistent snapshot; rows wait at the server
 * while the hub writes. Times come as text: DATETIME in the source's zone, TIMESTAMP in UTC (the session's zone).
 */
import mysql from 'mysql2';
import type { SourceMapping } from '#core/mapping.ts';
import type { ColumnKind, Dialect, Statement } from './keyset.ts';
import { toMysqlError } from './mysql-errors.ts';
import { streamRows } from './mysql-stream.ts';
import { misconfigured, unavailable } from './source-errors.ts';
import { SqlConnector } from './sql-connector.ts';
import type { Snapshot, SqlDriver, TextRow } from './sql-driver.ts';
import { numberOption, readLimitMs } from './sql-options.ts';
import { createOffsetOf, createZoneText, toInstantText } from './stamps.ts';
import { systemTiming, type Timing, untilAborted } from './timing.ts';
import { tlsOf } from './tls.ts';

/** More: the agency's server gives the hub more than it may spare; fewer: lookups of one page wait for each other. */
const LOOKUP_CONNECTIONS = 4;
/** The server gives a reader up that takes no row for so long (its default of 60 s is shorter than a slow page's work). */
const WRITE_TIMEOUT_SECONDS = 600;

/** A connector to a MySQL or MariaDB database; `connector.url` and `connector.schema` say which. */
export function createMysqlConnector(source: SourceMapping, timing: Timing = systemTiming): SqlConnector {
	return new SqlConnector(source, new MysqlDriver(source), timing);
}

const quote = (name: string) => `\`${name.replaceAll('`', '``')}\``;

const mysqlDialect: Dialect = {
	quote,
	select: (column, kind) => (kind === 'bits' ? `${quote(column)} + 0` : quote(column)),
	asText: (column) => `cast(${quote(column)} as char)`,
	place: () => '?',
	oneOf: (expression) => `${expression} in (?)`,
	ascending: quote, // nulls come first
	wholeByKey: true,
	digest: (text) => `cast(conv(left(md5(${text}), 15), 16, 10) as unsigned)`,
	notInFuture: (quoted, kind) => (TIME_KINDS.includes(kind) ? `${quoted} <= now() + interval 1 day` : null),
};

const TIME_KINDS: readonly ColumnKind[] = ['instant', 'local', 'date'];

const KINDS: Readonly<Record<string, ColumnKind>> = {
	timestamp: 'instant',
	datetime: 'local',
	date: 'date',
	tinyint: 'integer',
	smallint: 'integer',
	mediumint: 'integer',
	int: 'integer',
	bigint: 'integer',
	bit: 'bits',
	char: 'text',
	varchar: 'text',
	text: 'text',
};

class MysqlDriver implements SqlDriver {
	readonly dialect = mysqlDialect;
	readonly #source: SourceMapping;
	readonly #pool: mysql.Pool;
	readonly #readers = new Set<mysql.Connection>();
	readonly #ready = new WeakSet<mysql.Connection>();
	readonly #localText: (text: string) => string;
	readonly #utcText: (text: string) => string;

	constructor(source: SourceMapping) {
		this.#source = source;
		const offsetOf = createOffsetOf(source.connector.timezone);
		this.#localText = (text) => toInstantText(text, offsetOf);
		this.#utcText = createZoneText(source.connector.timezone);
		this.#pool = mysql.createPool({
			...this.#settings(),
			connectionLimit: numberOption(source, 'maxConnections', LOOKUP_CONNECTIONS),
			idleTimeout: 30_000,
		});
		// Told by the statement that is under way; the pool hears the first error alone, and one unheard would end the process.
		this.#pool.on('connection', (connection) => connection.on('error', () => {}));
	}

	tableName(from: string): string {
		const { schema } = this.#source.connector;
		return (schema === undefined ? from.split('.') : [schema, from]).map(quote).join('.');
	}

	async describe(from: string, signal: AbortSignal) {
		const parts = this.#source.connector.schema === undefined ? from.split('.') : [this.#source.connector.schema, from];
		const table = parts.at(-1) ?? from;
		const schema = parts.length > 1 ? '?' : 'database()';
		const text = `select column_name, data_type from information_schema.columns
			where table_schema = ${schema} and table_name = ? order by ordinal_position`;
		const rows = await this.query({ text, values: parts.length > 1 ? [parts[0] ?? '', table] : [table] }, signal);
		if (rows.length === 0) return null;
		return new Map(rows.map(([name, type]) => [name ?? '', KINDS[(type ?? '').toLowerCase()] ?? 'other']));
	}

	async tables(signal: AbortSignal) {
		const { schema } = this.#source.connector;
		const text = `select table_name from information_schema.tables where table_schema = ${schema === undefined ? 'database()' : '?'} order by table_name`;
		const rows = await this.query({ text, values: schema === undefined ? [] : [schema] }, signal);
		return rows.map(([name]) => name ?? '');
	}

	async query(statement: Statement, signal: AbortSignal): Promise<readonly TextRow[]> {
		const connection = await this.#connected(signal);
		let unharmed = false;
		try {
			const rows = await this.#run(connection, statement, this.#source.connector.timeoutMs, signal);
			unharmed = true;
			return rows;
		} finally {
			if (unharmed) connection.release();
			else connection.destroy();
		}
	}

	async openSnapshot(signal: AbortSignal): Promise<Snapshot> {
		const limitMs = readLimitMs(this.#source);
		signal.throwIfAborted();
		const connection = mysql.createConnection(this.#settings());
		connection.on('error', () => {}); // told by the statement that is under way, or by the next one
		this.#readers.add(connection);
		const close = async () => {
			this.#readers.delete(connection);
			connection.destroy();
		};
		const run = (statement: Statement) => this.#run(connection, statement, limitMs, signal);
		try {
			await this.#prepare(connection, null, signal);
			await run({ text: 'start transaction with consistent snapshot, read only', values: [] });
		} catch (thrown) {
			await close();
			throw thrown;
		}
		const told = (thrown: unknown) => toMysqlError(this.#source, thrown);
		const stream = (statement: Statement, size: number) => streamRows(connection, statement, { size, limitMs, signal, told });
		return { query: run, stream, close };
	}

	toText(kind: ColumnKind) {
		if (kind === 'local') return this.#localText;
		return kind === 'instant' ? this.#utcText : null;
	}

	/** DATETIME as it stands, TIMESTAMP in UTC: each compares with its column as it is kept here. */
	toStamp(kind: ColumnKind): (value: string) => string {
		if (!TIME_KINDS.includes(kind)) return (value) => value;
		return (value) => toInstantText(value, () => '').replace('T', ' ');
	}

	async stop(): Promise<void> {
		for (const connection of this.#readers) connection.destroy();
		this.#readers.clear();
		await new Promise<void>((resolve) => this.#pool.end(() => resolve()));
	}

	#settings(): mysql.ConnectionOptions {
		const { url, schema, timeoutMs } = this.#source.connector;
		if (url === undefined || !URL.canParse(url))
			throw misconfigured(this.#source.id, 'has a url that is none: check the variable it comes from');
		return {
			uri: url,
			...(schema !== undefined && { database: schema }),
			...tlsOf(this.#source, 'ssl'),
			charset: 'utf8mb4',
			connectTimeout: timeoutMs,
			enableKeepAlive: true,
			connectAttributes: { program_name: 'lianjian' },
			rowsAsArray: true,
			typeCast: (field) => field.string(),
		};
	}

	async #connected(signal: AbortSignal): Promise<mysql.PoolConnection> {
		const asked = new Promise<mysql.PoolConnection>((resolve, reject) => {
			this.#pool.getConnection((error, connection) => (error ? reject(error) : resolve(connection)));
		});
		try {
			const connection = await untilAborted(asked, signal);
			if (!this.#ready.has(connection)) await this.#prepare(connection, this.#source.connector.timeoutMs, signal);
			return connection;
		} catch (thrown) {
			asked.then((connection) => connection.destroy()).catch(() => {});
			signal.throwIfAborted();
			throw toMysqlError(this.#source, thrown);
		}
	}

	/** Makes a session read-only and independent of the server's settings. `statementMs` null: no limit but our own. */
	async #prepare(connection: mysql.Connection, statementMs: number | null, signal: AbortSignal): Promise<void> {
		const run = (text: string) => this.#run(connection, { text, values: [] }, this.#source.connector.timeoutMs, signal);
		await run(`set session sql_mode = 'ANSI_QUOTES', session time_zone = '+00:00', session net_write_timeout = ${WRITE_TIMEOUT_SECONDS}`);
		await run('set session transaction isolation level repeatable read, read only');
		const version = (await run('select version()'))[0]?.[0] ?? '';
		if (statementMs !== null) {
			const maria = version.toLowerCase().includes('maria');
			await run(`set session ${maria ? `max_statement_time = ${statementMs / 1000}` : `max_execution_time = ${Math.ceil(statementMs)}`}`);
		}
		this.#ready.add(connection);
	}

	/** One short statement; a signal that fires, or a server that says nothing, ends the connection. */
	async #run(connection: mysql.Connection, statement: Statement, limitMs: number, signal: AbortSignal): Promise<readonly TextRow[]> {
		const limit = AbortSignal.timeout(limitMs + SILENCE_MARGIN_MS);
		const asked = new Promise<readonly TextRow[]>((resolve, reject) => {
			connection.query({ sql: statement.text, values: [...statement.values] }, (error, rows) => {
				if (error) reject(error);
				else resolve(Array.isArray(rows) ? (rows as unknown as TextRow[]) : []);
			});
		});
		try {
			return await untilAborted(asked, AbortSignal.any([signal, limit]));
		} catch (thrown) {
			if (signal.aborted || limit.aborted) connection.destroy();
			signal.throwIfAborted();
			if (limit.aborted) throw unavailable(this.#source.id, `said nothing for ${limitMs} ms: raise timeoutMs, or check the network`);
			throw toMysqlError(this.#source, thrown);
		}
	}
}

/** The server's own time-out comes first; only a dead connection is silent for longer. */
const SILENCE_MARGIN_MS = 2_000;
