/** Reads how fresh the replicas are and how the last run went; no agency's rows. */
import { sql } from 'kysely';
import type { Day } from '#core/days.ts';
import type { SourceState } from '#core/dossier.ts';
import type { Database } from './database.ts';

/** What the newest run that read a table made of its rows; read = the sum of the others. */
export interface TableReading {
	readonly runId: string;
	/** Timestamp as PostgreSQL prints it. */
	readonly startedAt: string;
	readonly read: number;
	readonly added: number;
	readonly changed: number;
	readonly unchanged: number;
	readonly superseded: number;
	readonly setAside: number;
}

/** How one table of a source stands. */
export interface SourceTableRow {
	readonly source: string;
	readonly recordType: string;
	readonly asOf: Day | null;
	/** Timestamp as PostgreSQL prints it; null: never. */
	readonly lastSuccessAt: string | null;
	readonly failingSince: string | null;
	/** For administrators. */
	readonly lastError: string | null;
	readonly state: SourceState;
	/** Null: no run has read it. */
	readonly lastReading: TableReading | null;
}

/** How every table that was ever read stands; a table that was never read has no row. */
export async function sourceTables(db: Database): Promise<readonly SourceTableRow[]> {
	const { rows } = await sql<SourceTableRow>`/* sourceTables */
		select s.source, s.record_type as "recordType", s.as_of as "asOf", s.last_success_at as "lastSuccessAt", s.failing_since as "failingSince",
			s.last_error as "lastError",
			case when s.last_success_at is null then case when s.failing_since is null then 'NEVER' else 'FAILED' end
				when s.failing_since is not null then 'FAILED' else coalesce(last.state, 'STALE') end as state,
			reading.figures as "lastReading"
		from source_state s left join lateral (
			select sr.state from source_run sr join run using (run_id)
			where sr.source = s.source and sr.record_type = s.record_type order by run.started_at desc limit 1) last on true
		left join lateral (
			select jsonb_build_object('runId', sr.run_id, 'startedAt', run.started_at::text, 'read', sr.rows_read, 'added', sr.rows_new, 'changed', sr.rows_changed,
				'unchanged', sr.rows_unchanged, 'superseded', sr.rows_superseded, 'setAside', sr.rows_set_aside) as figures
			from source_run sr join run using (run_id)
			where sr.source = s.source and sr.record_type = s.record_type and run.command in ('nightly', 'sync') order by run.started_at desc limit 1) reading on true
		order by s.source, s.record_type`.execute(db);
	return rows;
}

/** A run that left something to serve. */
export interface FinishedRun {
	readonly runId: string;
	readonly asOf: Day;
	/** INCOMPLETE: some source was stale or failed. */
	readonly state: 'COMPLETE' | 'INCOMPLETE';
}

/** The newest run that ended with something to serve; null: none yet. Fails when the store cannot be reached, so it serves as a probe. */
export async function lastFinishedRun(db: Database): Promise<FinishedRun | null> {
	const row = await db
		.selectFrom('run')
		.select(['run_id as runId', 'as_of as asOf', 'state'])
		.where('state', 'in', ['COMPLETE', 'INCOMPLETE'])
		.orderBy('started_at', 'desc')
		.limit(1)
		.executeTakeFirst();
	return (row as FinishedRun | undefined) ?? null;
}

/** The newest run, whatever became of it; null: none yet. */
export async function lastRun(
	db: Database,
): Promise<{ readonly runId: string; readonly asOf: Day; readonly state: 'RUNNING' | 'COMPLETE' | 'INCOMPLETE' | 'FAILED' } | null> {
	const row = await db
		.selectFrom('run')
		.select(['run_id as runId', 'as_of as asOf', 'state'])
		.orderBy('started_at', 'desc')
		.limit(1)
		.executeTakeFirst();
	return row ?? null;
}
