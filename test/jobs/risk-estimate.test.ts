import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FlagCode, FlagStatus } from '#core/flags.ts';
import { estimateRisk, type RiskEstimate } from '#jobs/risk-estimate.ts';
import { riskInForce } from '#jobs/risk-in-force.ts';
import { type RiskLabels, readLabels } from '#jobs/risk-labels.ts';
import { STANDARD_WEIGHTS } from '#rules/risk-weights.ts';
import { chooseWeights, keepWeights, riskChoice } from '#store/risk-store.ts';
import { makeRecord } from '../support/builders.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { putOrganisation, putRecords } from '../support/stored-world.ts';

let database: TestDatabase;
beforeEach(async () => {
	database = await createTestDatabase();
});
afterEach(() => database.drop());

const idOf = (number: number): string => `org_${String(number).padStart(3, '0')}`;

/** An organisation with one flag, a registration r-<number> and a form of business. */
async function putFlagged(
	number: number,
	flag: { code: FlagCode; status?: FlagStatus; score?: number },
	form = '个体工商户',
): Promise<void> {
	const { store } = database;
	const id = idOf(number);
	await putOrganisation(store, id);
	await putRecords(store, [
		makeRecord('registration', { recordKey: `r-${number}`, organisationId: id, body: { name: `店${number}`, form, capital: '50000' } }),
	]);
	const evidence = ['1', '2'].map((key) => ({ source: 'hotline', recordType: 'gd', recordKey: `${number}-${key}`, field: 'content' }));
	await store.pool.query(
		`insert into flag (flag_id, organisation_id, code, category, severity, score, status, first_seen, last_seen, rule_version, title, explanation,
			legal_basis, evidence, counter_evidence, evidence_digest)
		values ($1, $2, $3, 'HIDDEN_TRAINING', 'HIGH', $4, $5, '2025-05-01', '2025-05-31', 1, '{}', '{}', '[]', $6, '[]', '')`,
		[`flag_${number}`, id, flag.code, flag.score ?? 0.9, flag.status ?? 'NEW', JSON.stringify(evidence)],
	);
}

/** Thirty fronts that teach and thirty businesses of which something was told. */
async function putProvince(): Promise<void> {
	for (let n = 0; n < 60; n++) await putFlagged(n, { code: n < 30 ? 'FRONT_BUSINESS' : 'LEAD_CLUSTER', score: 0.6 + (n % 7) / 20 });
}

const teaches = (n: number) =>
	JSON.stringify({ type: 'front', records: [{ source: 'market', recordType: 'registration', recordKey: `r-${n}` }] });
const TRUTH = Array.from({ length: 30 }, (_, n) => teaches(n));

const estimate = (labels: RiskLabels | null): Promise<RiskEstimate> =>
	estimateRisk({ store: database.store, labels, from: 'test', asOf: '2025-05-31', catalogueVersion: 'c', current: STANDARD_WEIGHTS });

describe('readLabels', () => {
	it('takes single labels, which speak for themselves alone, and found things, which speak for all', () => {
		const single = JSON.stringify({ source: 'market', recordType: 'registration', recordKey: 'r-1', holds: false });
		expect(readLabels([single, ''])).toMatchObject({ whole: false, labels: [{ holds: false }] });
		expect(readLabels([teaches(1)])).toMatchObject({ whole: true, labels: [{ holds: true }] });
		expect(readLabels([teaches(1).replace('front', 'lateLesson')])).toMatchObject({ labels: [{ holds: false }] });
	});

	it.each(['[]', 'null', '{"type":"front"}', '{"source":"a","recordType":"b","recordKey":1,"holds":true}', 'x'])(
		'names the line of %s',
		(line) => {
			expect(() => readLabels([teaches(1), line])).toThrow('Line 2 of the truth');
		},
	);
});

describe('estimateRisk', () => {
	it('learns from a truth that speaks for the whole province, and says where the weights come from', async () => {
		await putProvince();
		const { weights, measures } = await estimate(readLabels(TRUTH));
		expect(weights.weights.FRONT_BUSINESS).toBeGreaterThan(weights.weights.LEAD_CLUSTER);
		expect(weights.provenance).toEqual({
			labels: 'TRUTH',
			from: 'test',
			catalogueVersion: 'c',
			asOf: '2025-05-31',
			organisations: 60,
			positives: 30,
		});
		expect(measures).toMatchObject({ organisations: 60, positives: 30, averagePrecision: 1 });
		expect((await estimate(readLabels(TRUTH))).weights.version).toBe(weights.version);
	});

	it('learns from reviews: what was confirmed against what was dismissed, and nothing from what is undecided', async () => {
		for (let n = 0; n < 50; n++)
			await putFlagged(n, n < 25 ? { code: 'FRONT_BUSINESS', status: 'CONFIRMED' } : { code: 'LEAD_CLUSTER', status: 'DISMISSED' });
		await putFlagged(50, { code: 'STAFF_MOVED' });
		await putFlagged(51, { code: 'LESSON_TOO_LATE', status: 'CONFIRMED' });
		expect((await estimate(null)).weights.provenance).toMatchObject({ labels: 'REVIEWS', organisations: 50, positives: 25 });
	});

	it('refuses to learn from a handful', async () => {
		await putFlagged(1, { code: 'FRONT_BUSINESS' });
		await expect(estimate(readLabels(TRUTH))).rejects.toThrow('Labels cover 1 that teach hidden subjects and 0 that do not');
	});

	it('tells a form of business that is accused far more often than the rest', async () => {
		await putProvince();
		for (let n = 60; n < 70; n++) await putFlagged(n, { code: 'FRONT_BUSINESS', score: 0.99 }, '农民专业合作社');
		for (let n = 70; n < 170; n++) await putOrganisation(database.store, idOf(n));
		const { fairness } = await estimate(readLabels(TRUTH));
		expect(fairness.filter(({ unfair }) => unfair).map(({ trait, group }) => `${trait} ${group}`)).toEqual(['form 农民专业合作社']);
		expect(fairness.find(({ group }) => group === 'unknown')).toMatchObject({ trait: 'form', innocent: 100, high: 0 });
	});
});

describe('riskInForce', () => {
	it('is what was delivered until somebody decides for another version that was kept', async () => {
		const { store } = database;
		expect(await riskInForce(store)).toBe(STANDARD_WEIGHTS);
		const weights = { ...STANDARD_WEIGHTS, version: 'rw-1', bias: -4 };
		await keepWeights(store, { weights, measures: {}, fairness: [] }, new Date('2025-06-01T00:00:00Z'));
		expect(await riskInForce(store)).toBe(STANDARD_WEIGHTS);
		await chooseWeights(store, { version: 'rw-1', by: '王主任', at: new Date('2025-06-01T00:00:00Z'), reason: '试用' }, async () => {});
		expect(await riskInForce(store)).toEqual(weights);
		expect(await riskChoice(store)).toEqual({ version: 'rw-1', by: '王主任', at: '2025-06-01T00:00:00.000Z', reason: '试用' });
	});

	it('refuses to go on with a version that is gone', async () => {
		await chooseWeights(database.store, { version: 'standard-0', by: 'x', at: new Date(), reason: 'y' }, async () => {});
		await expect(riskInForce(database.store)).rejects.toThrow('standard-0');
	});
});
