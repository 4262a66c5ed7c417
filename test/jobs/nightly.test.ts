import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SourceState } from '#core/dossier.ts';
import { HubError } from '#core/errors.ts';
import { type NightOptions, type NightStages, runNight } from '#jobs/nightly.ts';
import type { SyncSummary } from '#jobs/source-summary.ts';
import type { VerifySummary } from '#jobs/verify.ts';
import { takeRunLock } from '#store/run-lock.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let said: unknown[];
let called: unknown[][];
let now: number;

beforeEach(async () => {
	database = await createTestDatabase();
	said = [];
	called = [];
	now = Date.parse('2025-05-31T01:30:00+08:00');
});
afterEach(() => database.drop());

function synced(states: Readonly<Record<string, SourceState>>): SyncSummary {
	const sources = Object.entries(states).map(([source, state]) => ({
		source,
		state,
		error: null,
		failingSince: null,
		asOf: null,
		lastSuccessAt: null,
		breaker: null,
		tables: [],
	}));
	return { sources, states };
}

function nextSecond(): Date {
	now += 1000;
	return new Date(now);
}

const VERIFIED: VerifySummary = { source: 'police', state: 'FRESH', error: null, due: 3, asked: 3, answered: 3, unreadable: 0 };

/** Stages that note their calls; `overrides` replaces some. */
function stagesOf(overrides: Partial<NightStages> = {}): NightStages {
	const note = <T>(name: string, result: T) => {
		return async (run: { runId: string }, ...rest: unknown[]): Promise<T> => {
			called.push([name, run.runId, ...rest]);
			return result;
		};
	};
	return {
		sync: note('sync', synced({ market: 'FRESH', police: 'FRESH' })),
		verify: note('verify', VERIFIED),
		resolve: note('resolve', { people: 1 }),
		evaluate: note('evaluate', { findings: 2 }),
		forget: note('forget', { flags: 0, answers: 0, history: 0 }),
		export: note('export', { folder: 'out/2025-05-31', manifest: {} as never }),
		...overrides,
	};
}

function run(stages: Partial<NightStages> = {}, options: Partial<NightOptions> = {}) {
	return runNight({
		store: database.store,
		stages: stagesOf(stages),
		clock: { now: nextSecond },
		asOf: '2025-05-31',
		configDigest: 'digest',
		catalogueVersion: 'v1',
		signal: new AbortController().signal,
		log: { info: (fields, message) => said.push([message, fields]) },
		...options,
	});
}

const runs = async () =>
	(await database.store.pool.query('select run_id, state, as_of, config_digest, catalogue_version from run order by started_at')).rows;

describe('runNight', () => {
	it('runs the stages in their order and ends 0 when every source is fresh', async () => {
		const night = await run();
		expect(night).toMatchObject({ status: 0, folder: 'out/2025-05-31' });
		expect(called.map(([name]) => name)).toEqual(['sync', 'resolve', 'verify', 'evaluate', 'forget', 'export']);
		expect(called[3]?.[2]).toEqual({ market: 'FRESH', police: 'FRESH' });
		expect(await runs()).toEqual([
			{ run_id: night.runId, state: 'COMPLETE', as_of: '2025-05-31', config_digest: 'digest', catalogue_version: 'v1' },
		]);
		expect(said).toHaveLength(1);
		expect(said[0]).toMatchObject(['night of 2025-05-31 done', { status: 0, verified: { asked: 3 }, evaluated: { findings: 2 } }]);
	});

	it.each(['STALE', 'FAILED', 'NEVER'] as const)('ends 1, with a bundle, when a source is %s', async (state) => {
		const night = await run({ sync: async () => synced({ market: 'FRESH', education: state }) });
		expect(night).toMatchObject({ status: 1, folder: 'out/2025-05-31' });
	});

	it('tells rules and bundle that the police failed when not everybody could be asked about', async () => {
		const night = await run({ verify: async () => ({ ...VERIFIED, state: 'FAILED', error: 'No answer.' }) });
		expect(called.find(([name]) => name === 'evaluate')?.[2]).toEqual({ market: 'FRESH', police: 'FAILED' });
		expect(night.standings).toEqual([
			{ source: 'market', state: 'FRESH', error: null },
			{ source: 'police', state: 'FAILED', error: 'No answer.' },
		]);
		expect(night.status).toBe(1);
	});

	it('throws when a stage fails, marks the run, and goes on with it at the next start', async () => {
		const broken = async () => Promise.reject(new HubError('STORE_UNAVAILABLE', 'The disk is full.'));
		await expect(run({ export: broken })).rejects.toThrow('The disk is full.');
		const [failed] = await runs();
		expect(failed).toMatchObject({ state: 'FAILED' });
		expect((await run()).runId).toBe(failed?.run_id);
		expect(await runs()).toMatchObject([{ state: 'COMPLETE' }]);
	});

	it('leaves the run as a kill would when it is stopped, and goes on with it', async () => {
		const controller = new AbortController();
		const stop = async (): Promise<VerifySummary> => {
			controller.abort(new Error('stopped'));
			return VERIFIED;
		};
		await expect(run({ verify: stop }, { signal: controller.signal })).rejects.toThrow('stopped');
		const [stopped] = await runs();
		expect(stopped).toMatchObject({ state: 'RUNNING' });
		expect((await run()).runId).toBe(stopped?.run_id);
	});

	it('begins anew, and closes the run that was killed, when configuration or day are others', async () => {
		const broken = async () => Promise.reject(new Error('x'));
		await expect(run({ export: broken })).rejects.toThrow();
		await database.store.pool.query(`update run set state = 'RUNNING'`);
		const night = await run({}, { configDigest: 'another' });
		expect((await runs()).map(({ run_id, state }) => [run_id === night.runId, state])).toEqual([
			[false, 'FAILED'],
			[true, 'COMPLETE'],
		]);
	});

	it('runs a day again as a run of its own when it was complete', async () => {
		const first = await run();
		const second = await run();
		expect(second.runId).not.toBe(first.runId);
		expect(await runs()).toMatchObject([{ state: 'COMPLETE' }, { state: 'COMPLETE' }]);
	});

	it('refuses a second run at once, before anything is touched', async () => {
		const lock = await takeRunLock(database.store);
		await expect(run()).rejects.toThrow('Another run is at work on this store. Wait for it to end, or stop it, then start again.');
		expect([called, await runs()]).toEqual([[], []]);
		await lock.release();
		expect((await run()).status).toBe(0);
	});

	it('stops when the connection that holds the lock breaks, for another run may have begun', async () => {
		const breaking = async (night: { signal: AbortSignal }): Promise<VerifySummary> => {
			const gone = new Promise((done) => night.signal.addEventListener('abort', done));
			await database.store.pool.query(`select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and database = (
				select oid from pg_database where datname = current_database())`);
			await gone;
			return VERIFIED;
		};
		await expect(run({ verify: breaking })).rejects.toThrow('closed the connection that held the run’s lock');
		expect(called.map(([name]) => name)).toEqual(['sync', 'resolve']);
	});

	it('does nothing when asked only for what is due and the day has its bundle', async () => {
		await run();
		called = [];
		expect(await run({}, { onlyIfDue: true })).toMatchObject({ folder: null });
		expect(called).toEqual([]);
		expect(await run({}, { onlyIfDue: true, asOf: '2025-06-01' })).toMatchObject({ folder: 'out/2025-05-31' });
	});
});
