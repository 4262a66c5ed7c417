import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { perCent, REDUCTION_BASE } from '#core/measures.ts';
import { startTestApi, type TestApi } from '../support/api.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { addFlag, addOrganisation, addRecord, clearData } from '../support/hub-data.ts';
import fc from '../support/property.ts';

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
beforeEach(async () => {
	await clearData(db());
	const state = { record_type: 't', cursor: null, last_success_at: '2025-05-30', failing_since: null, last_error: null };
	await db()
		.insertInto('source_state')
		.values([{ ...state, source: 'registry', as_of: '2025-05-28' }])
		.execute();
});

let next = 0;
/** An organisation with records: kind and body of each. */
async function school(
	records: readonly (readonly [Parameters<typeof addRecord>[1]['kind'], object])[],
	divisionCode = '330106',
): Promise<string> {
	const id = await addOrganisation(db(), { id: `org_m${next++}`, divisionCode });
	for (const [kind, body] of records) await addRecord(db(), { kind, key: `K${next++}`, organisationId: id, body: { ...body } });
	return id;
}

async function measure(code: string, args = 'on: "2025-05-31"', asking = {}) {
	const { data, errors } = await api.ask(
		`{ divisionStatistics(${args}) { measures(codes: [${code}]) { code numerator denominator perCent asOf missing } } }`,
		asking,
	);
	expect(errors).toEqual([]);
	return data.divisionStatistics.measures[0];
}

const valid = { category: 'SUBJECT', status: 'ACTIVE', issuedOn: '2019-01-01', validUntil: '2026-12-31' };
const cancelled = { ...valid, status: 'CANCELLED', endedOn: '2022-03-01' };

describe('perCent', () => {
	test.each([
		[74, 81, '91.36'],
		[1, 3, '33.33'],
		[2, 3, '66.67'],
		[1, 8, '12.50'],
		[0, 5, '0.00'],
		[-1, 8, '-12.50'],
		[5, 0, null],
	])('%i of %i is %s', (numerator, denominator, share) => {
		expect(perCent(numerator, denominator)).toBe(share);
	});

	test('lies within half a hundredth of the share', () => {
		fc.assert(
			fc.property(fc.nat(1_000_000), fc.integer({ min: 1, max: 1_000_000 }), (numerator, denominator) => {
				expect(Math.abs(Number(perCent(numerator, denominator)) - (100 * numerator) / denominator)).toBeLessThanOrEqual(0.005001);
			}),
		);
	});
});

describe('the reduction of subject institutions', () => {
	test('is reckoned from licences on both days: 81 become 7, 91.36 and never 91.35', { timeout: 60_000 }, async () => {
		for (let n = 0; n < 74; n++) await school([['licence', cancelled]]);
		for (let n = 0; n < 7; n++) await school([['licence', valid]]);
		await school([['licence', { ...valid, issuedOn: '2024-01-01', category: 'ART' }]]);
		expect(await measure('SUBJECT_REDUCTION')).toEqual({
			code: 'SUBJECT_REDUCTION',
			numerator: 74,
			denominator: 81,
			perCent: '91.36',
			asOf: '2025-05-28',
			missing: null,
		});
		expect(await measure('SUBJECT_REDUCTION', `on: "${REDUCTION_BASE}"`)).toMatchObject({ numerator: 0, denominator: 81 });
		expect(await measure('SUBJECT_REDUCTION', 'on: "2022-03-01"')).toMatchObject({ numerator: 74 });
		expect(await measure('SUBJECT_REDUCTION', 'on: "2022-02-28"')).toMatchObject({ numerator: 0 });
	});
});

describe('a province of 199 subject and 2576 other institutions', () => {
	test('has 2775, and the parts reconcile with the whole and by county', { timeout: 60_000 }, async () => {
		await sql`insert into organisation (organisation_id, registered, name, division_code, first_seen, founder_source, founder_type, founder_key)
			select 'org_p' || n, true, '机构' || n, case when n % 2 = 0 then '140105' else '140202' end, '2025-05-01', 's', 't', n::text from generate_series(1, 2775) n`.execute(
			db(),
		);
		await sql`insert into record (source, record_type, record_key, kind, body, content_hash, as_of, first_seen, changed_on, organisation_id)
			select 'registry', 'licence', 'P' || n, 'licence', jsonb_build_object('status', 'ACTIVE', 'category', case when n <= 199 then 'SUBJECT' else 'ART' end), 'h',
				'2025-05-30', '2025-05-01', '2025-05-30', 'org_p' || n from generate_series(1, 2775) n`.execute(db());
		const [subject, other] = [await measure('LICENSED_SUBJECT'), await measure('LICENSED_NON_SUBJECT')];
		expect([subject.numerator, other.numerator, subject.denominator]).toEqual([199, 2576, 2775]);
		expect((await measure('PLATFORM_COVERAGE')).missing).toContain('admission');
		const counties = [
			await measure('LICENSED_SUBJECT', 'divisionCode: "140105", on: "2025-05-31"'),
			await measure('LICENSED_SUBJECT', 'divisionCode: "140202", on: "2025-05-31"'),
		];
		expect(counties.reduce((sum, { denominator }) => sum + denominator, 0)).toBe(2775);
		expect(await measure('LICENSED_SUBJECT', 'on: "2025-05-31"', { divisions: ['140200'] })).toMatchObject({
			denominator: counties[1].denominator,
		});
		expect(await measure('LICENSED_SUBJECT', 'divisionCode: "140105", on: "2025-05-31"', { divisions: ['140200'] })).toMatchObject({
			denominator: 0,
			perCent: null,
		});
	});
});

describe('counties without unlicensed training', () => {
	test('are those in which nobody trains without a licence, of all in which there is anybody', async () => {
		const business = ['registration', { status: 'ACTIVE', establishedOn: '2018-01-01' }] as const;
		await school([['licence', valid], business], '330106');
		await school([business], '330108');
		await addFlag(db(), { id: 'flag_z', organisationId: await school([business], '330108') });
		await school([business], '330205');
		await school([business], '330200'); // nobody says in which of its counties
		expect(await measure('ZERO_UNLICENSED')).toMatchObject({ numerator: 2, denominator: 3, perCent: '66.67' });
		expect(await measure('ZERO_UNLICENSED', 'on: "2025-05-31", divisionCode: "330100"')).toMatchObject({ numerator: 1, denominator: 2 });
		expect(await measure('ZERO_UNLICENSED', 'on: "2025-04-30"')).toMatchObject({ numerator: 3, denominator: 3 });
	});
});

describe('inspections with findings', () => {
	test('are counted of the year before, where the outcome was told, in licensed places and others: 19 of 120', async () => {
		const inspections = (count: number, body: object) =>
			Array.from({ length: count }, () => ['inspection', { inspectedOn: '2025-01-10', ...body }] as const);
		await school([...inspections(60, { outcome: 'NONE' }), ['licence', valid]]);
		await school([
			...inspections(41, { outcome: 'NONE' }),
			...inspections(12, { outcome: 'RECTIFY' }),
			...inspections(7, { outcome: 'SEALED' }),
		]);
		await school([...inspections(3, {}), ...inspections(2, { outcome: 'SEALED', inspectedOn: '2024-05-31' })]);
		expect(await measure('INSPECTION_FINDINGS')).toMatchObject({ numerator: 19, denominator: 120, perCent: '15.83' });
	});
});

describe('the matrix of licence and registration', () => {
	test('places each training place in one cell, and leaves businesses alone that nobody says train', async () => {
		const licence = ['licence', valid] as const;
		const business = ['registration', { status: 'ACTIVE', establishedOn: '2018-01-01' }] as const;
		await school([licence, business]);
		await school([['admission', { status: 'ACTIVE', issuedOn: '2023-01-01' }], business]);
		await school([licence, ['registration', { status: 'REVOKED', endedOn: '2024-01-01' }]]);
		await addFlag(db(), { id: 'flag_a', organisationId: await school([business]) });
		await addFlag(db(), { id: 'flag_b', organisationId: await school([business]), status: 'DISMISSED', firstSeen: '2025-05-31' });
		await school([business]);
		await addOrganisation(db(), { id: 'org_place', registered: false });
		const { data } = await api.ask(
			'{ divisionStatistics(on: "2025-06-30") { licenceMatrix { both licenceOnly registrationOnly neither } } }',
		);
		expect(data.divisionStatistics.licenceMatrix).toEqual({ both: 2, licenceOnly: 1, registrationOnly: 1, neither: 1 });
	});

	test('is null where registrations were never read', async () => {
		await school([['licence', valid]]);
		const { data } = await api.ask('{ divisionStatistics { licenceMatrix { both } } }');
		expect(data.divisionStatistics.licenceMatrix).toBeNull();
	});
});

describe('filings and accounts', () => {
	test('count licensed institutions with staff, courses and accounts; accounts by balance and payment', async () => {
		const full = { ...valid, address: { text: '文三路1号' }, head: { name: '王小明', masked: null } };
		const account = { accountRef: 'A1', status: 'NORMAL', openedOn: '2024-01-01', balanceOn: '2025-05-20' };
		const receipt = { accountRef: 'A1', type: 'RECEIPT', postedAt: '2025-05-01T10:00:00+08:00' };
		await school([
			['licence', full],
			['staff', {}],
			['course', {}],
			['account', account],
			['accountEntry', receipt],
		]);
		await school([
			['licence', valid],
			['staff', {}],
			['account', { ...account, accountRef: 'A2', balanceOn: '2025-03-01' }],
		]);
		await school([
			['licence', cancelled],
			['staff', {}],
			['course', {}],
		]);
		const all = async (code: string) => {
			const { numerator, denominator } = await measure(code);
			return `${numerator}/${denominator}`;
		};
		expect(await all('MANAGED_TEACHERS')).toBe('2/2');
		expect(await all('MANAGED_COURSES')).toBe('1/2');
		expect(await all('MANAGED_FUNDS')).toBe('2/2');
		expect(await all('MANAGED_INSTITUTION')).toBe('1/2');
		expect(await all('MANAGED_ALL')).toBe('1/2');
		expect(await all('BALANCE_VERIFIED')).toBe('1/2');
		expect(await all('PAYMENT_ENABLED')).toBe('1/2');
		expect(await measure('MANAGED_STUDENTS')).toMatchObject({ numerator: null, missing: 'No data of pupils enter the hub.' });
	});

	test('on accounts are not for a role that may not read accounts, nor those of sources that it does not see', async () => {
		await school([
			['licence', valid],
			['account', { status: 'NORMAL' }],
		]);
		expect(await measure('MANAGED_FUNDS', 'on: "2025-05-31"', { role: 'dashboard' })).toMatchObject({
			numerator: null,
			denominator: null,
			perCent: null,
		});
		expect((await measure('MANAGED_FUNDS', 'on: "2025-05-31"', { role: 'dashboard' })).missing).toContain('supervised accounts');
		expect((await measure('LICENSED_SUBJECT', 'on: "2025-05-31"', { sources: ['bank'] })).missing).toContain('licence');
	});
});

describe('inspections', () => {
	test('count within the year, twice, overdue, and since a closure', async () => {
		const on = (inspectedOn: string) => ['inspection', { inspectedOn }] as const;
		await school([['licence', valid], on('2024-06-01'), on('2025-05-31')]);
		await school([['licence', valid], on('2024-05-31')]);
		await school([['licence', { ...valid, issuedOn: '2025-01-01' }]]);
		await school([['licence', { ...cancelled, endedOn: '2024-01-01' }], on('2024-02-01')]);
		await school([['licence', { ...cancelled, endedOn: '2024-01-01' }], on('2023-12-01')]);
		await school([['licence', { ...cancelled, endedOn: '2020-01-01' }]]);
		const figures = async (code: string) => {
			const { numerator, denominator } = await measure(code);
			return [numerator, denominator];
		};
		expect(await figures('INSPECTED')).toEqual([1, 3]);
		expect(await figures('INSPECTED_TWICE')).toEqual([1, 3]);
		expect(await figures('INSPECTION_OVERDUE')).toEqual([1, 3]);
		expect(await figures('LOOK_BACK')).toEqual([1, 2]);
	});
});

test('all measures of a division take one pass a group', async () => {
	for (const kind of ['licence', 'admission', 'registration', 'staff', 'course', 'account', 'accountEntry', 'inspection'] as const)
		await school([[kind, {}]]);
	const answer = await api.ask('{ divisionStatistics(divisionCode: "330106") { measures { code missing } } }');
	expect(answer.errors).toEqual([]);
	expect(answer.statements).toBe(4);
	expect(answer.data.divisionStatistics.measures.filter(({ missing }: { missing: string | null }) => missing !== null)).toHaveLength(1);
});
