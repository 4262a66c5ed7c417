import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { openTableRead } from '#store/record-store.ts';
import { assertSecret, type KnownSecrets } from '#store/secret.ts';
import { rotateSecret } from '#store/secret-rotation.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { makeIntakeRecord, makeMention, results } from '../support/intake-records.ts';

/** Secrets in a made-up arithmetic: a value reads "new(value)" after the rotation. */
const OLD: KnownSecrets = { checkValue: () => 'old', advanceFrom: (check) => (check === 'old' ? (value) => value : null) };
const NEW: KnownSecrets = {
	checkValue: () => 'new',
	advanceFrom: (check) => (check === 'old' ? (value) => `new(${value})` : OLD.advanceFrom('')),
};
const OTHER: KnownSecrets = { checkValue: () => 'other', advanceFrom: () => null };

let database: TestDatabase;
beforeEach(async () => {
	await database?.drop();
	database = await createTestDatabase();
	await assertSecret(database.store, OLD);
});
afterAll(() => database.drop());

async function query<T>(text: string): Promise<T[]> {
	const { rows } = await database.store.pool.query(text);
	return rows as T[];
}

/** Takes a day's file in, of one business and its head. */
async function takeFile(period: string, number: string): Promise<void> {
	const { store } = database;
	const run = { runId: `run-${period}`, source: 'market', recordType: 'business', reading: 'business' };
	await store.pool.query(
		`insert into run (run_id, command, as_of, started_at, state, config_digest) values ($1, 'sync', $2, now(), 'RUNNING', 'x')`,
		[run.runId, period],
	);
	const read = await openTableRead(store, { ...run, kind: 'registration', asOf: period, acceptShrink: false });
	const record = makeIntakeRecord({ asOf: period, people: [makeMention({ number })] });
	await read.save({ results: results(record), cursor: period, period, replaces: false });
	await read.settle();
}

const nothing = async (): Promise<void> => {};

describe('rotateSecret', () => {
	test('wraps tokens and contents, those of the history of files as well', async () => {
		await takeFile('2025-05-30', '1');
		await takeFile('2025-05-31', '2');
		const before = {
			tokens: await query<{ value: string }>('select value from person_token order by value'),
			contents: await query<{ value: string }>(
				'select content_hash as value from record union all select content_hash from record_history',
			),
			history: await query<{ value: string }>(HISTORY),
		};
		expect(before.history).toHaveLength(2);
		const wrapped = ({ value }: { readonly value: string }) => ({ value: `new(${value})` });
		expect(await rotateSecret(database.store, NEW, nothing)).toBe(6);
		expect(await query('select value from person_token order by value')).toEqual(before.tokens.map(wrapped));
		expect(await query('select content_hash as value from record union all select content_hash from record_history')).toEqual(
			before.contents.map(wrapped),
		);
		expect(await query(HISTORY)).toEqual(before.history.map(wrapped));
	});

	test('moves the answers of the police to the tokens of now', async () => {
		await query(`insert into clearance values ('t1', 'CLEAR', 'MINORS', now(), now(), '2025-05-31')`);
		await rotateSecret(database.store, NEW, nothing);
		expect(await query('select token, result from clearance')).toEqual([{ token: 'new(t1)', result: 'CLEAR' }]);
	});

	test('is done once, and the store then takes the new secret and refuses the old', async () => {
		await takeFile('2025-05-30', '1');
		expect(await rotateSecret(database.store, NEW, nothing)).toBe(3);
		expect(await rotateSecret(database.store, NEW, nothing)).toBe(0);
		await assertSecret(database.store, NEW);
		await expect(assertSecret(database.store, OLD)).rejects.toMatchObject({ code: 'SECRET_REFUSED' });
	});

	test('changes nothing for foreign secrets, and nothing when what goes with it fails', async () => {
		await takeFile('2025-05-30', '1');
		const before = await query('select value from person_token order by value');
		await expect(rotateSecret(database.store, OTHER, nothing)).rejects.toMatchObject({ code: 'SECRET_REFUSED' });
		await expect(rotateSecret(database.store, NEW, () => Promise.reject(new Error('no audit')))).rejects.toThrow('no audit');
		expect(await query('select value from person_token order by value')).toEqual(before);
		await assertSecret(database.store, OLD);
	});
});

const HISTORY = `select t->>'value' as value from record_history, jsonb_array_elements(matter->'people') p, jsonb_array_elements(p->'tokens') t
	order by t->>'kind', value`;
