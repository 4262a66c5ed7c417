import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Day } from '#core/days.ts';
import { openTableRead } from '#store/record-store.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { makeIntakeRecord, makeMention, results } from '../support/intake-records.ts';
import fc, { runsOf } from '../support/property.ts';

let database: TestDatabase;
let runs = 0;

beforeAll(async () => {
	database = await createTestDatabase();
});
afterEach(empty);
afterAll(() => database.drop());

async function empty(): Promise<void> {
	await database.store.pool.query(
		'truncate run, source_run, source_state, record, record_history, record_key, person_mention, person_token, file_period cascade',
	);
}

/** Takes a day's file in which one ticket stands, in a run of its own. */
async function take(period: Day, name: string, rest: { replaces?: boolean; key?: string } = {}): Promise<void> {
	const runId = `late-${++runs}`;
	await database.store.pool.query(
		`insert into run (run_id, command, as_of, started_at, state, config_digest) values ($1, 'sync', '2025-05-31', now(), 'RUNNING', 'x')`,
		[runId],
	);
	const table = { source: 'hotline', recordType: 'gd', reading: 'gd', kind: 'registration' } as const;
	const read = await openTableRead(database.store, { ...table, asOf: '2025-05-31', runId });
	const record = makeIntakeRecord({
		source: 'hotline',
		recordType: 'gd',
		recordKey: rest.key ?? 'k1',
		body: { name },
		stamp: null,
		asOf: period,
		keys: [{ feature: 'name', value: `${name}\\"\t` }],
		people: [makeMention({ name, phones: ['16900001111', '16900002222'] })],
	});
	await read.save({ results: results(record), cursor: period, period, replaces: rest.replaces ?? false });
	await read.settle();
}

/** What was known of the ticket on each day of May; null: nothing. */
async function knownOn(days: readonly Day[]): Promise<(string | null)[]> {
	const { rows } = await database.store.pool.query<{ name: string; from: Day; until: Day | null }>(
		`select body ->> 'name' as name, body_from as from, null::date as until from record where record_key = 'k1'
		union all select h.body ->> 'name', h.known_from, h.known_until from record_history h join record using (rid) where record_key = 'k1'`,
	);
	return days.map((day) => {
		const held = rows.filter(({ from, until }) => from <= day && (until === null || day < until));
		expect(held.length).toBeLessThanOrEqual(1);
		return held[0]?.name ?? null;
	});
}

const DAYS: readonly Day[] = ['2025-05-01', '2025-05-02', '2025-05-03', '2025-05-04', '2025-05-05', '2025-05-06'];

describe('a file for a day before the one that holds now', () => {
	it('says what was known on its day, and changes nothing of what holds', async () => {
		await take('2025-05-01', '甲');
		await take('2025-05-05', '丙');
		await take('2025-05-03', '乙');
		expect(await knownOn(DAYS)).toEqual(['甲', '甲', '乙', '乙', '丙', '丙']);
		const { rows } = await database.store.pool.query(`select body ->> 'name' as name, as_of from record`);
		expect(rows).toEqual([{ name: '丙', as_of: '2025-05-05' }]);
	});

	it('says so also where what holds was known before its day and after', async () => {
		await take('2025-05-01', '甲');
		await take('2025-05-05', '甲');
		await take('2025-05-03', '乙');
		expect(await knownOn(DAYS)).toEqual(['甲', '甲', '乙', '乙', '甲', '甲']);
	});

	it('speaks until the next full file, where files are full', async () => {
		for (const day of ['2025-05-01', '2025-05-04', '2025-05-06']) await take(day, '甲', { replaces: true });
		await take('2025-05-03', '乙', { replaces: true });
		expect(await knownOn(DAYS)).toEqual(['甲', '甲', '乙', '甲', '甲', '甲']);
	});

	it('says the same when it is read twice', async () => {
		await take('2025-05-05', '丙');
		await take('2025-05-03', '乙');
		await take('2025-05-03', '乙');
		expect(await knownOn(DAYS)).toEqual([null, null, '乙', '乙', '丙', '丙']);
	});

	it('is what a correction goes back to that withdraws the later day', async () => {
		await take('2025-05-05', '丙');
		await take('2025-05-03', '乙');
		await take('2025-05-05', '丁', { key: 'k2' }); // the fifth's file again, without the ticket
		const { rows } = await database.store.pool.query(
			`select r.body ->> 'name' as name, k.value, m.name as person, m.phones, (select count(*)::int from person_token t where t.pid = m.pid) as tokens
			from record r join record_key k using (rid) join person_mention m using (rid) where record_key = 'k1'`,
		);
		expect(rows).toEqual([{ name: '乙', value: '乙\\"\t', person: '乙', phones: ['16900001111', '16900002222'], tokens: 2 }]);
	});

	it('comes to the same whatever the order of the days', async () => {
		/** A day's content is news or that of the day before. */
		const contents = fc
			.array(fc.boolean(), { minLength: DAYS.length, maxLength: DAYS.length })
			.map((news) => news.map((_, at) => `名${news.slice(0, at + 1).filter(Boolean).length}`));
		const order = fc.shuffledSubarray(
			DAYS.map((_, at) => at),
			{ minLength: DAYS.length },
		);
		await fc.assert(
			fc.asyncProperty(contents, order, async (names, given) => {
				await empty();
				for (const at of given) await take(DAYS[at] as Day, names[at] as string);
				expect(await knownOn(DAYS)).toEqual(names);
			}),
			{ numRuns: runsOf(15) },
		);
	});
});
