import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Asking, startTestApi, type TestApi } from '../support/api.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { addOrganisation, addPerson, addRecord, forgetAudit } from '../support/hub-data.ts';

let database: TestDatabase;
let api: TestApi;
const auditor: Asking = { role: 'auditor', purpose: 'AUDIT' };
const NAMES =
	'query Names($id: ID!, $text: String) { organisation(id: $id) { staff { nodes { person { name } } } } organisations(after: $text) { totalCount } }';

beforeAll(async () => {
	database = await createTestDatabase();
	const { db } = database.store;
	await addOrganisation(db, { id: 'org_a', divisionCode: '330106' });
	await addPerson(db, { id: 'per_a', name: '王小明' });
	await addRecord(db, {
		kind: 'staff',
		key: 'S1',
		organisationId: 'org_a',
		body: { person: { name: '王小明', masked: null } },
		people: { person: 'per_a' },
	});
	api = await startTestApi(database.store);
	await forgetAudit(db);
	await api.ask(NAMES, { role: 'reviewer', purpose: 'REVIEW', variables: { id: 'org_a' } });
	await api.ask(NAMES, { role: 'enforcement', purpose: 'ENFORCEMENT', divisions: ['330106'], variables: { id: 'org_a' } });
	await api.ask(NAMES, { role: 'enforcement', purpose: 'ENFORCEMENT', divisions: ['330100', '320000'], variables: { id: 'org_a' } });
});
afterAll(async () => {
	await api.stop();
	await database.drop();
});

const reads = 'filter: { actions: ["personName:read"] }';

describe('auditLog', () => {
	test('tells an auditor who read what and what was asked, and no value of a person', async () => {
		const { data, text } = await api.ask(
			`{ auditLog(filter: { roles: [REVIEWER] }) { totalCount nodes { caller role purpose action operation request read document variables records rows } } }`,
			auditor,
		);
		const [query, name] = data.auditLog.nodes;
		const common = { caller: 'a reviewer', role: 'reviewer', purpose: 'REVIEW', operation: 'Names', request: query.request };
		expect(name).toEqual({
			...common,
			action: 'personName:read',
			read: ['registry/staff/S1#person'],
			document: null,
			variables: null,
			records: null,
			rows: 1,
		});
		expect(query).toEqual({
			...common,
			action: 'query:run',
			read: [],
			document: expect.stringMatching(/^[0-9a-f]{64}$/),
			variables: '{"id":"org_a"}',
			records: 1,
			rows: expect.any(Number),
		});
		expect([data.auditLog.totalCount, text.includes('小明')]).toEqual([2, false]);
	});

	test.each<[string, Asking]>([
		['an auditor without the purpose', { role: 'auditor' }],
		['an auditor with another purpose', { role: 'auditor', purpose: 'REVIEW' }],
		['an administrator', { role: 'admin', purpose: 'AUDIT' }],
		['an analyst', { role: 'analyst', purpose: 'AUDIT' }],
	])('is refused to %s, also the count', async (_, asking) => {
		const { data, errors } = await api.ask('{ auditLog { nodes { at } } other: auditLog { totalCount } }', asking);
		expect([data, errors.map(({ extensions }) => extensions.code)]).toEqual([
			{ auditLog: null, other: null },
			['ACCESS_DENIED', 'ACCESS_DENIED'],
		]);
	});

	test('shows an auditor of a county what was done by callers limited to it, and nobody else', async () => {
		const countAs = async (asking: Partial<Asking>) =>
			(await api.ask(`{ auditLog(${reads}) { totalCount } }`, { ...auditor, ...asking })).data.auditLog.totalCount;
		expect(await countAs({})).toBe(3);
		expect(await countAs({ divisions: ['330106'] })).toBe(1);
		expect(await countAs({ divisions: ['330000', '320000'] })).toBe(2);
		expect(await countAs({ divisions: ['330205'] })).toBe(0);
		expect(await countAs({ divisions: [] })).toBe(0);
		expect(await countAs({ sources: ['registry'] })).toBe(0);
	});

	test('is paged without a row twice or left out while rows are added', async () => {
		const seen: string[] = [];
		for (let after: string | null = null; ; ) {
			const variables: Record<string, unknown> = { after };
			const { data } = await api.ask(
				`query ($after: String) { auditLog(${reads}, first: 1, after: $after) { edges { node { auditId } } pageInfo { hasNextPage endCursor } } }`,
				{ ...auditor, variables },
			);
			seen.push(...data.auditLog.edges.map(({ node }: { node: { auditId: string } }) => node.auditId));
			if (!data.auditLog.pageInfo.hasNextPage) break;
			after = data.auditLog.pageInfo.endCursor;
		}
		expect(seen).toHaveLength(3);
		expect(seen).toEqual(seen.toSorted((a, b) => Number(b) - Number(a)));
	});

	test('is itself audited', async () => {
		await api.ask(`{ auditLog(${reads}) { nodes { at } } }`, auditor);
		const { data } = await api.ask('{ auditLog(filter: { actions: ["audit:read"] }, first: 1) { nodes { caller rows read } } }', auditor);
		expect(data.auditLog.nodes).toEqual([
			{ caller: 'a auditor', rows: 3, read: [1, 2, 3].map(() => expect.stringMatching(/^audit#\d+$/)) },
		]);
	});

	test('holds queries that read nothing personal a moment later', async () => {
		await api.ask('query Plain { organisations { totalCount } }', { role: 'dashboard' });
		await expect
			.poll(
				async () =>
					(await api.ask('{ auditLog(filter: { roles: [DASHBOARD] }) { nodes { operation action } } }', auditor)).data.auditLog.nodes,
			)
			.toEqual([{ operation: 'Plain', action: 'query:run' }]);
	});
});
