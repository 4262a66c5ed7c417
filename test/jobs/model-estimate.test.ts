import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { IntakeRecord, RecordKey } from '#core/records.ts';
import { estimateModel } from '#jobs/model-estimate.ts';
import { modelInUse, modelVersions } from '#store/match-model-store.ts';
import { resolveStore } from '#store/matching/resolution.ts';
import { openTableRead } from '#store/record-store.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { makeIntakeRecord, results } from '../support/intake-records.ts';
import { putRun } from '../support/stored-world.ts';

let database: TestDatabase;
beforeAll(async () => {
	database = await createTestDatabase();
});
afterAll(() => database.drop());

const AS_OF = '2025-05-31';
const clock = { now: () => new Date('2025-06-01T00:00:00Z') };
const key = (feature: RecordKey['feature'], value: string): RecordKey => ({ feature, value });

/** Businesses five to a house, each brand borne by three; every text gives a house, and mostly brand and telephone of the one it is about. */
function town(size: number): IntakeRecord[] {
	return Array.from({ length: size }, (_, no): IntakeRecord[] => {
		const divisionCode = String(990101 + (no % 20));
		const house = key('building', `house-${Math.floor(no / 5)}`);
		const phone = (of: number) => key('phone', `169${String(of).padStart(8, '0')}`);
		const brand = (of: number) => key('brand', `号${of % Math.ceil(size / 3)}`);
		const [slipsName, slipsPhone] = [no % 5 === 0, no % 7 === 0];
		return [
			makeIntakeRecord({
				recordKey: `business-${no}`,
				keys: [house, phone(no), brand(no), key('creditCode', `99code${no}`)],
				body: { divisionCode },
			}),
			makeIntakeRecord({
				kind: 'complaint',
				recordType: 'complaint',
				recordKey: `text-${no}`,
				keys: [house, phone(slipsPhone ? size + no : no), brand(slipsName ? no + 1 : no)],
				body: { divisionCode, content: '有人反映', receivedAt: '2025-01-01T00:00:00Z' },
			}),
		];
	}).flat();
}

async function resolved(size: number): Promise<void> {
	const { store } = database;
	const runId = `run-${size}`;
	await putRun(store, runId, AS_OF);
	for (const [recordType, given] of Map.groupBy(town(size), (record) => record.recordType)) {
		const table = { source: 'market', recordType, kind: given[0]?.kind ?? 'registration', reading: recordType };
		const read = await openTableRead(store, { runId, asOf: AS_OF, ...table });
		await read.save({ results: results(...given), cursor: '1', period: null, replaces: false });
	}
	await resolveStore(store, { runId, asOf: AS_OF, full: true }, () => {});
}

describe('estimating the matching model', () => {
	test('is refused before anything was resolved', async () => {
		const { store } = database;
		await expect(estimateModel({ store, clock, asOf: AS_OF, mentions: 1000 })).rejects.toMatchObject({ code: 'CONFLICT' });
	});

	test('keeps a version with its provenance, the same from the same store, and weighs by none of it', async () => {
		const { store } = database;
		await resolved(900);
		const first = await estimateModel({ store, clock, asOf: AS_OF, mentions: 1000 });
		expect(first.version).toBe(2);
		// A telephone that one business has tells more than a house that five have, and another name more than another telephone.
		const bits = (row: string) => first.weights[`same.${row}`] as number;
		expect(bits('phone')).toBeGreaterThan(bits('building'));
		expect(bits('contactDiffers')).toBeLessThan(0);
		expect(bits('nameDiffers')).toBeLessThan(0);
		const again = await estimateModel({ store, clock, asOf: AS_OF, mentions: 1000 });
		expect(again.weights).toEqual(first.weights);
		const versions = await modelVersions(store.db);
		expect(versions.map(({ version, inUse }) => [version, inUse])).toEqual([
			[1, true],
			[2, false],
			[3, false],
		]);
		expect(versions[1]?.provenance).toMatchObject({ asOf: AS_OF, pairs: first.pairs, mentions: 1000 });
		expect((await modelInUse(store.db)).version).toBe(1);
	}, 120_000);
});
