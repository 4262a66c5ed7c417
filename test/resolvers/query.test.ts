import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { SourceMapping } from '#core/mapping.ts';
import { startTestApi, type TestApi } from '../support/api.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { addFlag, addOrganisation, addPerson, addRecord, clearData } from '../support/hub-data.ts';

const registry: SourceMapping = {
	id: 'registry',
	agency: { zh: '市场监管', en: 'market regulation' },
	modes: ['replicate', 'lookup'],
	connector: { type: 'rest', timeoutMs: 1000, retries: 0, pageSize: 100, timezone: 'Asia/Shanghai' },
	overlapMinutes: 60,
	tables: [
		{ recordType: 'register', kind: 'registration', from: 'register', key: [], fields: {} },
		{ recordType: 'changes', kind: 'registrationChange', from: 'changes', key: [], fields: {} },
	],
	liveDeadlineMs: 300,
};

let database: TestDatabase;
let api: TestApi;
const db = () => database.store.db;

beforeAll(async () => {
	database = await createTestDatabase();
	api = await startTestApi(database.store, { sources: [registry] });
});
afterAll(async () => {
	await api.stop();
	await database.drop();
});
beforeEach(() => clearData(db()));

const PAGE = `query ($orderBy: OrganisationOrder!, $after: String) {
	organisations(first: 2, orderBy: $orderBy, after: $after) { nodes { id } edges { cursor } pageInfo { hasNextPage endCursor } }
}`;

async function pageThrough(orderBy: string, between: () => Promise<unknown> = async () => {}): Promise<string[]> {
	const seen: string[] = [];
	let after: string | null = null;
	for (;;) {
		const { data, errors } = await api.ask(PAGE, { variables: { orderBy, after } });
		expect(errors).toEqual([]);
		seen.push(...data.organisations.nodes.map((node: { id: string }) => node.id));
		expect(data.organisations.edges.at(-1)?.cursor ?? null).toBe(data.organisations.pageInfo.endCursor);
		if (!data.organisations.pageInfo.hasNextPage) return seen;
		after = data.organisations.pageInfo.endCursor;
		await between();
	}
}

describe('organisations', () => {
	beforeEach(async () => {
		for (const [n, riskScore] of [50, 50, 50, 80, 10].entries()) {
			await addOrganisation(db(), { id: `org_${n}`, name: `机构${5 - n}`, riskScore, firstSeen: `2025-05-0${1 + (n % 2)}` });
		}
	});

	test.each([
		['RISK_DESC', ['org_3', 'org_0', 'org_1', 'org_2', 'org_4']],
		['NAME_ASC', ['org_4', 'org_3', 'org_2', 'org_1', 'org_0']],
		['FIRST_SEEN_DESC', ['org_1', 'org_3', 'org_0', 'org_2', 'org_4']],
	])('in the order %s come page by page without doubles or gaps, ties by id', async (orderBy, ids) => {
		expect(await pageThrough(orderBy)).toEqual(ids);
	});

	test('that come or change between two pages neither double nor hide what follows', async () => {
		const change = async () => {
			await addOrganisation(db(), { id: `org_late${Date.now()}${Math.random().toString().slice(2)}`, riskScore: 99 });
			await db().updateTable('organisation').set({ risk_score: 95 }).where('organisation_id', '=', 'org_3').execute();
		};
		expect(await pageThrough('RISK_DESC', change)).toEqual(['org_3', 'org_0', 'org_1', 'org_2', 'org_4']);
	});

	test('refuse the cursor of another order', async () => {
		const { data } = await api.ask(PAGE, { variables: { orderBy: 'NAME_ASC' } });
		const { errors } = await api.ask(PAGE, { variables: { orderBy: 'RISK_DESC', after: data.organisations.pageInfo.endCursor } });
		expect(errors[0]).toMatchObject({ extensions: { code: 'INVALID_INPUT' }, message: expect.stringContaining('another list or order') });
	});
});

describe('the filter of organisations', () => {
	beforeEach(async () => {
		const flagged = await addOrganisation(db(), { id: 'org_flagged', severity: 'HIGH', riskScore: 70, divisionCode: '330106' });
		const cleared = await addOrganisation(db(), { id: 'org_cleared', severity: null, divisionCode: '330205', firstSeen: '2025-05-20' });
		await addOrganisation(db(), { id: 'org_place', registered: false, severity: 'LOW', riskScore: 20, divisionCode: '330110' });
		await addFlag(db(), { id: 'flag_1', organisationId: flagged, code: 'LESSON_TOO_LATE', status: 'ONGOING' });
		await addFlag(db(), { id: 'flag_2', organisationId: cleared, code: 'LESSON_TOO_LATE', status: 'CLEARED' });
		await addRecord(db(), { kind: 'licence', key: 'L1', organisationId: flagged });
		await addRecord(db(), { kind: 'penalty', key: 'F1', organisationId: flagged });
		await addRecord(db(), { kind: 'penalty', key: 'F2', organisationId: cleared });
	});

	test.each([
		['divisionCode: "330100"', ['org_flagged', 'org_place']],
		['divisionCode: "330106"', ['org_flagged']],
		['registered: false', ['org_place']],
		['flagCodes: [LESSON_TOO_LATE]', ['org_flagged']],
		['minSeverity: LOW', ['org_flagged', 'org_place']],
		['minSeverity: CRITICAL', []],
		['minRiskScore: 70', ['org_flagged']],
		['firstSeenFrom: "2025-05-20"', ['org_cleared']],
		['withRecords: [PENALTY]', ['org_cleared', 'org_flagged']],
		['withRecords: [PENALTY, LICENCE]', ['org_flagged']],
		['withRecords: [PENALTY], withoutRecords: [LICENCE]', ['org_cleared']],
		['industry: "P83"', ['org_cleared', 'org_flagged', 'org_place']],
		['industry: "R"', []],
		['statuses: ["REVOKED"]', []],
	])('%s finds %j, and counts them', async (filter, ids) => {
		const { data, errors } = await api.ask(`{ organisations(filter: { ${filter} }) { totalCount nodes { id } } }`);
		expect(errors).toEqual([]);
		expect(data.organisations.nodes.map((node: { id: string }) => node.id).toSorted()).toEqual(ids);
		expect(data.organisations.totalCount).toBe(ids.length);
	});

	test('does not tell of records that the caller may not read', async () => {
		const { data, errors } = await api.ask('{ organisations(filter: { withRecords: [INCIDENT] }) { totalCount } }', { role: 'dashboard' });
		expect([data, errors[0]?.extensions.code]).toEqual([{ organisations: { totalCount: null } }, 'ACCESS_DENIED']);
	});

	test('refuses a division code that is none', async () => {
		const { errors } = await api.ask('{ organisations(filter: { divisionCode: "33" }) { totalCount } }');
		expect(errors[0]?.extensions.code).toBe('INVALID_INPUT');
	});
});

describe('flags', () => {
	beforeEach(async () => {
		const [a, b] = [await addOrganisation(db(), { id: 'org_a' }), await addOrganisation(db(), { id: 'org_b', divisionCode: '330205' })];
		await addFlag(db(), { id: 'flag_1', organisationId: a, score: '0.9000', severity: 'LOW', firstSeen: '2025-05-01' });
		await addFlag(db(), {
			id: 'flag_2',
			organisationId: a,
			score: '0.5000',
			severity: 'CRITICAL',
			firstSeen: '2025-05-02',
			code: 'LESSON_TOO_LATE',
		});
		await addFlag(db(), { id: 'flag_3', organisationId: b, score: '0.9000', severity: 'HIGH', firstSeen: '2025-05-03' });
		await addFlag(db(), { id: 'flag_4', organisationId: b, status: 'CLEARED' });
	});

	test.each([
		['', ['flag_3', 'flag_2', 'flag_1']],
		['orderBy: SCORE_DESC', ['flag_1', 'flag_3', 'flag_2']],
		['filter: { statuses: [CLEARED] }', ['flag_4']],
		['filter: { codes: [LESSON_TOO_LATE] }', ['flag_2']],
		['filter: { minSeverity: HIGH }', ['flag_3', 'flag_2']],
		['filter: { minScore: 0.6, divisionCode: "330106" }', ['flag_1']],
		[
			'filter: { firstSeenFrom: "2025-05-02", lastSeenFrom: "2025-05-31", categories: [HIDDEN_TRAINING, TEACHING_RULES] }',
			['flag_3', 'flag_2'],
		],
	])('(%s) gives %j page by page, and counts them', async (args, ids) => {
		const seen: string[] = [];
		let after: string | null = null;
		do {
			const { data, errors } = await api.ask(
				`query ($after: String) { flags(first: 1, after: $after, ${args}) { totalCount nodes { id } pageInfo { hasNextPage endCursor } } }`,
				{ variables: { after } },
			);
			expect(errors).toEqual([]);
			expect(data.flags.totalCount).toBe(ids.length);
			seen.push(...data.flags.nodes.map((node: { id: string }) => node.id));
			after = data.flags.pageInfo.hasNextPage ? data.flags.pageInfo.endCursor : null;
		} while (after !== null);
		expect(seen).toEqual(ids);
	});

	test('of an organisation say whom they are about to those who may read people', async () => {
		await addPerson(db(), { id: 'per_a', name: '王小明' });
		await addRecord(db(), { kind: 'staff', key: 'S1', organisationId: 'org_a', people: { person: 'per_a' } });
		await addFlag(db(), { id: 'flag_5', organisationId: 'org_a', code: 'IN_SERVICE_TEACHER', personId: 'per_a' });
		const query = '{ flag(id: "flag_5") { code title { zh en } legalBasis person { id name } organisation { id } } }';
		const [open, hidden] = [await api.ask(query, { role: 'reviewer', purpose: 'REVIEW' }), await api.ask(query, { role: 'dashboard' })];
		expect(open.data.flag).toMatchObject({
			code: 'IN_SERVICE_TEACHER',
			person: { id: 'per_a', name: '王小明' },
			organisation: { id: 'org_a' },
		});
		expect(hidden.data.flag).toMatchObject({ code: 'IN_SERVICE_TEACHER', person: null });
	});
});

describe('search', () => {
	beforeEach(async () => {
		for (const [id, name] of [
			['org_1', '杭州启航教育咨询有限公司'],
			['org_2', '启航托管中心'],
			['org_3', '宁波启杭文化有限公司'],
			['org_4', '杭州远帆教育咨询有限公司'],
		] as const)
			await addOrganisation(db(), { id, name });
		await addRecord(db(), { kind: 'licence', key: 'L1', organisationId: 'org_2', licenceNo: '133010670000123' });
	});
	const search = async (text: string) => {
		const { data } = await api.ask('query ($text: String!) { search(text: $text) { complete hits { score organisation { id } } } }', {
			variables: { text },
		});
		return data.search;
	};
	const ids = (found: { hits: { organisation: { id: string } }[] }) => found.hits.map(({ organisation }) => organisation.id);

	test.each([
		['启航', ['org_2', 'org_1']],
		['启航教育咨询', ['org_1', 'org_4']],
		['教育諮詢', ['org_1', 'org_4']],
		['杭州 教育', ['org_1', 'org_4']],
		['杭州（启航）', ['org_1']],
		['ｘ学校', []],
		['133010670000123', ['org_2']],
	])('%s finds %j, best first', async (text, expected) => {
		expect(ids(await search(text))).toEqual(expected);
	});

	test('puts a name that holds the text before one that only an earlier name of the organisation does', async () => {
		await addOrganisation(db(), { id: 'org_5', name: '远' });
		await db().insertInto('search_gram').values({ gram: '启航', organisation_id: 'org_5' }).execute();
		expect(ids(await search('启航'))).toEqual(['org_2', 'org_1', 'org_5']);
	});

	test('gives the share of the text that was found', async () => {
		const { hits, complete } = await search('启航教育咨询');
		expect([hits.map(({ score }: { score: number }) => score), complete]).toEqual([[1, 0.6], true]);
	});

	test('asks for more than one character', async () => {
		const { data, errors } = await api.ask('{ search(text: "启 ") { complete } }');
		expect([data, errors[0]?.extensions.code]).toEqual([{ search: null }, 'INVALID_INPUT']);
	});

	test('says when a word is so common that not all was looked through', async () => {
		const rows = Array.from({ length: 3001 }, (_, n) => ({ organisation_id: `org_x${n}`, gram: '学校' }));
		const seeds = rows.map(({ organisation_id }) => ({
			organisation_id,
			registered: true,
			name: '学校',
			first_seen: '2025-05-01',
			founder_source: 'registry',
			founder_type: 'business',
			founder_key: organisation_id,
		}));
		await db().insertInto('organisation').values(seeds).execute();
		await db().insertInto('search_gram').values(rows).execute();
		expect((await search('学校')).complete).toBe(false);
		expect((await search('启航')).complete).toBe(true);
	});
});

describe('sources', () => {
	test('are told with how fresh each table is; what failed only to those who run the hub', async () => {
		const common = { source: 'registry', cursor: null, as_of: '2025-05-30', last_success_at: '2025-05-31 02:00:00+08' };
		await db()
			.insertInto('source_state')
			.values({ ...common, record_type: 'register', failing_since: '2025-05-31 10:00:00+08', last_error: 'refused' })
			.execute();
		const query = '{ sources { id agency { zh } modes state tables { recordType kind asOf lastSuccessAt failingSince lastError state } } }';
		const { data } = await api.ask(query, { role: 'admin' });
		const never = { asOf: null, lastSuccessAt: null, failingSince: null, lastError: null, state: 'NEVER' };
		const failed = {
			recordType: 'register',
			kind: 'REGISTRATION',
			asOf: '2025-05-30',
			lastSuccessAt: '2025-05-30T18:00:00.000Z',
			failingSince: '2025-05-31T02:00:00.000Z',
			lastError: 'refused',
			state: 'FAILED',
		};
		const tables = [failed, { recordType: 'changes', kind: 'REGISTRATION_CHANGE', ...never }];
		expect(data.sources).toEqual([{ id: 'registry', agency: { zh: '市场监管' }, modes: ['REPLICATE', 'LOOKUP'], state: 'FAILED', tables }]);
		expect((await api.ask(query, { role: 'dashboard' })).data.sources[0].tables[0].lastError).toBeNull();
		expect((await api.ask(query, { sources: ['other'] })).data.sources).toEqual([]);
	});
});
