/**
 * An agency that keeps its tables in MySQL or MariaDB: datetimes of Asia/Shanghai without a zone, utf8mb4 compared by
 * bytes, rows by statements of many rows (no server setting is needed for them). It refuses tables it did not make.
 */
import mysql from 'mysql2/promise';
import { HubError } from '#core/errors.ts';
import type { SourceMapping } from '#core/mapping.ts';
import type { ColumnUse, Dresser } from '#sandbox/dress/dresser.ts';
import { type Intaker, type PhysicalTable, physicalRow, physicalTables, shanghaiStamp } from './agency.ts';

const MARK = 'lianjian sandbox';
// Rows a statement: fewer cost round trips, many more could pass the server's max_allowed_packet (16 MiB by default).
const ROWS_PER_STATEMENT = 2000;
const TYPES: Readonly<Record<ColumnUse, string>> = {
	key: 'varchar(64)',
	numericKey: 'bigint',
	stamp: 'datetime(3) not null',
	decimal: 'decimal(18,4)',
	integer: 'integer',
	day: 'varchar(40)',
	text: 'text',
};

const quote = (name: string) => `\`${name.replaceAll('`', '``')}\``;

/** A table on its way in: its own connection, rows that wait, and the statements that are under way. */
interface Loading {
	readonly table: PhysicalTable;
	readonly connection: mysql.Connection;
	rows: (string | null)[][];
	/** Settles when everything sent so far is in; at most one batch waits behind it. */
	sent: Promise<void>;
}

/** Opens the agency for its first rows (`fresh`) or for the changes of a later day. */
export async function openMysql(source: SourceMapping, dressers: readonly Dresser[], mode: 'fresh' | 'changes'): Promise<Intaker> {
	const tables = physicalTables(dressers);
	const first = await connect(source, mode);
	const loadings: Loading[] = [];
	try {
		if (mode === 'fresh') await makeTables(source, first, tables);
		for (const table of tables) loadings.push({ table, connection: await connect(source, 'changes'), rows: [], sent: Promise.resolve() });
	} finally {
		await first.end();
	}
	const byDresser = new Map(loadings.flatMap((loading) => [...loading.table.places.keys()].map((dresser) => [dresser, loading] as const)));
	const abort = async () => {
		for (const { connection } of loadings) connection.destroy();
	};
	return {
		add(delivery) {
			const loading = byDresser.get(delivery.dresser);
			loading?.rows.push(physicalRow(loading.table, delivery, shanghaiStamp));
		},
		async ready() {
			for (const loading of loadings) if (loading.rows.length >= ROWS_PER_STATEMENT) await send(loading, mode);
		},
		async close() {
			for (const loading of loadings) {
				await send(loading, mode);
				await loading.sent;
				if (mode === 'fresh') await index(loading.connection, loading.table);
				await loading.connection.end();
			}
		},
		abort,
	};
}

/** Waits for the batch before, then sends the waiting rows without waiting for them: the next scenes are made meanwhile. */
async function send(loading: Loading, mode: 'fresh' | 'changes'): Promise<void> {
	await loading.sent;
	const { rows } = loading;
	loading.rows = [];
	loading.sent = insert(loading, rows, mode);
	// A failure is met by the next `send`; without this it would count as unhandled until then.
	loading.sent.catch(() => {});
}

async function insert({ connection, table }: Loading, rows: readonly (string | null)[][], mode: 'fresh' | 'changes'): Promise<void> {
	const verb = mode === 'fresh' ? 'insert' : 'replace';
	const names = table.columns.map((column) => quote(column.name)).join(', ');
	await connection.beginTransaction();
	for (let at = 0; at < rows.length; at += ROWS_PER_STATEMENT) {
		await connection.query(`${verb} into ${quote(table.name)} (${names}) values ?`, [rows.slice(at, at + ROWS_PER_STATEMENT)]);
	}
	await connection.commit();
}

async function connect(source: SourceMapping, mode: 'fresh' | 'changes'): Promise<mysql.Connection> {
	const url = new URL(source.connector.url ?? '');
	const name = source.connector.schema ?? decodeURIComponent(url.pathname.slice(1));
	if (name === '') throw new HubError('CONFIG', `The address of source ${source.id} names no database.`, { source: source.id });
	url.pathname = '/';
	const connection = await mysql.createConnection({ uri: url.href, charset: 'utf8mb4_bin' });
	if (mode === 'fresh') await connection.query(`create database if not exists ${quote(name)} character set utf8mb4 collate utf8mb4_bin`);
	await connection.changeUser({ database: name });
	return connection;
}

async function makeTables(source: SourceMapping, connection: mysql.Connection, tables: readonly PhysicalTable[]): Promise<void> {
	const [found] = await connection.query<mysql.RowDataPacket[]>(
		'select table_name as name, table_comment as mark from information_schema.tables where table_schema = database()',
	);
	const foreign = found.find((row) => row.mark !== MARK);
	if (foreign !== undefined) {
		throw new HubError(
			'CONFLICT',
			`The database of source ${source.id} holds tables that no sandbox made; give the sandbox a database of its own.`,
			{ source: source.id },
		);
	}
	for (const row of found) await connection.query(`drop table ${quote(String(row.name))}`);
	for (const table of tables) {
		const columns = table.columns.map(
			(column) => `${quote(column.name)} ${TYPES[column.use]}${column.use === 'key' || column.use === 'numericKey' ? ' primary key' : ''}`,
		);
		await connection.query(
			`create table ${quote(table.name)} (${columns.join(', ')}) comment '${MARK}' character set utf8mb4 collate utf8mb4_bin`,
		);
	}
}

async function index(connection: mysql.Connection, table: PhysicalTable): Promise<void> {
	for (const column of table.columns) {
		if (column.use === 'stamp') await connection.query(`create index by_update on ${quote(table.name)} (${quote(column.name)})`);
		else if (column.lookedUp)
			await connection.query(`create index ${quote(`by_${column.name}`)} on ${quote(table.name)} (${quote(column.name)}(20))`);
	}
}
