import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { FlagCode } from '#core/flags.ts';
import { startTestApi, type TestApi } from '../support/api.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { addFlag, addOrganisation, addRecord, clearData } from '../support/hub-data.ts';

let database: TestDatabase;
let api: TestApi;
const db = () => database.store.db;

beforeAll(async () => {
	database = await createTestDatabase();
	api = await startTestApi(database.store);
});
afterAll(async () => {
	await api.stop();
	await database.drop();
});
beforeEach(() => clearData(db()));

/** Organisations of a county, each with an open flag of a code. */
async function flagged(divisionCode: string, count: number, code: FlagCode): Promise<void> {
	for (let n = 0; n < count; n++) {
		const id = await addOrganisation(db(), {
			id: `org_${divisionCode}${code.toLowerCase().replaceAll('_', '')}${n}`,
			divisionCode,
			flagCodes: [code],
		});
		await addFlag(db(), { id: `flag_${id.slice(4)}`, organisationId: id, code });
	}
}

describe('organisationFacets', () => {
	test('count what the filter finds by each property, the most frequent first', async () => {
		await addOrganisation(db(), { id: 'org_a', divisionCode: '330106', riskScore: 85, severity: 'HIGH', flagCodes: ['FRONT_BUSINESS'] });
		await addOrganisation(db(), { id: 'org_b', divisionCode: '330108', riskScore: 80 });
		await addOrganisation(db(), { id: 'org_c', divisionCode: '330205', riskScore: 79, registered: false });
		await addOrganisation(db(), { id: 'org_d', divisionCode: null });
		await addOrganisation(db(), { id: 'org_e', mergedInto: 'org_a' });
		const { data, errors } =
			await api.ask(`{ organisationFacets { total byDivision(level: PREFECTURE) { value count } byRiskBand { value count }
			byRegistered { value count } bySeverity { value count } byFlagCode { value count } byIndustry { value count } } }`);
		expect(errors).toEqual([]);
		expect(data.organisationFacets).toEqual({
			total: 4,
			byDivision: [
				{ value: '330100', count: 2 },
				{ value: '330200', count: 1 },
				{ value: null, count: 1 },
			],
			byRiskBand: [
				{ value: '80-100', count: 2 },
				{ value: '0', count: 1 },
				{ value: '60-79', count: 1 },
			],
			byRegistered: [
				{ value: 'true', count: 3 },
				{ value: 'false', count: 1 },
			],
			bySeverity: [
				{ value: null, count: 3 },
				{ value: 'HIGH', count: 1 },
			],
			byFlagCode: [{ value: 'FRONT_BUSINESS', count: 1 }],
			byIndustry: [{ value: 'P83', count: 4 }],
		});
	});

	test('count nothing outside the caller’s divisions, and add up to the list', async () => {
		await flagged('330106', 2, 'FRONT_BUSINESS');
		await flagged('330205', 3, 'FRONT_BUSINESS');
		const { data } = await api.ask('{ organisationFacets { total byDivision { value count } } organisations { totalCount } }', {
			divisions: ['330200'],
		});
		expect(data).toEqual({
			organisationFacets: { total: 3, byDivision: [{ value: '330205', count: 3 }] },
			organisations: { totalCount: 3 },
		});
	});

	test('are refused for a filter that the caller may not use', async () => {
		for (const field of ['total', 'byStatus { count }']) {
			const { errors } = await api.ask(`{ organisationFacets(filter: { withRecords: [INCIDENT] }) { ${field} } }`, { role: 'dashboard' });
			expect(errors[0]?.extensions.code).toBe('ACCESS_DENIED');
		}
	});

	test('keep small counts back where the filter looks at people, and one more where it could be reckoned', async () => {
		for (const [divisionCode, count] of [
			['330106', 4],
			['330108', 5],
			['330205', 9],
		] as const) {
			for (let n = 0; n < count; n++) {
				const id = await addOrganisation(db(), { id: `org_${divisionCode}x${n}`, divisionCode });
				await addRecord(db(), { kind: 'inspection', key: id, organisationId: id, body: { findings: '有在编教师' } });
			}
		}
		const query = '{ organisationFacets(filter: { inspections: { findings: { contains: ["在编"] } } }) { byDivision { value count } } }';
		const { data } = await api.ask(query, { role: 'analyst', purpose: 'ANALYSIS' });
		expect(data.organisationFacets.byDivision).toEqual([
			{ value: '330205', count: 9 },
			{ value: '330108', count: null },
			{ value: '330106', count: null },
		]);
		const { rows } = await database.store.pool.query(`select count(*)::int as notes from audit where action = 'caseText:read'`);
		expect(rows[0].notes).toBeGreaterThan(0);
	});
});

describe('flagFacets', () => {
	test('count open flags by property', async () => {
		await flagged('330106', 2, 'FRONT_BUSINESS');
		await flagged('330205', 1, 'REBRAND_BRAND');
		await addFlag(db(), { id: 'flag_old', organisationId: 'org_330205rebrandbrand0', status: 'CLEARED' });
		const { data } = await api.ask('{ flagFacets { total byCode { value count } byDivision(level: PROVINCE) { value count } } }');
		expect(data.flagFacets).toEqual({
			total: 3,
			byCode: [
				{ value: 'FRONT_BUSINESS', count: 2 },
				{ value: 'REBRAND_BRAND', count: 1 },
			],
			byDivision: [{ value: '330000', count: 3 }],
		});
	});

	test('keep small counts of flags on people from those who may not read people', async () => {
		await flagged('330106', 4, 'IN_SERVICE_TEACHER');
		await flagged('330106', 3, 'FRONT_BUSINESS');
		await flagged('330106', 6, 'OUT_OF_SCOPE');
		const query =
			'{ flagFacets { byCode { value count } } flagFacets2: flagFacets(filter: { codes: [IN_SERVICE_TEACHER] }) { byDivision { count } } }';
		const dashboard = await api.ask(query, { role: 'dashboard' });
		// The next smaller one as well: else all flags less the others would tell it.
		expect(dashboard.data.flagFacets.byCode).toEqual([
			{ value: 'OUT_OF_SCOPE', count: 6 },
			{ value: 'IN_SERVICE_TEACHER', count: null },
			{ value: 'FRONT_BUSINESS', count: null },
		]);
		expect(dashboard.data.flagFacets2.byDivision).toEqual([{ count: null }]);
		const reviewer = await api.ask(query, { role: 'reviewer', purpose: 'REVIEW' });
		expect(reviewer.data.flagFacets2.byDivision).toEqual([{ count: 4 }]);
	});
});

describe('figures that tell of people', () => {
	const FIGURES = [
		'flagFacets(filter: { codes: [IN_SERVICE_TEACHER] }) { total }',
		'flagFacets(filter: { categories: [PERSONNEL] }) { total }',
		'organisationFacets(filter: { flagCodes: [IN_SERVICE_TEACHER] }) { total }',
		'organisationFacets(filter: { flags: { categories: [PERSONNEL] } }) { total }',
		'organisationFacets(filter: { anyOf: [{ not: { flags: { codes: [IN_SERVICE_TEACHER] } } }] }) { total }',
		'organisationFacets(filter: { sharesRoomWith: { flagCodes: [BANNED_PERSON] } }) { total }',
	];
	const totals = async (role: 'dashboard' | 'reviewer') => {
		const figures = FIGURES.map((figure, n) => `f${n}: ${figure}`);
		const { data, errors } = await api.ask(`{ ${figures.join(' ')} }`, { role, ...(role === 'reviewer' ? { purpose: 'REVIEW' } : {}) });
		expect(errors).toEqual([]);
		return FIGURES.map((_, n) => data[`f${n}`].total);
	};

	test('are kept back up to four and told from five on, whatever way the filter picks people', async () => {
		await flagged('330106', 4, 'IN_SERVICE_TEACHER');
		await flagged('330106', 4, 'FRONT_BUSINESS');
		expect(await totals('dashboard')).toEqual([null, null, null, null, null, 0]);
		expect(await totals('reviewer')).toEqual([4, 4, 4, 4, 4, 0]);
		await flagged('330108', 1, 'IN_SERVICE_TEACHER');
		expect((await totals('dashboard')).slice(0, 4)).toEqual([5, 5, 5, 5]);
	});

	test('are kept back by category, and in each step of a series', async () => {
		await flagged('330106', 2, 'IN_SERVICE_TEACHER');
		await flagged('330106', 7, 'FRONT_BUSINESS');
		await flagged('330106', 9, 'OUT_OF_SCOPE');
		const series = 'flagSeries(filter: { categories: [PERSONNEL] }, from: "2025-04-01") { raised }';
		const query = `{ flagFacets { byCategory { value count } } ${series} }`;
		const blind = await api.ask(query, { role: 'dashboard' });
		expect(blind.data.flagFacets.byCategory).toEqual([
			{ value: 'UNLICENSED', count: 9 },
			{ value: 'HIDDEN_TRAINING', count: null },
			{ value: 'PERSONNEL', count: null },
		]);
		expect(blind.data.flagSeries).toEqual([{ raised: 0 }, { raised: null }]);
		const seeing = await api.ask(query, { role: 'reviewer', purpose: 'REVIEW' });
		expect(seeing.data.flagSeries).toEqual([{ raised: 0 }, { raised: 2 }]);
	});

	test('leave the total of a list alone: it counts what the same caller is listed', async () => {
		await flagged('330106', 2, 'IN_SERVICE_TEACHER');
		const { data } = await api.ask('{ flags(filter: { codes: [IN_SERVICE_TEACHER] }) { totalCount nodes { id } } }', { role: 'dashboard' });
		expect([data.flags.totalCount, data.flags.nodes.length]).toEqual([2, 2]);
	});
});

describe('flagSeries', () => {
	test('has every step, whole months and weeks from Monday', async () => {
		await addOrganisation(db(), { id: 'org_a' });
		for (const [n, firstSeen] of ['2025-03-31', '2025-05-01', '2025-05-31'].entries())
			await addFlag(db(), { id: `flag_${n}`, organisationId: 'org_a', firstSeen, status: n === 0 ? 'CLEARED' : 'NEW' });
		const { data, errors } = await api.ask(`{ months: flagSeries(from: "2025-03-15") { from until raised cleared }
			weeks: flagSeries(by: WEEK, from: "2025-05-20", filter: { statuses: [NEW] }) { from until raised } }`);
		expect(errors).toEqual([]);
		expect(data.months).toEqual([
			{ from: '2025-03-01', until: '2025-03-31', raised: 1, cleared: 0 },
			{ from: '2025-04-01', until: '2025-04-30', raised: 0, cleared: 0 },
			{ from: '2025-05-01', until: '2025-05-31', raised: 2, cleared: 0 },
		]);
		expect(data.weeks).toEqual([
			{ from: '2025-05-19', until: '2025-05-25', raised: 0 },
			{ from: '2025-05-26', until: '2025-06-01', raised: 1 },
		]);
	});

	test('tells when runs no longer found flags', async () => {
		await addOrganisation(db(), { id: 'org_a' });
		await addFlag(db(), { id: 'flag_a', organisationId: 'org_a', firstSeen: '2025-05-01', status: 'CLEARED' });
		const run = {
			run_id: 'r1',
			command: 'nightly',
			as_of: '2025-05-20',
			started_at: '2025-05-20',
			state: 'COMPLETE' as const,
			config_digest: 'd',
		};
		await db().insertInto('run').values(run).execute();
		await db().insertInto('flag_change').values({ run_id: 'r1', flag_id: 'flag_a', change: 'CLEARED' }).execute();
		const { data } = await api.ask('{ flagSeries(by: DAY, from: "2025-05-19", until: "2025-05-21") { from cleared } }');
		expect(data.flagSeries.map(({ cleared }: { cleared: number }) => cleared)).toEqual([0, 1, 0]);
		await db().deleteFrom('flag_change').execute();
	});

	test('is refused with too many steps, or when it ends before it begins', async () => {
		for (const args of ['by: DAY, from: "2020-01-01"', 'from: "2025-06-01", until: "2025-05-01"']) {
			const { errors } = await api.ask(`{ flagSeries(${args}) { raised } }`);
			expect(errors[0]?.extensions.code).toBe('INVALID_INPUT');
		}
	});
});
