/** Runs a command under the store's run lock, as a row of the run table that ends in any case but a kill. */
import type { Clock, Day } from '#core/days.ts';
import { messageOf } from '#core/errors.ts';
import type { Store } from '#store/database.ts';
import { takeRunLock } from '#store/run-lock.ts';
import { beginRun, endRun } from '#store/run-store.ts';

export interface RunOptions {
	readonly store: Store;
	readonly clock: Clock;
	readonly command: string;
	readonly asOf: Day;
	readonly configDigest: string;
	/** Null: the command evaluates no rules. */
	readonly catalogueVersion: string | null;
	/** Aborted when the user stops the command; the run is then gone on with at the next start. */
	readonly signal: AbortSignal;
}

/** A run that is under way. */
export interface ActiveRun {
	readonly runId: string;
	/** An earlier attempt of the run was killed or failed. */
	readonly resumed: boolean;
	/** The user's signal, and the loss of the run lock. */
	readonly signal: AbortSignal;
}

/** What a run leaves behind. */
export interface RunResult<T> {
	readonly state: 'COMPLETE' | 'INCOMPLETE';
	/** Kept with the run as JSON. */
	readonly summary: T;
}

/**
 * Runs `work` and returns its result with the run's id.
 * @throws HubError ALREADY_RUNNING when another run is at work; what `work` throws, after the run is marked FAILED (not after
 * the signal: that is a kill).
 */
export async function inRun<T>(
	options: RunOptions,
	work: (run: ActiveRun) => Promise<RunResult<T>>,
): Promise<RunResult<T> & { readonly runId: string }> {
	const { store, clock, command, asOf, configDigest, catalogueVersion } = options;
	const lock = await takeRunLock(store);
	try {
		const startedAt = clock.now();
		const begun = await beginRun(store, { runId: runIdOf(startedAt, command), command, asOf, configDigest, catalogueVersion, startedAt });
		const signal = AbortSignal.any([options.signal, lock.signal]);
		try {
			const result = await work({ runId: begun.runId, resumed: begun.resumed, signal });
			await endRun(store, { runId: begun.runId, state: result.state, endedAt: clock.now(), summary: result.summary });
			return { ...result, runId: begun.runId };
		} catch (thrown) {
			if (!signal.aborted) {
				const failed = { runId: begun.runId, state: 'FAILED', endedAt: clock.now(), summary: { error: messageOf(thrown) } } as const;
				await endRun(store, failed).catch(() => {}); // a store that is gone is what was thrown
			}
			throw thrown;
		}
	} finally {
		await lock.release();
	}
}

/** An id that sorts by time and says what ran. */
function runIdOf(startedAt: Date, command: string): string {
	return `${startedAt.toISOString().replace(/[-:.]/g, '')}-${command}`;
}
