import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTokeniser } from '#intake/tokens.ts';
import { assertSecret } from '#store/secret.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
	database = await createTestDatabase();
});
afterAll(() => database.drop());

describe('assertSecret', () => {
	it('holds a store to the secret of its first use', async () => {
		const [first, other] = [createTokeniser('the first secret of all'), createTokeniser('another secret entirely')];
		await assertSecret(database.store, first);
		await assertSecret(database.store, first);
		await expect(assertSecret(database.store, other)).rejects.toMatchObject({ code: 'SECRET_REFUSED' });
	});
});
