/**
 * Tells a process when what the store says may have changed, whoever wrote it: every table but the audit's and the hub's own notes has a trigger that notifies
 * when a statement wrote to it. A notification is sent before its writer learns that the write was committed, and comes before the result
 * of any later statement on the connection that listens: whoever asks something there, and sees the same version, has seen no later write.
 */
import { sql } from 'kysely';
import pg from 'pg';
import { type AuditRow, insertAuditIn } from './audit-store.ts';
import type { Database, Store } from './database.ts';

const CHANNEL = 'lianjian_data';
/** Where a write is told to the runs of saved queries: each run leaves one, and few answers show it. */
const RUNS_CHANNEL = 'lianjian_runs';
const RUNS_TABLE = 'saved_query_run';

/** Tables of which no kept answer tells: an answer from the audit is personal, and `meta` holds the audit's head and check values that nobody reads through the API. */
const UNWATCHED: readonly string[] = ['audit', 'audit_block', 'meta', 'match_noted'];

/** Gives every table of the store its trigger that has none yet; quick when nothing is missing. */
export async function watchTables(db: Database): Promise<void> {
	if ((await unwatchedTables(db)).length === 0) return;
	await db.transaction().execute(async (transaction) => {
		await sql`select pg_advisory_xact_lock(hashtext(current_schema() || '.data_version'))`.execute(transaction); // two processes can start at once
		await sql`create or replace function data_version_moves() returns trigger language plpgsql as $$
			begin perform pg_notify(coalesce(tg_argv[0], ${sql.lit(CHANNEL)}), tg_table_schema); return null; end $$`.execute(transaction);
		for (const table of await unwatchedTables(transaction)) {
			const channel = table === RUNS_TABLE ? sql.lit(RUNS_CHANNEL) : sql``;
			await sql`create or replace trigger data_version after insert or update or delete or truncate on ${sql.table(table)}
				for each statement execute function data_version_moves(${channel})`.execute(transaction);
		}
	});
}

/** Tables that ought to have the trigger and have none. */
export async function unwatchedTables(db: Database): Promise<readonly string[]> {
	const { rows } = await sql<{ table: string }>`select c.relname as table from pg_class c
		where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' and c.relname not like 'kysely_%'
			and c.relname <> all(${[...UNWATCHED]}::text[])
			and not exists (select from pg_trigger t where t.tgrelid = c.oid and t.tgname = 'data_version')
		order by c.relname`.execute(db);
	return rows.map(({ table }) => table);
}

/** The version of the store's data, as far as this process was told. */
export interface DataVersion {
	/** Of everything but the runs of saved queries. Never comes back once it moved; null: nobody listens at the moment, so that nothing may be kept. */
	readonly current: number | null;
	/** Of the runs of saved queries. */
	readonly runs: number;
	/** Adds rows of the audit, committed when the promise is kept, and by then knows of every write committed before the call. */
	addAudit(row: AuditRow): Promise<void>;
	/** Stops listening. */
	stop(): Promise<void>;
}

/** How soon a lost connection is made anew. Sooner: a store that is away is knocked at for nothing; later: answers are not kept for longer. */
const AGAIN_MS = 2_000;

/** Listens to a store. */
export async function followData(store: Pick<Store, 'pool' | 'db'>): Promise<DataVersion> {
	await watchTables(store.db);
	const follower = new Follower(store);
	await follower.listen();
	return follower;
}

interface Waiting {
	readonly row: AuditRow;
	readonly done: () => void;
	readonly failed: (thrown: unknown) => void;
}

class Follower implements DataVersion {
	private readonly store: Pick<Store, 'pool'>;
	private version = 0;
	runs = 0;
	private client: pg.Client | null = null;
	private waiting: Waiting[] = [];
	private writing = false;
	private again: NodeJS.Timeout | null = null;
	private stopped = false;

	constructor(store: Pick<Store, 'pool'>) {
		this.store = store;
	}

	get current(): number | null {
		return this.client === null ? null : this.version;
	}

	async listen(): Promise<void> {
		const client = new pg.Client(this.store.pool.options);
		const lost = () => this.lose(client);
		client.on('error', lost).on('end', lost);
		try {
			await client.connect();
			const { rows } = await client.query<{ schema: string }>(`select current_schema() as schema`);
			client.on('notification', ({ channel, payload }) => {
				if (payload !== rows[0]?.schema) return; // the channels are the database's, and another hub can be in it
				if (channel === RUNS_CHANNEL) this.runs += 1;
				else this.version += 1;
			});
			await client.query(`listen ${CHANNEL}; listen ${RUNS_CHANNEL}`);
			this.version += 1; // what was missed while nobody listened
			if (this.stopped) await client.end();
			else this.client = client;
		} catch {
			lost();
		}
	}

	private lose(client: pg.Client): void {
		if (this.client === client) this.client = null;
		if (this.stopped || this.again !== null) return;
		this.again = setTimeout(() => {
			this.again = null;
			void this.listen();
		}, AGAIN_MS).unref();
	}

	addAudit(row: AuditRow): Promise<void> {
		return new Promise((done, failed) => {
			this.waiting.push({ row, done, failed });
			if (!this.writing) void this.write();
		});
	}

	/** Rows that come while others are being written go together with the next statement. */
	private async write(): Promise<void> {
		this.writing = true;
		while (this.waiting.length > 0) {
			const batch = this.waiting;
			this.waiting = [];
			try {
				const rows = batch.map(({ row }) => row);
				await insertAuditIn(this.client ?? this.store.pool, rows);
				for (const { done } of batch) done();
			} catch (thrown) {
				for (const { failed } of batch) failed(thrown);
			}
		}
		this.writing = false;
	}

	async stop(): Promise<void> {
		this.stopped = true;
		if (this.again !== null) clearTimeout(this.again);
		const { client } = this;
		this.client = null;
		await client?.end();
	}
}
