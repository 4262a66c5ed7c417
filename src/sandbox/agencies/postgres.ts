/**
 * An agency that keeps its tables in PostgreSQL: schema and tables as the mapping names them, rows by COPY. It refuses a
 * schema that it did not make itself, so that no agency's data is ever dropped by a sandbox.
 */
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { HubError } from '#core/errors.ts';
import type { SourceMapping } from '#core/mapping.ts';
import type { ColumnUse, Dresser } from '#sandbox/dress/dresser.ts';
import { type Intaker, type PhysicalTable, physicalRow, physicalTables, shanghaiStamp } from './agency.ts';

const MARK = 'lianjian sandbox: invented records, may be dropped';
// Text kept back before it goes to the socket: smaller costs a system call a row, larger only memory.
const BATCH_CHARACTERS = 1 << 16;
const TYPES: Readonly<Record<ColumnUse, string>> = {
	key: 'text',
	numericKey: 'bigint',
	stamp: 'timestamptz not null',
	decimal: 'numeric',
	integer: 'integer',
	day: 'text',
	text: 'text',
};

interface Loading {
	readonly table: PhysicalTable;
	readonly client: pg.Client;
	readonly stream: Writable;
	pending: string;
	full: boolean;
}

const quote = (name: string) => `"${name.replaceAll('"', '""')}"`;
const qualified = (source: SourceMapping, table: string) => `${quote(schemaOf(source))}.${quote(table)}`;
const schemaOf = (source: SourceMapping) => source.connector.schema ?? 'public';

/** Opens the agency for its first rows (`fresh`: tables are made anew) or for the changes of a later day (rows are upserted). */
export async function openPostgres(source: SourceMapping, dressers: readonly Dresser[], mode: 'fresh' | 'changes'): Promise<Intaker> {
	const url = source.connector.url ?? '';
	if (mode === 'fresh') await makeDatabase(url);
	const tables = physicalTables(dressers);
	const loadings = new Map<Dresser, Loading>();
	const all: Loading[] = [];
	if (mode === 'fresh') await makeSchema(source, tables);
	for (const table of tables) {
		const loading = await beginCopy(source, table, mode);
		all.push(loading);
		for (const dresser of table.places.keys()) loadings.set(dresser, loading);
	}
	let failure: Error | null = null;
	for (const loading of all) loading.stream.on('error', (error) => (failure ??= error));
	return {
		add(delivery) {
			const loading = loadings.get(delivery.dresser);
			if (loading === undefined) return;
			loading.pending += `${physicalRow(loading.table, delivery, (ms) => `${shanghaiStamp(ms)}+08`)
				.map(copyText)
				.join('\t')}\n`;
			if (loading.pending.length >= BATCH_CHARACTERS) flush(loading);
		},
		async ready() {
			for (const loading of all) {
				if (failure !== null) throw failure;
				if (loading.full) await once(loading.stream, 'drain');
				loading.full = false;
			}
		},
		async close() {
			for (const loading of all) await finish(source, loading, mode, failure);
		},
		async abort() {
			for (const { client, stream } of all) {
				stream.destroy();
				await client.end();
			}
		},
	};
}

function flush(loading: Loading): void {
	loading.full = !loading.stream.write(loading.pending) || loading.full;
	loading.pending = '';
}

/** A value of COPY's text format. */
function copyText(value: string | null): string {
	if (value === null) return '\\N';
	return /[\\\n\r\t]/.test(value)
		? value.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t')
		: value;
}

async function makeDatabase(url: string): Promise<void> {
	const target = new URL(url);
	const name = decodeURIComponent(target.pathname.slice(1));
	const first = new pg.Client({ connectionString: url });
	try {
		await first.connect();
		return;
	} catch (error) {
		if ((error as { code?: string }).code !== '3D000') throw error;
	} finally {
		await first.end();
	}
	target.pathname = '/postgres';
	const admin = new pg.Client({ connectionString: target.href });
	await admin.connect();
	await admin.query(`create database ${quote(name)} encoding 'UTF8' template template0`).finally(() => admin.end());
}

async function makeSchema(source: SourceMapping, tables: readonly PhysicalTable[]): Promise<void> {
	const client = new pg.Client({ connectionString: source.connector.url });
	await client.connect();
	try {
		const schema = schemaOf(source);
		const found = await client.query<{ mark: string | null; tables: string }>(
			`select obj_description(n.oid, 'pg_namespace') as mark, (select count(*) from pg_class c where c.relnamespace = n.oid)::text as tables
			from pg_namespace n where n.nspname = $1`,
			[schema],
		);
		const there = found.rows[0];
		if (there !== undefined && there.mark !== MARK && there.tables !== '0') {
			throw new HubError(
				'CONFLICT',
				`Schema ${schema} of source ${source.id} holds tables that no sandbox made; give the sandbox a database of its own.`,
				{ source: source.id },
			);
		}
		await client.query(`drop schema if exists ${quote(schema)} cascade`);
		await client.query(`create schema ${quote(schema)}`);
		await client.query(`comment on schema ${quote(schema)} is '${MARK}'`);
		for (const table of tables)
			await client.query(`create table ${qualified(source, table.name)} (${table.columns.map(definition).join(', ')})`);
	} finally {
		await client.end();
	}
}

function definition(column: PhysicalTable['columns'][number]): string {
	const primary = column.use === 'key' || column.use === 'numericKey' ? ' primary key' : '';
	return `${quote(column.name)} ${TYPES[column.use]}${primary}`;
}

async function beginCopy(source: SourceMapping, table: PhysicalTable, mode: 'fresh' | 'changes'): Promise<Loading> {
	const client = new pg.Client({ connectionString: source.connector.url });
	// A connection that breaks while nobody waits for it must not end the process; the stream tells of the failure.
	client.on('error', () => {});
	await client.connect();
	const target = mode === 'fresh' ? qualified(source, table.name) : quote('changes');
	await client.query('begin');
	if (mode === 'changes') await client.query(`create temp table changes (like ${qualified(source, table.name)}) on commit drop`);
	const columns = table.columns.map((column) => quote(column.name)).join(', ');
	return { table, client, stream: client.query(copyFrom(`copy ${target} (${columns}) from stdin`)), pending: '', full: false };
}

async function finish(source: SourceMapping, loading: Loading, mode: 'fresh' | 'changes', failure: Error | null): Promise<void> {
	const { client, stream, table } = loading;
	try {
		if (failure !== null) throw failure;
		const done = once(stream, 'finish');
		stream.end(loading.pending);
		await done;
		if (mode === 'changes') await upsert(source, loading);
		await client.query('commit');
		if (mode === 'fresh') {
			for (const column of table.columns.filter((c) => c.lookedUp))
				await client.query(`create index on ${qualified(source, table.name)} (${quote(column.name)})`);
			await client.query(`analyze ${qualified(source, table.name)}`);
		}
	} finally {
		await client.end();
	}
}

async function upsert(source: SourceMapping, { client, table }: Loading): Promise<void> {
	const key = table.columns.find((column) => column.use === 'key' || column.use === 'numericKey');
	if (key === undefined)
		throw new HubError('CONFIG', `Table ${table.name} of source ${source.id} has no key column, so its rows cannot change.`, {
			source: source.id,
		});
	const columns = table.columns.map((column) => quote(column.name));
	const changed = columns.filter((name) => name !== quote(key.name)).map((name) => `${name} = excluded.${name}`);
	await client.query(
		`insert into ${qualified(source, table.name)} (${columns.join(', ')}) select ${columns.join(', ')} from changes
		on conflict (${quote(key.name)}) do update set ${changed.join(', ')}`,
	);
}
