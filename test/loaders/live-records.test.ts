import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { HubError } from '#core/errors.ts';
import { kindDef } from '#core/kinds.ts';
import type { SourceMapping } from '#core/mapping.ts';
import type { LiveSource } from '#core/ports.ts';
import type { Body, IntakeRecord } from '#core/records.ts';
import { type Asking, startTestApi, type TestApi } from '../support/api.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { addOrganisation, addRecord, forgetAudit } from '../support/hub-data.ts';

const registry: SourceMapping = {
	id: 'registry',
	agency: { zh: '市场监管', en: 'market regulation' },
	modes: ['replicate', 'lookup'],
	connector: { type: 'rest', timeoutMs: 1000, retries: 0, pageSize: 100, timezone: 'Asia/Shanghai' },
	overlapMinutes: 60,
	tables: [{ recordType: 'registration', kind: 'registration', from: 'register', key: [], fields: {} }],
	liveDeadlineMs: 300,
};

const CODES = ['91330106MA0000001X', '91330106MA0000002X', '91330106MA0000003X'];

function makeLiveRecord(creditCode: string, overrides: Partial<Body<'registration'>> = {}): IntakeRecord<'registration'> {
	const empty = Object.fromEntries(Object.keys(kindDef('registration').fields).map((field) => [field, null]));
	const body = {
		...empty,
		creditCode,
		status: 'REVOKED',
		head: { name: '王小明', masked: '99**************31' },
		...overrides,
	} as Body<'registration'>;
	const ref = { source: 'registry', recordType: 'registration', recordKey: creditCode };
	return { ...ref, kind: 'registration', body, faults: [], keys: [], people: [], stamp: null, asOf: '2025-05-31', contentHash: 'hash' };
}

/** A register behind real HTTP that answers for some codes, late, wrongly or not at all; counts what it is asked. */
let behaviour: 'answers' | 'hangs' | 'fails' = 'answers';
let asked: string[][] = [];
let agency: Server;
let live: LiveSource;
let database: TestDatabase;
let api: TestApi;

beforeAll(async () => {
	agency = createServer((request, response) => {
		const codes = new URL(request.url ?? '/', 'http://agency').searchParams.getAll('code');
		asked.push(codes);
		if (behaviour === 'hangs') return;
		if (behaviour === 'fails') response.writeHead(503).end();
		else response.end(JSON.stringify(codes.filter((code) => code !== CODES[2])));
	});
	await new Promise<void>((listening) => agency.listen(0, '127.0.0.1', listening));
	const address = `http://127.0.0.1:${(agency.address() as AddressInfo).port}`;
	live = {
		source: 'registry',
		deadlineMs: registry.liveDeadlineMs,
		askedBy: () => ({ recordKey: true, creditCode: true }),
		async lookup({ recordKeys, creditCodes }, signal) {
			const keys = [...new Set([...recordKeys, ...creditCodes])];
			const response = await fetch(`${address}/?${keys.map((key) => `code=${key}`).join('&')}`, { signal });
			if (!response.ok) throw new HubError('SOURCE_UNAVAILABLE', `user hub at ${address} got ${response.status}`, { source: 'registry' });
			return ((await response.json()) as string[]).map((code) => makeLiveRecord(code));
		},
	};
	database = await createTestDatabase();
	const { db } = database.store;
	for (const [n, creditCode] of CODES.entries()) {
		const id = await addOrganisation(db, { id: `org_${n}`, creditCode });
		await addRecord(db, { kind: 'registration', key: creditCode, organisationId: id, body: { creditCode, status: 'ACTIVE' } });
	}
	await addOrganisation(db, { id: 'org_codeless' });
	await addOrganisation(db, { id: 'org_unknown', creditCode: '91330106MA0000009X' });
	const table = { source: 'registry', record_type: 'registration', cursor: null, failing_since: null, last_error: null };
	await db
		.insertInto('source_state')
		.values({ ...table, as_of: '2025-05-31', last_success_at: '2025-05-31 11:00:00+08' })
		.execute();
	api = await startTestApi(database.store, { sources: [registry], liveSources: new Map([['registry', live]]) });
});
afterAll(async () => {
	await api.stop();
	await database.drop();
	agency.closeAllConnections();
	agency.close();
});
beforeEach(() => {
	behaviour = 'answers';
	asked = [];
});

const ask = (asking: Asking = {}, only = 'organisations(orderBy: NAME_ASC, filter: { withRecords: [REGISTRATION] }) { nodes') =>
	api.ask(
		`{ ${only} { id registration(freshness: LIVE) { status freshness replicaAgeSeconds head { name person { id } } provenance { firstSeen asOf } } } ${only.includes('nodes') ? '} }' : '}'}`,
		asking,
	);

describe('registration(freshness: LIVE)', () => {
	test('asks the agency once for the whole list and says who answered', async () => {
		const { data, errors, extensions } = await ask();
		expect(errors).toEqual([]);
		expect(asked.map((codes) => codes.toSorted())).toEqual([CODES]);
		const answer = {
			status: 'REVOKED',
			freshness: 'LIVE',
			replicaAgeSeconds: null,
			head: { name: '王**', person: null },
			provenance: { firstSeen: null, asOf: '2025-05-31' },
		};
		expect(data.organisations.nodes).toEqual([
			{ id: 'org_0', registration: answer },
			{ id: 'org_1', registration: answer },
			{ id: 'org_2', registration: null },
		]);
		const source = { source: 'registry', kind: 'registration', keys: 6, freshness: 'LIVE', code: null, message: null, replicaAt: null };
		expect(extensions?.sources).toEqual([source]);
	});

	test('is not written to the store', async () => {
		await ask();
		const { body } = await database.store.db
			.selectFrom('record')
			.select('body')
			.where('record_key', '=', CODES[0] as string)
			.executeTakeFirstOrThrow();
		expect(body).toMatchObject({ status: 'ACTIVE' });
	});

	test('is audited like any other read of a name', async () => {
		await forgetAudit(database.store.db);
		const { data } = await ask({ role: 'reviewer', purpose: 'REVIEW' });
		expect(data.organisations.nodes[0].registration.head.name).toBe('王小明');
		const rows = await database.store.db.selectFrom('audit').select(['action', 'row_count']).execute();
		expect(rows).toEqual([
			{ action: 'personName:read', row_count: 2 },
			{ action: 'query:run', row_count: expect.any(Number) },
		]);
	});

	test.each(['hangs', 'fails'] as const)('falls back to the replica with its age when the agency %s', async (fault) => {
		behaviour = fault;
		const { data, errors, extensions, text } = await ask();
		expect(errors).toEqual([]);
		expect(data.organisations.nodes.map((node: { registration: object }) => node.registration)).toEqual(
			[0, 1, 2].map(() => expect.objectContaining({ status: 'ACTIVE', freshness: 'REPLICA', replicaAgeSeconds: 3600 })),
		);
		expect(extensions.sources).toEqual([
			expect.objectContaining({ freshness: 'REPLICA', code: 'SOURCE_UNAVAILABLE', replicaAt: '2025-05-31T03:00:00.000Z' }),
		]);
		expect(text).not.toMatch(/127\.0\.0\.1|user hub/);
	});

	test('is an error that names the source, not an empty answer, where the replica has none either', async () => {
		behaviour = 'fails';
		const { data, errors } = await ask({}, 'organisation(id: "org_unknown")');
		expect(data).toEqual({ organisation: { id: 'org_unknown', registration: null } });
		expect(errors).toEqual([
			expect.objectContaining({ path: ['organisation', 'registration'], extensions: { code: 'SOURCE_UNAVAILABLE', source: 'registry' } }),
		]);
	});

	test('does not ask for an organisation without a credit code', async () => {
		const { data } = await ask({}, 'organisation(id: "org_codeless")');
		expect([data.organisation.registration, asked]).toEqual([null, []]);
	});

	test.each<[string, Asking, string]>([
		['a dashboard', { role: 'dashboard' }, 'ACCESS_DENIED'],
		['a caller who does not see the source', { sources: ['other'] }, 'SOURCE_UNAVAILABLE'],
	])('is not asked for %s', async (_, asking, code) => {
		const { errors } = await ask(asking, 'organisation(id: "org_0")');
		expect([errors[0]?.extensions.code, asked]).toEqual([code, []]);
	});
});
