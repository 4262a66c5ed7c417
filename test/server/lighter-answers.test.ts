import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codingFor } from '#server/lighter-answers.ts';
import { type Asking, startTestApi, type TestApi } from '../support/api.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { addOrganisation } from '../support/hub-data.ts';
import { makeQueryText } from '../support/query-builders.ts';

let database: TestDatabase;
let api: TestApi;

beforeAll(async () => {
	database = await createTestDatabase();
	const { db } = database.store;
	// Long names: a page of them is more than what is compressed from.
	for (let n = 0; n < 90; n++) await addOrganisation(db, { id: `org_n${n}`, name: `${n}${'启航教育咨询有限公司'.repeat(30)}` });
	await addOrganisation(db, { id: 'org_county', name: '乡', divisionCode: '220622' });
	api = await startTestApi(database.store);
	const document =
		'query ($division: String) { organisations(filter: { divisionCode: $division }, orderBy: NAME_ASC) { nodes { id name } } }';
	const { defaults: _, titles: __, ...text } = makeQueryText({ document });
	const save = 'mutation ($query: SavedQueryInput!) { saveQuery(slug: "all", query: $query) { __typename } }';
	const { data } = await api.ask(save, { variables: { query: { ...text, defaults: [], titles: [] } } });
	expect(data.saveQuery.__typename).toBe('SavedQuery');
});
afterAll(async () => {
	await api.stop();
	await database.drop();
});

interface Reply {
	readonly status: number;
	readonly headers: IncomingHttpHeaders;
	readonly bytes: Buffer;
}

/** Asks without a client that would undo what is tested. */
async function send(
	path: string,
	{ headers = {}, body, ...asking }: Asking & { headers?: Record<string, string>; body?: object } = {},
): Promise<Reply> {
	const purpose = asking.purpose === undefined ? {} : { 'x-purpose': asking.purpose };
	const given = { authorization: `Bearer ${await api.token(asking)}`, 'apollo-require-preflight': '1', ...purpose, ...headers };
	return new Promise((done, failed) => {
		const method = body === undefined ? 'GET' : 'POST';
		const asked = httpRequest(`${api.url}${path}`, {
			method,
			headers: body === undefined ? given : { ...given, 'content-type': 'application/json' },
		});
		asked.on('error', failed).on('response', async (response) => {
			const parts: Buffer[] = [];
			for await (const part of response) parts.push(part as Buffer);
			done({ status: response.statusCode ?? 0, headers: response.headers, bytes: Buffer.concat(parts) });
		});
		asked.end(body === undefined ? undefined : JSON.stringify(body));
	});
}

const LONG = '{ organisations(first: 100, orderBy: NAME_ASC) { nodes { id name } } }';
const SHORT = '{ organisations(first: 1, orderBy: NAME_ASC) { nodes { id } } }';
const page = (query: string) => `/graphql?query=${encodeURIComponent(query)}`;

test.each([
	['br, gzip', 'br'],
	['gzip, deflate', 'gzip'],
	['br;q=0.1, gzip', 'gzip'],
	['br;q=0, *', 'gzip'],
	['*', 'br'],
	['identity', null],
	['gzip;q=0', null],
	[undefined, null],
] as const)('of %s the coding %s is taken', (accepted, coding) => {
	expect(codingFor(accepted)).toBe(coding);
});

describe('a long answer', () => {
	test.each([
		['br', brotliDecompressSync],
		['gzip', gunzipSync],
	] as const)('is compressed by %s for whoever takes it, and says the same', async (coding, undo) => {
		const plain = await send('/graphql', { body: { query: LONG } });
		expect(plain.headers['content-encoding']).toBe(undefined);
		for (const how of [{ body: { query: LONG } }, {}]) {
			const told = await send('body' in how ? '/graphql' : page(LONG), { ...how, headers: { 'accept-encoding': coding } });
			expect([told.status, told.headers['content-encoding'], told.headers.vary]).toEqual([
				200,
				coding,
				expect.stringContaining('accept-encoding'),
			]);
			expect(told.bytes.length).toBeLessThan(plain.bytes.length / 5);
			expect(JSON.parse(undo(told.bytes).toString()).data).toEqual(JSON.parse(plain.bytes.toString()).data);
		}
	});

	test('is sent as it is where it can hold something personal, and a short one always', async () => {
		const headers = { 'accept-encoding': 'br' };
		for (const told of [
			await send('/graphql', { body: { query: LONG }, headers, role: 'reviewer', purpose: 'REVIEW' }),
			await send('/graphql', { body: { query: SHORT }, headers }),
		]) {
			expect([told.headers['content-encoding'], told.headers['cache-control']]).toEqual([undefined, 'no-store']);
			expect(JSON.parse(told.bytes.toString()).data.organisations.nodes.length).toBeGreaterThan(0);
		}
	});
});

describe('an answer that whoever reads has already', () => {
	test('is not sent again, and is in the audit all the same', async () => {
		const first = await send(page(SHORT), { role: 'admin' });
		expect([first.status, first.headers['cache-control']]).toEqual([200, 'private, no-cache']);
		const etag = first.headers.etag ?? '';
		const again = await send(page(SHORT), { role: 'admin', headers: { 'if-none-match': `"other", ${etag}` } });
		expect([again.status, again.bytes.length, again.headers.etag]).toEqual([304, 0, etag]);
		const audited = `select count(*)::int as asked from audit where action = 'query:run' and role = 'admin'`;
		await expect.poll(async () => (await database.store.pool.query(audited)).rows[0].asked).toBe(2);
	});

	test('is sent once it says something else, or to somebody whose answer says something else', async () => {
		const query = '{ organisations { totalCount } }';
		const etag = (await send(page(query))).headers.etag ?? '';
		const headers = { 'if-none-match': etag };
		expect((await send(page(query), { headers })).status).toBe(304);
		expect((await send(page(query), { headers, divisions: ['220622'] })).status).toBe(200);
		await addOrganisation(database.store.db, { id: 'org_new' });
		expect((await send(page(query), { headers })).status).toBe(200);
	});

	test('has no validator where it can hold something personal, is refused, or was posted', async () => {
		for (const told of [
			await send(page(SHORT), { role: 'reviewer', purpose: 'REVIEW' }),
			await send(page('{ nothing }'), { headers: { accept: 'application/graphql-response+json' } }),
			await send('/graphql', { body: { query: SHORT } }),
		]) {
			expect([told.headers.etag, told.headers['cache-control']]).toEqual([undefined, 'no-store']);
		}
	});
});

describe('the result of a saved query', () => {
	test('is compressed for whoever takes it, but for a workbook, which is so by itself', async () => {
		for (const [format, coding] of [
			['csv', 'gzip'],
			['ndjson', 'gzip'],
			['json', 'gzip'],
			['xlsx', undefined],
		] as const) {
			const told = await send(`/queries/all.${format}`, { headers: { 'accept-encoding': 'gzip' } });
			expect([told.status, told.headers['content-encoding']], format).toEqual([200, coding]);
			if (coding !== undefined) expect(gunzipSync(told.bytes).toString()).toContain('org_county');
		}
	});

	test('is not sent again to whoever has it, in any form, until a row or what changed says something else', async () => {
		await send('/queries/all.csv?division=220622');
		for (const format of ['csv', 'ndjson', 'json', 'xlsx']) {
			const path = `/queries/all.${format}?division=220622`;
			const { etag = '' } = (await send(path)).headers;
			const headers = { 'if-none-match': etag };
			expect((await send(path, { headers })).status, format).toBe(304);
			expect((await send(path.replace('220622', '330106'), { headers })).status).toBe(200);
			await addOrganisation(database.store.db, { id: `org_${format}`, divisionCode: '220622' });
			expect((await send(path, { headers })).status).toBe(200);
			// What changed since the last run is part of the result: the run after tells of nothing new.
			const settled = await send(path);
			expect(settled.headers.etag).not.toBe(etag);
			expect((await send(path, { headers: { 'if-none-match': settled.headers.etag ?? '' } })).status).toBe(304);
		}
	});

	test('that is long is streamed without a validator', async () => {
		const { db } = database.store;
		for (let n = 0; n < 220; n++) await addOrganisation(db, { id: `org_m${n}`, name: `m${n}${'启航教育咨询有限公司'.repeat(40)}` });
		const told = await send('/queries/all.ndjson');
		expect([told.headers.etag, told.headers['transfer-encoding']]).toEqual([undefined, 'chunked']);
		expect(told.bytes.toString().trimEnd().split('\n').at(-1)).toContain('"end"');
	});

	test('is neither stored nor compressed where it can hold something personal, or its address holds a token', async () => {
		const headers = { 'accept-encoding': 'gzip' };
		const token = JSON.parse((await send('/queries/all/token', { body: { minutes: 5 } })).bytes.toString()).token;
		const linked = await fetch(`${api.url}/queries/all.csv?token=${token}`, { headers });
		expect([linked.status, linked.headers.get('cache-control'), linked.headers.get('content-encoding')]).toEqual([200, 'no-store', null]);
		await linked.text();
		const share = await api.ask('mutation { shareQuery(slug: "all", shared: true) { __typename } }');
		expect(share.errors).toEqual([]);
		const personal = await send('/queries/all.csv', { headers, role: 'reviewer', purpose: 'REVIEW' });
		expect([personal.status, personal.headers['cache-control'], personal.headers['content-encoding'], personal.headers.etag]).toEqual([
			200,
			'no-store',
			undefined,
			undefined,
		]);
	});
});
