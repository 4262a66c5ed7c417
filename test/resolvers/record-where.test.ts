import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { kindDef } from '#core/kinds.ts';
import type { SourceMapping } from '#core/mapping.ts';
import type { LiveSource } from '#core/ports.ts';
import type { IntakeRecord } from '#core/records.ts';
import { startTestApi, type TestApi } from '../support/api.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { addOrganisation, addPerson, addRecord } from '../support/hub-data.ts';

const CODE = '91330106MA0000001X';
const empty = Object.fromEntries(Object.keys(kindDef('licence').fields).map((field) => [field, null]));
const LICENCES: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
	L1: {
		status: 'ACTIVE',
		name: '启航学校',
		issuedOn: '2020-01-01',
		validUntil: '2026-12-31',
		stages: ['小学', '初中'],
		divisionCode: '330106',
	},
	L2: {
		status: 'CANCELLED',
		name: '启航中心',
		issuedOn: '2021-06-30',
		stages: [],
		address: { text: '文三路1号' },
		phones: ['16900000001'],
	},
	L3: { status: 'CANCELLED', name: '远帆', issuedOn: '2021-07-01', divisionCode: '330205', head: { name: '王小明', masked: null } },
};

const source = {
	id: 'schools',
	agency: { zh: '教育', en: 'education' },
	modes: ['replicate', 'lookup'],
	tables: [{ kind: 'licence', recordType: 'licence', fields: {} }],
} as unknown as SourceMapping;
const live: LiveSource = {
	source: 'schools',
	deadlineMs: 5_000,
	askedBy: () => ({ recordKey: true, creditCode: false }),
	lookup: async ({ recordKeys }) =>
		recordKeys.map((recordKey) => ({
			source: 'schools',
			recordType: 'licence',
			recordKey,
			kind: 'licence',
			body: { ...empty, ...LICENCES[recordKey] },
			faults: [],
			keys: [],
			people: [],
			stamp: null,
			asOf: '2025-05-31',
			contentHash: 'x',
		})) as unknown as readonly IntakeRecord[],
};

let database: TestDatabase;
let api: TestApi;
beforeAll(async () => {
	database = await createTestDatabase();
	api = await startTestApi(database.store, { sources: [source], liveSources: new Map([['schools', live]]) });
	const { db } = database.store;
	await addOrganisation(db, { id: 'org_a', creditCode: CODE });
	await addPerson(db, { id: 'per_w', name: '王小明' });
	for (const [key, body] of Object.entries(LICENCES)) {
		const people = body.head === undefined ? {} : { people: { head: 'per_w' } };
		await addRecord(db, { kind: 'licence', key, source: 'schools', recordType: 'licence', organisationId: 'org_a', body, ...people });
	}
	const person = { name: '王小明', masked: null };
	await addRecord(db, { kind: 'certificate', key: 'C', body: { subject: '数学', person }, people: { person: 'per_w' } });
});
afterAll(async () => {
	await api.stop();
	await database.drop();
});

const REVIEW = { role: 'reviewer', purpose: 'REVIEW' } as const;

async function find(where: string, { freshness = 'REPLICA', asking = REVIEW as object } = {}) {
	const total = freshness === 'LIVE' ? '' : 'totalCount';
	const { data, errors } = await api.ask(
		`{ organisation(id: "org_a") { licences(freshness: ${freshness}, where: ${where}) { ${total} nodes { provenance { recordKey } } } } }`,
		asking,
	);
	expect(errors).toEqual([]);
	const { nodes, totalCount } = data.organisation.licences;
	if (freshness === 'REPLICA') expect(totalCount).toBe(nodes.length);
	return nodes.map(({ provenance }: { provenance: { recordKey: string } }) => provenance.recordKey);
}

describe('conditions on a list of records', () => {
	test.each<[string, readonly string[]]>([
		['{}', ['L1', 'L2', 'L3']],
		['{ status: [CANCELLED] }', ['L2', 'L3']],
		['{ status: [CANCELLED], issuedOn: { from: "2021-07-01" } }', ['L3']],
		['{ issuedOn: { from: "2020-01-01", before: "2021-07-01" } }', ['L1', 'L2']],
		['{ validUntil: { before: "2030-01-01" } }', ['L1']],
		['{ name: { contains: ["启航"] } }', ['L1', 'L2']],
		['{ name: { in: ["启航"] } }', []],
		['{ stages: { in: ["初中"] } }', ['L1']],
		['{ address: { contains: ["文三路"] } }', ['L2']],
		['{ divisionCode: "330100" }', ['L1']],
		['{ divisionCode: "330000" }', ['L1', 'L3']],
	])('%s are met alike in the replica and in what the agency answers', async (where, keys) => {
		expect(await find(where)).toEqual(keys);
		expect(await find(where, { freshness: 'LIVE' })).toEqual(keys);
	});

	test('on a person look at what other records say of them, and are refused of a live answer', async () => {
		expect(await find('{ head: { certificates: { subject: { in: ["数学"] } } } }')).toEqual(['L3']);
		const { errors } = await api.ask(
			'{ organisation(id: "org_a") { licences(freshness: LIVE, where: { head: { certificates: {} } }) { nodes { name } } } }',
			REVIEW,
		);
		expect(errors[0]?.extensions.code).toBe('INVALID_INPUT');
	});

	test.each(['REPLICA', 'LIVE'])('on what the caller may not read are refused, of the %s too', async (freshness) => {
		const { data, errors } = await api.ask(
			`{ organisation(id: "org_a") { licences(freshness: ${freshness}, where: { head: { certificates: {} } }) { nodes { name } } } }`,
			{ role: 'analyst' },
		);
		expect([data.organisation.licences, errors[0]?.extensions.code]).toEqual([null, 'ACCESS_DENIED']);
	});

	test('on something personal are audited', async () => {
		const count = async () =>
			(await database.store.pool.query(`select count(*)::int as n from audit where subject::text like '%licence(where)%'`)).rows[0].n;
		const before = await count();
		await find('{ head: { certificates: {} } }');
		expect(await count()).toBe(before + 1);
		await find('{ status: [ACTIVE] }');
		expect(await count()).toBe(before + 1);
	});

	test('hold for one list and not for the whole one beside it', async () => {
		const { data, statements } = await api.ask(
			'{ organisations { nodes { all: licences { nodes { name } } some: licences(where: { status: [ACTIVE] }) { totalCount nodes { name } } } } }',
		);
		expect(data.organisations.nodes[0].all.nodes).toHaveLength(3);
		expect(data.organisations.nodes[0].some).toEqual({ totalCount: 1, nodes: [{ name: '启航学校' }] });
		expect(statements).toBe(3);
	});

	test('hold for what was known on a day', async () => {
		const { pool } = database.store;
		await pool.query(`update record set changed_on = '2025-05-01' where record_key = 'L1'`);
		await pool.query(
			`update record set body = body || '{"status":"SUSPENDED"}', content_hash = 'y', changed_on = '2025-05-20' where record_key = 'L1'`,
		);
		const licences = 'licences(where: { status: [ACTIVE] }) { totalCount nodes { status } }';
		const { data } = await api.ask(
			`{ then: organisation(id: "org_a", asOf: "2025-05-10") { ${licences} } now: organisation(id: "org_a") { ${licences} } }`,
		);
		expect(data.then.licences).toEqual({ totalCount: 1, nodes: [{ status: 'ACTIVE' }] });
		expect(data.now.licences).toEqual({ totalCount: 0, nodes: [] });
	});
});
