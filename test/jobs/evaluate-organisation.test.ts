import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silentProgress } from '#core/ports.ts';
import { evaluate } from '#jobs/evaluate.ts';
import { type EvaluationRequest, evaluateOrganisation } from '#jobs/evaluate-organisation.ts';
import { makeRecord, REGULATION } from '../support/builders.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { endRun, putOrganisation, putRecords, putRun } from '../support/stored-world.ts';

let database: TestDatabase;
beforeEach(async () => {
	database = await createTestDatabase();
	await putOrganisation(database.store, 'org_front', { name: '启明托管服务部' });
	await putOrganisation(database.store, 'org_gone', { mergedInto: 'org_front' });
	await putRecords(database.store, [
		makeRecord('licence', { organisationId: null }),
		makeRecord('registration', { organisationId: 'org_front', body: { name: '启明托管服务部', status: 'ACTIVE', scope: '托管服务' } }),
		makeRecord('inspection', {
			organisationId: 'org_front',
			body: { inspectedOn: '2025-05-10', findings: '现场正在给五年级学生上数学课', outcome: 'STOP_NOTICE' },
		}),
	]);
});
afterEach(() => database.drop());

const REQUEST: Omit<EvaluationRequest, 'organisationId'> = {
	asOf: '2025-05-31',
	sources: { market: 'FRESH', education: 'FRESH' },
	clearanceSource: null,
	regulation: REGULATION,
};

describe('evaluateOrganisation', () => {
	it('says what the night would say, down to the parts of the risk, and writes nothing', async () => {
		const { store } = database;
		const fresh = await evaluateOrganisation(store, { organisationId: 'org_front', ...REQUEST });
		expect((await store.pool.query('select from flag')).rowCount).toBe(0);
		await putRun(store, 'run-1', REQUEST.asOf);
		await evaluate({ store, progress: silentProgress, runId: 'run-1', full: true, ...REQUEST });
		await endRun(store, 'run-1', 'COMPLETE');
		const { rows } = await store.pool.query(
			'select risk_score as "riskScore", flag_codes as "flagCodes", risk_parts as parts, severity from organisation where organisation_id = $1',
			['org_front'],
		);
		expect(fresh.findings.map(({ code }) => code)).toContain('FRONT_BUSINESS');
		expect(rows).toEqual([fresh.risk]);
	});

	it('does not judge an organisation that was merged into another', async () => {
		await expect(evaluateOrganisation(database.store, { organisationId: 'org_gone', ...REQUEST })).rejects.toThrow('org_gone');
	});
});
