import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createMetrics } from '#server/metrics.ts';
import { openStore } from '#store/database.ts';
import { startTestApi, type TestApi, testClock } from '../support/api.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { makeSource } from '../support/intake-records.ts';

const registry = makeSource({ id: 'registry', modes: ['replicate', 'lookup'] });
const since = new Date('2025-05-31T03:00:00Z');

let database: TestDatabase;
let api: TestApi;
beforeAll(async () => {
	database = await createTestDatabase();
	const { db } = database.store;
	const run = {
		as_of: '2025-05-30',
		ended_at: null,
		state: 'COMPLETE',
		config_digest: 'd',
		catalogue_version: null,
		summary: null,
	} as const;
	const reading = {
		source: 'registry',
		record_type: 'business',
		watermark: null,
		as_of: '2025-05-29',
		error: null,
		state: 'FRESH',
	} as const;
	const none = { rows_read: '0', rows_new: '0', rows_changed: '0', rows_unchanged: '0', rows_superseded: '0', rows_set_aside: '0' };
	const runs = [
		['r1', 'nightly', '2025-05-29 01:30:00+08', { ...none, rows_read: '99', rows_new: '99' }],
		[
			'r2',
			'nightly',
			'2025-05-30 01:30:00+08',
			{ rows_read: '10', rows_new: '1', rows_changed: '2', rows_unchanged: '3', rows_superseded: '1', rows_set_aside: '3' },
		],
		['r3', 'export', '2025-05-30 09:00:00+08', none], // reads nothing
	] as const;
	for (const [run_id, command, started_at, rows] of runs) {
		await db
			.insertInto('run')
			.values({ ...run, run_id, command, started_at })
			.execute();
		await db
			.insertInto('source_run')
			.values({ ...reading, ...rows, run_id })
			.execute();
	}
	const table = { source: 'registry', cursor: null, last_error: 'user hub at 10.0.0.1 got 503' };
	await db
		.insertInto('source_state')
		.values({
			...table,
			record_type: 'business',
			as_of: '2025-05-29',
			last_success_at: '2025-05-30 02:00:00+08',
			failing_since: '2025-05-31 10:00:00+08',
		})
		.execute();
	await db
		.insertInto('source_state')
		.values({ ...table, record_type: 'unread', as_of: null, last_success_at: null, failing_since: null })
		.execute();
	api = await startTestApi(database.store, {
		sources: [registry],
		breakerOf: (source) => (source === 'registry' ? { state: 'OPEN', since } : null),
	});
});
afterAll(async () => {
	await api.stop();
	await database.drop();
});

const scrape = async () => (await (await fetch(`${api.url}/metrics`)).text()).split('\n').filter((line) => line.startsWith('lianjian_'));

describe('/metrics', () => {
	test('tells what the newest run that read a table made of its rows', async () => {
		const rows = (await scrape()).filter((line) => line.startsWith('lianjian_source_rows'));
		expect(rows.toSorted()).toEqual(
			['changed"} 2', 'new"} 1', 'read"} 10', 'set_aside"} 3', 'superseded"} 1', 'unchanged"} 3'].map(
				(end) => `lianjian_source_rows{source="registry",table="business",outcome="${end}`,
			),
		);
	});

	test('tells lag, last success, failure and breaker of each source, and the address of none', async () => {
		const lines = await scrape();
		expect(lines).toContain('lianjian_source_lag_days{source="registry",table="business"} 2');
		expect(lines).toContain('lianjian_source_state{source="registry",table="business",state="FAILED"} 1');
		expect(lines).toContain('lianjian_source_state{source="registry",table="business",state="FRESH"} 0');
		expect(lines).toContain('lianjian_source_state{source="registry",table="unread",state="NEVER"} 1');
		expect(lines).toContain(
			`lianjian_source_last_success_timestamp_seconds{source="registry",table="business"} ${Date.parse('2025-05-29T18:00:00Z') / 1000}`,
		);
		expect(lines).toContain('lianjian_source_breaker{source="registry"} 2');
		expect(lines.join()).not.toMatch(/10\.0\.0\.1|lag_days\{source="registry",table="unread"/);
	});

	test('counts the questions to agencies by who answered', async () => {
		const metrics = createMetrics({ store: database.store, sources: [registry], clock: testClock });
		const answer = { source: 'registry', kind: 'registration', keys: 7, code: null, message: null, replicaAt: null } as const;
		metrics.countLookups([
			{ ...answer, freshness: 'LIVE' },
			{ ...answer, freshness: 'LIVE' },
			{ ...answer, freshness: 'REPLICA' },
		]);
		const text = await metrics.text();
		expect(text).toContain('lianjian_live_lookups_total{source="registry",kind="registration",freshness="LIVE"} 2');
		expect(text).toContain('lianjian_live_lookups_total{source="registry",kind="registration",freshness="REPLICA"} 1');
	});

	test('goes on while the store is away, and says so', async () => {
		const store = await openStore({ connectionString: database.url });
		const metrics = createMetrics({ store, sources: [registry], clock: testClock });
		expect(await metrics.text()).toContain('lianjian_store_up 1');
		await store.close();
		const text = await metrics.text();
		expect(text).toContain('lianjian_store_up 0');
		expect(text).not.toContain('lianjian_source_lag_days{');
	});
});

describe('sources', () => {
	test('give the same figures to every role, and the breaker', async () => {
		const { data, errors } = await api.ask(
			'{ sources { breaker { state since } tables { lagDays lastReading { runId startedAt read added changed unchanged superseded setAside } } } }',
			{ role: 'dashboard' },
		);
		expect(errors).toEqual([]);
		const lastReading = {
			runId: 'r2',
			startedAt: '2025-05-29T17:30:00.000Z',
			read: 10,
			added: 1,
			changed: 2,
			unchanged: 3,
			superseded: 1,
			setAside: 3,
		};
		expect(data.sources).toEqual([
			{
				breaker: { state: 'OPEN', since: since.toISOString() },
				tables: [
					{ lagDays: 2, lastReading },
					{ lagDays: null, lastReading: null },
				],
			},
		]);
	});
});
