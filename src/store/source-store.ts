/**
 * How each table of each source stands: finished, failed since when and why, and what a run read of it. Written by sync;
 * counts and cursors are written page by page in record-store.ts.
 */
import type pg from 'pg';
import type { Day } from '#core/days.ts';
import type { Store } from './database.ts';
import type { TableRef } from './records/file-periods.ts';
import type { RowCounts } from './records/page-plan.ts';
import { withTransaction } from './transaction.ts';

/** A table that was read to its end. */
export interface FinishedTable extends TableRef {
	readonly runId: string;
	/** Day up to which the source speaks. */
	readonly asOf: Day | null;
	readonly state: 'FRESH' | 'STALE';
	/** Why it is stale, one sentence; null when fresh. */
	readonly reason: string | null;
	readonly at: Date;
}

/** Notes that a table was read to its end. */
export async function finishTable(store: Pick<Store, 'pool'>, table: FinishedTable): Promise<void> {
	await withTransaction(store, async (client) => {
		await client.query(
			`/* source: finished */ update source_state set as_of = greatest(as_of, $3), last_success_at = $4, failing_since = null, last_error = null
			where source = $1 and record_type = $2`,
			[table.source, table.recordType, table.asOf, table.at],
		);
		await client.query(
			`/* source: finished run */ update source_run u set state = $4, error = $5, as_of = s.as_of, watermark = coalesce(u.watermark, s.cursor)
			from source_state s where s.source = $2 and s.record_type = $3 and u.run_id = $1 and u.source = $2 and u.record_type = $3`,
			[table.runId, table.source, table.recordType, table.state, table.reason],
		);
	});
}

/** A table whose read failed. */
export interface FailedTable extends TableRef {
	readonly runId: string;
	/** One sentence, safe to show. */
	readonly error: string;
	readonly at: Date;
}

/** Notes that a table's read failed. What was committed before stays, and so does the cursor. */
export async function failTable(store: Pick<Store, 'pool'>, table: FailedTable): Promise<void> {
	await withTransaction(store, async (client) => {
		await client.query(FAIL_STATE, [table.source, table.recordType, table.at, table.error]);
		await client.query(FAIL_RUN, [table.runId, table.source, table.recordType, table.error]);
	});
}

const FAIL_STATE = `/* source: failed */
	insert into source_state as s (source, record_type, failing_since, last_error) values ($1, $2, $3, $4)
	on conflict (source, record_type) do update set failing_since = coalesce(s.failing_since, excluded.failing_since), last_error = excluded.last_error`;
const FAIL_RUN = `/* source: failed run */
	insert into source_run as u (run_id, source, record_type, state, error, watermark, as_of)
	select $1, source, record_type, 'FAILED', $4, cursor, as_of from source_state where source = $2 and record_type = $3
	on conflict (run_id, source, record_type) do update set state = 'FAILED', error = excluded.error, watermark = excluded.watermark, as_of = excluded.as_of`;

/** Notes for a run that reads nothing how every table stands, so that its bundle can say so. */
export async function carryTables(store: Pick<Store, 'pool'>, runId: string): Promise<void> {
	await store.pool.query(CARRY, [runId]);
}

const CARRY = `/* source: carry */
	insert into source_run (run_id, source, record_type, state, error, watermark, as_of)
	select $1, s.source, s.record_type, case when s.failing_since is not null then 'FAILED' else coalesce(last.state, 'STALE') end,
		coalesce(s.last_error, last.error), s.cursor, s.as_of
	from source_state s left join lateral (
		select sr.state, sr.error from source_run sr join run using (run_id)
		where sr.source = s.source and sr.record_type = s.record_type and sr.run_id <> $1 order by run.started_at desc limit 1) last on true
	on conflict (run_id, source, record_type) do update set state = excluded.state, error = excluded.error, watermark = excluded.watermark, as_of = excluded.as_of`;

/** What a run read of a table. */
export interface TableRun extends TableRef {
	readonly counts: RowCounts;
	/** Where the connector stands; null: it has never given a page. */
	readonly watermark: string | null;
	readonly asOf: Day | null;
	readonly state: 'FRESH' | 'STALE' | 'FAILED';
	readonly error: string | null;
	/** Instant since which the table fails; null: it does not. */
	readonly failingSince: string | null;
	/** Instant at which it was last read to its end; null: never. */
	readonly lastSuccessAt: string | null;
	/** Whether any read of the table has ever come to its end. */
	readonly everRead: boolean;
}

interface TableRunRow {
	readonly source: string;
	readonly record_type: string;
	readonly rows_read: string;
	readonly rows_new: string;
	readonly rows_changed: string;
	readonly rows_unchanged: string;
	readonly rows_superseded: string;
	readonly rows_set_aside: string;
	readonly watermark: string | null;
	readonly as_of: Day | null;
	readonly state: TableRun['state'];
	readonly error: string | null;
	readonly failing_since: string | null;
	readonly last_success_at: string | null;
	readonly ever_read: boolean;
}

/** What a run read of each table, in order of source and record type. */
export async function tableRunsOf(db: Pick<pg.Pool, 'query'>, runId: string): Promise<readonly TableRun[]> {
	const { rows } = await db.query<TableRunRow>(
		`/* source: of a run */ select u.*, s.failing_since, s.last_success_at, s.last_success_at is not null as ever_read
		from source_run u left join source_state s using (source, record_type) where u.run_id = $1 order by u.source, u.record_type`,
		[runId],
	);
	return rows.map((row) => ({
		source: row.source,
		recordType: row.record_type,
		counts: {
			read: Number(row.rows_read),
			added: Number(row.rows_new),
			changed: Number(row.rows_changed),
			unchanged: Number(row.rows_unchanged),
			superseded: Number(row.rows_superseded),
			setAside: Number(row.rows_set_aside),
		},
		watermark: row.watermark,
		asOf: row.as_of,
		state: row.state,
		error: row.error,
		failingSince: row.failing_since,
		lastSuccessAt: row.last_success_at,
		everRead: row.ever_read,
	}));
}

/** How a table stood when it was last read. */
export interface TableState extends TableRef {
	readonly asOf: Day | null;
	readonly failing: boolean;
	readonly everRead: boolean;
}

/** How every table that was ever tried stands. */
export async function tableStates(db: Pick<pg.Pool, 'query'>): Promise<readonly TableState[]> {
	const { rows } = await db.query<{ source: string; record_type: string; as_of: Day | null; failing: boolean; ever_read: boolean }>(
		`/* source: states */ select source, record_type, as_of, failing_since is not null as failing, last_success_at is not null as ever_read
		from source_state order by source, record_type`,
	);
	return rows.map((row) => ({
		source: row.source,
		recordType: row.record_type,
		asOf: row.as_of,
		failing: row.failing,
		everRead: row.ever_read,
	}));
}

/** Days of the last files of a table, newest first. */
export async function lastPeriods(db: Pick<pg.Pool, 'query'>, table: TableRef, count: number): Promise<readonly Day[]> {
	const { rows } = await db.query<{ period: Day }>(
		'/* source: periods */ select period from file_period where source = $1 and record_type = $2 order by period desc limit $3',
		[table.source, table.recordType, count],
	);
	return rows.map((row) => row.period);
}
