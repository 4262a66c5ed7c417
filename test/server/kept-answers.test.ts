import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { documentHash } from '#server/trusted-documents.ts';
import { type Answer, type Asking, startTestApi, type TestApi } from '../support/api.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { addFlag, addOrganisation, addRecord } from '../support/hub-data.ts';
import { makeQueryText } from '../support/query-builders.ts';

const LIST = 'query List { organisations { nodes { id name flags { nodes { id status } } } } }';
const ME = 'query Me { me { role purpose } organisations { nodes { id } } }';
const NAMES = 'query Names { organisations { nodes { licences { nodes { principal { name masked } } } } } }';
const AGES = 'query Ages { organisation(id: "org_a", asOf: "2025-05-30") { id } }';
const RUNS = 'query Runs { savedQueries { nodes { slug lastRun { ranAt rows } } } organisations { nodes { id } } }';
const REFUSED = 'query Refused { organisations { nodes { complaints { nodes { content } } } } }';

let database: TestDatabase;
let api: TestApi;
let folder: string;

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'trusted-'));
	for (const [at, text] of [LIST, ME, NAMES, AGES, RUNS, REFUSED].entries()) writeFileSync(join(folder, `${at}.graphql`), text);
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

	test('is not made anew by a run of a saved query, unless it shows runs', async () => {
		const save = 'mutation ($query: SavedQueryInput!) { saveQuery(slug: "all", query: $query) { __typename } }';
		const { defaults: _, titles: __, ...text } = makeQueryText();
		const saved = await api.ask(save, { variables: { query: { ...text, defaults: [], titles: [] } } });
		expect(saved.data.saveQuery.__typename).toBe('SavedQuery');
		await warm(LIST);
		const before = await warm(RUNS);
		expect([isKept(await api.ask(LIST)), isKept(await api.ask(RUNS))]).toEqual([true, true]);
		const run = await fetch(`${api.url}/queries/all.json`, { headers: { authorization: `Bearer ${await api.token()}` } });
		expect([run.status, (await run.text()).includes('启航甲')]).toEqual([200, true]);
		const after = await api.ask(RUNS);
		expect(before.data.savedQueries.nodes).toEqual([{ slug: 'all', lastRun: null }]);
		expect(after.data.savedQueries.nodes[0].lastRun.rows).toBe(2);
		expect(isKept(await api.ask(LIST))).toBe(true);
	});

	/** Asks by an address. */
	async function get(query: string, headers: Readonly<Record<string, string>> = { 'apollo-require-preflight': '1' }) {
		const address = `${api.url}/graphql?documentId=sha256:${documentHash(query)}`;
		const response = await fetch(address, { headers: { authorization: `Bearer ${await api.token()}`, ...headers } });
		return { status: response.status, etag: response.headers.get('etag'), text: await response.text() };
	}
	const audited = async () =>
		Number((await database.store.pool.query(`select count(*) as n from audit where operation = 'List'`)).rows[0]?.n);

	test('is given to a GET as to a POST, in the audit before it leaves', async () => {
		const { text } = await warm(LIST);
		await expect.poll(audited).toBe(2);
		const given = await get(LIST);
		expect([given.status, given.text]).toEqual([200, text]);
		expect(await audited()).toBe(3); // a fresh one is written a moment later
		expect((await get(LIST, { 'if-none-match': given.etag ?? '', 'content-type': 'application/json' })).status).toBe(304);
		expect(await audited()).toBe(4);
	});

	test('is not given to a GET that a page of another origin could send', async () => {
		await warm(LIST);
		await expect.poll(audited).toBe(2);
		expect((await get(LIST, {})).status).toBe(400);
		expect((await get(LIST, { 'content-type': 'text/plain' })).status).toBe(400);
		expect(await audited()).toBe(2);
	});

	test('is made once for many who ask at once with the same rights, and each of them is in the audit', async () => {
		const alone = await warm(LIST);
		await expect.poll(audited).toBe(2);
		const asking = [...Array.from({ length: 6 }, () => ({})), { divisions: ['330100'] }];
		await database.store.pool.query(`update organisation set name = '远航' where organisation_id = 'org_a'`);
		// Counted over all of them: what each saw of the others' statements differs.
		let most = 0;
		const answers = await Promise.all(
			asking.map(async (one) => {
				const answer = await api.ask(LIST, one);
				most = Math.max(most, answer.statements);
				return answer.data.organisations.nodes.map(({ id, name }: { id: string; name: string }) => `${id} ${name}`).sort();
			}),
		);
		expect(answers.slice(0, 6)).toEqual(Array.from({ length: 6 }, () => ['org_a 远航', 'org_b 启航乙']));
		expect(answers[6]).toEqual(['org_a 远航']);
		expect(most).toBeLessThanOrEqual(2 * alone.statements);
		await expect.poll(audited).toBe(2 + 7);
	});

	test('that is being made is given to nobody who asks after a write', async () => {
		await warm(LIST);
		const client = await database.store.pool.connect();
		try {
			await client.query(`update flag set status = 'NEW'`); // so that the kept one is worth nothing
			await client.query('begin');
			await client.query('lock table flag in access exclusive mode'); // holds whoever reads
			await client.query(`update organisation set name = '远航' where organisation_id = 'org_a'`);
			const first = api.ask(LIST);
			const waiting = `select count(*) as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
			// Asked outside the transaction, which sees the activity of its first look alone.
			await expect.poll(async () => Number((await database.store.pool.query(waiting)).rows[0]?.n), { timeout: 30_000 }).toBe(1);
			const second = api.ask(LIST);
			await client.query('commit');
			for (const { data } of await Promise.all([api.ask(LIST), api.ask(LIST)])) expect(JSON.stringify(data)).toContain('远航');
			await Promise.all([first, second]);
		} finally {
			await client.query('rollback'); // else readers wait for the lock as long as the connection lives
			client.release();
		}
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
