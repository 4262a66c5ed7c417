import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readRows } from '#store/ready.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;

beforeAll(async () => {
	database = await createTestDatabase();
});
afterAll(() => database.drop());

/** Asks which of two lists a value is in, and counts how often the statement is put together. */
function asking(name: string) {
	let written = 0;
	const ask = async (scope: string, first: readonly string[], second: readonly string[]) => {
		const [row] = await readRows(database.store.db, { key: [name, scope], values: [first, second] }, (a, b) => {
			written += 1;
			return sql<{ scope: string; first: number; second: number }>`select ${scope} as scope, cardinality(${b}::text[]) as second,
				cardinality(${a}::text[]) as first`;
		});
		return row;
	};
	return { ask, written: () => written };
}

describe('a statement that is put together once', () => {
	test('gives each request’s own values their places, also once it is prepared', async () => {
		const { ask, written } = asking('places');
		for (let times = 0; times < 12; times++) {
			const [first, second] = [Array.from({ length: times }, String), ['x']];
			expect(await ask('all', first, second)).toEqual({ scope: 'all', first: times, second: 1 });
		}
		expect(written()).toBe(1);
	});

	test('is another one for another scope', async () => {
		const { ask, written } = asking('scopes');
		expect(await ask('33', [], [])).toMatchObject({ scope: '33' });
		expect(await ask('22', [], [])).toMatchObject({ scope: '22' });
		expect(await ask('33', [], [])).toMatchObject({ scope: '33' });
		expect(written()).toBe(2);
	});

	test('takes requests at once without mixing their values', async () => {
		const { ask } = asking('at once');
		const asked = await Promise.all(
			Array.from({ length: 20 }, (_, n) =>
				ask(
					'all',
					Array.from({ length: n }, () => 'a'),
					[],
				),
			),
		);
		expect(asked.map((row) => row?.first)).toEqual(Array.from({ length: 20 }, (_, n) => n));
	});
});
