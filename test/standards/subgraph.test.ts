/** The hub as a subgraph: what a gateway reads of it, what it finds by keys, and a join with a subgraph of inspection plans. */
import { graphql, Kind, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROLES } from '#access/caller.ts';
import { type Asking, startTestApi, type TestApi } from '../support/api.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { type Gateway, type Subgraph, startGateway } from '../support/gateway.ts';
import { addFlag, addOrganisation, addPerson, addRecord } from '../support/hub-data.ts';
import { PLANNED_CODE, plansSchema } from './plans.ts';

const NUMBER = 60;
let database: TestDatabase;
let api: TestApi;

beforeAll(async () => {
	database = await createTestDatabase();
	const { db } = database.store;
	for (let n = 0; n < NUMBER; n++)
		await addOrganisation(db, { id: `org_${n}`, riskScore: n, divisionCode: n % 2 === 0 ? '330106' : '330205' });
	await addOrganisation(db, { id: 'org_coded', name: '启航咨询', creditCode: PLANNED_CODE });
	await addOrganisation(db, { id: 'org_merged', mergedInto: 'org_coded' });
	await addFlag(db, { id: 'flag_a', organisationId: 'org_coded' });
	await addPerson(db, { id: 'per_a', name: '王小明' });
	const body = { person: { name: '王小明', masked: null } };
	await addRecord(db, { kind: 'staff', key: 'S1', organisationId: 'org_coded', body, people: { person: 'per_a' } });
	api = await startTestApi(database.store);
});
afterAll(async () => {
	await api.stop();
	await database.drop();
});

const entities = (selection: string, representations: readonly unknown[], asking: Asking = {}) =>
	api.ask(`query ($representations: [_Any!]!) { _entities(representations: $representations) { __typename ${selection} } }`, {
		...asking,
		variables: { representations },
	});

describe('_service', () => {
	test.each(ROLES)('gives the schema to %s as introspection does', async (role) => {
		const { data, errors } = await api.ask('{ _service { sdl } }', { role });
		const introspected = await api.ask('{ __schema { queryType { name } } }', { role });
		expect([role, data === null, errors[0]?.extensions.code]).toEqual([
			role,
			introspected.data == null,
			introspected.errors[0]?.extensions.code,
		]);
	});

	test('names the keys by which others may join', async () => {
		const { data } = await api.ask('{ _service { sdl } }');
		const keys = parse(data._service.sdl).definitions.flatMap((node) =>
			node.kind === Kind.OBJECT_TYPE_DEFINITION
				? (node.directives ?? [])
						.filter(({ name }) => name.value === 'key')
						.map((key) => `${node.name.value} ${key.arguments?.[0]?.value.kind === Kind.STRING ? key.arguments[0].value.value : ''}`)
				: [],
		);
		expect(keys.toSorted()).toEqual(['Division code', 'Flag id', 'Organisation creditCode', 'Organisation id', 'Person id']);
	});
});

describe('_entities', () => {
	test('finds by every key, in the order asked for, and nothing for what is unknown', async () => {
		const { data, errors } = await entities('... on Organisation { name } ... on Division { place: name level } ... on Flag { code }', [
			{ __typename: 'Organisation', id: 'org_coded' },
			{ __typename: 'Division', code: '330106' },
			{ __typename: 'Organisation', creditCode: ` ${PLANNED_CODE.toLowerCase()}` },
			{ __typename: 'Organisation', id: 'org_nobody' },
			{ __typename: 'Flag', id: 'flag_a' },
			{ __typename: 'Organisation', id: 'org_merged' },
		]);
		const organisation = { __typename: 'Organisation', name: '启航咨询' };
		expect([errors, data._entities]).toEqual([
			[],
			[
				organisation,
				{ __typename: 'Division', place: '西湖区', level: 'COUNTY' },
				organisation,
				null,
				{ __typename: 'Flag', code: 'FRONT_BUSINESS' },
				organisation,
			],
		]);
	});

	test('reads any number of one type in the statements of one', async () => {
		const of = (count: number) =>
			entities(
				'... on Organisation { name flags { nodes { code } } }',
				Array.from({ length: count }, (_, n) => ({ __typename: 'Organisation', id: `org_${n}` })),
			);
		const [one, all] = [await of(1), await of(NUMBER)];
		expect([one.errors, all.errors]).toEqual([[], []]);
		expect(all.data._entities).toHaveLength(NUMBER);
		expect(all.statements).toBe(one.statements);
	});

	test('costs by how many are asked for', async () => {
		const cost = async (count: number) =>
			(await entities('... on Organisation { name }', Array(count).fill({ __typename: 'Organisation', id: 'org_1' }))).extensions.cost.cost;
		expect([await cost(1), await cost(40)]).toEqual([1, 40]);
		const literal = await api.ask(
			'{ _entities(representations: [{ __typename: "Flag", id: "flag_a" }, { __typename: "Flag", id: "x" }]) { __typename } }',
		);
		expect(literal.extensions.cost.cost).toBe(2);
	});

	test('shows a county’s reader nothing of the other county', async () => {
		const asked = ['org_0', 'org_1'].map((id) => ({ __typename: 'Organisation', id }));
		const { data } = await entities('... on Organisation { id }', asked, { divisions: ['330205'] });
		expect(data._entities).toEqual([null, { __typename: 'Organisation', id: 'org_1' }]);
	});

	test('gives people to those alone who may read them, and fails nobody else', async () => {
		const asked = [
			{ __typename: 'Person', id: 'per_a' },
			{ __typename: 'Organisation', id: 'org_1' },
		];
		const refused = await entities('... on Person { name }', asked, { role: 'dashboard' });
		expect([refused.data._entities, refused.errors.map(({ extensions }) => extensions.code)]).toEqual([
			[null, { __typename: 'Organisation' }],
			['ACCESS_DENIED'],
		]);
		const reviewed = await entities('... on Person { name }', asked, { role: 'reviewer', purpose: 'REVIEW' });
		expect(reviewed.data._entities[0]).toEqual({ __typename: 'Person', name: '王小明' });
	});

	test.each<[string, unknown]>([
		['a text', 'org_1'],
		['a type without a key', { __typename: 'Risk', id: 'org_1' }],
		['a name of every object', { __typename: 'constructor' }],
		['no key', { __typename: 'Organisation' }],
		['a key that is no text', { __typename: 'Organisation', id: { $ne: null } }],
	])('refuses %s for a representation, and answers the others', async (_, wrong) => {
		const { data, errors } = await entities('... on Organisation { id }', [wrong, { __typename: 'Organisation', id: 'org_1' }]);
		expect([data._entities, errors.map(({ extensions }) => extensions.code)]).toEqual([
			[null, { __typename: 'Organisation', id: 'org_1' }],
			['INVALID_INPUT'],
		]);
	});
});

describe('behind a gateway', () => {
	const running: Gateway[] = [];
	afterAll(() => Promise.all(running.map((gateway) => gateway.stop())));
	const join = async (asking: Asking = {}) => {
		const hub: Subgraph = { name: 'hub', ask: (query, variables) => api.ask(query, { ...asking, variables }) };
		const other: Subgraph = {
			name: 'plans',
			ask: async (source, variableValues) => (await graphql({ schema: plansSchema, source, variableValues, contextValue: {} })) as never,
		};
		const gateway = await startGateway([hub, other]);
		running.push(gateway);
		return gateway;
	};

	test('plans tell what the hub knows of whom they name', async () => {
		const { data, errors, asked } = await (await join()).ask(
			'{ plans { id organisation { name risk { score } division { name inspectors } } place { fullName parent { name } } } }',
		);
		expect(errors).toEqual([]);
		expect(data).toMatchObject({
			plans: [
				{
					id: 'p1',
					organisation: { name: '启航咨询', risk: { score: 0 }, division: { name: '西湖区', inspectors: 4 } },
					place: { fullName: '浙江省杭州市西湖区', parent: { name: '杭州市' } },
				},
			],
		});
		expect(asked.map(({ subgraph }) => subgraph).toSorted()).toEqual(['hub', 'hub', 'plans', 'plans']);
	});

	test('the hub’s lists tell what plans know, in one question for the whole page', async () => {
		const { data, errors, asked } = await (await join()).ask(
			'{ organisations(first: 50, filter: { divisionCode: "330106" }) { nodes { name plannedOn division { inspectors } } } }',
		);
		expect(errors).toEqual([]);
		const { nodes } = data.organisations;
		expect(nodes.filter((node: { plannedOn: string | null }) => node.plannedOn != null)).toMatchObject([
			{ name: '启航咨询', plannedOn: '2025-06-03' },
		]);
		expect(nodes.every((node: { division: { inspectors: number } }) => node.division.inspectors === 4)).toBe(true);
		expect(asked.map(({ subgraph, representations }) => [subgraph, representations.length])).toEqual([
			['hub', 0],
			['plans', 31],
			['plans', 31],
		]);
	});

	test('a county’s reader joins nothing of another county', async () => {
		const gateway = await join({ divisions: ['330205'] });
		const { data } = await gateway.ask('{ plans { id organisation { name } } }');
		expect(data.plans).toEqual([{ id: 'p1', organisation: null }]);
	});
});
