import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createRateLimiter } from '#server/rate-limit.ts';
import { documentHash } from '#server/trusted-documents.ts';
import { type Answered, startTestApi, type TestApi, type TestApiOptions } from '../support/api.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { addFlag, addOrganisation, addPerson, addRecord, forgetAudit } from '../support/hub-data.ts';

const TRUSTED = 'query Tiles($first: Int!) { organisations(first: $first) { nodes { id } totalCount } }';
let database: TestDatabase;
let folder: string;
const running: TestApi[] = [];

async function start(options: TestApiOptions = {}): Promise<TestApi> {
	const api = await startTestApi(database.store, options);
	running.push(api);
	return api;
}

beforeAll(async () => {
	database = await createTestDatabase();
	folder = mkdtempSync(join(tmpdir(), 'trusted-'));
	writeFileSync(join(folder, 'tiles.graphql'), TRUSTED);
	const { db } = database.store;
	for (let n = 0; n < 6; n++) await addOrganisation(db, { id: `org_${n}` });
	await addPerson(db, { id: 'per_a', name: '王小明' });
	await addRecord(db, {
		kind: 'staff',
		key: 'S1',
		organisationId: 'org_0',
		body: { person: { name: '王小明', masked: null } },
		people: { person: 'per_a' },
	});
	await addFlag(db, { id: 'flag_a', organisationId: 'org_0' });
});
afterAll(async () => {
	for (const api of running) await api.stop();
	await database.drop();
	rmSync(folder, { recursive: true });
});

describe('the cost of a query', () => {
	test.each<[string, number]>([
		['{ me { role } }', 1],
		// connection, and 100 entries of one unit each
		['{ organisations(first: 100) { nodes { id } } }', 101],
		['{ organisations { nodes { id } } }', 21],
		// totalCount is dear, and asked for once
		['{ organisations(first: 100) { totalCount } }', 11],
		// 10 × (organisation + connection + 5 × (flag + connection + 4 of its evidence))
		[
			'{ organisations(first: 10) { nodes { flags(first: 5) { nodes { evidence(first: 4) { nodes { field } } } } } } }',
			1 + 10 * (1 + 1 + 5 * (1 + 1 + 4)),
		],
	])('of %s is told with the answer, with what the role may spend', async (query, cost) => {
		const api = running[0] ?? (await start());
		const { extensions, errors } = await api.ask(query);
		expect(errors).toEqual([]);
		expect(extensions.cost).toMatchObject({ cost, limit: 60_000 });
	});

	test('is counted from variables as from literals, and told also when it is refused', async () => {
		const api = await start({ limits: { analyst: { cost: 100 } } });
		const query = 'query ($n: Int!) { organisations(first: $n) { nodes { id } } }';
		const refused = await api.ask(query, { variables: { n: 100 } });
		expect([refused.status, refused.errors[0]?.extensions.code, refused.statements]).toEqual([400, 'LIMIT_EXCEEDED', 0]);
		expect(refused.extensions.cost).toMatchObject({ cost: 101, limit: 100 });
		expect((await api.ask(query, { variables: { n: 99 } })).errors).toEqual([]);
		expect((await api.ask(query, { variables: { n: 100 }, role: 'reviewer' })).errors).toEqual([]);
	});

	test('bounds fields at the root, also within fragments', async () => {
		const api = await start({ limits: { analyst: { rootFields: 3 } } });
		const over = await api.ask('{ me { role } ...More a: me { role } } fragment More on Query { b: me { role } c: me { role } }');
		expect(over.errors[0]?.message).toMatch(/has 4 fields at its root; the limit is 3/);
		expect((await api.ask('{ me { role } a: me { role } b: me { role } }')).errors).toEqual([]);
	});
});

describe('deadlines', () => {
	test('end a statement at the server, and the rest of the request with it', async () => {
		const api = await start({ limits: { analyst: { seconds: 0.3 } } });
		const blocker = await database.store.pool.connect();
		try {
			await blocker.query('begin');
			await blocker.query('lock table organisation in access exclusive mode');
			const { errors, data } = await api.ask('{ organisation(id: "org_0") { name } }');
			expect([data, errors[0]?.extensions.code, errors[0]?.message]).toEqual([
				{ organisation: null },
				'LIMIT_EXCEEDED',
				expect.stringMatching(/took longer than 0.3 seconds/),
			]);
			await expect
				.poll(
					async () =>
						(await blocker.query(`select count(*)::int as n from pg_locks where not granted and relation = 'organisation'::regclass`))
							.rows[0].n,
				)
				.toBe(0);
		} finally {
			await blocker.query('rollback');
			blocker.release();
		}
	});

	test('also end when whoever asked hangs up', async () => {
		const api = await start();
		const blocker = await database.store.pool.connect();
		const waiting = async () =>
			(await blocker.query(`select count(*)::int as n from pg_locks where not granted and relation = 'organisation'::regclass`)).rows[0].n;
		try {
			await blocker.query('begin');
			await blocker.query('lock table organisation in access exclusive mode');
			const hangUp = new AbortController();
			const asked = fetch(`${api.url}/graphql`, {
				method: 'POST',
				signal: hangUp.signal,
				headers: { 'content-type': 'application/json', authorization: `Bearer ${await api.token()}` },
				body: JSON.stringify({ query: '{ organisation(id: "org_0") { name } }' }),
			}).catch(() => null);
			await expect.poll(waiting).toBe(1);
			hangUp.abort();
			await asked;
			await expect.poll(waiting).toBe(0);
		} finally {
			await blocker.query('rollback');
			blocker.release();
		}
	});

	test('cut a request off that reads more rows than its role may', async () => {
		const api = await start({ limits: { analyst: { rows: 5 } } });
		const over = await api.ask('{ organisations { nodes { id } } }');
		expect([over.data, over.errors[0]?.extensions.code]).toEqual([{ organisations: null }, 'LIMIT_EXCEEDED']);
		expect((await api.ask('{ organisations(first: 5) { nodes { id } } }')).errors).toEqual([]);
	});
});

describe('the rate of a caller', () => {
	test('is limited with 429 and how long to wait, for each caller apart', async () => {
		const api = await start({ limits: { analyst: { perMinute: 8 } } });
		const statuses: number[] = [];
		for (let n = 0; n < 3; n++) statuses.push((await api.ask('{ me { role } }')).status);
		expect(statuses).toEqual([200, 200, 429]);
		expect((await api.ask('{ me { role } }', { role: 'reviewer' })).status).toBe(200);
		const response = await fetch(`${api.url}/graphql`, { method: 'POST', headers: { authorization: `Bearer ${await api.token()}` } });
		expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
		expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'RATE_LIMITED' } }] });
	});

	test('fills up again with time, to no more than a quarter of a minute’s', () => {
		let now = 0;
		const limiter = createRateLimiter(() => now);
		const taken = () => Array.from({ length: 50 }, () => limiter('x', 60)).filter((wait) => wait === 0).length;
		expect(taken()).toBe(15);
		expect(limiter('x', 60)).toBe(1);
		now += 2_000;
		expect(taken()).toBe(2);
		now += 3_600_000;
		expect(taken()).toBe(15);
	});
});

describe('trusted documents', () => {
	const hash = documentHash(TRUSTED);
	const post = async (api: TestApi, body: object) => {
		const response = await fetch(`${api.url}/graphql`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', authorization: `Bearer ${await api.token({ role: 'dashboard' })}` },
			body: JSON.stringify(body),
		});
		return { ...((await response.json()) as Answered), status: response.status };
	};
	const served = () => start({ trustedDocuments: folder, limits: {} });

	test('are all that a dashboard may send, by id or by text', async () => {
		const api = await served();
		const variables = { first: 1 };
		const asked = [
			{ documentId: `sha256:${hash}`, variables },
			{ documentId: hash, variables },
			{ extensions: { persistedQuery: { version: 1, sha256Hash: hash } }, variables },
			{ query: TRUSTED, variables },
		];
		for (const body of asked)
			expect((await post(api, body)).data, JSON.stringify(body)).toMatchObject({ organisations: { totalCount: 6 } });
		const other = await post(api, { query: `${TRUSTED} `, variables });
		expect([other.status, other.data, other.errors[0].extensions.code]).toEqual([403, undefined, 'ACCESS_DENIED']);
		const unknown = await post(api, { documentId: documentHash('{ me { role } }') });
		expect([unknown.status, unknown.errors[0].extensions.code]).toEqual([404, 'NOT_FOUND']);
	});

	test('are found by a GET that carries the header against forgery', async () => {
		const api = await served();
		const authorization = `Bearer ${await api.token({ role: 'dashboard' })}`;
		const address = `${api.url}/graphql?documentId=sha256:${hash}&variables=${encodeURIComponent('{"first":1}')}`;
		const bare = await fetch(address, { headers: { authorization } });
		const guarded = await fetch(address, { headers: { authorization, 'apollo-require-preflight': '1' } });
		expect([bare.status, guarded.status]).toEqual([400, 200]);
	});

	test('bind no analyst', async () => {
		expect((await (await served()).ask('{ me { role } }')).errors).toEqual([]);
	});

	test('that the schema does not answer are told at start, by file', async () => {
		const broken = mkdtempSync(join(tmpdir(), 'trusted-'));
		writeFileSync(join(broken, 'old.graphql'), '{ organisations { nodes { gone } } }');
		await expect(startTestApi(database.store, { trustedDocuments: broken })).rejects.toThrow(/old\.graphql.*"gone"/);
		rmSync(broken, { recursive: true });
	});
});

describe('answers', () => {
	test('are never to be stored on the way', async () => {
		const api = running[0] ?? (await start());
		const response = await fetch(`${api.url}/graphql`, {
			method: 'POST',
			headers: {
				'content-type': 'application/json',
				authorization: `Bearer ${await api.token({ role: 'reviewer' })}`,
				'x-purpose': 'REVIEW',
			},
			body: JSON.stringify({ query: '{ organisation(id: "org_0") { staff { nodes { person { name } } } } }' }),
		});
		expect(response.headers.get('cache-control')).toBe('no-store');
	});

	test('to several operations in one body are not given', async () => {
		const api = running[0] ?? (await start());
		const response = await fetch(`${api.url}/graphql`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', authorization: `Bearer ${await api.token()}` },
			body: JSON.stringify([{ query: '{ me { role } }' }, { query: '{ me { role } }' }]),
		});
		expect(response.status).toBe(400);
	});

	test('leave the audit whole when a deadline ends the request', async () => {
		await forgetAudit(database.store.db);
		const api = await start({ limits: { reviewer: { rows: 1 } } });
		await api.ask('query Cut { organisation(id: "org_0") { staff { nodes { person { name person { id } } } } } }', {
			role: 'reviewer',
			purpose: 'REVIEW',
		});
		const rows = () => database.store.db.selectFrom('audit').select('action').where('operation', '=', 'Cut').execute();
		await expect.poll(rows).toContainEqual({ action: 'query:run' });
	});
});
