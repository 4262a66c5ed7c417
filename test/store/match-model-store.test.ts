import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SHIPPED_MODEL } from '#matching/match-model.ts';
import { chooseModel, keepModel, modelInUse, modelVersions, readModel } from '#store/match-model-store.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
	database = await createTestDatabase();
});
afterAll(() => database.drop());

const at = new Date('2025-06-01T00:00:00Z');
const provenance = { asOf: '2025-05-31', pairs: 12, logLikelihood: { name: -3.5 } };

describe('versions of the model', () => {
	it('weigh by the shipped one until somebody puts another to use, and by the last choice after', async () => {
		const { db } = database.store;
		expect(await modelInUse(db)).toEqual(SHIPPED_MODEL);
		const version = await keepModel(db, { weights: { 'same.phone': 9.5 }, provenance, at });
		expect(version).toBe(2);
		expect((await modelInUse(db)).version).toBe(1);
		await chooseModel(db, { version, at, by: 'test', reason: 'measured better' });
		expect((await modelInUse(db)).features.find(({ feature }) => feature === 'phone')?.bits).toBe(9.5);
		expect((await modelVersions(db)).map(({ version: number, inUse }) => [number, inUse])).toEqual([
			[1, false],
			[2, true],
		]);
		await chooseModel(db, { version: 1, at, by: 'test', reason: 'back' });
		expect(await modelInUse(db)).toEqual(SHIPPED_MODEL);
	});

	it('are not found under a number that was never made, and such a one cannot be used', async () => {
		const { db } = database.store;
		await expect(readModel(db, 77)).rejects.toMatchObject({ code: 'NOT_FOUND' });
		await expect(chooseModel(db, { version: 77, at, by: 'test', reason: '' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
		expect((await modelInUse(db)).version).toBe(1);
	});
});
