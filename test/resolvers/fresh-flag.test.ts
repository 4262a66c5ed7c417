import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { mintId } from '#core/ids.ts';
import { type Asking, startTestApi, type TestApi } from '../support/api.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { addFlag, addOrganisation, addPerson, addRecord, clearData } from '../support/hub-data.ts';

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

/** A school whose licence has run out, seen teaching; a member of its staff stands on a public school's roster. */
beforeEach(async () => {
	await clearData(db());
	await addOrganisation(db(), { id: 'org_a', name: '启航学校' });
	await addPerson(db(), { id: 'per_w', name: '王小明' });
	const of = { organisationId: 'org_a', source: 'education' };
	const licence = {
		name: '启航学校',
		category: 'ART',
		status: 'ACTIVE',
		licenceNo: '133010600000001',
		issuedOn: '2024-01-01',
		validUntil: '2026-12-31',
	};
	const person = { name: '王小明', masked: '99**************31' };
	await addRecord(db(), { ...of, kind: 'licence', key: 'L', body: licence });
	await addRecord(db(), {
		...of,
		kind: 'staff',
		key: 'S',
		body: { licenceNo: licence.licenceNo, person, post: 'TEACHING', from: '2024-03-01' },
		people: { person: 'per_w' },
	});
	await addRecord(db(), {
		kind: 'schoolTeacher',
		key: 'T',
		source: 'education',
		body: { person, school: '第一小学', subject: '数学', status: 'IN_SERVICE' },
		people: { person: 'per_w' },
	});
	await database.store.pool.query(
		`insert into source_state (source, record_type, as_of, last_success_at) select 'education', t, '2025-05-31', now() from unnest(array['licence', 'staff', 'schoolTeacher']) t`,
	);
});

const QUERY =
	'{ organisation(id: "org_a") { freshFlags { asOf silent { code reason } findings { code score person { id } flag { id status } evidence { recordKey field value } } } } }';
const one = (findings: readonly { code: string }[]) => findings.find(({ code }) => code === 'IN_SERVICE_TEACHER');

describe('fresh flags', () => {
	test('are what the rules find in the dossier of today, and no flag comes of it', async () => {
		const { data, errors } = await api.ask(QUERY, { role: 'reviewer', purpose: 'REVIEW' });
		expect(errors).toEqual([]);
		const { asOf, findings, silent } = data.organisation.freshFlags;
		expect(asOf).toBe('2025-05-31');
		expect(one(findings)).toMatchObject({ person: { id: 'per_w' }, flag: null });
		expect(silent.length).toBeGreaterThan(0);
		expect((await database.store.pool.query('select count(*)::int as n from flag')).rows).toEqual([{ n: 0 }]);
	});

	test('lead to the flag that a run left of the same finding', async () => {
		const id = mintId('flag', 'org_a', 'IN_SERVICE_TEACHER', 'per_w');
		await addFlag(db(), { id, organisationId: 'org_a', code: 'IN_SERVICE_TEACHER', personId: 'per_w', status: 'CONFIRMED' });
		const { data } = await api.ask(QUERY);
		expect(one(data.organisation.freshFlags.findings)).toMatchObject({ flag: { id, status: 'CONFIRMED' } });
	});

	test('name nobody to who may not read people, and mask what they stand on', async () => {
		const dashboard = await api.ask(QUERY, { role: 'dashboard' });
		expect(dashboard.errors).toEqual([]);
		expect(one(dashboard.data.organisation.freshFlags.findings)).toMatchObject({ person: null });
		expect(dashboard.text).not.toMatch(/王小明|per_w/);
	});

	test('tell of a police answer that needs attention only whoever may see such flags', async () => {
		const { pool } = database.store;
		await pool.query(`insert into person_token (pid, kind, value) select pid, 'full', 'token' from person_mention`);
		await pool.query(
			`insert into clearance (token, result, scope, checked_at, valid_until, asked_on) values ('token', 'RESTRICTED', 'ART62', '2025-05-30', '2026-05-29', '2025-05-30')`,
		);
		const codes = async (asking: Asking) =>
			(await api.ask(QUERY, asking)).data.organisation.freshFlags.findings.map(({ code }: { code: string }) => code);
		expect(await codes({ role: 'reviewer' })).toEqual(expect.arrayContaining(['CLEARANCE_RESTRICTED', 'IN_SERVICE_TEACHER']));
		expect(await codes({ role: 'analyst' })).toEqual(
			(await codes({ role: 'reviewer' })).filter((code: string) => code !== 'CLEARANCE_RESTRICTED'),
		);
	});

	test('are refused for an organisation as of a day, and outside the caller’s divisions there is none', async () => {
		const then = await api.ask('{ organisation(id: "org_a", asOf: "2025-05-30") { freshFlags { asOf } } }');
		expect(then.errors[0]?.extensions.code).toBe('INVALID_INPUT');
		expect((await api.ask(QUERY, { divisions: ['330205'] })).data.organisation).toBe(null);
	});
});
