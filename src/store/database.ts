/** The connection to the store: one pool, one schema, days and numbers as text. */
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { HubError, messageOf } from '#core/errors.ts';
import { PreparingClient } from './prepared.ts';
import type { Tables } from './tables.ts';

export type Database = Kysely<Tables>;

export interface Store {
	readonly db: Database;
	/** The pool itself, for COPY and cursors. */
	readonly pool: pg.Pool;
	close(): Promise<void>;
}

export interface StoreOptions {
	readonly connectionString: string;
	/** Schema that holds the hub's tables; made when missing. */
	readonly schema?: string;
	/** Fewer than 4 lets one slow export starve the API; more than the server's cores only queue there. */
	readonly maxConnections?: number;
}

/**
 * How soon the server ends a statement whose process was killed; otherwise it would run to its end, for minutes, beside the run
 * that goes on with the work. More often costs a system call, less often lets two write at once.
 */
const NOTICE_DEATH = 'client_connection_check_interval=2000';

const DATE_OID = 1082;
const TIMESTAMPTZ_OID = 1184;
const types: pg.CustomTypesConfig = {
	getTypeParser: (oid, format) =>
		oid === DATE_OID || oid === TIMESTAMPTZ_OID ? (value: unknown) => value : pg.types.getTypeParser(oid as number, format as 'text'),
};

/**
 * Opens the store and makes its schema when it is missing; migrations are run by `migrate`.
 * @throws HubError STORE_UNAVAILABLE when the server cannot be reached or is older than PostgreSQL 15.
 */
export async function openStore(options: StoreOptions): Promise<Store> {
	const schema = options.schema ?? 'hub';
	const pool = new pg.Pool({
		connectionString: options.connectionString,
		max: options.maxConnections ?? 8,
		types,
		Client: PreparingClient,
		options: `-c search_path=${schema} -c timezone=Asia/Shanghai -c datestyle=ISO -c jit=off -c cursor_tuple_fraction=1`,
	});
	pool.on('error', () => {}); // an idle connection that the server closes is replaced at the next use
	pool.on('connect', (client) => client.on('error', () => {})); // one at work is told by its statement; unheard, it would end the process
	try {
		const { rows } = await pool.query<{ v: string }>(`select current_setting('server_version_num') as v`);
		if (Number(rows[0]?.v) < 150_000) throw new Error(`the server is PostgreSQL ${rows[0]?.v}, 15 or newer is needed`);
		await pool.query(`create schema if not exists ${pg.escapeIdentifier(schema)}`);
		const noticesDeath = await pool.query(`set ${NOTICE_DEATH}`).then(
			() => true,
			() => false, // a server on Windows cannot
		);
		if (noticesDeath) pool.options.options += ` -c ${NOTICE_DEATH}`;
	} catch (cause) {
		await pool.end();
		throw new HubError('STORE_UNAVAILABLE', `The hub's database cannot be used: ${messageOf(cause)}. Check DATABASE_URL.`, { cause });
	}
	const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
	return { db, pool, close: () => db.destroy() };
}
