import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addDays, type Day } from '#core/days.ts';
import { knownRecords } from '#store/known-view.ts';
import { openTableRead } from '#store/record-store.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { makeIntakeRecord, results } from '../support/intake-records.ts';
import fc, { runsOf } from '../support/property.ts';

let database: TestDatabase;
let runs = 0;
beforeAll(async () => {
	database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(clear);

async function clear(): Promise<void> {
	await database.store.pool.query(
		'truncate run, source_run, source_state, set_aside, record, record_history, record_past, record_key, person_mention, person_token, file_period cascade',
	);
}

const FIRST: Day = '2025-03-01';

/** What one night reads of a table. */
interface Night {
	readonly table: 'rows' | 'files';
	/** Names by key; of a file that is full, a key that is left out has ended. */
	readonly names: Readonly<Record<string, string>>;
	readonly replaces: boolean;
	/** Files: how many days ago the day was for which it speaks; a day that was read before is corrected. */
	readonly ago: number;
}

/** Reads as a night of that day does. */
async function night(day: Day, { table, names, replaces, ago }: Night): Promise<void> {
	const runId = `run-${++runs}`;
	await database.store.pool.query(
		`insert into run (run_id, command, as_of, started_at, state, config_digest) values ($1, 'sync', $2, clock_timestamp(), 'RUNNING', 'x')`,
		[runId, day],
	);
	const asOf = table === 'files' ? addDays(day, -ago) : addDays(day, -1 - ago);
	const read = await openTableRead(database.store, {
		source: 'market',
		recordType: table,
		reading: table,
		kind: 'registration',
		asOf: day,
		runId,
		acceptShrink: true,
	});
	const rows = Object.entries(names).map(([recordKey, name]) => makeIntakeRecord({ recordType: table, recordKey, body: { name }, asOf }));
	await read.save({
		results: results(...rows),
		cursor: 'c',
		period: table === 'files' ? asOf : null,
		replaces: table === 'files' && replaces,
	});
	await read.settle();
}

interface Seen {
	readonly key: string;
	readonly name: string;
	readonly ended: Day | null;
}

/** The records as the hub has them, or had them on a day. */
async function seen(on: Day | null): Promise<readonly Seen[]> {
	const { rows } = await sql<Seen>`select r.record_type || '/' || r.record_key as key, r.body->>'name' as name, r.ended_on as ended
		from ${knownRecords(on)} r order by 1`.execute(database.store.db);
	return rows;
}

const names = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('甲', '乙', '丙'), { maxKeys: 3 });
const nights = fc.array(
	fc.record({
		table: fc.constantFrom<Night['table']>('rows', 'files'),
		names,
		replaces: fc.boolean(),
		ago: fc.nat({ max: 2 }),
		/** Days since the night before; 0: a second run of the same day. */
		later: fc.nat({ max: 2 }),
	}),
	{ minLength: 2, maxLength: 7 },
);

describe('what was known on a day', () => {
	test('is what the hub had at the end of it, whatever was read, ended, corrected or taken back since', { timeout: 120_000 }, async () => {
		await fc.assert(
			fc.asyncProperty(nights, async (steps) => {
				await clear();
				const atEndOf = new Map<Day, readonly Seen[]>();
				let day = FIRST;
				for (const { later, ...step } of steps) {
					day = addDays(day, later);
					await night(day, step);
					atEndOf.set(day, await seen(null));
				}
				let expected: readonly Seen[] = [];
				for (let on = addDays(FIRST, -1); on <= addDays(day, 1); on = addDays(on, 1)) {
					expected = atEndOf.get(on) ?? expected;
					expect(await seen(on), on).toEqual(expected);
				}
			}),
			{ numRuns: runsOf(25) },
		);
	});

	test('counts from the night that read it, not from the day that the agency gave it', async () => {
		await night('2025-03-05', { table: 'rows', names: { a: '甲' }, replaces: false, ago: 2 });
		expect(await seen('2025-03-04')).toEqual([]);
		expect(await seen('2025-03-05')).toMatchObject([{ name: '甲' }]);
	});

	test('speaks for no day that had not come', async () => {
		await night('2025-03-05', { table: 'rows', names: { a: '甲' }, replaces: false, ago: 0 });
		await night('2025-03-09', { table: 'rows', names: { a: '甲' }, replaces: false, ago: 0 });
		const days = async (on: Day) =>
			(await sql<{ day: Day }>`select as_of as day from ${knownRecords(on)} r`.execute(database.store.db)).rows.map(({ day }) => day);
		expect(await days('2025-03-06')).toEqual(['2025-03-04']);
		expect(await days('2025-03-09')).toEqual(['2025-03-08']);
	});

	test('keeps nothing for a row that is read twice on one day, and one row for each day on which it changed', async () => {
		const past = async () => (await database.store.pool.query('select known_from, known_until from record_past order by 1')).rows;
		await night('2025-03-05', { table: 'rows', names: { a: '甲' }, replaces: false, ago: 1 });
		await night('2025-03-05', { table: 'rows', names: { a: '乙' }, replaces: false, ago: 0 });
		expect(await past()).toEqual([]);
		await night('2025-03-07', { table: 'rows', names: { a: '丙' }, replaces: false, ago: 0 });
		expect(await past()).toEqual([{ known_from: '2025-03-05', known_until: '2025-03-07' }]);
	});
});
