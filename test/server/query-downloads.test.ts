import ExcelJS from 'exceljs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { SavedQueryInput } from '#resolvers/generated/types.ts';
import { type Answered, type Asking, startTestApi, type TestApi } from '../support/api.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { addFlag, addOrganisation, addPerson, addRecord, clearData } from '../support/hub-data.ts';
import { makeQueryText } from '../support/query-builders.ts';

let database: TestDatabase;
let api: TestApi;

const OUTCOME = `__typename ... on SavedQuery { slug owner shared mine current { version } } ... on SavedQueryRefused { code message }`;

async function save(slug: string, overrides: Parameters<typeof makeQueryText>[0] = {}, asking: Asking = {}): Promise<Answered> {
	const { defaults, titles, ...text } = makeQueryText(overrides);
	const query = {
		...text,
		defaults: Object.entries(defaults).map(([variable, value]) => ({ variable, value })),
		titles: Object.entries(titles).map(([path, title]) => ({ path, title })),
	} as unknown as SavedQueryInput;
	const document = `mutation ($slug: String!, $query: SavedQueryInput!) { saveQuery(slug: $slug, query: $query) { ${OUTCOME} } }`;
	const { data, errors } = await api.ask(document, { ...asking, variables: { slug, query } });
	expect(errors).toEqual([]);
	return data.saveQuery;
}

/** What an address gives. `asking: null`: without a bearer token. */
async function get(path: string, asking: Asking | null = {}): Promise<Response> {
	const purpose = asking?.purpose === undefined ? {} : { 'x-purpose': asking.purpose };
	const headers = asking === null ? {} : { authorization: `Bearer ${await api.token(asking)}`, ...purpose };
	return fetch(`${api.url}/queries/${path}`, { headers });
}

const jsonOf = async (path: string, asking?: Asking): Promise<Answered> => (await get(path, asking)).json();

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
	await pool.query('truncate saved_query cascade');
	await addOrganisation(db, { id: 'org_a', name: '启航', divisionCode: '330106' });
	await addOrganisation(db, { id: 'org_b', name: '扬帆', divisionCode: '330205' });
});

describe('a result', () => {
	test('is paged to its end, each row once and in the order of the list', async () => {
		const { db } = database.store;
		for (let n = 0; n < 250; n++) await addOrganisation(db, { id: `org_n${n}`, name: `院${String(n).padStart(3, '0')}` });
		await save('all');
		const { rows, count } = await jsonOf('all.json');
		expect(count).toBe(252);
		const names = rows.map(({ name }: { name: string }) => name);
		expect(names).toEqual([...new Set<string>(names)].toSorted());
	});

	test('stops where the document itself says how many', async () => {
		await save('one', { document: '{ organisations(first: 1, orderBy: NAME_ASC) { nodes { name } } }' });
		expect((await jsonOf('one.json')).rows).toEqual([{ name: '启航' }]);
	});

	test('takes variables of the address, and refuses unknown and wrong ones without repeating them', async () => {
		await save('by-place');
		expect((await jsonOf('by-place.json?division=330205')).rows).toEqual([{ id: 'org_b', name: '扬帆' }]);
		const unknown = await get('by-place.json?county=330205');
		expect([unknown.status, await unknown.text()]).toEqual([400, expect.stringContaining('it has division') as unknown]);
		await save('since', {
			document: 'query ($from: LocalDate!) { organisations(filter: { firstSeenFrom: $from }) { nodes { id } } }',
		});
		const wrong = await get('since.json?from=16900004321');
		expect(wrong.status).toBe(400);
		expect(await wrong.text()).not.toContain('16900004321');
		expect((await get('since.json')).status).toBe(400);
	});

	test('reckons days from today, in defaults and in the address', async () => {
		await addOrganisation(database.store.db, { id: 'org_new', firstSeen: '2025-05-30' });
		const document = 'query ($from: LocalDate!) { organisations(filter: { firstSeenFrom: $from }) { nodes { id } } }';
		await save('new-ones', { document, defaults: { from: 'today-2' } });
		expect((await jsonOf('new-ones.json')).rows).toEqual([{ id: 'org_new' }]);
		expect((await jsonOf('new-ones.json?from=today')).rows).toEqual([]);
		expect((await jsonOf('new-ones.json?from=today-60')).rows).toHaveLength(3);
	});

	test('says how old each source is, and what changed since the caller last ran it', async () => {
		const { db } = database.store;
		await save('all');
		expect((await jsonOf('all.json')).changes).toEqual({ since: null });
		await addOrganisation(db, { id: 'org_c', name: '新来' });
		await db.updateTable('organisation').set({ name: '启程' }).where('organisation_id', '=', 'org_a').execute();
		await db.deleteFrom('organisation').where('organisation_id', '=', 'org_b').execute();
		const { changes } = await jsonOf('all.json');
		expect(changes).toEqual({
			since: '2025-05-31T04:00:00.000Z',
			added: { count: 1, keys: ['org_c'] },
			changed: { count: 1, keys: ['org_a'] },
			gone: { count: 1, keys: ['org_b'] },
		});
		expect((await jsonOf('all.json')).changes).toMatchObject({ added: { count: 0 }, changed: { count: 0 }, gone: { count: 0 } });
		expect((await jsonOf('all.json?division=330106')).changes).toEqual({ since: null });
		const { data } = await api.ask('{ savedQuery(slug: "all") { lastRun { version rows } } }');
		expect(data.savedQuery.lastRun).toMatchObject({ version: 1 });
	});

	test('keeps of its rows nothing but ids and keyed hashes', async () => {
		const { db, pool } = database.store;
		await addPerson(db, { id: 'per_a', name: '王小明' });
		const body = { person: { name: '王小明', masked: '99**************22' }, phones: ['16900001234'] };
		await addRecord(db, { kind: 'staff', key: 'S1', organisationId: 'org_a', body, people: { person: 'per_a' } });
		const document = '{ organisations { nodes { name staff { nodes { person { name } phones } } } } }';
		const asking: Asking = { role: 'reviewer', purpose: 'REVIEW' };
		await save('staff', { document, rowsOf: 'staff' }, asking);
		expect(await (await get('staff.csv', asking)).text()).toContain('王小明');
		const { rows } = await pool.query('select r::text as kept from saved_query_run r');
		expect(rows.map(({ kept }: { kept: string }) => kept).join()).toMatch(/org_a registry\/staff\/S1/);
		for (const { kept } of rows as { kept: string }[]) expect(kept).not.toMatch(/王小明|16900001234|启航/);
	});
});

describe('rights', () => {
	test('are those of whoever runs it, never those of who saved it', async () => {
		const { db } = database.store;
		const body = { person: { name: '王小明', masked: '99**************22' }, phones: ['16900001234'] };
		await addRecord(db, { kind: 'staff', key: 'S1', organisationId: 'org_a', body });
		const reviewer: Asking = { role: 'reviewer', purpose: 'REVIEW' };
		await save('staff', { document: '{ organisations { nodes { name staff { nodes { person { name } } } } } }' }, reviewer);
		await api.ask('mutation { shareQuery(slug: "staff", shared: true) { __typename } }', reviewer);
		expect(await (await get('staff.csv', reviewer)).text()).toMatch(/^name,staff\.person\.name\n启航,王小明\n/);
		const analyst = await (await get('staff.csv', { role: 'analyst', purpose: 'REVIEW', divisions: ['330106'] })).text();
		expect(analyst).toMatch(/^name,staff\.person\.name \[masked 已隐去\]\n启航,王\*\*\n\n/);
		const complaints = '{ organisations { nodes { complaints { nodes { channel } } } } }';
		await save('complaints', { document: complaints }, reviewer);
		await api.ask('mutation { shareQuery(slug: "complaints", shared: true) { __typename } }', reviewer);
		expect((await get('complaints.csv', { role: 'auditor' })).status).toBe(403);
		expect((await get('complaints.csv', { role: 'analyst' })).status).toBe(200);
	});

	test('show private queries to nobody else, and let nobody else change a shared one', async () => {
		await save('mine');
		const other: Asking = { role: 'reviewer' };
		expect((await get('mine.json', other)).status).toBe(404);
		expect((await api.ask('{ savedQuery(slug: "mine") { slug } }', other)).data).toEqual({ savedQuery: null });
		await api.ask('mutation { shareQuery(slug: "mine", shared: true) { __typename } }');
		expect((await get('mine.json', other)).status).toBe(200);
		const { data } = await api.ask(`mutation { deleteQuery(slug: "mine") { ${OUTCOME} } }`, other);
		expect(data.deleteQuery).toMatchObject({ __typename: 'SavedQueryRefused', code: 'CONFLICT' });
		expect((await api.ask(`mutation { deleteQuery(slug: "mine") { ${OUTCOME} } }`)).data.deleteQuery.slug).toBe('mine');
		expect((await get('mine.json', other)).status).toBe(404);
		expect(await save('mine', {}, other)).toMatchObject({ owner: 'a reviewer' });
	});

	test('give dashboards the library alone', async () => {
		const limited = await startTestApi(database.store, { limits: {} });
		try {
			await save('shared');
			await api.ask('mutation { shareQuery(slug: "shared", shared: true) { __typename } }');
			const asDashboard = async () => {
				const headers = { authorization: `Bearer ${await limited.token({ role: 'dashboard' })}` };
				const response = await fetch(`${limited.url}/queries/shared.json`, { headers });
				await response.text();
				return response.status;
			};
			expect(await asDashboard()).toBe(403);
			await database.store.pool.query('update saved_query set owner = null');
			expect(await asDashboard()).toBe(200);
		} finally {
			await limited.stop();
		}
	});

	test('leave every read of a person, and each run, in the audit before the answer', async () => {
		const { db, pool } = database.store;
		const body = { person: { name: '王小明', masked: null } };
		await addRecord(db, { kind: 'staff', key: 'S1', organisationId: 'org_a', body });
		const asking: Asking = { role: 'reviewer', purpose: 'REVIEW' };
		await save('staff', { document: '{ organisations { nodes { staff { nodes { person { name } } } } } }' }, asking);
		await (await get('staff.json', asking)).text();
		const { rows } = await pool.query('select action, operation, subject from audit order by audit_id');
		expect(rows.map(({ action }: { action: string }) => action)).toEqual(
			expect.arrayContaining(['savedQuery:save', 'personName:read', 'query:run', 'savedQuery:result']),
		);
		const run = rows.find(({ action }: { action: string }) => action === 'savedQuery:result');
		expect(run.subject).toMatchObject({ slug: 'staff', version: 1, format: 'json' });
	});
});

describe('a token of an address', () => {
	const tokenOf = async (slug: string, body: object, asking: Asking = {}): Promise<Answered> => {
		const response = await fetch(`${api.url}/queries/${slug}/token`, {
			method: 'POST',
			headers: { authorization: `Bearer ${await api.token(asking)}`, 'content-type': 'application/json' },
			body: JSON.stringify(body),
		});
		return { status: response.status, ...((await response.json()) as object) };
	};

	test('opens that one query with the rights of whoever had it made, until it expires', async () => {
		await save('all');
		await save('other');
		const { token, expiresAt } = await tokenOf('all', { minutes: 30 }, { divisions: ['330106'] });
		expect(expiresAt).toBe('2025-05-31T04:30:00.000Z');
		expect(await (await get(`all.csv?token=${token}&footer=0`, null)).text()).toBe('id,name\norg_a,启航\n');
		expect((await get(`other.csv?token=${token}`, null)).status).toBe(401);
		expect((await get('all.csv', null)).status).toBe(401);
		const graphql = await fetch(`${api.url}/graphql?query={me{role}}`, {
			headers: { authorization: `Bearer ${token}`, 'apollo-require-preflight': '1' },
		});
		expect(graphql.status).toBe(401);
	});

	test('is not made for long, nor for a query that the caller may not run', async () => {
		await save('all');
		expect(await tokenOf('all', { minutes: 100_000 })).toMatchObject({ status: 400 });
		expect(await tokenOf('all', {}, { role: 'reviewer' })).toMatchObject({ status: 404 });
	});
});

describe('forms', () => {
	test('of CSV: a mark for Excel on request, formulas made harmless, a footer that can be left out', async () => {
		await addOrganisation(database.store.db, { id: 'org_x', name: '=HYPERLINK("http://x","院")' });
		await save('all', { titles: { name: '名称' } });
		const bytes = new Uint8Array(await (await get('all.csv?bom=1')).arrayBuffer());
		expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
		const response = await get('all.csv');
		expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
		expect(response.headers.get('content-disposition')).toBe('attachment; filename="all.csv"');
		const text = await response.text();
		expect(text).toMatch(/^id,名称\n/);
		expect(text).toContain(`org_x,"'=HYPERLINK(""http://x"",""院"")"\n`);
		expect(text).toContain('\n# rows,3\n');
		expect(await (await get('all.csv?footer=0')).text()).not.toContain('#');
	});

	test('of NDJSON: a row a line, and a last line by which a cut-off result can be told', async () => {
		await save('all');
		const lines = (await (await get('all.ndjson')).text())
			.trimEnd()
			.split('\n')
			.map((line) => JSON.parse(line));
		expect(lines.slice(0, 2)).toEqual([
			{ id: 'org_a', name: '启航' },
			{ id: 'org_b', name: '扬帆' },
		]);
		expect(lines[2]).toMatchObject({ end: { rows: 2, query: { slug: 'all', version: 1 } } });
	});

	test('of a workbook: rows, columns, sources and changes, readable by other programs', async () => {
		await addFlag(database.store.db, { id: 'flag_a', organisationId: 'org_a', score: '0.8000' });
		await save('flags', {
			document: '{ flags { nodes { code score organisation { name registered } } } }',
			titles: { 'organisation.name': '机构' },
		});
		const workbook = new ExcelJS.Workbook();
		await workbook.xlsx.load(await (await get('flags.xlsx')).arrayBuffer());
		expect(workbook.worksheets.map(({ name }) => name)).toEqual(['Rows', 'Columns', 'Sources', 'Changes']);
		const rows = workbook.getWorksheet('Rows')?.getSheetValues().slice(1) as unknown[][];
		expect(rows.map((row) => row.slice(1))).toEqual([
			['code', 'score', '机构', 'organisation.registered'],
			['FRONT_BUSINESS', 0.8, '启航', true],
		]);
		expect(workbook.getWorksheet('Columns')?.getCell('D3').text).toContain('calibrated');
	});

	test('are known, and nothing else is', async () => {
		await save('all');
		expect((await get('all.pdf')).status).toBe(404);
		expect((await get('none.json')).status).toBe(404);
	});
});

describe('versions', () => {
	test('can be run by number, and are refused once the schema no longer has what they ask for', async () => {
		await save('all');
		const { defaults: _, titles: __, ...text } = makeQueryText({ document: '{ organisations { nodes { name } } }' });
		const document = `mutation ($query: SavedQueryInput!) { saveQueryVersion(slug: "all", query: $query) { ${OUTCOME} } }`;
		const { data } = await api.ask(document, { variables: { query: text } });
		expect(data.saveQueryVersion).toMatchObject({ current: { version: 2 } });
		expect((await jsonOf('all.json')).rows[0]).toEqual({ name: '启航' });
		expect((await jsonOf('all.json?version=1')).rows[0]).toEqual({ id: 'org_a', name: '启航' });
		expect((await get('all.json?version=3')).status).toBe(404);
		const { pool } = database.store;
		await pool.query(`update saved_query_version set schema_hash = 'another' where version = 1`);
		expect((await get('all.json?version=1')).status).toBe(200);
		await pool.query(`update saved_query_version set schema_hash = 'another', document = '{ organisations { nodes { oldField } } }'`);
		const refused = await get('all.json');
		expect([refused.status, await refused.text()]).toEqual([409, expect.stringMatching(/no longer fits the schema.*oldField/) as unknown]);
		const answer = await api.ask('{ savedQuery(slug: "all") { current { fits columns { path } } } }');
		expect(answer.data.savedQuery.current).toEqual({ fits: false, columns: [] });
	});
});

describe('saving', () => {
	test('refuses what cannot be run, costs too much, or names a person by number', async () => {
		const code = async (overrides: Parameters<typeof save>[1], slug = 'new-one') => (await save(slug, overrides)).code;
		expect(await code({}, 'Not a slug')).toBe('INVALID_INPUT');
		expect(await code({ document: '{ organisations { nodes { nothing } } }' })).toBe('INVALID_INPUT');
		expect(await code({ document: '{ me { role } sources { id } }' })).toBe('INVALID_INPUT');
		expect(await code({ document: 'mutation { undoDecision(id: "a", reason: "b") { __typename } }' })).toBe('INVALID_INPUT');
		expect(await code({ document: '{ search(text: "990622199003070022") { complete } }' })).toBe('INVALID_INPUT');
		expect(await code({ document: 'query ($token: String!) { search(text: $token) { complete } }' })).toBe('INVALID_INPUT');
		const nested = `{ organisations { nodes { ${'successors { nodes { successor { '.repeat(9)} id ${'} } } '.repeat(9)} } } }`;
		expect(await code({ document: nested })).toBe('LIMIT_EXCEEDED');
		expect(await save('new-one')).toMatchObject({ slug: 'new-one', shared: false });
		expect(await code({})).toBe('CONFLICT');
	});

	test('is for roles that work with the hub', async () => {
		const document = 'mutation { shareQuery(slug: "x", shared: true) { __typename } }';
		for (const role of ['dashboard', 'exporter', 'admin'] as const) {
			expect((await api.ask(document, { role })).errors[0]?.extensions.code).toBe('ACCESS_DENIED');
		}
	});
});
