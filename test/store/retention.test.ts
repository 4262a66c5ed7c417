import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { FlagStatus } from '#core/flags.ts';
import { type Retention, USUAL_RETENTION } from '#core/retention.ts';
import { forget } from '#store/retention.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const TODAY = '2026-05-31';
const NOTHING = { flags: 0, answers: 0, history: 0 };
const KEPT: Retention = { unprovenFlagMonths: null, lapsedAnswerMonths: null, historyMonths: null };

let database: TestDatabase;
beforeEach(async () => {
	await database?.drop();
	database = await createTestDatabase();
});
afterAll(() => database.drop());

const run = (text: string, values: readonly unknown[] = []) => database.store.pool.query(text, [...values]);
const idsOf = async (table: string) => (await run(`select flag_id from ${table} order by 1`)).rows.map(({ flag_id: id }) => id);

/** A flag last seen on a day, with a past content and the change that brought it to its status. */
async function addFlag(
	id: string,
	flag: { status?: FlagStatus; lastSeen?: string; settled?: boolean; changedOn?: string } = {},
): Promise<void> {
	const { status = 'CLEARED', lastSeen = '2025-05-30', settled = false, changedOn = lastSeen } = flag;
	await run(
		`insert into flag (flag_id, organisation_id, code, category, severity, score, status, first_seen, last_seen, rule_version, title, explanation, legal_basis,
			evidence, counter_evidence, evidence_digest, settled) values ($1, 'org_a', 'FRONT_BUSINESS', 'HIDDEN_TRAINING', 'HIGH', 0.9, $2, '2025-01-01', $3, 1, '{}', '{}', '[]', '[]', '[]', 'd', $4)`,
		[id, status, lastSeen, settled],
	);
	await run(`insert into flag_past values ($1, 'before', 1, '{}', '{}', '[]', '[]', '[]', null)`, [id]);
	await run(
		`insert into run (run_id, command, as_of, started_at, state, config_digest) values ('run-' || $1, 'nightly', $1::date, now(), 'COMPLETE', 'x') on conflict do nothing`,
		[changedOn],
	);
	await run(`insert into flag_change values ('run-' || $1, $2, 'CLEARED', '{}', '{}')`, [changedOn, id]);
}

describe('forget', () => {
	test('deletes a flag that cleared by itself a year ago, with what it stood on and its changes', async () => {
		await addFlag('old');
		await addFlag('young', { lastSeen: '2025-05-31' });
		expect(await forget(database.store, TODAY, USUAL_RETENTION)).toEqual({ ...NOTHING, flags: 1 });
		for (const table of ['flag', 'flag_past', 'flag_change']) expect(await idsOf(table)).toEqual(['young']);
	});

	test('counts from the night in which it cleared, where the rule could not judge before', async () => {
		await addFlag('cleared late', { changedOn: '2025-06-01' });
		expect(await forget(database.store, TODAY, USUAL_RETENTION)).toEqual(NOTHING);
	});

	test('keeps what is open, what people decided, and what somebody took up', async () => {
		const open: readonly FlagStatus[] = ['NEW', 'ONGOING', 'REOPENED', 'UNDER_REVIEW', 'CONFIRMED', 'DISMISSED', 'WITHDRAWN'];
		for (const status of open) await addFlag(status, { status });
		await addFlag('settled', { settled: true });
		await addFlag('taken up');
		await run(
			`insert into review_case (case_id, organisation_id, state, version, opened_by, opened_at) values ('c', 'org_a', 'DISMISSED', 1, 'x', now())`,
		);
		await run(`insert into review_flag values ('c', 'taken up', false)`);
		expect(await forget(database.store, TODAY, USUAL_RETENTION)).toEqual(NOTHING);
		expect(await idsOf('flag')).toHaveLength(open.length + 2);
	});

	test('deletes answers of the police some months after they lapsed, whatever they said', async () => {
		const answer = `insert into clearance values ($1, $2, 'ART62', '2025-01-01', $3, '2025-01-01')`;
		await run(answer, ['a', 'CLEAR', '2026-02-27']);
		await run(answer, ['b', 'RESTRICTED', '2026-02-27']);
		await run(answer, ['c', 'CLEAR', '2026-03-01']);
		expect(await forget(database.store, TODAY, USUAL_RETENTION)).toEqual({ ...NOTHING, answers: 2 });
		expect((await run('select token from clearance')).rows).toEqual([{ token: 'c' }]);
	});

	test('deletes earlier contents of records where a deployment says so, and never by default', async () => {
		await run(`insert into record (rid, source, record_type, record_key, kind, body, content_hash, as_of, first_seen, changed_on) overriding system value
			values (1, 'market', 'business', 'k', 'registration', '{}', 'h2', '2025-01-01', '2025-01-01', '2025-01-01')`);
		for (const until of ['2025-05-30', '2025-05-31']) {
			await run(
				`insert into record_history (rid, known_from, known_until, body, content_hash) values (1, '2025-01-01', '${until}', '{}', '${until}')`,
			);
			await run(`insert into record_past (rid, known_from, known_until, body, faults, as_of)
				values (1, date '${until}' - 30, '${until}', '{}', '[]', '2025-01-01')`);
		}
		expect(await forget(database.store, TODAY, USUAL_RETENTION)).toEqual(NOTHING);
		expect(await forget(database.store, TODAY, { ...KEPT, historyMonths: 12 })).toEqual({ ...NOTHING, history: 2 });
	});
});
