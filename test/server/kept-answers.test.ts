import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Answer, type Asking, startTestApi, type TestApi } from '../support/api.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { addFlag, addOrganisation, addRecord } from '../support/hub-data.ts';

const LIST = 'query List { organisations { nodes { id name flags { nodes { id status } } } } }';
const ME = 'query Me { me { role purpose } organisations { nodes { id } } }';
const NAMES = 'query Names { organisations { nodes { licences { nodes { principal { name masked } } } } } }';
const AGES = 'query Ages { organisation(id: "org_a", asOf: "2025-05-30") { id } }';
const REFUSED = 'query Refused { organisations { nodes { complaints { nodes { content } } } } }';

let database: TestDatabase;
let api: TestApi;
let folder: string;

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'trusted-'));
	for (const [at, text] of [LIST, ME, NAMES, AGES, REFUSED].entries()) writeFileSync(join(folder, `${at}.graphql`), text);
});
afterAll(() => rmSync(folder, { recursive: true }));

beforeEach(async () => {
	database = await createTestDatabase();
	const { db } = database.store;
	const organisationId = await addOrganisation(db, { id: 'org_a', name: '启航甲', divisionCode: '330106' });
	await addOrganisation(db, { id: 'org_b', name: '启航乙', divisionCode: '220622' });
	const principal = { name: '王小明', masked: null };
	await addRecord(db, { kind: 'licence', key: 'L1', organisationId, body: { name: '启航甲', principal } });
	await addFlag(db, { id: 'flag_a', organisationId });
	api = await startTestApi(database.store, { trustedDocuments: folder });
	return async () => {
		await api.stop();
		await database.drop();
	};
});

/** Asks until the answer could have been kept: the first time it is compiled, the second kept. */
async function warm(query: string, asking: Asking = {}): Promise<Answer> {
	await api.ask(query, asking);
	return api.ask(query, asking);
}

/** Whether an answer came without a statement of its own. */
const isKept = ({ statements }: Answer): boolean => statements === 0;

describe('the answer to a trusted document', () => {
	test('is given again without being made anew, byte for byte', async () => {
		const made = await warm(LIST);
		expect(isKept(made)).toBe(false);
		const given = await api.ask(LIST);
		expect(isKept(given)).toBe(true);
		expect(given.text).toBe(made.text);
	});

	test.each([
		['an organisation that is renamed', `update organisation set name = '远航' where organisation_id = 'org_a'`],
		['a flag that is decided', `update flag set status = 'DISMISSED'`],
		['a record that is gone', 'delete from record'],
		['a table that is emptied', 'truncate flag cascade'],
	])('is made anew after %s, at once', async (_, write) => {
		await warm(LIST);
		expect(isKept(await api.ask(LIST))).toBe(true);
		await database.store.pool.query(write);
		const after = await api.ask(LIST);
		expect(isKept(after)).toBe(false);
		const other = await startTestApi(database.store, { trustedDocuments: folder, compileAfter: null });
		expect(after.text).toBe((await other.ask(LIST)).text);
		await other.stop();
	});

	test('is not made anew by a write that is taken back, or one of the audit', async () => {
		await warm(LIST);
		const client = await database.store.pool.connect();
		await client.query('begin');
		await client.query(`update flag set status = 'DISMISSED'`);
		await client.query('rollback');
		client.release();
		await api.ask(ME); // leaves a row of the audit
		expect(isKept(await api.ask(LIST))).toBe(true);
	});

	const CALLERS: readonly Asking[] = [
		{ role: 'analyst' },
		{ role: 'dashboard' },
		{ role: 'analyst', divisions: ['330100'] },
		{ role: 'analyst', divisions: [] },
		{ role: 'analyst', sources: [] },
		{ role: 'analyst', purpose: 'ANALYSIS' },
		{ role: 'reviewer' },
	];
	test('is never given to a caller with other rights', async () => {
		for (const asking of CALLERS) {
			const first = await api.ask(ME, asking);
			expect(isKept(first), JSON.stringify(asking)).toBe(false);
			const { role, purpose = null } = asking;
			expect(first.data.me, JSON.stringify(asking)).toMatchObject({ role: role?.toUpperCase(), purpose });
			await warm(ME, asking);
			const kept = await api.ask(ME, asking);
			expect([isKept(kept), kept.text], JSON.stringify(asking)).toEqual([true, first.text]);
		}
	});

	test.each([
		['that holds a name of a person', NAMES, { role: 'reviewer', purpose: 'REVIEW' }],
		['that depends on the time', AGES, { role: 'analyst' }],
		['that was refused in part', REFUSED, { role: 'dashboard' }],
		['to a document that is not trusted', 'query Mine { organisations { nodes { id } } }', { role: 'analyst' }],
	] as const)('%s is not kept', async (_, query, asking) => {
		for (let times = 0; times < 12; times++) await api.ask(query, asking);
		expect(isKept(await api.ask(query, asking))).toBe(false);
	});

	test('that holds masked names alone is kept', async () => {
		await warm(NAMES);
		const { data, ...answer } = await api.ask(NAMES);
		expect(isKept({ data, ...answer })).toBe(true);
		expect(JSON.stringify(data)).toContain('王**');
	});

	test('stands in the audit before it leaves, with what it told', async () => {
		await warm(LIST);
		const count = async () =>
			Number((await database.store.pool.query(`select count(*) as n from audit where operation = 'List'`)).rows[0]?.n);
		await expect.poll(count).toBe(2);
		await api.ask(LIST);
		const { rows } = await database.store.pool.query(
			`select caller, role, action, row_count, subject from audit where operation = 'List' order by audit_id`,
		);
		expect(rows).toHaveLength(3);
		expect(rows[2]).toEqual(rows[1]);
	});

	test('is not given when the audit cannot be written', async () => {
		await warm(LIST);
		await database.store.pool.query(`alter table audit add constraint full_disk check (operation <> 'List') not valid`);
		const { status, data, errors } = await api.ask(LIST);
		expect([status, data]).toEqual([503, null]);
		expect(errors[0]?.extensions.code).toBe('STORE_UNAVAILABLE');
	});
});
