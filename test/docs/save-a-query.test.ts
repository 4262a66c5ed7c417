import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readQueryFile } from '#services/saved-queries/query-library.ts';
import { checkText } from '#services/saved-queries/saved-queries.ts';
import { startTestApi, type TestApi } from '../support/api.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { addOrganisation, addRecord } from '../support/hub-data.ts';
import { freeChecks } from '../support/query-builders.ts';
import { exampleOf } from './documents.ts';

const DOCUMENT = 'docs/recipes/save-a-query.md';

describe('save-a-query', () => {
	let database: TestDatabase;
	let api: TestApi;

	beforeAll(async () => {
		database = await createTestDatabase();
		const { db } = database.store;
		await addOrganisation(db, { id: 'org_a', name: '启航', firstSeen: '2025-05-25', riskScore: 40, divisionCode: '330106' });
		await addOrganisation(db, { id: 'org_b', name: '老校', firstSeen: '2025-05-01' });
		for (const licenceNo of ['L1', 'L2']) {
			await addRecord(db, { kind: 'licence', key: licenceNo, organisationId: 'org_a', body: { licenceNo } });
		}
		api = await startTestApi(database.store);
		const { data, errors } = await api.ask(exampleOf(DOCUMENT, 'save'), { variables: JSON.parse(exampleOf(DOCUMENT, 'variables')) });
		expect([errors, data.saveQuery.slug]).toEqual([[], 'new-places']);
	});
	afterAll(async () => {
		await api.stop();
		await database.drop();
	});

	const address = exampleOf(DOCUMENT, 'address').trim();

	test('gives the result that is shown', async () => {
		const response = await fetch(`${api.url}${address}`, { headers: { authorization: `Bearer ${await api.token()}` } });
		expect(await response.text()).toBe(exampleOf(DOCUMENT, 'result'));
	});

	test('has the token made as shown, and the address open with it', async () => {
		const [, method = '', path = '', body = ''] = /^(\w+) (\S+)\n(.+)\n$/.exec(exampleOf(DOCUMENT, 'token')) ?? [];
		const headers = { authorization: `Bearer ${await api.token()}`, 'content-type': 'application/json' };
		const made = (await (await fetch(`${api.url}${path}`, { method, headers, body })).json()) as { token: string; expiresAt: string };
		expect(made.expiresAt).toBe('2025-05-31T06:00:00.000Z');
		expect((await fetch(`${api.url}${address}&token=${made.token}`)).status).toBe(200);
	});

	test('shows a file that the library takes', () => {
		expect(() => checkText(readQueryFile(exampleOf(DOCUMENT, 'file')), freeChecks)).not.toThrow();
	});
});
