import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SourceState } from '#core/dossier.ts';
import type { Regulation } from '#core/policy.ts';
import { silentProgress } from '#core/ports.ts';
import type { StoredRecord } from '#core/records.ts';
import { type EvaluateSummary, evaluate } from '#jobs/evaluate.ts';
import { frontBusiness } from '#rules/front-business.ts';
import { makeRecord, POLICY, REGULATION } from '../support/builders.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { addCase } from '../support/hub-data.ts';
import { endRun, putOrganisation, putPerson, putRecords, putRun, putSuccession } from '../support/stored-world.ts';

const SOURCES: Record<string, SourceState> = { market: 'FRESH', education: 'FRESH', hotline: 'FRESH' };

let database: TestDatabase;
let runs = 0;

beforeEach(async () => {
	database = await createTestDatabase();
	runs = 0;
	await putOrganisation(database.store, 'org_front', { name: '启明托管服务部' });
	await putOrganisation(database.store, 'org_plain', { name: '某饭馆' });
	await putRecords(database.store, [...FRONT, plain, makeRecord('licence', { recordKey: 'lic-other', organisationId: null })]);
});
afterEach(() => database.drop());

const care = makeRecord('registration', {
	recordKey: 'reg-front',
	organisationId: 'org_front',
	body: { name: '启明托管服务部', status: 'ACTIVE', scope: '托管服务', industryCode: 'O8090' },
});
const inspection = makeRecord('inspection', {
	recordKey: 'insp-1',
	organisationId: 'org_front',
	body: { inspectedOn: '2025-05-10', findings: '现场正在给五年级学生上数学课', outcome: 'STOP_NOTICE' },
});
const complaint = makeRecord('complaint', {
	recordKey: 'c-1',
	organisationId: 'org_front',
	body: { receivedAt: '2025-05-01T09:00:00+08:00', content: '晚上在里面给初二学生补物理', type: 'IRREGULAR_TRAINING' },
});
const FRONT: readonly StoredRecord[] = [care, inspection, complaint];
const plain = makeRecord('registration', {
	recordKey: 'reg-plain',
	organisationId: 'org_plain',
	body: { name: '某饭馆', status: 'ACTIVE' },
});

async function run(
	asOf: string,
	options: {
		full?: boolean;
		sources?: Record<string, SourceState>;
		end?: 'COMPLETE' | 'FAILED';
		runId?: string;
		regulation?: Regulation;
	} = {},
): Promise<EvaluateSummary> {
	const { store } = database;
	const runId = options.runId ?? `run-${String(++runs)}`;
	await putRun(store, runId, asOf);
	const summary = await evaluate({
		store,
		progress: silentProgress,
		asOf,
		runId,
		sources: options.sources ?? SOURCES,
		clearanceSource: null,
		regulation: options.regulation ?? REGULATION,
		full: options.full ?? false,
		rules: [frontBusiness],
	});
	await endRun(store, runId, options.end ?? 'COMPLETE');
	return summary;
}

async function flags(): Promise<Record<string, unknown>[]> {
	const { rows } = await database.store.pool.query(
		`select organisation_id, code, status, severity, score, first_seen, last_seen, evidence_digest from flag order by flag_id`,
	);
	return rows;
}

async function changes(runId: string): Promise<string[]> {
	const { rows } = await database.store.pool.query<{ told: string }>(
		`select c.change || ' ' || f.code || ' ' || coalesce(c.before->>'status', '-') || ' ' || (c.after->>'status') as told
		from flag_change c join flag f using (flag_id) where run_id = $1 order by told`,
		[runId],
	);
	return rows.map((row) => row.told);
}

/** Has a case hold the flag. */
const hold = async (): Promise<unknown> => {
	const { rows } = await database.store.pool.query('select flag_id from flag');
	return addCase(database.store, { id: 'case_a', organisationId: 'org_front', flagId: rows[0].flag_id });
};
const setStatus = (status: string): Promise<unknown> => database.store.pool.query('update flag set status = $1', [status]);
const remove = (...keys: string[]): Promise<unknown> => database.store.pool.query('delete from record where record_key = any($1)', [keys]);

describe('evaluate', () => {
	it('raises a flag, tells it as new, and puts the risk on the organisation', async () => {
		const summary = await run('2025-05-31');
		expect(summary).toMatchObject({ organisations: 2, findings: 1, new: 1, changed: 0, cleared: 0 });
		expect(await flags()).toMatchObject([
			{ organisation_id: 'org_front', code: 'FRONT_BUSINESS', status: 'NEW', severity: 'HIGH', first_seen: '2025-05-31' },
		]);
		expect(await changes('run-1')).toEqual(['NEW FRONT_BUSINESS - NEW']);
		const { rows } = await database.store.pool.query(
			'select organisation_id, risk_score, severity, flag_codes from organisation order by 1',
		);
		expect(rows[0]).toMatchObject({ severity: 'HIGH', flag_codes: ['FRONT_BUSINESS'] });
		expect(rows[0].risk_score).toBeGreaterThan(80);
		expect(rows[1]).toMatchObject({ risk_score: 0, severity: null, flag_codes: [] });
	});

	it('leaves everything as it is when the same day is run again, and tells the same changes', async () => {
		await run('2025-05-31');
		const before = await flags();
		await run('2025-05-31', { full: true });
		expect(await flags()).toEqual(before);
		expect(await changes('run-2')).toEqual(['NEW FRONT_BUSINESS - NEW']);
	});

	it('judges only what is due on a further day', async () => {
		await run('2025-05-31');
		expect(await run('2025-06-01')).toMatchObject({ organisations: 0 });
		await putRecords(database.store, [
			makeRecord('complaint', { recordKey: 'c-2', organisationId: 'org_plain', body: { content: '油烟' } }),
		]);
		expect(await run('2025-06-02')).toMatchObject({ organisations: 1 });
	});

	it('ends alike whether the further day was run in full or only for what was due', async () => {
		await run('2025-05-31');
		await putRecords(database.store, [
			makeRecord('complaint', { recordKey: 'c-3', organisationId: 'org_front', body: { content: '补化学的' } }),
		]);
		await run('2025-06-01', { end: 'FAILED' });
		const due = await flags();
		await run('2025-06-01', { full: true });
		expect(await flags()).toEqual(due);
	});

	it('judges every organisation again under another regulation, and none again under the same', async () => {
		await run('2025-05-31');
		expect((await run('2025-06-01')).organisations).toBe(0);
		const regulation = { ...REGULATION, policies: [{ division: '', policy: { ...POLICY, feeMaxMonths: 2 } }] };
		expect((await run('2025-06-02', { regulation })).organisations).toBe(2);
		expect((await run('2025-06-03', { regulation })).organisations).toBe(0);
	});

	it('judges an organisation again when only a link to a person or a succession changed', async () => {
		await run('2025-05-31');
		const { rows } = await database.store.pool.query<{ rid: string }>(`select rid from record where record_key = 'reg-plain'`);
		await putPerson(database.store, { rid: rows[0]?.rid ?? '', personId: 'per_1', slot: 'head' });
		expect(await run('2025-06-01')).toMatchObject({ organisations: 1 });
		await putSuccession(database.store, 'org_plain', 'org_front');
		expect(await run('2025-06-02')).toMatchObject({ organisations: 2 });
	});

	it('judges an organisation again on the first day on which its licence no longer runs, and not before', async () => {
		await putRecords(database.store, [
			makeRecord('licence', {
				recordKey: 'lic-front',
				organisationId: 'org_front',
				body: { category: 'SUBJECT', status: 'ACTIVE', validUntil: '2025-06-02' },
			}),
		]);
		await run('2025-05-31');
		expect(await flags()).toEqual([]);
		expect(await run('2025-06-02')).toMatchObject({ organisations: 0 });
		expect(await run('2025-06-03')).toMatchObject({ organisations: 1 });
	});

	it('clears a flag whose evidence is gone, and takes the risk away', async () => {
		await run('2025-05-31');
		await remove('insp-1', 'c-1');
		expect(await run('2025-06-01')).toMatchObject({ cleared: 1 });
		expect(await flags()).toMatchObject([{ status: 'CLEARED', last_seen: '2025-05-31' }]);
		expect(await changes('run-2')).toEqual(['CLEARED FRONT_BUSINESS NEW CLEARED']);
		const { rows } = await database.store.pool.query(`select risk_score, flag_codes from organisation where organisation_id = 'org_front'`);
		expect(rows[0]).toEqual({ risk_score: 0, flag_codes: [] });
	});

	it('opens a cleared flag again under the same id', async () => {
		await run('2025-05-31');
		await remove('insp-1', 'c-1');
		await run('2025-06-01');
		await putRecords(database.store, [inspection]);
		await run('2025-06-02');
		expect(await flags()).toMatchObject([{ status: 'REOPENED', first_seen: '2025-05-31' }]);
		expect(await changes('run-3')).toEqual(['CHANGED FRONT_BUSINESS CLEARED REOPENED']);
	});

	it('clears nothing when a source that the evidence stands on failed or was never read', async () => {
		await run('2025-05-31');
		await remove('insp-1', 'c-1');
		await run('2025-06-01', { sources: { ...SOURCES, hotline: 'FAILED' } });
		await run('2025-06-02', { sources: { market: 'FRESH', education: 'FRESH' } });
		expect(await flags()).toMatchObject([{ status: 'NEW' }]);
		await run('2025-06-03');
		expect(await flags()).toMatchObject([{ status: 'CLEARED' }]);
	});

	it('raises nothing that rests on the absence of a licence while licences could not be read, and says so', async () => {
		await run('2025-05-31', { sources: { ...SOURCES, education: 'FAILED' } });
		expect(await flags()).toEqual([]);
		const { rows } = await database.store.pool.query('select code, division_code, reason, organisations from silence order by 1');
		expect(rows).toEqual([
			{
				code: 'FRONT_BUSINESS',
				division_code: '990101',
				reason: 'whether a licence exists cannot be told: source education failed in this run',
				organisations: 1,
			},
		]);
		await run('2025-06-01');
		expect(await flags()).toMatchObject([{ status: 'NEW', first_seen: '2025-06-01' }]);
	});

	it('keeps a dismissed flag closed until new evidence comes', async () => {
		await run('2025-05-31');
		await setStatus('DISMISSED');
		await run('2025-06-01', { full: true });
		expect(await flags()).toMatchObject([{ status: 'DISMISSED' }]);
		const { rows } = await database.store.pool.query(`select risk_score from organisation where organisation_id = 'org_front'`);
		expect(rows[0].risk_score).toBe(0);
		await putRecords(database.store, [
			makeRecord('penalty', {
				recordKey: 'p-1',
				organisationId: 'org_front',
				body: { facts: '当事人以托管名义开展英语培训', decidedOn: '2025-05-20' },
			}),
		]);
		await run('2025-06-02');
		expect(await flags()).toMatchObject([{ status: 'REOPENED' }]);
	});

	it('leaves a confirmed flag open though it is not found again', async () => {
		await run('2025-05-31');
		await setStatus('CONFIRMED');
		await hold();
		await remove('insp-1', 'c-1');
		await run('2025-06-01');
		expect(await flags()).toMatchObject([{ status: 'CONFIRMED' }]);
	});

	it('tells a flag once, from where it stood before the run that was cut short', async () => {
		await run('2025-05-31', { end: 'FAILED' });
		await remove('insp-1', 'c-1');
		await run('2025-06-01');
		expect(await changes('run-2')).toEqual([]);
		await putRecords(database.store, [inspection, complaint]);
		await run('2025-06-02', { end: 'FAILED' });
		await run('2025-06-02');
		expect(await changes('run-4')).toEqual(['CHANGED FRONT_BUSINESS CLEARED REOPENED']);
	});

	it('takes over what people decided about an organisation that was merged into another', async () => {
		await run('2025-05-31');
		await setStatus('DISMISSED');
		await putOrganisation(database.store, 'org_goes_on');
		await database.store.pool.query(`update record set organisation_id = 'org_goes_on' where organisation_id = 'org_front'`);
		await putOrganisation(database.store, 'org_front', { mergedInto: 'org_goes_on' });
		await run('2025-06-01');
		expect(await flags()).toMatchObject([{ status: 'DISMISSED' }, { status: 'DISMISSED' }]);
	});

	it('clears the flag of an organisation that was retired, unless somebody holds it', async () => {
		await run('2025-05-31');
		await database.store.pool.query(`update record set organisation_id = null where organisation_id = 'org_front'`);
		await putOrganisation(database.store, 'org_front', { mergedInto: '' });
		await setStatus('UNDER_REVIEW');
		await run('2025-06-01');
		expect(await changes('run-2')).toEqual([]);
		await setStatus('ONGOING');
		await run('2025-06-02');
		expect(await changes('run-3')).toEqual(['CLEARED FRONT_BUSINESS ONGOING CLEARED']);
		expect(await flags()).toMatchObject([{ status: 'CLEARED' }]);
	});

	it('clears the flag of an organisation that was merged, and shows it with the one that goes on', async () => {
		await run('2025-05-31');
		await putOrganisation(database.store, 'org_goes_on');
		await database.store.pool.query(`update record set organisation_id = 'org_goes_on' where organisation_id = 'org_front'`);
		await putOrganisation(database.store, 'org_front', { mergedInto: 'org_goes_on' });
		await run('2025-06-01');
		expect((await changes('run-2')).sort()).toEqual(['CLEARED FRONT_BUSINESS NEW CLEARED', 'NEW FRONT_BUSINESS - ONGOING']);
	});
});
