import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROLES } from '#access/caller.ts';
import type { ServerLog } from '#server/server-log.ts';
import { type AuthSettings, issueToken } from '#server/tokens.ts';
import { startTestApi, type TestApi, testAuth, testClock } from '../support/api.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { addOrganisation } from '../support/hub-data.ts';

let database: TestDatabase;
let api: TestApi;
const logged: object[] = [];
const log: ServerLog = { info() {}, warn() {}, error: (fields) => void logged.push(fields) };

beforeAll(async () => {
	database = await createTestDatabase();
	await addOrganisation(database.store.db, { id: 'org_a', name: '启航' });
	api = await startTestApi(database.store, { log });
});
afterAll(async () => {
	await api.stop();
	await database.drop();
});

const post = (headers: Record<string, string>, body: unknown = { query: '{ organisation(id: "org_a") { name } }' }) =>
	fetch(`${api.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) });

describe('without a valid token', () => {
	test.each<[string, () => Record<string, string> | Promise<Record<string, string>>]>([
		['no header', () => ({})],
		['another scheme', () => ({ authorization: 'Basic aHViOmh1Yg==' })],
		['a token that is none', () => ({ authorization: 'Bearer abc.def.ghi' })],
		[
			'an unsigned token',
			() => ({
				authorization: `Bearer ${['{"alg":"none"}', '{"sub":"x","role":"admin","exp":4102444800}'].map((part) => Buffer.from(part).toString('base64url')).join('.')}.`,
			}),
		],
		[
			'a token of another secret',
			async () => ({ authorization: `Bearer ${await tokenOf({ ...testAuth, secret: 'another-secret-altogether' })}` }),
		],
		['a token of twelve hours and two minutes ago', async () => ({ authorization: `Bearer ${await tokenOf(testAuth, -722)}` })],
	])('%s is answered 401 and no data', async (_, headers) => {
		const response = await post(await headers());
		expect(response.status).toBe(401);
		expect(await response.json()).toEqual({ errors: [{ message: expect.any(String), extensions: { code: 'UNAUTHENTICATED' } }] });
	});

	test('a token that is within the clocks’ difference still holds', async () => {
		expect((await post({ authorization: `Bearer ${await tokenOf(testAuth, -720.5)}` })).status).toBe(200);
	});

	test('a role that the hub does not know is refused', async () => {
		const settings = { ...testAuth, tokens: { ...testAuth.tokens, claims: { ...testAuth.tokens.claims, role: 'job' } } };
		const response = await post({ authorization: `Bearer ${await tokenOf(settings)}` });
		expect([response.status, await response.json()]).toMatchObject([403, { errors: [{ extensions: { code: 'ACCESS_DENIED' } }] }]);
	});

	test('an unknown purpose is refused with the list of those there are', async () => {
		const { status, errors } = await api.ask('{ me { role } }', { purpose: 'CURIOSITY' });
		expect([status, errors[0]?.message]).toEqual([
			400,
			'The header X-Purpose must be one of REVIEW, ENFORCEMENT, APPEAL, ANALYSIS, AUDIT.',
		]);
	});
});

function tokenOf(settings: AuthSettings, minutes = 0): Promise<string> {
	const clock = { now: () => new Date(testClock.now().getTime() + minutes * 60_000) };
	return issueToken(settings, { role: 'analyst', subject: 'someone', divisions: null, sources: null }, clock);
}

describe('me', () => {
	test('says how the token was understood', async () => {
		const { data } = await api.ask('{ me { subject role purpose divisions sources actions } }', {
			role: 'auditor',
			purpose: 'audit',
			divisions: ['330106'],
		});
		expect(data.me).toMatchObject({ subject: 'a auditor', role: 'AUDITOR', purpose: 'AUDIT', divisions: ['330106'], sources: null });
		expect(data.me.actions).toContain('person:read');
		expect(data.me.actions).not.toContain('personName:read');
	});
});

describe('the API', () => {
	test.each(ROLES)('gives the schema to the role %s only where the policy says', async (role) => {
		const { data, errors } = await api.ask('{ __schema { queryType { name } } }', { role });
		const refused = role === 'dashboard' || role === 'exporter';
		expect(refused ? errors[0]?.extensions.code : data).toEqual(refused ? 'ACCESS_DENIED' : { __schema: { queryType: { name: 'Query' } } });
	});

	test('does not suggest names of the schema to those who may not read it', async () => {
		const messages = await Promise.all(
			(['dashboard', 'analyst'] as const).map(
				async (role) => (await api.ask('{ organisation(id: "x") { nam } }', { role })).errors[0]?.message,
			),
		);
		expect(messages).toEqual([
			'Cannot query field "nam" on type "Organisation".',
			'Cannot query field "nam" on type "Organisation". Did you mean "name"?',
		]);
	});

	test('refuses what a form of another site could send', async () => {
		const authorization = `Bearer ${await api.token()}`;
		const get = await fetch(`${api.url}/graphql?query={me{role}}`, { headers: { authorization, accept: 'application/json' } });
		const text = await fetch(`${api.url}/graphql`, {
			method: 'POST',
			headers: { authorization, 'content-type': 'text/plain' },
			body: '{"query":"{me{role}}"}',
		});
		expect([get.status, text.status]).toEqual([400, 400]);
		const guarded = await fetch(`${api.url}/graphql?query={me{role}}`, {
			headers: { authorization, accept: 'application/json', 'apollo-require-preflight': '1' },
		});
		expect(await guarded.json()).toMatchObject({ data: { me: { role: 'ANALYST' } } });
	});

	test('says what is wrong with a body that cannot be read or is too large', async () => {
		const authorization = `Bearer ${await api.token()}`;
		const broken = await fetch(`${api.url}/graphql`, {
			method: 'POST',
			headers: { authorization, 'content-type': 'application/json' },
			body: '{',
		});
		const large = await post({ authorization }, { query: '#'.repeat(300_000) });
		expect([broken.status, large.status]).toEqual([400, 413]);
		expect(await large.json()).toMatchObject({ errors: [{ extensions: { code: 'INVALID_INPUT' } }] });
	});

	test('takes a text that no record can hold for a fault of whoever sent it', async () => {
		for (const variables of [{ slug: 'known\u0000' }, { slug: '\u0000' }]) {
			const { errors } = await api.ask('query ($slug: String!) { savedQuery(slug: $slug) { slug } }', { variables });
			expect(errors.map(({ message, extensions }) => [message, extensions.code])).toEqual([
				['A text holds the character U+0000, which stands in no record; leave it out.', 'INVALID_INPUT'],
			]);
		}
		expect((await api.ask('query ($slug: String!) { savedQuery(slug: $slug) { slug } }', { variables: { slug: 'known' } })).errors).toEqual(
			[],
		);
	});

	test('shows nothing of a failure it did not expect but an id that the log has', async () => {
		await database.store.db.schema.alterTable('organisation').renameColumn('name', 'name_away').execute();
		try {
			const { data, errors, text } = await api.ask('{ organisation(id: "org_a") { name } }');
			expect([data, errors[0]?.extensions.code]).toEqual([{ organisation: null }, 'INTERNAL']);
			expect(text).not.toMatch(/name_away|does not exist|stack|node_modules/);
			const errorId = /under (\w+)\.$/.exec(errors[0]?.message ?? '')?.[1];
			expect(errorId).toMatch(/^[a-p]{12}$/); // digits would be hidden as somebody's number
			expect(logged).toContainEqual(expect.objectContaining({ errorId, err: expect.any(Error) }));
		} finally {
			await database.store.db.schema.alterTable('organisation').renameColumn('name_away', 'name').execute();
		}
	});

	test.each([
		[
			'depth',
			`{ organisations { nodes { ${'successors { nodes { successor { '.repeat(8)} name ${'} } }'.repeat(8)} } } }`,
			/is nested 27 deep; the limit is 16/,
		],
		[
			'objects',
			'{ organisations(first: 100) { nodes { staff(first: 100) { nodes { person { person { name } } } } } } }',
			/too many objects/,
		],
		['aliases', `{ ${Array.from({ length: 41 }, (_, n) => `a${n}: me { role }`).join(' ')} }`, /has 41 aliases/],
	])('refuses a query beyond the limit of %s', async (_, query, message) => {
		const { status, errors } = await api.ask(query);
		expect([status, errors[0]?.extensions.code, errors[0]?.message]).toEqual([400, 'LIMIT_EXCEEDED', expect.stringMatching(message)]);
	});

	test('refuses a document of too many tokens before it is read whole', async () => {
		const { status, errors } = await api.ask(`{ me { ${'role '.repeat(5000)} } }`);
		expect([status, errors[0]?.extensions.code]).toEqual([200, 'GRAPHQL_PARSE_FAILED']);
	});
});

describe('a fault of the document', () => {
	const documents = ['{ me { ', '{ nothing }', 'query ($n: Int!) { organisations(first: $n) { nodes { id } } }'];

	test.each([
		['application/json', 200],
		['application/graphql-response+json', 400],
	])('is told clients of %s with status %i', async (accept, status) => {
		const authorization = `Bearer ${await api.token()}`;
		const answers = await Promise.all(documents.map((query) => post({ authorization, accept }, { query })));
		expect(answers.map((answer) => answer.status)).toEqual(documents.map(() => status));
		expect(answers.every((answer) => answer.headers.get('content-type')?.startsWith(accept))).toBe(true);
	});

	test('leaves the status of a refusal as it is, whatever the client', async () => {
		const query = `{ ${Array.from({ length: 41 }, (_, n) => `a${n}: me { role }`).join(' ')} }`;
		const authorization = `Bearer ${await api.token()}`;
		expect((await post({ authorization, accept: 'application/json' }, { query })).status).toBe(400);
	});
});

describe('probes', () => {
	test('tell alive from ready, and need no token', async () => {
		expect((await fetch(`${api.url}/healthz`)).status).toBe(200);
		const before = await fetch(`${api.url}/readyz`);
		expect([before.status, await before.json()]).toEqual([503, { status: 'not ready', reason: 'no run has finished yet' }]);
		const run = {
			run_id: 'r1',
			command: 'nightly',
			as_of: '2025-05-31',
			started_at: '2025-05-31 02:00+08',
			ended_at: null,
			catalogue_version: null,
			summary: null,
		};
		await database.store.db
			.insertInto('run')
			.values({ ...run, state: 'COMPLETE', config_digest: 'd' })
			.execute();
		const after = await fetch(`${api.url}/readyz`);
		expect([after.status, await after.json()]).toEqual([
			200,
			{ status: 'ready', lastRun: { runId: 'r1', asOf: '2025-05-31', state: 'COMPLETE' } },
		]);
	});

	test('give figures without callers and without names', async () => {
		await api.ask('query Secret { me { role } }');
		const text = await (await fetch(`${api.url}/metrics`)).text();
		expect(text).toMatch(/lianjian_operation_seconds_count\{operation="query",outcome="ok"\} \d+/);
		expect(text).not.toContain('Secret');
	});
});
