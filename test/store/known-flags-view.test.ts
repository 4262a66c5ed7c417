import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addDays, type Day } from '#core/days.ts';
import type { Finding } from '#core/dossier.ts';
import { OPEN_STATUSES } from '#core/flags.ts';
import { takeOverChanges } from '#store/flag-changes.ts';
import { saveJudged } from '#store/flag-store.ts';
import { countFlagsKnown, flagsKnown } from '#store/known-flags-view.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { addOrganisation, clearData } from '../support/hub-data.ts';
import fc, { runsOf } from '../support/property.ts';
import { endRun, putRun } from '../support/stored-world.ts';

let database: TestDatabase;
let runs = 0;
beforeAll(async () => {
	database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(clear);

const ALL = { divisions: null, sources: null, policeFlags: true };
const FIRST: Day = '2025-03-01';

async function clear(): Promise<void> {
	await clearData(database.store.db);
	await database.store.pool.query('truncate flag_change, flag_past, review_change, evaluation');
	await addOrganisation(database.store.db, { id: 'org_a' });
}

function finding(code: Finding['code'], value: string, score: number): Finding {
	return {
		code,
		ruleVersion: 1,
		personId: null,
		severity: score > 0.7 ? 'HIGH' : 'MEDIUM',
		score,
		explanation: { zh: value, en: value },
		legalBasis: [],
		evidence: [{ source: 'market', recordType: 'jcjl', recordKey: 'k', field: 'findings', value, asOf: FIRST }],
		counterEvidence: [],
		guise: null,
	};
}

/** Judges the organisation as a night of the day does. */
async function night(asOf: Day, findings: readonly Finding[]): Promise<void> {
	const runId = `run-${String(++runs).padStart(5, '0')}`;
	await putRun(database.store, runId, asOf);
	await takeOverChanges(database.store, runId, asOf);
	const risk = { riskScore: 0, severity: null, flagCodes: [], parts: [] };
	const run = {
		runId,
		asOf,
		sources: { market: 'FRESH' as const },
		titleOf: () => ({ zh: '题', en: 'title' }),
		riskVersion: 'x',
		riskOf: () => risk,
	};
	await saveJudged(database.store, run, [{ organisationId: 'org_a', findings, silentCodes: new Set(), nextChange: null, inputs: '1' }]);
	await endRun(database.store, runId, 'COMPLETE');
}

const window = { after: null, first: 50 };

async function known(on: Day) {
	const page = (await flagsKnown(database.store.db, ALL, { organisationIds: ['org_a'], on, statuses: null, window })).get('org_a');
	return (page?.entries ?? []).map(({ row: { code, status, severity, score, evidence, explanation } }) => ({
		code,
		status,
		severity,
		score,
		said: [evidence[0]?.value, explanation.zh],
	}));
}

/** The flags as the hub has them. */
async function now() {
	const { rows } = await database.store.pool.query(
		`select code, status, severity, score::text as score, jsonb_build_array(evidence->0->>'value', explanation->>'zh') as said from flag order by code, flag_id`,
	);
	return rows;
}

const found = fc.uniqueArray(
	fc.record({
		code: fc.constantFrom<Finding['code']>('FRONT_BUSINESS', 'OUT_OF_SCOPE', 'LEAD_CLUSTER'),
		value: fc.constantFrom('甲', '乙'),
		score: fc.constantFrom(0.3, 0.6, 0.9),
	}),
	{ selector: ({ code }) => code, maxLength: 3 },
);

describe('flags as of a day', () => {
	test('stand as the runs up to it left them, with what they stood on', { timeout: 120_000 }, async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(fc.record({ found, later: fc.nat({ max: 2 }) }), { minLength: 2, maxLength: 5 }), async (nights) => {
				await clear();
				const atEndOf = new Map<Day, unknown>();
				let day = FIRST;
				for (const { found: findings, later } of nights) {
					day = addDays(day, later);
					await night(
						day,
						findings.map(({ code, value, score }) => finding(code, value, score)),
					);
					atEndOf.set(day, await now());
				}
				let expected: unknown = [];
				for (let on = addDays(FIRST, -1); on <= addDays(day, 1); on = addDays(on, 1)) {
					expected = atEndOf.get(on) ?? expected;
					// A flag that came and went within one day was never one for who asks by day.
					const met = (expected as { status: string; code: string }[]).filter(
						({ status, code }) => status !== 'CLEARED' || [...atEndOf].some(([at, flags]) => at <= on && openIn(flags, code)),
					);
					expect(await known(on), on).toEqual(met);
				}
			}),
			{ numRuns: runsOf(20) },
		);
	});

	test('stand as people left them from the day of their decision', async () => {
		await night('2025-03-01', [finding('FRONT_BUSINESS', '甲', 0.9)]);
		const { rows } = await database.store.pool.query('select flag_id, after from flag_change');
		await database.store.pool.query(`insert into review_change (flag_id, at, before, after) values ($1, '2025-03-03T17:00:00Z', $2, $3)`, [
			rows[0].flag_id,
			rows[0].after,
			{ ...rows[0].after, status: 'DISMISSED' },
		]);
		// 17:00 in UTC is the next day in Shanghai.
		expect(await known('2025-03-03')).toMatchObject([{ status: 'NEW' }]);
		expect(await known('2025-03-04')).toMatchObject([{ status: 'DISMISSED' }]);
		const count = async (on: Day) =>
			(await countFlagsKnown(database.store.db, ALL, { organisationIds: ['org_a'], on, statuses: OPEN_STATUSES })).get('org_a') ?? 0;
		expect([await count('2025-03-03'), await count('2025-03-04')]).toEqual([1, 0]);
	});

	test('of an organisation that was merged away stand with the one that goes on', async () => {
		await night('2025-03-01', [finding('FRONT_BUSINESS', '甲', 0.9)]);
		await addOrganisation(database.store.db, { id: 'org_b' });
		await database.store.pool.query(`update organisation set merged_into = 'org_b' where organisation_id = 'org_a'`);
		const page = await flagsKnown(database.store.db, ALL, { organisationIds: ['org_b'], on: '2025-03-01', statuses: null, window });
		expect(page.get('org_b')?.entries).toMatchObject([{ row: { code: 'FRONT_BUSINESS', organisationId: 'org_b' } }]);
	});

	test('are not those of organisations outside the reader’s divisions', async () => {
		await night('2025-03-01', [finding('FRONT_BUSINESS', '甲', 0.9)]);
		const query = { organisationIds: ['org_a'], on: '2025-03-01', statuses: null, window };
		expect((await flagsKnown(database.store.db, { ...ALL, divisions: ['330106'] }, query)).size).toBe(1);
		expect((await flagsKnown(database.store.db, { ...ALL, divisions: ['330205'] }, query)).size).toBe(0);
	});
});

function openIn(flags: unknown, code: string): boolean {
	return (flags as { status: string; code: string }[]).some((flag) => flag.code === code && flag.status !== 'CLEARED');
}
