import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { liveSource } from '#compose-live.ts';
import { createConnector } from '#connectors/create-connector.ts';
import type { SourceMapping, TableMapping } from '#core/mapping.ts';
import type { Connector } from '#core/ports.ts';
import { createTokeniser } from '#intake/tokens.ts';
import { startTestApi, type TestApi } from '../support/api.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { addOrganisation, addRecord, clearData } from '../support/hub-data.ts';
import { makeSource, makeTable } from '../support/intake-records.ts';

/** Invented, with right check characters. */
const CODES = ['91990106MA00000017', '91990106MA0000002A'] as const;
const tokeniser = createTokeniser('a secret of a test deployment');
const column = (name: string) => ({ columns: [name] });

const licences: TableMapping = makeTable({
	recordType: 'permit',
	kind: 'licence',
	from: 'permit',
	key: [column('permit_no')],
	fields: { licenceNo: column('permit_no'), name: column('school'), creditCode: column('uscc'), authority: column('state') },
});
const nonprofits: TableMapping = makeTable({
	recordType: 'npo',
	kind: 'nonprofit',
	from: 'npo',
	key: [column('uscc'), column('title')],
	fields: { creditCode: column('uscc'), name: column('title'), supervisor: column('state') },
});

/** Agencies whose tables stand in schemas of the test's own database: real lookups through the mapping alone. */
let database: TestDatabase;
let connectors: Connector[] = [];
let apis: TestApi[] = [];
/** How often each agency was asked. */
let asked: { source: string; column: string; keys: readonly string[] }[] = [];

beforeAll(async () => {
	database = await createTestDatabase();
	await database.store.pool.query(`create schema agency;
		create table agency.permit (permit_no text, school text, uscc text, state text);
		create table agency.npo (uscc text, title text, state text)`);
});
afterAll(async () => {
	await database.drop();
});
beforeEach(async () => {
	await Promise.all(apis.map((api) => api.stop()));
	await Promise.all(connectors.map((connector) => connector.stop()));
	[apis, connectors, asked] = [[], [], []];
	await clearData(database.store.db);
	await database.store.pool.query('truncate agency.permit, agency.npo; delete from source_state');
	await addOrganisation(database.store.db, { id: 'org_a', name: 'a', creditCode: CODES[0] });
	await addOrganisation(database.store.db, { id: 'org_b', name: 'b', creditCode: CODES[1] });
});
afterAll(async () => {
	await Promise.all(apis.map((api) => api.stop()));
	await Promise.all(connectors.map((connector) => connector.stop()));
});

const inDatabase = (id: string, table: TableMapping): SourceMapping =>
	makeSource({
		id,
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
		tables: [table],
		liveDeadlineMs: 2000,
	});
const inFiles = (id: string, table: TableMapping): SourceMapping =>
	makeSource({ id, modes: ['replicate'], connector: { ...makeSource().connector, type: 'xlsx' }, tables: [table] });

async function start(sources: readonly SourceMapping[], fault: { source: string } | null = null): Promise<TestApi> {
	const live = sources
		.filter(({ modes }) => modes.includes('lookup'))
		.map((source) => {
			const connector =
				fault?.source === source.id
					? createConnector({ ...source, connector: { ...source.connector, url: 'postgres://postgres@127.0.0.1:9/none' } })
					: createConnector(source);
			connectors.push(connector);
			const watched: Connector = Object.create(connector, {
				lookup: {
					value: (...args: Parameters<Connector['lookup']>) => {
						asked.push({ source: source.id, column: args[2], keys: args[3] });
						return connector.lookup(...args);
					},
				},
			});
			return [source.id, liveSource({ connectorOf: () => watched, tokeniser }, source)] as const;
		});
	const api = await startTestApi(database.store, { sources, liveSources: new Map(live) });
	apis.push(api);
	return api;
}

const permit = (no: string, code: string | null, state = 'now') =>
	database.store.pool.query('insert into agency.permit values ($1, $2, $3, $4)', [no, `学校${no}`, code, state]);
const replica = (
	source: string,
	kind: 'licence' | 'nonprofit',
	key: string,
	{ organisationId = 'org_a', code = null as string | null } = {},
) =>
	addRecord(database.store.db, {
		source,
		kind,
		recordType: kind === 'licence' ? 'permit' : 'npo',
		key,
		organisationId,
		body: kind === 'licence' ? { licenceNo: key, creditCode: code, authority: 'then' } : { creditCode: code, supervisor: 'then' },
	});
const wasRead = (source: string, recordType: string) =>
	database.store.db
		.insertInto('source_state')
		.values({
			source,
			record_type: recordType,
			cursor: null,
			failing_since: null,
			last_error: null,
			as_of: '2025-05-31',
			last_success_at: '2025-05-31 11:00:00+08',
		})
		.execute();

const LICENCES = `query ($first: Int = 20, $after: String) { organisations(orderBy: NAME_ASC) { nodes { id
	licences(freshness: LIVE, first: $first, after: $after) { nodes { licenceNo authority freshness replicaAgeSeconds } pageInfo { hasNextPage endCursor } } } } }`;
const NONPROFITS =
	'{ organisations(orderBy: NAME_ASC) { nodes { nonprofits(freshness: LIVE) { nodes { creditCode supervisor freshness replicaAgeSeconds } } } } }';
const now = (licenceNo: string) => ({ licenceNo, authority: 'now', freshness: 'LIVE', replicaAgeSeconds: null });
const then = (licenceNo: string) => ({ licenceNo, authority: 'then', freshness: 'REPLICA', replicaAgeSeconds: 3600 });
const nodesOf = (answer: { data: { organisations: { nodes: { licences: { nodes: unknown[] } | null }[] } } }) =>
	answer.data.organisations.nodes.map(({ licences: page }) => page?.nodes ?? null);

describe('licences(freshness: LIVE)', () => {
	test('are each as the agency has them, with those that the replica does not know and without those that are gone', async () => {
		const api = await start([inDatabase('schools', licences)]);
		for (const key of ['199000000001', '199000000003']) await replica('schools', 'licence', key);
		await permit('199000000001', null);
		await permit('199000000002', CODES[0]);
		await permit('199000000009', CODES[1]);
		const answer = await api.ask(LICENCES);
		expect(answer.errors).toEqual([]);
		expect(nodesOf(answer)).toEqual([[now('199000000001'), now('199000000002')], [now('199000000009')]]);
		expect(answer.extensions.sources).toEqual([
			{ source: 'schools', kind: 'licence', keys: 4, freshness: 'LIVE', code: null, message: null, replicaAt: null },
		]);
	});

	test('are one lookup a column for the whole query', async () => {
		const api = await start([inDatabase('schools', licences)]);
		await replica('schools', 'licence', '199000000001');
		await replica('schools', 'licence', '199000000002', { organisationId: 'org_b' });
		await api.ask(LICENCES);
		expect(asked.map(({ column: name, keys }) => [name, keys.toSorted()])).toEqual([
			['permit_no', ['199000000001', '199000000002']],
			['uscc', [...CODES]],
		]);
	});

	test('page by key without losing or doubling what only the agency knows', async () => {
		const api = await start([inDatabase('schools', licences)]);
		for (const key of ['199000000001', '199000000003', '199000000005']) await replica('schools', 'licence', key);
		for (const key of [1, 2, 3, 4, 5, 6]) await permit(`19900000000${key}`, CODES[0]);
		const seen: string[] = [];
		let after: string | null = null;
		do {
			const { data } = await api.ask(LICENCES, { variables: { first: 1, after } });
			const page = data.organisations.nodes[0].licences;
			seen.push(...page.nodes.map(({ licenceNo }: { licenceNo: string }) => licenceNo));
			after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
		} while (after !== null);
		expect(seen).toEqual([1, 2, 3, 4, 5, 6].map((key) => `19900000000${key}`));
	});

	test('of two agencies are each answered by its own; one that is away never empties the list', async () => {
		await wasRead('schools', 'permit');
		await wasRead('town', 'permit');
		await replica('schools', 'licence', '199000000001');
		await replica('town', 'licence', '199000000002');
		await permit('199000000001', null);
		const api = await start([inDatabase('schools', licences), inDatabase('town', licences)], { source: 'town' });
		const answer = await api.ask(LICENCES);
		expect(nodesOf(answer)[0]).toEqual([now('199000000001'), then('199000000002')]);
		const told = answer.extensions.sources.map(({ source, freshness, code }: Record<string, string>) => [source, freshness, code]);
		expect(told.toSorted()).toEqual([
			['schools', 'LIVE', null],
			['town', 'REPLICA', 'SOURCE_UNAVAILABLE'],
		]);
	});

	test('are null with an error that names the source where neither the agency nor the replica has any', async () => {
		await wasRead('schools', 'permit');
		await replica('schools', 'licence', '199000000001');
		const answer = await (await start([inDatabase('schools', licences)], { source: 'schools' })).ask(LICENCES);
		expect(nodesOf(answer)).toEqual([[then('199000000001')], null]);
		expect(answer.errors).toEqual([
			expect.objectContaining({
				path: ['organisations', 'nodes', 1, 'licences', 'nodes'],
				extensions: { code: 'SOURCE_UNAVAILABLE', source: 'schools' },
			}),
		]);
	});

	test('are not asked for by a role that may not', async () => {
		const answer = await (await start([inDatabase('schools', licences)])).ask(LICENCES, { role: 'dashboard' });
		expect([answer.errors[0]?.extensions.code, asked]).toEqual(['ACCESS_DENIED', []]);
	});
});

describe('nonprofits(freshness: LIVE)', () => {
	const nodes = (answer: { data: { organisations: { nodes: { nonprofits: { nodes: unknown[] } | null }[] } } }) =>
		answer.data.organisations.nodes.map(({ nonprofits: page }) => page?.nodes ?? null);

	test('are the replica with its age where the agency only sends files, and the answer says so', async () => {
		await wasRead('civil', 'npo');
		await replica('civil', 'nonprofit', CODES[0], { code: CODES[0] });
		const answer = await (await start([inFiles('civil', nonprofits)])).ask(NONPROFITS);
		expect(answer.errors).toEqual([]);
		expect(nodes(answer)).toEqual([[{ creditCode: CODES[0], supervisor: 'then', freshness: 'REPLICA', replicaAgeSeconds: 3600 }], []]);
		expect(answer.extensions.sources).toEqual([
			expect.objectContaining({
				source: 'civil',
				kind: 'nonprofit',
				freshness: 'REPLICA',
				code: 'NOT_OFFERED',
				replicaAt: '2025-05-31T03:00:00.000Z',
			}),
		]);
	});

	test('are an error where such files were never read', async () => {
		const answer = await (await start([inFiles('civil', nonprofits)])).ask(NONPROFITS);
		expect([nodes(answer), answer.errors[0]?.extensions.code]).toEqual([[null, null], 'SOURCE_UNAVAILABLE']);
	});

	test('are asked of an agency with a database by configuration alone, by the column of the credit code', async () => {
		await replica('civil', 'nonprofit', CODES[0], { code: CODES[0] });
		await replica('civil', 'nonprofit', '无码学校');
		await database.store.pool.query(`insert into agency.npo values ('${CODES[0]}', '甲校', 'now')`);
		const answer = await (await start([inDatabase('civil', nonprofits)])).ask(NONPROFITS);
		expect(nodes(answer)[0]).toEqual([
			expect.objectContaining({ creditCode: CODES[0], supervisor: 'now', freshness: 'LIVE' }),
			expect.objectContaining({ creditCode: null, supervisor: 'then', freshness: 'REPLICA' }),
		]);
		expect(asked.map(({ column: name }) => name)).toEqual(['uscc']);
	});
});
