/**
 * The runs of the hub's commands: begun, gone on with after a kill or a failure, ended. A run that was killed stays RUNNING until the
 * next one, which holds the run lock (run-lock.ts) and so knows that nobody is at it.
 */
import type pg from 'pg';
import type { Day } from '#core/days.ts';
import type { Store } from './database.ts';
import { withTransaction } from './transaction.ts';

export interface NewRun {
	/** Taken when no killed run can be gone on with. */
	readonly runId: string;
	readonly command: string;
	readonly asOf: Day;
	readonly configDigest: string;
	/** Version of the rule catalogue; null: the command evaluates none. */
	readonly catalogueVersion: string | null;
	readonly startedAt: Date;
}

/** A run that was begun. */
export interface BegunRun {
	readonly runId: string;
	/** An earlier attempt was killed; its counts go on. */
	readonly resumed: boolean;
	readonly startedAt: string;
}

/**
 * Begins a run, or goes on with the newest one of the same command, day, configuration and catalogue when that was killed or
 * failed. Other runs that were killed are closed as FAILED. Call only while holding the run lock.
 */
export async function beginRun(store: Pick<Store, 'pool'>, run: NewRun): Promise<BegunRun> {
	return withTransaction(store, async (client) => {
		const { rows: unfinished } = await client.query<{ run_id: string; started_at: string }>(UNFINISHED, [
			run.command,
			run.asOf,
			run.configDigest,
			run.catalogueVersion,
		]);
		const resumed = unfinished[0];
		await client.query(
			`/* run: close killed */ update run set state = 'FAILED', ended_at = $2 where state = 'RUNNING' and run_id is distinct from $1`,
			[resumed?.run_id ?? null, run.startedAt],
		);
		if (resumed !== undefined) {
			await client.query(`/* run: go on */ update run set state = 'RUNNING', ended_at = null where run_id = $1`, [resumed.run_id]);
			return { runId: resumed.run_id, resumed: true, startedAt: resumed.started_at };
		}
		const { rows } = await client.query<{ started_at: string }>(
			`/* run: begin */ insert into run (run_id, command, as_of, started_at, state, config_digest, catalogue_version)
			values ($1, $2, $3, $4, 'RUNNING', $5, $6) returning started_at`,
			[run.runId, run.command, run.asOf, run.startedAt, run.configDigest, run.catalogueVersion],
		);
		return { runId: run.runId, resumed: false, startedAt: rows[0]?.started_at ?? run.startedAt.toISOString() };
	});
}

const UNFINISHED = `/* run: unfinished */
	select run_id, started_at from (
		select * from run where command = $1 and as_of = $2 order by started_at desc, run_id desc limit 1) newest
	where state in ('RUNNING', 'FAILED') and config_digest = $3 and catalogue_version is not distinct from $4`;

/**
 * How a run ended. COMPLETE: it wrote a bundle. INCOMPLETE: a command that writes none did its part. FAILED: it did not come
 * to its end, and a run of the same day goes on with it.
 */
export interface EndedRun {
	readonly runId: string;
	readonly state: 'COMPLETE' | 'INCOMPLETE' | 'FAILED';
	readonly endedAt: Date;
	readonly summary: unknown;
}

/** Ends a run. */
export async function endRun(store: Pick<Store, 'pool'>, run: EndedRun): Promise<void> {
	await store.pool.query('/* run: end */ update run set state = $2, ended_at = $3, summary = $4 where run_id = $1', [
		run.runId,
		run.state,
		run.endedAt,
		JSON.stringify(run.summary),
	]);
}

/** Newest as-of day of a command's runs that came to COMPLETE; null: none did. */
export async function lastCompleteDay(db: Pick<pg.Pool, 'query'>, command: string): Promise<Day | null> {
	const { rows } = await db.query<{ as_of: Day | null }>(
		`/* run: last complete */ select max(as_of) as as_of from run where command = $1 and state = 'COMPLETE'`,
		[command],
	);
	return rows[0]?.as_of ?? null;
}

/** The as-of day of the newest run that judged and came to its end; null: none has. */
export async function lastJudgedDay(db: Pick<pg.Pool, 'query'>): Promise<Day | null> {
	const { rows } = await db.query<{ as_of: Day }>(
		`/* run: last judged */ select as_of from run where command in ('nightly', 'evaluate') and state in ('COMPLETE', 'INCOMPLETE')
		order by started_at desc, run_id desc limit 1`,
	);
	return rows[0]?.as_of ?? null;
}
