/**
 * The night: sync → resolve → verify → evaluate → forget → export, under the run lock. Each stage is a function handed in; this file
 * decides their order, what a fault means for the rest, and the exit status.
 */
import type { Clock, Day } from '#core/days.ts';
import type { SourceState } from '#core/dossier.ts';
import type { Forgotten } from '#core/retention.ts';
import type { SourceStanding, WrittenBundle } from '#services/export-bundle.ts';
import type { Store } from '#store/database.ts';
import { lastCompleteDay } from '#store/run-store.ts';
import { refreshStatistics } from '#store/statistics.ts';
import { type ActiveRun, inRun } from './run.ts';
import type { SyncSummary } from './source-summary.ts';
import type { VerifySummary } from './verify.ts';

/** What a stage is told. */
export interface NightRun extends ActiveRun {
	readonly asOf: Day;
}

export type SourceStates = Readonly<Record<string, SourceState>>;

/** The stages of a night, in their order. */
export interface NightStages {
	sync(run: NightRun): Promise<SyncSummary>;
	verify(run: NightRun): Promise<VerifySummary>;
	resolve(run: NightRun): Promise<unknown>;
	evaluate(run: NightRun, states: SourceStates): Promise<unknown>;
	/** Deletes what has been kept long enough; after the rules, so that whatever they still find is not among it. */
	forget(run: NightRun): Promise<Forgotten>;
	export(run: NightRun, standings: readonly SourceStanding[]): Promise<WrittenBundle>;
}

/** Where the summary line goes. */
export interface NightLog {
	info(fields: object, message: string): void;
}

export interface NightOptions {
	readonly store: Store;
	readonly stages: NightStages;
	readonly clock: Clock;
	readonly asOf: Day;
	readonly configDigest: string;
	readonly catalogueVersion: string;
	readonly signal: AbortSignal;
	readonly log: NightLog;
	/** Do nothing when the day already has its bundle: for the schedule, not for a person who asks. */
	readonly onlyIfDue?: boolean;
}

/** How a night ended with a bundle. A night without one throws; its exit status is 2. */
export interface NightOutcome {
	/** 0: every source is fresh; 1: some source is stale or failed. */
	readonly status: 0 | 1;
	readonly runId: string;
	/** Folder of the bundle; null: nothing was due. */
	readonly folder: string | null;
	readonly standings: readonly SourceStanding[];
}

/** Command name of a night in the run table. */
export const NIGHTLY = 'nightly';

/**
 * Runs a night. A night of the same day that was killed or failed is gone on with, and ends with the same bytes.
 * @throws HubError ALREADY_RUNNING, and whatever keeps the bundle from being written.
 */
export async function runNight(options: NightOptions): Promise<NightOutcome> {
	const { store, asOf, clock } = options;
	const startedAt = clock.now().getTime();
	if (options.onlyIfDue === true && !(await isDue(store, asOf))) return { status: 0, runId: '', folder: null, standings: [] };
	const run = await inRun({ ...options, command: NIGHTLY }, async (active) => ({
		state: 'COMPLETE',
		summary: await runStages(options, { ...active, asOf }),
	}));
	const { standings, folder } = run.summary;
	const status = standings.every((standing) => standing.state === 'FRESH') ? 0 : 1;
	const seconds = Math.round((clock.now().getTime() - startedAt) / 1000);
	options.log.info({ run: run.runId, asOf, status, seconds, ...run.summary }, `night of ${asOf} done`);
	return { status, runId: run.runId, folder, standings };
}

/** Whether a day still lacks its bundle, or a later one's. */
export async function isDue(store: Pick<Store, 'pool'>, asOf: Day): Promise<boolean> {
	const last = await lastCompleteDay(store.pool, NIGHTLY);
	return last === null || last < asOf;
}

/** What is kept of a night with its run. */
interface NightSummary {
	readonly folder: string;
	readonly standings: readonly SourceStanding[];
	readonly verified: Omit<VerifySummary, 'source' | 'state' | 'error'>;
	readonly resolved: unknown;
	readonly evaluated: unknown;
	readonly forgotten: Forgotten;
}

async function runStages({ stages, store }: Pick<NightOptions, 'stages' | 'store'>, run: NightRun): Promise<NightSummary> {
	const synced = await stages.sync(run);
	run.signal.throwIfAborted();
	await refreshStatistics(store);
	const resolved = await stages.resolve(run);
	await refreshStatistics(store);
	run.signal.throwIfAborted();
	// After resolve: where a number is unusable, another record of the same person serves, and only then is it known who is one.
	const { source, state, error, ...verified } = await stages.verify(run);
	run.signal.throwIfAborted();
	// Whoever could not be asked about is no one without a check: the source that answers has failed for this night.
	const standings = synced.sources.map((one): SourceStanding => {
		const unasked = one.source === source && state === 'FAILED';
		return { source: one.source, state: unasked ? 'FAILED' : one.state, error: unasked ? error : one.error };
	});
	const evaluated = await stages.evaluate(run, Object.fromEntries(standings.map((standing) => [standing.source, standing.state])));
	run.signal.throwIfAborted();
	const forgotten = await stages.forget(run);
	const { folder } = await stages.export(run, standings);
	return { folder, standings, verified, resolved, evaluated, forgotten };
}
