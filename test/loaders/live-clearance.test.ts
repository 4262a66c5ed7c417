import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createConnector } from '#connectors/create-connector.ts';
import type { SourceMapping } from '#core/mapping.ts';
import type { Connector } from '#core/ports.ts';
import { silentProgress } from '#core/ports.ts';
import { createTokeniser } from '#intake/tokens.ts';
import { verify } from '#jobs/verify.ts';
import { createLiveClearance } from '#jobs/verify-now.ts';
import { type Asking, startTestApi, type TestApi, testClock } from '../support/api.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { addOrganisation, addPerson, addRecord, clearData } from '../support/hub-data.ts';
import { makeSource, makeTable } from '../support/intake-records.ts';
import { type LoopbackPolice, startLoopbackPolice } from '../support/loopback-police.ts';

const tokeniser = createTokeniser('a secret of a test deployment');
const tokenOf = (number: string) => tokeniser.tokensOf(number).tokens.find(({ kind }) => kind === 'full')?.value ?? '';

/** Invented numbers with right check characters, from a region that is not assigned. */
const NUMBERS = ['990101199001010019', '990101199001010027', '990101199001010035', '990101199001010043'] as const;
const LICENCE = '199000000001';

let database: TestDatabase;
let police: LoopbackPolice;
let education: SourceMapping;
let connectors: Map<string, Connector>;
let api: TestApi;
/** Audit rows from before the test: they can only be added to. */
let before: string;

beforeAll(async () => {
	database = await createTestDatabase();
	await database.store.pool.query('create schema agency; create table agency.staff (id text, name text, number text)');
	education = makeSource({
		id: 'education',
		modes: ['replicate', 'lookup'],
		connector: {
			type: 'postgres',
			url: database.url,
			schema: 'agency',
			timeoutMs: 2000,
			retries: 0,
			pageSize: 100,
			timezone: 'Asia/Shanghai',
		},
		tables: [
			makeTable({
				recordType: 'staff',
				kind: 'staff',
				from: 'staff',
				key: [{ columns: ['id'] }],
				fields: { person: { person: { name: { columns: ['name'] }, identityNumber: { columns: ['number'] } } } },
			}),
		],
	});
});
afterAll(() => database.drop());

beforeEach(async () => {
	await clearData(database.store.db);
	await database.store.pool.query('truncate agency.staff, clearance, person_token');
	before = (await database.store.pool.query('select coalesce(max(audit_id), 0) as id from audit')).rows[0].id;
	police = await startLoopbackPolice();
	const sources = [education, police.source];
	connectors = new Map(sources.map((source) => [source.id, createConnector(source)]));
	const liveClearance = createLiveClearance(deps());
	api = await startTestApi(database.store, { sources, liveClearance });
	await addOrganisation(database.store.db, { id: 'org_1' });
	await addRecord(database.store.db, {
		kind: 'licence',
		key: 'L1',
		organisationId: 'org_1',
		body: { licenceNo: LICENCE, status: 'ACTIVE' },
	});
});
afterEach(async () => {
	await api.stop();
	await police.stop();
	for (const connector of connectors.values()) await connector.stop();
});

const deps = () => ({
	store: database.store,
	sources: [education, police.source],
	connectorOf: ({ id }: SourceMapping) => connectors.get(id) as Connector,
	tokeniser,
	clock: testClock,
});

/** A person who teaches there; `number` null: what the source holds is unusable. */
async function addTeacher(n: number, { to = null as string | null, number = NUMBERS[n] as string | null } = {}): Promise<string> {
	const { db, pool } = database.store;
	const id = await addPerson(db, { id: `per_${n}`, name: `甄试${n}` });
	const body = { licenceNo: LICENCE, to, person: { name: `甄试${n}`, masked: '99**************19' } };
	await addRecord(db, {
		source: 'education',
		recordType: 'staff',
		kind: 'staff',
		key: `s${n}`,
		organisationId: 'org_1',
		body,
		people: { person: id },
	});
	await pool.query('insert into agency.staff values ($1, $2, $3)', [`s${n}`, `甄试${n}`, number ?? '99']);
	await pool.query('update person_mention set valid_number = $2 where person_id = $1', [id, number !== null]);
	if (number !== null)
		await pool.query(`insert into person_token select pid, 'full', $2 from person_mention where person_id = $1`, [id, tokenOf(number)]);
	return id;
}

const REVIEWER: Asking = { role: 'reviewer', purpose: 'REVIEW' };
const ask = (freshness: 'LIVE' | 'REPLICA' = 'LIVE', asking: Asking = REVIEWER) =>
	api.ask(
		`{ organisation(id: "org_1") { people { nodes { id clearance(freshness: ${freshness}) { result scope checkedAt validUntil freshness } } } } }`,
		asking,
	);
const clearances = (answer: Awaited<ReturnType<typeof ask>>) =>
	Object.fromEntries(answer.data.organisation.people.nodes.map(({ id, clearance }: { id: string; clearance: unknown }) => [id, clearance]));
const audit = async (action: string) =>
	(
		await database.store.pool.query('select caller, role, purpose, subject, row_count from audit where action = $1 and audit_id > $2', [
			action,
			before,
		])
	).rows;
const kept = async () => (await database.store.pool.query('select token, result, valid_until from clearance order by token')).rows;

const clear = { result: 'CLEAR', scope: 'ART62', checkedAt: '2025-05-31T04:00:00.000Z', validUntil: '2025-06-30T04:00:00.000Z' };

describe('clearance(freshness: LIVE)', () => {
	test('asks the police once about all, by name and number, and keeps the answers with scope and expiry', async () => {
		await addTeacher(0);
		await addTeacher(1);
		police.restricted.add(NUMBERS[1]);
		const answer = await ask();
		expect(answer.errors).toEqual([]);
		expect(clearances(answer)).toEqual({
			per_0: { ...clear, freshness: 'LIVE' },
			per_1: { ...clear, result: 'RESTRICTED', freshness: 'LIVE' },
		});
		expect(police.calls.map(({ people, purpose }) => [purpose, people.map(({ name, idNumber }) => [name, idNumber])])).toEqual([
			[
				'STAFF_CHECK',
				[
					['甄试0', NUMBERS[0]],
					['甄试1', NUMBERS[1]],
				],
			],
		]);
		expect(await kept()).toHaveLength(2);
		expect(answer.extensions.sources).toEqual([
			expect.objectContaining({ source: 'police', kind: 'clearance', keys: 2, freshness: 'LIVE' }),
		]);
		expect(answer.text).not.toMatch(/99010119/);
	});

	test('has the question with its purpose in the audit before it is put, by token and never by number', async () => {
		await addTeacher(0);
		let noted: unknown[] = [];
		police.before = async () => {
			noted = await audit('clearance:ask');
		};
		await ask();
		const subject = { source: 'police', purpose: 'STAFF_CHECK', tokens: [tokenOf(NUMBERS[0])] };
		expect(noted).toEqual([{ caller: 'a reviewer', role: 'reviewer', purpose: 'REVIEW', subject, row_count: 1 }]);
		expect(await audit('clearance:read')).toEqual([expect.objectContaining({ purpose: 'REVIEW', row_count: 1 })]);
	});

	test('asks about nobody who has left, and does not hide the others for it', async () => {
		await addTeacher(0, { to: '2025-05-30' });
		await addTeacher(1);
		const answer = await ask();
		expect([answer.errors, clearances(answer)]).toEqual([[], { per_0: null, per_1: { ...clear, freshness: 'LIVE' } }]);
		expect(police.calls.map(({ people }) => people.length)).toEqual([1]);
	});

	test('says UNKNOWN of whom no usable number is held, without asking', async () => {
		await addTeacher(0, { number: null });
		expect(clearances(await ask())).toEqual({
			per_0: { result: 'UNKNOWN', scope: null, checkedAt: null, validUntil: null, freshness: 'LIVE' },
		});
		expect([police.calls, await audit('clearance:ask')]).toEqual([[], []]);
	});

	test.each(['hangs', 'garbage', 'errors', 'drops'] as const)(
		'gives the kept answer when the police call %s, and an error where none is kept',
		async (fault) => {
			await addTeacher(0);
			await ask();
			await addTeacher(1);
			police.faults = Array.from({ length: 8 }, () => fault);
			const answer = await ask();
			expect(clearances(answer)).toEqual({ per_0: { ...clear, freshness: 'REPLICA' }, per_1: null });
			expect(answer.errors.map(({ path, extensions }) => [path, extensions.code])).toEqual([
				[['organisation', 'people', 'nodes', 1, 'clearance'], fault === 'garbage' ? 'SOURCE_MALFORMED' : 'SOURCE_UNAVAILABLE'],
			]);
			expect(answer.extensions.sources).toEqual([expect.objectContaining({ source: 'police', freshness: 'REPLICA' })]);
			expect(answer.text).not.toMatch(/127\.0\.0\.1|99010119/);
		},
	);

	test.each<[string, Asking]>([
		['an analyst', { role: 'analyst', purpose: 'ANALYSIS' }],
		['an auditor', { role: 'auditor', purpose: 'AUDIT' }],
		['a reviewer who does not see the source', { ...REVIEWER, sources: ['education', 'registry'] }],
	])('is not asked for %s', async (_, asking) => {
		await addTeacher(0);
		const { errors } = await ask('LIVE', asking);
		expect([errors.map(({ extensions }) => extensions.code), police.calls, await kept()]).toEqual([['ACCESS_DENIED'], [], []]);
	});
});

describe('clearance', () => {
	test('is the kept answer, audited; null before anybody asked', async () => {
		await addTeacher(0);
		await addTeacher(1, { to: '2025-05-30' });
		await verify({ ...deps(), asOf: '2025-05-31', progress: silentProgress, signal: new AbortController().signal });
		expect(clearances(await ask('REPLICA'))).toEqual({ per_0: { ...clear, freshness: 'REPLICA' }, per_1: null });
		expect(await audit('clearance:read')).toEqual([expect.objectContaining({ subject: { read: ['per_0'] } })]);
	});

	test('is refused to those who may read people but not police answers', async () => {
		await addTeacher(0);
		const { data, errors } = await ask('REPLICA', { role: 'analyst', purpose: 'ANALYSIS' });
		expect([data.organisation.people.nodes[0].clearance, errors[0]?.extensions.code]).toEqual([null, 'ACCESS_DENIED']);
	});
});

describe('the nightly round over real HTTP', () => {
	const round = () => verify({ ...deps(), asOf: '2025-05-31', progress: silentProgress, signal: new AbortController().signal });

	test('tries again what was busy or broke off, and ends with everybody answered', async () => {
		for (const n of [0, 1]) await addTeacher(n);
		police.faults = ['busy'];
		expect(await round()).toMatchObject({ state: 'FRESH', due: 2, asked: 2, answered: 2 });
		expect(police.calls).toHaveLength(2);
		expect(await audit('clearance:ask')).toHaveLength(1);
	});

	test('leaves who was not answered for the next round', async () => {
		await addTeacher(0);
		police.faults = ['garbage', 'garbage'];
		expect(await round()).toMatchObject({ state: 'FAILED', asked: 1, answered: 0 });
		expect(await kept()).toEqual([]);
		expect(await round()).toMatchObject({ state: 'FRESH', answered: 1 });
	});

	test('shares its limit of calls with questions at query time', async () => {
		for (const n of [0, 1]) await addTeacher(n);
		await Promise.all([round(), ask(), ask(), ask(), ask(), ask()]);
		const at = police.calls.map((call) => call.at).sort((a, b) => a - b);
		// Five calls a second: of any six, the last comes at least a second after the first (a little less by this clock).
		expect(at).toHaveLength(6);
		expect((at[5] as number) - (at[0] as number)).toBeGreaterThan(900);
	});
});
