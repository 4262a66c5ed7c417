import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openStore, type Store } from '#store/database.ts';
import { startTestApi, type TestApi } from '../support/api.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { addFlag, addOrganisation, addPerson, addRecord, addSuccession, clearData } from '../support/hub-data.ts';

let database: TestDatabase;
let api: TestApi;
const db = () => database.store.db;

beforeAll(async () => {
	database = await createTestDatabase();
	api = await startTestApi(database.store);
});
afterAll(async () => {
	await api.stop();
	await database.drop();
});
beforeEach(() => clearData(db()));

/** `count` schools, each with everything that hangs on an organisation, and a successor of its own. */
async function addSchools(count: number, perSchool: number): Promise<void> {
	for (let n = 0; n < count; n++) {
		const id = await addOrganisation(db(), {
			id: `org_s${n}`,
			name: `启航培训学校${n}`,
			creditCode: `91330106MA000000${n}X`,
			riskScore: 90 - n,
		});
		const next = await addOrganisation(db(), { id: `org_t${n}`, name: `启杭托管${n}` });
		await addSuccession(db(), id, next);
		const ref = await addRecord(db(), { kind: 'registration', key: `R${n}`, organisationId: id, body: { name: `启航${n}` } });
		for (let m = 0; m < perSchool; m++) {
			const person = await addPerson(db(), { id: `per_${n}x${m}`, name: `王小明${m}` });
			const body = { person: { name: `王小明${m}`, masked: '99**************31' } };
			await addRecord(db(), { kind: 'staff', key: `S${n}-${m}`, organisationId: id, body, people: { person } });
			await addRecord(db(), { kind: 'role', key: `P${n}-${m}`, organisationId: next, body, people: { person } });
			await addRecord(db(), {
				kind: 'licence',
				key: `L${n}-${m}`,
				organisationId: id,
				body: { head: body.person },
				people: { head: person },
			});
			await addRecord(db(), { kind: 'course', key: `C${n}-${m}`, organisationId: id });
			await addRecord(db(), { kind: 'inspection', key: `J${n}-${m}`, organisationId: id });
			await addRecord(db(), { kind: 'incident', key: `I${n}-${m}`, organisationId: id });
			const evidence = { ...ref, field: 'name', value: '启航', asOf: '2025-05-30' };
			await addFlag(db(), { id: `flag_${n}x${m}`, organisationId: id, personId: person, evidence: [evidence] });
		}
	}
}

const DEEPEST = `{
	organisations(first: 10) { totalCount edges { cursor node {
		name risk { score } registration { name head { name person { id } } match { score } }
		licences(first: 5) { nodes { name head { name certain person { name roles(first: 5) { nodes { position organisation { name } } } } } principal { name } } }
		staff(first: 5) { nodes { person { name identityNumber person { id mentions(first: 5) { nodes { slot record { provenance { recordKey } organisation { id } } } } } } } }
		courses { nodes { name } } inspections { nodes { findings } } incidents { nodes { category } }
		people { nodes { id name } }
		successors { nodes { score reasons { signal detail } successor { name roles(first: 5) { nodes { person { person { id } } } } flags(first: 5) { nodes { code } } } } }
		predecessors { nodes { predecessor { name } } }
		flags { nodes { code person { id } evidence { nodes { value record { kind organisation { name } } } } organisation { id } } }
	} } }
}`;

describe('statements', () => {
	// Over one connection statements come back in a fixed order, so that the same query makes the same batches every time.
	let single: Store;
	let serial: TestApi;
	beforeAll(async () => {
		single = await openStore({ connectionString: database.url, maxConnections: 1 });
		serial = await startTestApi(single);
	});
	afterAll(async () => {
		await serial.stop();
		await single.close();
	});

	test('of the deepest query do not grow with organisations, records or people', async () => {
		await addSchools(1, 1);
		const small = await serial.ask(DEEPEST, { role: 'reviewer', purpose: 'REVIEW' });
		await clearData(db());
		await addSchools(5, 4);
		const large = await serial.ask(DEEPEST, { role: 'reviewer', purpose: 'REVIEW' });
		expect(small.errors).toEqual([]);
		expect(large.errors).toEqual([]);
		expect(large.data.organisations.edges).toHaveLength(10);
		expect(large.data.organisations.edges[0].node.staff.nodes).toHaveLength(4);
		expect(large.statements).toBe(small.statements);
		expect(large.statements).toBeLessThan(40);
	});

	test.each([
		['records come along with their organisations', '{ organisations { nodes { id courses { nodes { name } } } } }', 0],
		['of any other relation over many organisations are one', '{ organisations { nodes { id successors { nodes { score } } } } }', 1],
	])('%s', async (_, document, more) => {
		await addSchools(5, 2);
		const without = await api.ask('{ organisations { nodes { id } } }');
		const answer = await api.ask(document);
		expect(answer.statements - without.statements).toBe(more);
	});

	test('are not spent on a total that nobody asks for', async () => {
		await addSchools(2, 1);
		expect((await api.ask('{ organisations { nodes { id } } }')).statements).toBe(1);
		const both = await api.ask('{ organisations(first: 1) { totalCount nodes { id } } }');
		expect(both.statements).toBe(2);
		expect(both.data.organisations.totalCount).toBe(4);
		expect((await api.ask('{ organisations { totalCount } }')).statements).toBe(1);
	});
});

describe('organisation', () => {
	test('gives each record with its provenance, its faults and why it stands there', async () => {
		const id = await addOrganisation(db(), { id: 'org_a' });
		const faults = [{ field: 'creditCode', code: 'CHECK_DIGIT', message: '校验位不符' }];
		const body = { name: '启航学校', category: 'SUBJECT', validUntil: '2026-08-31', address: { text: '文三路1号', road: '文三路' } };
		await addRecord(db(), { kind: 'licence', key: 'L1', source: 'schools', organisationId: id, body, faults });
		const { rid } = await db().selectFrom('record').select('rid').executeTakeFirstOrThrow();
		const signals = JSON.stringify([{ signal: 'name', weight: 12000 }]);
		await db().insertInto('record_link').values({ rid, organisation_id: id, score: 12000, signals }).execute();
		const { data, errors } =
			await api.ask(`{ organisation(id: "org_a") { licences { nodes { kind name category validUntil stages address { text road room }
			provenance { source recordType recordKey asOf firstSeen endedOn } faults { field code } withheld match { score signals { signal weight detail } } } } } }`);
		expect(errors).toEqual([]);
		expect(data.organisation.licences.nodes).toEqual([
			{
				kind: 'LICENCE',
				name: '启航学校',
				category: 'SUBJECT',
				validUntil: '2026-08-31',
				stages: null,
				address: { text: '文三路1号', road: '文三路', room: null },
				provenance: {
					source: 'schools',
					recordType: 'licence',
					recordKey: 'L1',
					asOf: '2025-05-30',
					firstSeen: '2025-05-01',
					endedOn: null,
				},
				faults: [{ field: 'creditCode', code: 'CHECK_DIGIT' }],
				withheld: [],
				match: { score: 12000, signals: [{ signal: 'name', weight: 12000, detail: null }] },
			},
		]);
	});

	test('under an id that was merged away is the one that goes on', async () => {
		await addOrganisation(db(), { id: 'org_new' });
		await addOrganisation(db(), { id: 'org_mid', mergedInto: 'org_new' });
		await addOrganisation(db(), { id: 'org_old', mergedInto: 'org_mid' });
		const { data } = await api.ask('{ organisation(id: "org_old") { id } node(id: "org_mid") { id } organisations { totalCount } }');
		expect(data).toEqual({ organisation: { id: 'org_new' }, node: { id: 'org_new' }, organisations: { totalCount: 1 } });
	});

	test('is found by credit code however it is written, and null when unknown', async () => {
		await addOrganisation(db(), { id: 'org_a', creditCode: '91330106MA0000001X' });
		const query = 'query ($code: String!) { organisationByCreditCode(creditCode: $code) { id } }';
		const found = await api.ask(query, { variables: { code: '９１330106ma0000001x ' } });
		const missing = await api.ask(query, { variables: { code: '91330106MA0000002X' } });
		expect([found.data, missing.data]).toEqual([{ organisationByCreditCode: { id: 'org_a' } }, { organisationByCreditCode: null }]);
	});

	test('prefers the registration under its own credit code', async () => {
		const id = await addOrganisation(db(), { id: 'org_a', creditCode: '91330106MA0000001X' });
		await addRecord(db(), { kind: 'registration', key: 'A', organisationId: id, body: { creditCode: null, name: '旧' } });
		await addRecord(db(), { kind: 'registration', key: 'B', organisationId: id, body: { creditCode: '91330106MA0000001X', name: '新' } });
		const { data } = await api.ask('{ organisation(id: "org_a") { registration { name } registrations { nodes { name } } } }');
		expect(data.organisation).toEqual({ registration: { name: '新' }, registrations: { nodes: [{ name: '旧' }, { name: '新' }] } });
	});

	test('pages its records without doubles or gaps, and refuses a page that is too large', async () => {
		const id = await addOrganisation(db(), { id: 'org_a' });
		for (const key of ['C1', 'C2', 'C3', 'C4', 'C5'])
			await addRecord(db(), { kind: 'course', key, organisationId: id, body: { name: key } });
		const query =
			'query ($after: String) { organisation(id: "org_a") { courses(first: 2, after: $after) { nodes { name } pageInfo { hasNextPage endCursor } } } }';
		const seen: string[] = [];
		let after: string | null = null;
		do {
			const { data } = await api.ask(query, { variables: { after } });
			seen.push(...data.organisation.courses.nodes.map((node: { name: string }) => node.name));
			after = data.organisation.courses.pageInfo.hasNextPage ? data.organisation.courses.pageInfo.endCursor : null;
		} while (after !== null);
		expect(seen).toEqual(['C1', 'C2', 'C3', 'C4', 'C5']);
		const tooLarge = await api.ask('{ organisation(id: "org_a") { courses(first: 101) { nodes { name } } } }');
		expect(tooLarge.data).toEqual({ organisation: { courses: null } });
		expect(tooLarge.errors[0]).toMatchObject({ extensions: { code: 'INVALID_INPUT' }, message: '`first` must lie between 1 and 100.' });
	});

	test('carries both sides of a succession with its reasons', async () => {
		const old = await addOrganisation(db(), { id: 'org_a', name: '旧校' });
		await addSuccession(db(), old, await addOrganisation(db(), { id: 'org_b', name: '新店' }));
		const { data } =
			await api.ask(`{ organisation(id: "org_b") { successors { nodes { kind } } predecessors { nodes { kind score predecessor { name } successor { name }
			reasons { signal weight detail } } } } }`);
		expect(data.organisation).toEqual({
			successors: { nodes: [] },
			predecessors: {
				nodes: [
					{
						kind: 'REBRAND',
						score: '0.9300',
						predecessor: { name: '旧校' },
						successor: { name: '新店' },
						reasons: [{ signal: 'sharedHead', weight: 9000, detail: 'one person heads both' }],
					},
				],
			},
		});
	});
});
