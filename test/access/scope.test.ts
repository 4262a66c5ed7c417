import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Asking, startTestApi, type TestApi } from '../support/api.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { addFlag, addOrganisation, addPerson, addRecord, addSuccession } from '../support/hub-data.ts';

let database: TestDatabase;
let api: TestApi;

/** Two counties of two cities and one place nobody knows; the same person works in the first two. */
beforeAll(async () => {
	database = await createTestDatabase();
	const { db } = database.store;
	await addOrganisation(db, { id: 'org_here', name: '启航学校甲', divisionCode: '330106', creditCode: '91330106MA0000001X' });
	await addOrganisation(db, { id: 'org_there', name: '启航学校乙', divisionCode: '330205', creditCode: '91330205MA0000002X' });
	await addOrganisation(db, { id: 'org_nowhere', name: '启航学校丙', divisionCode: null });
	await addOrganisation(db, { id: 'org_gone', divisionCode: '330106', mergedInto: 'org_there' });
	await addSuccession(db, 'org_here', 'org_there');
	for (const [id, name] of [
		['per_both', '王小明'],
		['per_there', '李小红'],
		['per_paper', '赵小刚'],
	] as const)
		await addPerson(db, { id, name });
	const person = (name: string) => ({ person: { name, masked: null } });
	await addRecord(db, { kind: 'staff', key: 'S1', organisationId: 'org_here', body: person('王小明'), people: { person: 'per_both' } });
	await addRecord(db, { kind: 'staff', key: 'S2', organisationId: 'org_there', body: person('王小明'), people: { person: 'per_both' } });
	await addRecord(db, {
		kind: 'role',
		key: 'P2',
		source: 'other',
		organisationId: 'org_here',
		body: person('王小明'),
		people: { person: 'per_both' },
	});
	await addRecord(db, { kind: 'staff', key: 'S3', organisationId: 'org_there', body: person('李小红'), people: { person: 'per_there' } });
	await addRecord(db, { kind: 'certificate', key: 'Z1', body: person('王小明'), people: { person: 'per_both' } });
	await addRecord(db, { kind: 'certificate', key: 'Z2', body: person('赵小刚'), people: { person: 'per_paper' } });
	await addRecord(db, { kind: 'schoolTeacher', key: 'T1', divisionCode: '330205', body: person('王小明'), people: { person: 'per_both' } });
	const ref = await addRecord(db, {
		kind: 'licence',
		key: 'L2',
		organisationId: 'org_there',
		licenceNo: '133020570000123',
		body: { name: '乙' },
	});
	await addFlag(db, {
		id: 'flag_here',
		organisationId: 'org_here',
		evidence: [{ ...ref, field: 'name', value: '乙', asOf: '2025-05-30' }],
	});
	await addFlag(db, { id: 'flag_there', organisationId: 'org_there' });
	api = await startTestApi(database.store);
});
afterAll(async () => {
	await api.stop();
	await database.drop();
});

describe('flags of organisations that are gone', () => {
	beforeAll(async () => {
		await addOrganisation(database.store.db, { id: 'org_retired', divisionCode: '330106', mergedInto: '' });
		await addFlag(database.store.db, { id: 'flag_gone', organisationId: 'org_gone' });
		await addFlag(database.store.db, { id: 'flag_retired', organisationId: 'org_retired' });
	});
	afterAll(() => database.store.pool.query(`delete from flag where flag_id in ('flag_gone', 'flag_retired')`));
	const query =
		'{ flags { totalCount nodes { id organisation { id } } } flagFacets { total } one: flag(id: "flag_gone") { organisation { id } } }';
	const of = (id: string, organisation: string) => ({ id, organisation: { id: organisation } });

	test('are seen by those who see the one that goes on, and break nobody’s list', async () => {
		const all = await api.ask(query, { role: 'reviewer', purpose: 'REVIEW' });
		expect([all.data, all.errors]).toEqual([
			{
				flags: { totalCount: 3, nodes: [of('flag_gone', 'org_there'), of('flag_here', 'org_here'), of('flag_there', 'org_there')] },
				flagFacets: { total: 3 },
				one: { organisation: { id: 'org_there' } },
			},
			[],
		]);
		const some = await api.ask(query, county);
		expect([some.data, some.errors]).toEqual([
			{ flags: { totalCount: 1, nodes: [of('flag_here', 'org_here')] }, flagFacets: { total: 1 }, one: null },
			[],
		]);
	});
});

const county: Asking = { role: 'reviewer', purpose: 'REVIEW', divisions: ['330106'] };

describe('a reader of one county', () => {
	test.each([
		['organisation', '{ organisation(id: "org_there") { name } }'],
		['an organisation merged into another county', '{ organisation(id: "org_gone") { name } }'],
		['an organisation of no known county', '{ organisation(id: "org_nowhere") { name } }'],
		['node of an organisation', '{ node(id: "org_there") { id } }'],
		['organisationByCreditCode', '{ organisationByCreditCode(creditCode: "91330205MA0000002X") { name } }'],
		['flag', '{ flag(id: "flag_there") { code } }'],
		['node of a flag', '{ node(id: "flag_there") { id } }'],
		['person', '{ person(id: "per_there") { name } }'],
		['a person whom only a paper without a place names', '{ person(id: "per_paper") { name } }'],
		['node of a person', '{ node(id: "per_there") { id } }'],
	])('does not find %s outside', async (_, query) => {
		const { data, errors } = await api.ask(query, county);
		expect([Object.values(data), errors]).toEqual([[null], []]);
	});

	test('sees in lists, counts and searches what lies inside', async () => {
		const { data, errors } = await api.ask(
			`{ organisations { totalCount nodes { id } } wide: organisations(filter: { divisionCode: "330000" }) { totalCount }
			other: organisations(filter: { divisionCode: "330205" }) { totalCount nodes { id } }
			flags { totalCount nodes { id } } names: search(text: "启航学校") { hits { organisation { id } } }
			key: search(text: "133020570000123") { hits { organisation { id } } } code: search(text: "91330205MA0000002X") { hits { organisation { id } } } }`,
			county,
		);
		expect(errors).toEqual([]);
		expect(data).toEqual({
			organisations: { totalCount: 1, nodes: [{ id: 'org_here' }] },
			wide: { totalCount: 1 },
			other: { totalCount: 0, nodes: [] },
			flags: { totalCount: 1, nodes: [{ id: 'flag_here' }] },
			names: { hits: [{ organisation: { id: 'org_here' } }] },
			key: { hits: [] },
			code: { hits: [] },
		});
	});

	test('does not get outside along relations', async () => {
		const { data, errors } = await api.ask(
			`{ organisation(id: "org_here") { successors { nodes { successor { name } } } people { nodes { id mentions { nodes { record { provenance { recordKey } } } }
				staffPosts { nodes { provenance { recordKey } } } schoolPosts { nodes { school } } certificates { nodes { provenance { recordKey } } } } }
				flags { nodes { evidence { nodes { recordKey value record { kind } } } } } } }`,
			county,
		);
		expect(errors).toEqual([]);
		const key = (recordKey: string) => ({ provenance: { recordKey } });
		expect(data.organisation).toEqual({
			successors: { nodes: [] },
			people: {
				nodes: [
					{
						id: 'per_both',
						mentions: { nodes: [{ record: key('P2') }, { record: key('S1') }, { record: key('Z1') }] },
						staffPosts: { nodes: [key('S1')] },
						schoolPosts: { nodes: [] },
						certificates: { nodes: [key('Z1')] },
					},
				],
			},
			flags: { nodes: [{ evidence: { nodes: [{ recordKey: 'L2', value: null, record: null }] } }] },
		});
	});
});

describe('readers of other scopes', () => {
	test.each<[string, Asking, string[]]>([
		['of the province', { divisions: ['330000'] }, ['org_here', 'org_there']],
		['of two counties', { divisions: ['330106', '330205'] }, ['org_here', 'org_there']],
		['of the other city', { divisions: ['330200'] }, ['org_there']],
		['without limits', { divisions: null }, ['org_here', 'org_nowhere', 'org_there']],
		['to whom no division is given', { divisions: [] }, []],
	])('%s see %s', async (_, asking, ids) => {
		const { data } = await api.ask('{ organisations(orderBy: NAME_ASC) { nodes { id } totalCount } }', asking);
		expect(data.organisations.nodes.map((node: { id: string }) => node.id).toSorted()).toEqual(ids);
		expect(data.organisations.totalCount).toBe(ids.length);
	});

	test('of one source see records of that source alone', async () => {
		const { data } = await api.ask(
			'{ organisation(id: "org_here") { roles { nodes { position } } staff { nodes { kind } } } withRoles: organisations(filter: { withRecords: [ROLE] }) { totalCount } }',
			{ sources: ['registry'] },
		);
		expect(data).toEqual({ organisation: { roles: { nodes: [] }, staff: { nodes: [{ kind: 'STAFF' }] } }, withRoles: { totalCount: 0 } });
	});

	test('to whom no source is given see no record', async () => {
		const { data } = await api.ask('{ organisation(id: "org_here") { name staff { nodes { kind } } } }', { sources: [] });
		expect(data.organisation).toEqual({ name: '启航学校甲', staff: { nodes: [] } });
	});
});
