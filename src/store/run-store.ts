/**
 * The runs of the hub's commands: begun, gone on with after a kill, ended. A run that was killed stays RUNNING until the
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
 * Begins a run, or goes on with the one of the same command, day, configuration and catalogue that was killed. Other runs
 * that were killed are closed as INCOMPLETE. Call only while holding the run lock.
 */
export async function beginRun(store: Pick<Store, 'pool'>, run: NewRun): Promise<BegunRun> {
	return withTransaction(store, async (client) => {
		const { rows: killed } = await client.query<{ run_id: string; started_at: string }>(
			`/* run: killed */ select run_id, started_at from run where state = 'RUNNING' and command = $1 and as_of = $2 and config_digest = $3
			and catalogue_version is not distinct from $4 order by started_at desc, run_id limit 1`,
			[run.command, run.asOf, run.configDigest, run.catalogueVersion],
		);
		const resumed = killed[0];
		await client.query(
			`/* run: close killed */ update run set state = 'INCOMPLETE', ended_at = $2 where state = 'RUNNING' and run_id is distinct from $1`,
			[resumed?.run_id ?? null, run.startedAt],
		);
		if (resumed !== undefined) return { runId: resumed.run_id, resumed: true, startedAt: resumed.started_at };
		const { rows } = await client.query<{ started_at: string }>(
			`/* run: begin */ insert into run (run_id, command, as_of, started_at, state, config_digest, catalogue_version)
			values ($1, $2, $3, $4, 'RUNNING', $5, $6) returning started_at`,
			[run.runId, run.command, run.asOf, run.startedAt, run.configDigest, run.catalogueVersion],
		);
		return { runId: run.runId, resumed: false, startedAt: rows[0]?.started_at ?? run.startedAt.toISOString() };
	});
}

/** How a run ended. COMPLETE: a bundle is written (for a night), or the command did all it had to. */
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
