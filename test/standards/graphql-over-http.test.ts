/** The audits of the GraphQL over HTTP specification that come with graphql-http, on the running hub with its tokens and its guard against other sites. */
import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../support/api.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let api: TestApi;
let token: string;

beforeAll(async () => {
	database = await createTestDatabase();
	api = await startTestApi(database.store);
	token = await api.token();
});
afterAll(async () => {
	await api.stop();
	await database.drop();
});

/** Sends what an audit sends, with a token; `guarded`: with the header that a page of another site could not set. */
const fetchAs =
	(guarded: boolean) =>
	(url: string, init: RequestInit = {}) => {
		const headers = new Headers(init.headers);
		headers.set('authorization', `Bearer ${token}`);
		if (guarded) headers.set('apollo-require-preflight', 'audit');
		return fetch(url, { ...init, headers });
	};
const auditsOf = (guarded: boolean) => serverAudits({ url: () => `${api.url}/graphql`, fetchFn: fetchAs(guarded) });
/** What the specification demands or advises has to hold of every request, what it allows of those that pass the guard. */
const strict = auditsOf(false).filter(({ name }) => /^(?:MUST|SHOULD)/.test(name));
const allowed = auditsOf(true).filter(({ name }) => name.startsWith('MAY'));

describe('GraphQL over HTTP', () => {
	test('is audited in full', () => {
		expect(strict.length).toBeGreaterThan(35);
		expect(strict.length + allowed.length).toBe(auditsOf(true).length);
	});

	test.each(strict)('the hub $name [$id]', async ({ fn }) => {
		expect(await fn()).toMatchObject({ status: 'ok' });
	});

	test.each(allowed)('the hub $name, of a caller that passes the guard [$id]', async ({ fn }) => {
		expect(await fn()).toMatchObject({ status: 'ok' });
	});
});
