/** `FUZZ_DOCUMENTS=10000 npx vitest run test/server/fuzz.test.ts` asks that many; see bench/README.md. */

import { afterAll, beforeAll, expect, test } from 'vitest';
import { PURPOSES, ROLES } from '#access/caller.ts';
import { createSchema } from '#resolvers/schema.ts';
import { startTestApi, type TestApi } from '../support/api.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { type FuzzedRequest, fuzzedRequests, TYPED_NUMBER, TYPED_PHONE } from '../support/fuzz-documents.ts';
import { addFlag, addOrganisation, addPerson, addRecord } from '../support/hub-data.ts';
import fc, { runsOf } from '../support/property.ts';

const DOCUMENTS = Number(process.env.FUZZ_DOCUMENTS ?? 200);
/** Each request is quick; this ends a run in which one of them hangs. */
const PATIENCE_MS = 60_000 + DOCUMENTS * 300;

const CODES = new Set(
	`UNAUTHENTICATED ACCESS_DENIED NOT_FOUND INVALID_INPUT BAD_USER_INPUT BAD_REQUEST GRAPHQL_PARSE_FAILED GRAPHQL_VALIDATION_FAILED
	OPERATION_RESOLUTION_FAILURE PERSISTED_QUERY_NOT_SUPPORTED LIMIT_EXCEEDED CONFLICT`.split(/\s+/),
);
/** Traces, statements, places and addresses of the machine. */
const INNER =
	/\n\s+at |node_modules|\.ts:\d|file:\/\/|\bselect\b.+\bfrom\b|insert into|relation "|column "|syntax error at or near|127\.0\.0\.1|\bECONN|\/(tmp|home|work|root)\//i;
const HELD_PHONE = '16900001234';

let database: TestDatabase;
let api: TestApi;
const logged: string[] = [];
const tokens: string[] = [];

beforeAll(async () => {
	database = await createTestDatabase();
	const { db } = database.store;
	const organisationId = await addOrganisation(db, { id: 'org_a', name: '启航' });
	await addPerson(db, { id: 'per_a', name: '王小明' });
	const body = { person: { name: '王小明', masked: '99**************22' }, phones: [HELD_PHONE] };
	await addRecord(db, { kind: 'staff', key: 'S1', organisationId, body, people: { person: 'per_a' } });
	await addFlag(db, { id: 'flag_a', organisationId, personId: 'per_a' });
	const write = (fields: object, message: string) =>
		void logged.push(`${message} ${JSON.stringify(fields, (_, value) => (value instanceof Error ? `${value.stack}` : value))}`);
	api = await startTestApi(database.store, { log: { info: write, warn: write, error: write } });
	for (const role of ROLES) tokens.push(await api.token({ role }));
});
afterAll(async () => {
	await api.stop();
	await database.drop();
});

async function send({
	body,
	role,
	purpose,
	get,
}: FuzzedRequest): Promise<{ status: number; text: string; purpose: string | undefined; role: string }> {
	const named = [undefined, ...PURPOSES][purpose % (PURPOSES.length + 1)];
	const authorization = `Bearer ${tokens[role % tokens.length]}`;
	const headers = { authorization, 'apollo-require-preflight': '1', ...(named === undefined ? {} : { 'x-purpose': named }) };
	const address = `${api.url}/graphql`;
	const response = get
		? await fetch(`${address}?query=${encodeURIComponent(body.toWellFormed())}`, { headers })
		: await fetch(address, { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: body.toWellFormed() });
	return { status: response.status, text: await response.text(), purpose: named, role: ROLES[role % ROLES.length] as string };
}

test(`${DOCUMENTS} requests of every sort are answered or refused, and give nothing away`, { timeout: PATIENCE_MS }, async () => {
	const statuses = new Map<number, number>();
	const check = async (request: FuzzedRequest) => {
		const { status, text, role, purpose } = await send(request);
		statuses.set(status, (statuses.get(status) ?? 0) + 1);
		const { errors = [] } = JSON.parse(text) as { errors?: { message: string; extensions?: { code?: string } }[] };
		const about = `${role} ${purpose} ${request.body.slice(0, 2000)}\n→ ${status} ${text.slice(0, 1000)}`;
		expect([200, 400, 403, 404, 405, 413, 415], about).toContain(status);
		for (const { extensions } of errors) expect(CODES.has(extensions?.code ?? ''), about).toBe(true);
		expect(INNER.test(text), about).toBe(false);
		expect(text.includes(TYPED_NUMBER) || text.includes(TYPED_PHONE), about).toBe(false);
		const contacts =
			(role === 'analyst' && purpose === 'ANALYSIS') || (role === 'reviewer' && (purpose === 'REVIEW' || purpose === 'APPEAL'));
		const may = contacts || (role === 'enforcement' && purpose === 'ENFORCEMENT');
		if (!may) expect(text.includes(HELD_PHONE), about).toBe(false);
	};
	await fc.assert(fc.asyncProperty(fuzzedRequests(createSchema()), check), { numRuns: runsOf(DOCUMENTS), endOnFailure: true });
	// Not all of it was refused, and not all of it was right.
	expect(statuses.get(200)).toBeGreaterThan(DOCUMENTS / 50);
	expect(statuses.get(400)).toBeGreaterThan(DOCUMENTS / 50);
	for (const line of logged) expect(line).not.toMatch(new RegExp(`${TYPED_NUMBER}|${TYPED_PHONE}|${HELD_PHONE}|王小明`));
	expect(logged.filter((line) => line.includes('did not expect'))).toEqual([]);
	const { rows } = await database.store.pool.query('select audit::text as row from audit');
	const audited = rows.map(({ row }: { row: string }) => row).join('\n');
	for (const value of [TYPED_NUMBER, TYPED_PHONE, HELD_PHONE, '王小明']) expect(audited.includes(value), value).toBe(false);
	expect((await api.ask('{ organisation(id: "org_a") { name } }')).data).toEqual({ organisation: { name: '启航' } });
});
