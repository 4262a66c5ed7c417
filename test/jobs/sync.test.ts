import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Day } from '#core/days.ts';
import { HubError } from '#core/errors.ts';
import type { SourceMapping } from '#core/mapping.ts';
import { type Progress, silentProgress } from '#core/ports.ts';
import { staleReason, sync } from '#jobs/sync.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { MemoryConnector, type MemoryPage, makeSource, makeTable, memoryIntake } from '../support/intake-records.ts';
import fc, { runsOf } from '../support/property.ts';

let database: TestDatabase;

beforeAll(async () => {
	database = await createTestDatabase();
});
beforeEach(empty);
afterAll(() => database.drop());

async function empty(): Promise<void> {
	await query(
		`truncate run, source_run, source_state, set_aside, record, record_history, record_key, person_mention, person_token, file_period cascade`,
	);
}

async function query<T = Record<string, unknown>>(text: string): Promise<T[]> {
	return (await database.store.pool.query(text)).rows as T[];
}

interface Options {
	readonly runId?: string;
	readonly asOf?: Day;
	readonly signal?: AbortSignal;
	readonly progress?: Progress;
	readonly only?: readonly string[];
}

/** Syncs sources from memory in a run. */
async function run(sources: readonly SourceMapping[], connectors: Readonly<Record<string, MemoryConnector>>, options: Options = {}) {
	const { runId = 'r1', asOf = '2025-05-31' } = options;
	await query(`insert into run (run_id, command, as_of, started_at, state, config_digest) values ('${runId}', 'sync', '${asOf}', now(), 'RUNNING', 'x')
		on conflict do nothing`);
	const deps = {
		store: database.store,
		sources,
		connectorOf: ({ id }: SourceMapping) => connectors[id] as MemoryConnector,
		intakeOf: memoryIntake,
		clock: { now: () => new Date('2025-05-31T01:30:00+08:00') },
		asOf,
		runId,
		progress: options.progress ?? silentProgress,
		signal: options.signal ?? new AbortController().signal,
	};
	return sync(deps, options.only);
}

const page = (...ids: string[]): MemoryPage => ({ rows: ids.map((id) => ({ id, value: `机构${id}` })) });
const market = makeSource();
const education = makeSource({ id: 'education', tables: [makeTable({ recordType: 'one' }), makeTable({ recordType: 'two' })] });

describe('sync', () => {
	it('takes all tables of all sources and says how each stands', async () => {
		const notes: string[] = [];
		const summary = await run(
			[market, education],
			{
				market: new MemoryConnector({ business: [page('a', 'b'), page('c', '')] }),
				education: new MemoryConnector({ one: [page('x')], two: [page('y')] }),
			},
			{ progress: { ...silentProgress, note: (line) => notes.push(line) } },
		);
		expect(summary.states).toEqual({ market: 'FRESH', education: 'FRESH' });
		expect(summary.sources[0]?.tables[0]).toMatchObject({
			counts: { read: 4, added: 3, changed: 0, unchanged: 0, superseded: 0, setAside: 1 },
			watermark: '000002',
			asOf: '2025-05-31',
			state: 'FRESH',
		});
		expect(notes[0]).toBe(
			'market: FRESH · 4 read = 3 new + 0 changed + 0 unchanged + 0 superseded + 1 set aside · up to 2025-05-31, 0 days behind · ' +
				'last success 2025-05-31 01:30:00+08 · breaker CLOSED',
		);
		expect(await query('select count(*)::int as n from record')).toEqual([{ n: 5 }]);
	});

	it('reads two entries of one record type each to its own end', async () => {
		const lists = makeSource({ tables: [makeTable(), makeTable({ name: 'business-people', kind: 'personListEntry' })] });
		const pages = { business: [page('a'), page('b')], 'business-people': [page('p'), page('q')] };
		expect((await run([lists], { market: new MemoryConnector(pages) })).states).toEqual({ market: 'FRESH' });
		expect((await query('select record_key as key from record order by 1')).map((row) => row.key)).toEqual(['a', 'b', 'p', 'q']);
	});

	it('lets no source’s fault stop the others, and keeps what the failing one gave', async () => {
		const failing = new MemoryConnector({ business: [page('a'), page('b')] });
		failing.dieAt = 1;
		const summary = await run([market, education], {
			market: failing,
			education: new MemoryConnector({ one: [page('x')], two: [page('y')] }),
		});
		expect(summary.states).toEqual({ market: 'NEVER', education: 'FRESH' });
		expect(summary.sources[0]).toMatchObject({ error: 'The source does not answer. Try again later.' });
		expect(await query(`select cursor, failing_since is not null as failing from source_state where source = 'market'`)).toEqual([
			{ cursor: '000001', failing: true },
		]);
		expect(await query(`select record_key as key from record where source = 'market'`)).toEqual([{ key: 'a' }]);
	});

	it('marks a source that was read before as failed, since its first failure, until it answers again', async () => {
		const connector = new MemoryConnector({ business: [page('a')] });
		await run([market], { market: connector });
		const later = new MemoryConnector({ business: [page('a'), page('b')] });
		later.dieAt = 0;
		expect((await run([market], { market: later }, { runId: 'r2' })).states).toEqual({ market: 'FAILED' });
		const since = (await query('select failing_since from source_state'))[0];
		expect((await run([market], { market: later }, { runId: 'r3' })).states).toEqual({ market: 'FAILED' });
		expect((await query('select failing_since from source_state'))[0]).toEqual(since);
		later.dieAt = null;
		expect((await run([market], { market: later }, { runId: 'r4' })).states).toEqual({ market: 'FRESH' });
		expect(await query('select failing_since, last_error from source_state')).toEqual([{ failing_since: null, last_error: null }]);
	});

	it('does not ask a source that is away for its other tables, but reads on past a table that is malformed', async () => {
		const away = new MemoryConnector({ one: [page('x')], two: [page('y')] });
		away.dieAt = 0;
		await run([education], { education: away });
		expect(away.given).toBe(0);
		const malformed = new MemoryConnector({ one: [page('x')], two: [page('y')] });
		malformed.fault = new HubError('SOURCE_MALFORMED', 'There is no column zzz in one.');
		malformed.dieAt = 0;
		const resumed = await run([education], { education: malformed }, { runId: 'r2' });
		expect(resumed.sources[0]?.tables.map(({ state, error }) => [state, error])).toEqual([
			['FAILED', 'There is no column zzz in one.'],
			['FAILED', 'There is no column zzz in one.'],
		]);
	});

	it('shows no text of an unforeseen error, which could quote a row', async () => {
		const failing = new MemoryConnector({ business: [page('a')] });
		failing.dieAt = 0;
		failing.fault = new TypeError('cannot read 甄试一 990101199001011234');
		const summary = await run([market], { market: failing });
		expect(summary.sources[0]?.error).toBe('Reading market stopped on an unforeseen TypeError. Run doctor for this source.');
	});

	it('throws when the store fails: that is no fault of a source', async () => {
		const connector = new MemoryConnector({ business: [{ rows: [{ id: 'a', value: 'x', stamp: 'no day at all' }] }] });
		await expect(run([market], { market: connector })).rejects.toThrow(/date/);
	});

	it('reads only the sources that are named, and says how the others last stood', async () => {
		const connectors = { market: new MemoryConnector({ business: [page('a')] }), education: new MemoryConnector({ one: [], two: [] }) };
		const summary = await run([market, education], connectors, { only: ['market'] });
		expect(summary.states).toEqual({ market: 'FRESH', education: 'NEVER' });
		expect(summary.sources[1]?.tables).toEqual([]);
	});

	it('does not read again a table that the run has finished', async () => {
		const connector = new MemoryConnector({ business: [page('a')] });
		await run([market], { market: connector });
		connector.given = 0;
		const again = await run([market], { market: new MemoryConnector({ business: [page('a'), page('b')] }) });
		expect(again.sources[0]?.tables[0]?.counts).toMatchObject({ read: 1, added: 1 });
	});

	it('calls a folder in which no file has ever lain never read', async () => {
		const files = makeSource({ connector: { ...market.connector, type: 'csv' } });
		expect((await run([files], { market: new MemoryConnector({ business: [] }) })).states).toEqual({ market: 'NEVER' });
	});

	it('builds the indexes by value again after a first load', async () => {
		await run([market], { market: new MemoryConnector({ business: [page('a')] }) });
		expect(
			await query(`select to_regclass('record_key_value') is not null and to_regclass('person_token_value') is not null as built`),
		).toEqual([{ built: true }]);
	});
});

/** Everything in the store that does not count attempts. */
async function contents(): Promise<unknown> {
	return {
		records:
			await query(`select source, record_type, record_key, body, content_hash, stamp, as_of, body_from, first_seen, changed_on, ended_on, period,
			(select jsonb_agg(jsonb_build_array(feature, value) order by feature, value) from record_key k where k.rid = r.rid) as keys,
			(select jsonb_agg(jsonb_build_array(slot, name, (select count(*) from person_token t where t.pid = m.pid))) from person_mention m where m.rid = r.rid) as people
			from record r order by source, record_type, record_key`),
		history: await query(
			`select record_key, known_from, known_until, h.body, h.content_hash from record_history h join record using (rid) order by 1, 2, 3, 5`,
		),
		setAside: await query(`select source, record_type, position, sha256, reason, period from set_aside order by 1, 2, 3, 4`),
		states: await query(`select source, record_type, cursor, as_of from source_state order by 1, 2`),
		counts:
			await query(`select source, record_type, rows_read, rows_new, rows_changed, rows_unchanged, rows_superseded, rows_set_aside, state
			from source_run order by 1, 2`),
	};
}

const row = fc.record({ id: fc.constantFrom('', 'a', 'b', 'c', 'd', 'e'), value: fc.constantFrom('甲', '乙') });
const rows = fc.array(row, { maxLength: 4 });
/** A database gives no row twice: it has a key. A row that changes while it is read comes as another one. */
const databasePages = fc
	.tuple(fc.uniqueArray(row, { maxLength: 12, selector: ({ id, value }) => id + value }), fc.integer({ min: 1, max: 4 }))
	.map(([all, size]) => Array.from({ length: Math.ceil(all.length / size) }, (_, n) => ({ rows: all.slice(n * size, (n + 1) * size) })));
/** Files of days, of one page or several; a day may come again, corrected. */
const filePages = (replaces: boolean) =>
	fc
		.array(fc.record({ day: fc.integer({ min: 10, max: 12 }), pages: fc.array(rows, { minLength: 1, maxLength: 3 }) }), { maxLength: 4 })
		.map((files) => files.flatMap(({ day, pages }) => pages.map((given) => ({ rows: given, period: `2025-05-${day}`, replaces }))));

const SOURCES = [makeSource({ id: 'db' }), makeSource({ id: 'daily' }), makeSource({ id: 'monthly' })];

describe('a sync that is killed at any page', () => {
	it('goes on in the next start and ends with the same store and the same counts', { timeout: 120_000 }, async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.record({ db: databasePages, daily: filePages(false), monthly: filePages(true) }),
				fc.array(fc.integer({ min: 0, max: 8 }), { minLength: 1, maxLength: 4 }),
				async (pages, kills) => {
					const connectors = () => ({
						db: new MemoryConnector({ business: pages.db }),
						daily: new MemoryConnector({ business: pages.daily }),
						monthly: new MemoryConnector({ business: pages.monthly }),
					});
					await empty();
					await run(SOURCES, connectors());
					const whole = await contents();
					await empty();
					for (const after of kills) await runKilled(connectors(), after);
					await run(SOURCES, connectors());
					expect(await contents()).toEqual(whole);
				},
			),
			{ numRuns: runsOf(40) },
		);
	});
});

/** Runs until so many pages are saved, then ends as a kill does: at once, with nothing tidied. */
async function runKilled(connectors: Readonly<Record<string, MemoryConnector>>, after: number): Promise<void> {
	const controller = new AbortController();
	let saved = 0;
	const advance = (): void => {
		saved += 1;
		if (saved > after) controller.abort(new Error('killed'));
	};
	await run(SOURCES, connectors, { signal: controller.signal, progress: { ...silentProgress, advance } }).catch((thrown: Error) => {
		if (thrown.message !== 'killed') throw thrown;
	});
}

describe('staleReason', () => {
	const files = makeSource({ id: 'civil', connector: { ...market.connector, type: 'xlsx' } });
	const cases = [
		{ why: 'a database is never stale', source: market, periods: [], stale: false },
		{ why: 'daily files, 8 days old', source: files, periods: ['2025-05-23', '2025-05-22'], stale: false },
		{ why: 'daily files, 9 days old', source: files, periods: ['2025-05-22', '2025-05-21'], stale: true },
		{ why: 'monthly files, 37 days old', source: files, periods: ['2025-04-24', '2025-03-25'], stale: false },
		{ why: 'monthly files, 38 days old', source: files, periods: ['2025-04-23', '2025-03-24'], stale: true },
		{ why: 'one file, rhythm unknown, 38 days old', source: files, periods: ['2025-04-23'], stale: false },
		{ why: 'one file, 39 days old', source: files, periods: ['2025-04-22'], stale: true },
	];
	it.each(cases)('$why: $stale', ({ source, periods, stale }) => {
		expect(staleReason(source, periods, '2025-05-31') !== null).toBe(stale);
	});

	it('obeys staleAfterDays', () => {
		const strict = makeSource({ id: 'civil', connector: { ...files.connector, options: { staleAfterDays: 3 } } });
		expect(staleReason(strict, ['2025-05-28'], '2025-05-31')).toBeNull();
		expect(staleReason(strict, ['2025-05-27'], '2025-05-31')).toBe(
			'The newest file of civil is for 2025-05-27, 4 days before 2025-05-31. Ask the agency for the missing files.',
		);
	});
});
