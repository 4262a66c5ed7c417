import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Asking, startTestApi, type TestApi } from '../support/api.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { addFlag, addOrganisation, addRecord, clearData } from '../support/hub-data.ts';

let database: TestDatabase;
let api: TestApi;
beforeAll(async () => {
	database = await createTestDatabase();
	api = await startTestApi(database.store);
});
afterAll(async () => {
	await api.stop();
	await database.drop();
});
beforeEach(async () => {
	const { db, pool } = database.store;
	await clearData(db);
	await addOrganisation(db, { id: 'org_a' });
	const body = { name: '启明托管服务部', status: 'ACTIVE', scope: '托管服务', industryCode: 'O8090' };
	await addRecord(db, { kind: 'registration', key: 'reg', organisationId: 'org_a', body });
	const seen = { inspectedOn: '2025-05-10', findings: '现场正在给五年级学生上数学课', outcome: 'STOP_NOTICE' };
	await addRecord(db, { kind: 'inspection', key: 'insp', organisationId: 'org_a', body: seen });
	await addRecord(db, { kind: 'licence', key: 'of another', body: {} });
	await pool.query(
		`insert into source_state (source, record_type, last_success_at) values ('registry', 'licence', '2025-05-31'), ('registry', 'inspection', '2025-05-31')`,
	);
	await addFlag(db, { id: 'flag_a', organisationId: 'org_a' });
});

const ask = async (asking: Asking = { role: 'dashboard' }) => {
	const fields = '{ stillFound smallest facts { kind text { zh en } ref { recordKey } personId } }';
	return (await api.ask(`{ flag(id: "flag_a") { whatWouldClear ${fields} } }`, asking)).data.flag;
};

describe('whatWouldClear', () => {
	test('names the smallest set of facts, in both languages', async () => {
		expect((await ask()).whatWouldClear).toEqual({
			stillFound: true,
			smallest: true,
			facts: [
				{
					kind: 'LICENCE_SHOWN',
					text: { zh: expect.stringMatching(/许可证/), en: expect.stringMatching(/licence/) },
					ref: null,
					personId: null,
				},
			],
		});
	});

	test('says that nothing has to be shown once the rule does not find it any more', async () => {
		await database.store.pool.query(`delete from record where kind = 'inspection'`);
		expect((await ask()).whatWouldClear).toEqual({ stillFound: false, smallest: true, facts: [] });
	});

	test('is not told beyond the caller’s divisions', async () => {
		expect(await ask({ role: 'dashboard', divisions: ['440000'] })).toBeNull();
	});
});
