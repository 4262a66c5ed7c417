/** Whatever happens between the reads of a source, and in them, the store ends as if everything had been read once. */

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { addDays } from '#core/days.ts';
import type { Connector } from '#core/ports.ts';
import { silentProgress } from '#core/ports.ts';
import { type SyncScope, sync } from '#jobs/sync.ts';
import { type ChangingSource, openMemorySource, openPostgresSource } from '../support/changing-source.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { makeSource, memoryIntake } from '../support/intake-records.ts';
import { losing } from '../support/losing-store.ts';
import fc, { runsOf } from '../support/property.ts';

const OVERLAP_MINUTES = 60;
const FIRST_DAY = '2025-05-01';

let database: TestDatabase;
let runs = 0;

beforeAll(async () => {
	database = await createTestDatabase();
});
beforeEach(emptyStore);
afterAll(() => database.drop());

async function emptyStore(): Promise<void> {
	await database.store.pool.query(
		'truncate run, source_run, source_state, set_aside, record, record_history, record_key, person_mention, person_token, file_period, block_sum cascade',
	);
}

interface Read {
	readonly scope: SyncScope;
	readonly asOf: string;
	/** The commit that does not happen, counted from the first page's; null: all do. */
	readonly failAt?: number | null;
	readonly dieAt?: number;
}

/** One run of sync as its command would do it; a run that is killed is no fault of the test. */
async function read(source: ChangingSource, { scope, asOf, failAt = null, dieAt }: Read): Promise<void> {
	const runId = `r${runs++}`;
	const mapping = makeSource({ tables: [source.table], overlapMinutes: OVERLAP_MINUTES });
	await database.store.pool.query(
		`insert into run (run_id, command, as_of, started_at, state, config_digest) values ($1, 'sync', $2, now(), 'RUNNING', 'x')`,
		[runId, asOf],
	);
	const connector: Connector = source.connect(mapping, dieAt);
	try {
		await sync({
			store: failAt === null ? database.store : losing(database.store, failAt),
			sources: [mapping],
			connectorOf: () => connector,
			intakeOf: (...place) => ({ ...memoryIntake(...place), columns: ['id', 'value', 'stamp'] }),
			clock: { now: () => new Date(`${asOf}T01:30:00+08:00`) },
			asOf,
			runId,
			progress: silentProgress,
			signal: new AbortController().signal,
			scope,
		});
	} catch (thrown) {
		if (failAt === null) throw thrown;
	} finally {
		await connector.stop();
	}
}

/** All that the store holds of what the source says now. */
async function held(): Promise<unknown> {
	const { rows } = await database.store.pool.query(`
		select r.record_key, r.body, r.faults, r.content_hash, r.stamp, r.as_of, r.ended_on,
			(select array_agg(feature || ' ' || value order by feature, value) from record_key k where k.rid = r.rid) as keys,
			(select array_agg(m.slot || ' ' || m.export_key || ' ' || m.name || ' ' || (
				select string_agg(t.kind || ' ' || t.value, ' ' order by t.kind, t.value) from person_token t where t.pid = m.pid) order by m.slot)
				from person_mention m where m.rid = r.rid) as people
		from record r order by r.record_key`);
	const { rows: orphans } = await database.store.pool.query(`
		select (select count(*)::int from record_key where rid not in (select rid from record)) as keys,
			(select count(*)::int from person_mention where rid not in (select rid from record)) as people,
			(select count(*)::int from person_token where pid not in (select pid from person_mention)) as tokens`);
	return { rows, orphans };
}

type Step =
	| { readonly do: 'put'; readonly id: number; readonly value: number; readonly late: number; readonly silent: boolean }
	| ({ readonly do: 'read' } & Omit<Read, 'asOf'>)
	| { readonly do: 'wait'; readonly minutes: number };

const put = fc.record({
	do: fc.constant('put' as const),
	id: fc.nat(9),
	value: fc.nat(2),
	late: fc.nat(OVERLAP_MINUTES - 1),
	silent: fc.boolean(),
});
const readStep = fc.record({
	do: fc.constant('read' as const),
	scope: fc.constantFrom<SyncScope>('CHANGES', 'CHANGES', 'CHANGES', 'BLOCKS', 'ALL'),
	failAt: fc.option(fc.nat(5)),
	dieAt: fc.option(fc.nat(4), { nil: undefined }),
});
const wait = fc.record({ do: fc.constant('wait' as const), minutes: fc.nat(2000) });
const steps = fc.array(fc.oneof({ weight: 5, arbitrary: put }, { weight: 3, arbitrary: readStep }, { weight: 1, arbitrary: wait }), {
	minLength: 5,
	maxLength: 40,
});

const dayAt = (minute: number) => addDays(FIRST_DAY, Math.floor(minute / 1440));

/** Plays the steps; rows are stamped with the minute, some of them late, some of them not at all. */
async function play(source: ChangingSource, all: readonly Step[], silently: boolean): Promise<string> {
	let minute = OVERLAP_MINUTES;
	const stamps = new Map<number, number>();
	for (const step of all) {
		if (step.do === 'wait') minute += step.minutes;
		else if (step.do === 'read') await read(source, { ...step, asOf: dayAt(minute) });
		else {
			// What changes a row that is there is stamped no earlier than it, unless it is not stamped at all.
			const before = stamps.get(step.id);
			const stamp = silently && step.silent && before !== undefined ? before : Math.max(minute - step.late, before ?? 0);
			stamps.set(step.id, stamp);
			await source.put({ id: `k${step.id}`, value: `机构${step.value}`, stamp });
			minute += 1;
		}
	}
	return dayAt(minute);
}

const SOURCES = [
	{ name: 'in memory', open: async () => openMemorySource(), times: 25 },
	{ name: 'in PostgreSQL', open: openPostgresSource, times: 8 },
] as const;

for (const kind of SOURCES) {
	describe(`a source ${kind.name} that changes between and during reads`, () => {
		let source: ChangingSource;
		beforeAll(async () => {
			source = await kind.open();
		});
		afterAll(() => source.drop());

		async function endsAsReadOnce(all: readonly Step[], silently: boolean, last: SyncScope): Promise<void> {
			await emptyStore();
			await source.empty();
			const asOf = await play(source, all, silently);
			await read(source, { scope: 'CHANGES', asOf }); // ends what a killed read left open
			await read(source, { scope: last, asOf });
			const after = await held();
			await emptyStore();
			await read(source, { scope: 'CHANGES', asOf });
			expect(after).toEqual(await held());
		}

		it('ends in the store of one clean read, after kills, late commits, ties and changes in place', async () => {
			await fc.assert(
				fc.asyncProperty(steps, (all) => endsAsReadOnce(all, false, 'CHANGES')),
				{ numRuns: runsOf(kind.times) },
			);
		});

		it('does so after a check, or a read from the start, where rows changed without a newer stamp', async () => {
			await fc.assert(
				fc.asyncProperty(steps, fc.constantFrom<SyncScope>('BLOCKS', 'ALL'), (all, last) => endsAsReadOnce(all, true, last)),
				{ numRuns: runsOf(kind.times) },
			);
		});

		it('does not see such a change without being asked to', async () => {
			await source.empty();
			for (let id = 0; id < 200; id++) await source.put({ id: `k${id}`, value: '甲', stamp: id * 100 });
			await read(source, { scope: 'CHANGES', asOf: FIRST_DAY });
			await read(source, { scope: 'BLOCKS', asOf: FIRST_DAY });
			await source.put({ id: 'k3', value: '乙', stamp: 300 });
			await read(source, { scope: 'CHANGES', asOf: '2025-05-02' });
			const heldName = async () =>
				(await database.store.pool.query(`select body->>'name' as name from record where record_key = 'k3'`)).rows[0]?.name;
			expect(await heldName()).toBe('甲');
			await read(source, { scope: 'BLOCKS', asOf: '2025-05-03' });
			expect(await heldName()).toBe('乙');
			const { rows } = await database.store.pool.query<{ rows_read: string; rows_changed: string }>(
				'select rows_read::int, rows_changed::int from source_run u join run using (run_id) where run.as_of = $1',
				['2025-05-03'],
			);
			expect(rows[0]?.rows_changed).toBe(1);
			expect(Number(rows[0]?.rows_read)).toBeLessThan(200); // the other blocks were not read
		});

		it('keeps what was known of a row and when, also when it is changed back', async () => {
			await source.empty();
			for (const [day, value] of ['甲', '乙', '甲'].entries()) {
				await source.put({ id: 'k', value, stamp: day * 1440 });
				await read(source, { scope: 'CHANGES', asOf: dayAt(day * 1440) });
			}
			const { rows } = await database.store.pool.query(
				`select h.known_from, h.known_until, h.body->>'name' as name from record_history h order by known_from`,
			);
			expect(rows).toEqual([
				{ known_from: '2025-05-01', known_until: '2025-05-02', name: '甲' },
				{ known_from: '2025-05-02', known_until: '2025-05-03', name: '乙' },
			]);
			const { rows: now } = await database.store.pool.query(`select body_from, body->>'name' as name from record`);
			expect(now).toEqual([{ body_from: '2025-05-03', name: '甲' }]);
		});
	});
}
