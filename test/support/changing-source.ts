/** Sources whose rows change while they are read again and again: one in memory, one in PostgreSQL behind its connector. */
import { createHash } from 'node:crypto';
import pg from 'pg';
import { createConnector } from '#connectors/create-connector.ts';
import { HubError } from '#core/errors.ts';
import type { SourceMapping, TableMapping } from '#core/mapping.ts';
import type { BlockReading, Connector, RawRow, ReadRequest, SourcePage } from '#core/ports.ts';
import { createEmptyDatabase } from './database.ts';

/** A row as the agency holds it; `stamp`: minutes since the first of the day. */
export interface ChangingRow {
	readonly id: string;
	readonly value: string;
	readonly stamp: number;
}

/** A source that can be changed and read. */
export interface ChangingSource {
	readonly table: TableMapping;
	put(row: ChangingRow): Promise<void>;
	/** Empties it. */
	empty(): Promise<void>;
	/** A connector over the rows as they stand; it dies before it gives page `dieAt`. */
	connect(source: SourceMapping, dieAt?: number): Connector;
	drop(): Promise<void>;
}

const FAULT = new HubError('SOURCE_UNAVAILABLE', 'The source does not answer. Try again later.');
const START = Date.parse('2025-05-01T00:00:00Z');

function stampText(minutes: number): string {
	return new Date(START + minutes * 60_000).toISOString();
}

const TABLE: TableMapping = {
	recordType: 'business',
	kind: 'registration',
	from: 'business',
	key: [{ columns: ['id'] }],
	keyColumn: 'id',
	updatedColumn: 'stamp',
	fields: {},
};

/** A source in memory that pages by stamp and key as the connectors do. */
export function openMemorySource(): ChangingSource {
	const rows = new Map<string, ChangingRow>();
	return {
		table: TABLE,
		put: async (row) => void rows.set(row.id, row),
		empty: async () => rows.clear(),
		connect: (source, dieAt) => dying(new ChangingConnector([...rows.values()], source.connector.pageSize), dieAt),
		drop: async () => {},
	};
}

interface Place {
	readonly done: boolean;
	readonly stamp: number;
	readonly id: string;
	/** Newest stamp when the read began. */
	readonly newest: number;
}

class ChangingConnector implements Connector {
	readonly #rows: readonly ChangingRow[];
	readonly #pageSize: number;

	constructor(rows: readonly ChangingRow[], pageSize: number) {
		this.#rows = rows.toSorted((a, b) => a.stamp - b.stamp || (a.id < b.id ? -1 : 1));
		this.#pageSize = pageSize;
	}

	async *readChanges({ cursor, overlapMinutes }: ReadRequest): AsyncGenerator<SourcePage> {
		const place = cursor === null ? null : (JSON.parse(cursor) as Place);
		const newest = place?.done === false ? place.newest : (this.#rows.at(-1)?.stamp ?? place?.stamp ?? 0);
		const after = (row: ChangingRow) => {
			if (place === null) return true;
			if (place.done) return row.stamp >= place.stamp - overlapMinutes;
			return row.stamp > place.stamp || (row.stamp === place.stamp && row.id >= place.id);
		};
		const due = this.#rows.filter(after);
		for (let at = 0; at < due.length || at === 0; at += this.#pageSize) {
			const rows = due.slice(at, at + this.#pageSize);
			const last = rows.at(-1);
			const done = at + this.#pageSize >= due.length;
			const next: Place = done || last === undefined ? { done: true, stamp: newest, id: '', newest } : { ...last, done: false, newest };
			yield { rows: rows.map((row) => ({ row: rawOf(row), position: 'business' })), cursor: JSON.stringify(next), period: null };
		}
	}

	async openBlocks(_: TableMapping, __: readonly string[], blocks: number | null): Promise<BlockReading> {
		const of = blocks ?? 4;
		const hashOf = (text: string) => Number.parseInt(createHash('md5').update(text).digest('hex').slice(0, 8), 16);
		const rows = Array.from({ length: of }, (_, block) => this.#rows.filter((row) => hashOf(row.id) % of === block));
		const sumOf = (held: readonly ChangingRow[]) => held.reduce((sum, row) => sum + hashOf(JSON.stringify(row)), 0);
		const page = (held: readonly ChangingRow[]) => held.map((row) => ({ row: rawOf(row), position: 'business' }));
		return {
			sums: rows.map((held) => (held.length === 0 ? '' : `${held.length}:${sumOf(held)}`)),
			async *read(numbers) {
				for (const block of numbers) yield { rows: page(rows[block] ?? []), cursor: 'none' };
			},
			close: async () => {},
		};
	}

	async lookup() {
		return [];
	}
	async probe() {
		return { columns: [], sample: [] };
	}
	breaker() {
		return { state: 'CLOSED', since: null } as const;
	}
	async stop() {}
}

function rawOf({ id, value, stamp }: ChangingRow): RawRow {
	return { id, value, stamp: stampText(stamp) };
}

/** A source in a PostgreSQL database of its own, read by the hub's connector. */
export async function openPostgresSource(): Promise<ChangingSource> {
	const { url, drop } = await createEmptyDatabase();
	const pool = new pg.Pool({ connectionString: url, max: 1 });
	pool.on('error', () => {});
	await pool.query('create table business (id text primary key, value text, stamp timestamptz)');
	return {
		table: TABLE,
		put: async ({ id, value, stamp }) => {
			const statement =
				'insert into business values ($1, $2, $3) on conflict (id) do update set value = excluded.value, stamp = excluded.stamp';
			await pool.query(statement, [id, value, stampText(stamp)]);
		},
		empty: async () => void (await pool.query('truncate business')),
		connect: (source, dieAt) =>
			dying(createConnector({ ...source, connector: { ...source.connector, type: 'postgres', url, timeoutMs: 20_000 } }), dieAt),
		drop: async () => {
			await pool.end();
			await drop();
		},
	};
}

/** The connector, but for the page before which it dies. */
function dying(connector: Connector, dieAt: number | undefined): Connector {
	if (dieAt === undefined) return connector;
	async function* cut(pages: AsyncIterable<SourcePage>): AsyncGenerator<SourcePage> {
		let given = 0;
		for await (const page of pages) {
			if (given++ === dieAt) throw FAULT;
			yield page;
		}
	}
	return {
		readChanges: (request) => cut(connector.readChanges(request)),
		openBlocks: async (table, columns, blocks, signal) => {
			const reading = (await connector.openBlocks?.(table, columns, blocks, signal)) as BlockReading;
			return { sums: reading.sums, read: (numbers) => cut(reading.read(numbers)), close: () => reading.close() };
		},
		lookup: (...given) => connector.lookup(...given),
		probe: (...given) => connector.probe(...given),
		breaker: () => connector.breaker(),
		stop: () => connector.stop(),
	};
}
