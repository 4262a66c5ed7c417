import { type GraphQLInputObjectType, getNamedType } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { KINDS, kindDef } from '#core/kinds.ts';
import { PERSON_FILTERS, RECORD_FILTERS } from '#core/organisation-filter.ts';
import { createSchema } from '#resolvers/schema.ts';
import { type Asking, startTestApi, type TestApi } from '../support/api.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { addFlag, addOrganisation, addPerson, addRecord, addSuccession } from '../support/hub-data.ts';

let database: TestDatabase;
let api: TestApi;

/** Two institutions in one room (the first closed), one next door, one in another county; a teacher with a certificate. */
beforeAll(async () => {
	database = await createTestDatabase();
	api = await startTestApi(database.store);
	const { db } = database.store;
	for (const [id, divisionCode] of [
		['org_closed', '330106'],
		['org_heir', '330106'],
		['org_near', '330106'],
		['org_far', '440305'],
	] as const)
		await addOrganisation(db, { id, divisionCode });
	const licence = {
		licenceNo: '199000000001',
		status: 'CANCELLED',
		endedOn: '2024-09-01',
		issuedOn: '2019-03-01',
		stages: ['小学', '初中'],
		address: { text: '文三路1号' },
	};
	await addRecord(db, { kind: 'licence', key: 'L1', organisationId: 'org_closed', source: 'education', body: licence });
	await addRecord(db, {
		kind: 'licence',
		key: 'L2',
		organisationId: 'org_far',
		source: 'education',
		body: { ...licence, endedOn: '2020-09-01' },
	});
	await addRecord(db, {
		kind: 'registration',
		key: 'R1',
		organisationId: 'org_heir',
		body: { status: 'ACTIVE', capital: '100000', name: '启航托管中心', industryCode: 'O8010' },
	});
	await addRecord(db, {
		kind: 'registration',
		key: 'R2',
		organisationId: 'org_near',
		body: { status: 'ACTIVE', capital: '99999.99', name: '远帆文具店' },
	});
	await addRecord(db, { kind: 'registration', key: 'R3', organisationId: 'org_far', body: { status: 'ACTIVE' } });
	for (const [key, room] of [
		['L1', 'room 101'],
		['R1', 'room 101'],
		['R2', 'room 102'],
		['R3', 'room 101'],
	])
		await database.store.pool.query(`insert into record_key select rid, 'room', $2 from record where record_key = $1`, [key, room]);
	await addRecord(db, {
		kind: 'inspection',
		key: 'J1',
		organisationId: 'org_heir',
		source: 'education',
		body: { inspectedOn: '2025-04-01', outcome: 'RECTIFY', findings: '上物理课' },
	});
	await addRecord(db, {
		kind: 'inspection',
		key: 'J2',
		organisationId: 'org_near',
		source: 'education',
		body: { inspectedOn: '2025-04-02', outcome: 'NONE', findings: '无' },
	});
	await addRecord(db, {
		kind: 'complaint',
		key: 'C1',
		organisationId: 'org_heir',
		body: { receivedAt: '2025-05-01T09:00:00+08:00', type: 'REFUND', content: '不退费' },
	});
	for (const [n, organisationId, subject] of [
		[1, 'org_heir', '数学'],
		[2, 'org_near', '美术'],
	] as const) {
		const person = await addPerson(db, { id: `per_${n}`, name: `甄试${n}` });
		await addRecord(db, {
			kind: 'staff',
			key: `S${n}`,
			organisationId,
			source: 'education',
			body: { post: 'TEACHING', to: null },
			people: { person },
		});
		await addRecord(db, { kind: 'certificate', key: `Z${n}`, source: 'education', body: { subject }, people: { person } });
		await addRecord(db, {
			kind: 'schoolTeacher',
			key: `T${n}`,
			source: 'education',
			divisionCode: '440305',
			body: { status: 'IN_SERVICE' },
			people: { person },
		});
	}
	await addSuccession(db, 'org_closed', 'org_heir');
	await addFlag(db, { id: 'flag_1', organisationId: 'org_heir', code: 'LESSON_TOO_LATE', severity: 'HIGH', score: '0.8000' });
});
afterAll(async () => {
	await api.stop();
	await database.drop();
});

const ANALYST: Asking = { role: 'analyst', purpose: 'ANALYSIS' };
const REVIEWER: Asking = { role: 'reviewer', purpose: 'REVIEW' };
const ask = (filter: string, asking: Asking = ANALYST) =>
	api.ask(`{ organisations(filter: { ${filter} }) { totalCount nodes { id } } }`, asking);
async function find(filter: string, asking: Asking = ANALYST): Promise<string[]> {
	const { data, errors } = await ask(filter, asking);
	expect(errors).toEqual([]);
	const ids = data.organisations.nodes.map(({ id }: { id: string }) => id).toSorted();
	expect(data.organisations.totalCount).toBe(ids.length);
	return ids;
}

const CERTIFICATE = 'staff: { person: { certificates: { subject: { in: ["数学", "物理"] } } } }';

describe('the filter of organisations', () => {
	test.each([
		['licences: { status: [CANCELLED] }', ['org_closed', 'org_far']],
		['licences: { status: [ACTIVE] }', []],
		['licences: { endedOn: { from: "2024-09-01", before: "2024-09-02" } }', ['org_closed']],
		['licences: { endedOn: { from: "2024-08-01", before: "2024-09-01" } }', []],
		['licences: { issuedOn: { before: "2019-03-02" }, endedOn: { before: "2021-01-01" } }', ['org_far']],
		['licences: { stages: { in: ["初中"] } }', ['org_closed', 'org_far']],
		['licences: { stages: { in: ["初"] } }', []],
		['licences: { address: { contains: ["文三路"] } }', ['org_closed', 'org_far']],
		['licences: { licenceNo: { in: ["199000000001"] } }', ['org_closed', 'org_far']],
		['registrations: { capital: { min: "100000" } }', ['org_heir']],
		['registrations: { capital: { max: "99999.99" } }', ['org_near']],
		['registrations: { industryCode: "O80" }', ['org_heir']],
		['registrations: { name: { contains: ["托管", "培训"] } }', ['org_heir']],
		['registrations: { name: { contains: ["%"] } }', []],
		['inspections: { outcome: [RECTIFY, CASE] }', ['org_heir']],
		['complaints: { receivedAt: { from: "2025-05-01", before: "2025-05-02" }, type: [REFUND] }', ['org_heir']],
		['complaints: { receivedAt: { from: "2025-05-02" } }', []],
		['flags: { codes: [LESSON_TOO_LATE], minSeverity: HIGH }', ['org_heir']],
		['flags: { codes: [LESSON_TOO_LATE], minSeverity: CRITICAL }', []],
		['flags: { statuses: [CLEARED] }', []],
		[CERTIFICATE, ['org_heir']],
		['staff: { person: { certificates: { subject: { in: ["美术"] } }, schoolPosts: { status: [IN_SERVICE] } } }', ['org_near']],
		['staff: { person: { certificates: { subject: { in: ["美术"] } }, schoolPosts: { status: [LEFT] } } }', []],
		['sharesRoomWith: { licences: { endedOn: { from: "2024-06-01" } } }', ['org_far', 'org_heir']],
		[`sharesRoomWith: { licences: { endedOn: { from: "2024-06-01" } } }, ${CERTIFICATE}`, ['org_heir']],
		['sharesRoomWith: { sharesRoomWith: { registrations: { industryCode: "O80" } } }', ['org_closed', 'org_far', 'org_heir']],
		['predecessors: { organisation: { licences: { status: [CANCELLED] } } }', ['org_heir']],
		['predecessors: { organisation: { licences: { status: [ACTIVE] } } }', []],
		['successors: { organisation: { inspections: { outcome: [RECTIFY] } }, minScore: "0.5" }', ['org_closed']],
		['successors: { minScore: "0.9999" }', []],
		['anyOf: [{ inspections: { outcome: [RECTIFY] } }, { licences: {} }]', ['org_closed', 'org_far', 'org_heir']],
		['anyOf: []', []],
		['not: { inspections: {} }', ['org_closed', 'org_far']],
		['registrations: {}, not: { sharesRoomWith: {} }', ['org_near']],
	])('%s finds %j, and counts them', async (filter, ids) => {
		expect(await find(filter)).toEqual(ids);
	});

	test('takes all conditions on a kind from one record', async () => {
		const { db } = database.store;
		await addRecord(db, { kind: 'penalty', key: 'F1', organisationId: 'org_near', body: { actType: '无证办学', fine: '100' } });
		await addRecord(db, { kind: 'penalty', key: 'F2', organisationId: 'org_near', body: { actType: '虚假宣传', fine: '5000' } });
		expect(await find('penalties: { fine: { min: "5000" }, actType: { in: ["虚假宣传"] } }')).toEqual(['org_near']);
		expect(await find('penalties: { fine: { min: "5000" }, actType: { in: ["无证办学"] } }')).toEqual([]);
	});

	test('is one statement however much it asks for', async () => {
		const filter = `sharesRoomWith: { licences: { status: [CANCELLED] } }, ${CERTIFICATE}, predecessors: { minScore: "0.1" }`;
		const { statements } = await api.ask(`{ organisations(filter: { ${filter} }) { nodes { id } } }`, ANALYST);
		const { statements: plain } = await api.ask('{ organisations { nodes { id } } }', ANALYST);
		expect(statements - plain).toBeLessThanOrEqual(1); // the audit of what it told of people
	});

	test('leaves its use of what people hold in the audit', async () => {
		await ask(CERTIFICATE);
		const { rows } = await database.store.pool.query(
			`select purpose, subject from audit where action = 'person:read' order by audit_id desc limit 1`,
		);
		expect(rows).toEqual([{ purpose: 'ANALYSIS', subject: { read: ['organisations(filter)'] } }]);
	});
});

describe('rights in a filter', () => {
	test.each<[string, string, Asking]>([
		['incidents of a dashboard', 'incidents: {}', { role: 'dashboard' }],
		['incidents deep in a relation', 'sharesRoomWith: { anyOf: [{ not: { incidents: {} } }] }', { role: 'dashboard' }],
		['accounts of a successor', 'successors: { organisation: { accounts: {} } }', { role: 'dashboard' }],
		['certificates without a purpose', CERTIFICATE, { role: 'analyst' }],
		['texts of inspections without a purpose', 'inspections: { findings: { contains: ["物理"] } }', { role: 'analyst' }],
		['texts of complaints of an analyst', 'complaints: { content: { contains: ["退费"] } }', ANALYST],
		['what a change was of an analyst, for it can name people', 'registrationChanges: { before: { contains: ["王"] } }', ANALYST],
	])('refuse %s', async (_, filter, asking) => {
		const { data, errors } = await ask(filter, asking);
		expect([data.organisations?.nodes ?? null, new Set(errors.map(({ extensions }) => extensions.code))]).toEqual([
			null,
			new Set(['ACCESS_DENIED']),
		]);
	});

	test('let those ask who may read', async () => {
		expect(await find('inspections: { findings: { contains: ["物理"] } }')).toEqual(['org_heir']);
		expect(await find('complaints: { content: { contains: ["退费"] } }', REVIEWER)).toEqual(['org_heir']);
	});

	test('keep to the divisions of the caller on both sides of a relation', async () => {
		const county = { ...ANALYST, divisions: ['440305'] };
		expect(await find('sharesRoomWith: { registrations: {} }')).toContain('org_far');
		expect(await find('sharesRoomWith: { registrations: {} }', county)).toEqual([]);
		expect(await find('predecessors: {}', { ...ANALYST, divisions: ['330106'] })).toEqual(['org_heir']);
	});

	test('keep to the divisions of the caller for what others hold of a person', async () => {
		const filter = 'staff: { person: { schoolPosts: { status: [IN_SERVICE] } } }';
		expect(await find(filter)).toEqual(['org_heir', 'org_near']);
		expect(await find(filter, { ...ANALYST, divisions: ['330106'] })).toEqual([]);
	});

	test('keep to the sources of the caller on both sides', async () => {
		expect(await find('licences: {}', { ...ANALYST, sources: ['registry'] })).toEqual([]);
		expect(await find('sharesRoomWith: { licences: {} }', { ...ANALYST, sources: ['registry'] })).toEqual([]);
		expect(await find(CERTIFICATE, { ...ANALYST, sources: ['registry'] })).toEqual([]);
	});
});

describe('limits of a filter', () => {
	const nested = (depth: number, inner: string): string => (depth === 0 ? inner : `sharesRoomWith: { ${nested(depth - 1, inner)} }`);
	const negated = (depth: number): string => (depth === 0 ? 'registered: true' : `not: { ${negated(depth - 1)} }`);
	const many = (count: number) => `anyOf: [${Array.from({ length: count }, () => '{ registered: true }').join(' ')}]`;

	test.each([
		[nested(2, 'licences: {}'), []],
		[nested(3, 'licences: {}'), ['LIMIT_EXCEEDED']],
		[negated(4), []],
		[negated(5), ['LIMIT_EXCEEDED']],
		[many(39), []],
		[many(40), ['LIMIT_EXCEEDED']],
		['licences: { divisionCode: "33" }', ['INVALID_INPUT']],
		['sharesRoomWith: { divisionCode: "33" }', ['INVALID_INPUT']],
	])('%s: %j', async (filter, codes) => {
		const { errors } = await ask(filter);
		expect([...new Set(errors.map(({ extensions }) => extensions.code))]).toEqual(codes);
	});
});

describe('the inputs of the schema', () => {
	const inputs = createSchema().getTypeMap();
	const organisation = inputs.OrganisationFilter as GraphQLInputObjectType;
	const person = inputs.PersonFilter as GraphQLInputObjectType;
	const NEVER = new Set(['phones', 'time']); // contacts, and times that no one compares

	test.each([
		...Object.entries(RECORD_FILTERS).map(([name, kind]) => [kind, organisation.getFields()[name]] as const),
		...Object.entries(PERSON_FILTERS).map(([name, kind]) => [kind, person.getFields()[name]] as const),
	])('of %s offer each of its fields that can be compared', (kind, field) => {
		const offered = Object.keys((getNamedType(field?.type) as GraphQLInputObjectType).getFields());
		const fields = Object.entries(kindDef(kind).fields).filter(([, { type }]) => !NEVER.has(type));
		const own = KINDS[kind].stands === 'person' ? fields.filter(([, { type }]) => type !== 'person') : fields;
		expect(offered).toEqual(own.map(([name]) => name));
	});
});
