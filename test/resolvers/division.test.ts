import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../support/api.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { addOrganisation } from '../support/hub-data.ts';

let database: TestDatabase;
let api: TestApi;

beforeAll(async () => {
	database = await createTestDatabase();
	const { db } = database.store;
	await addOrganisation(db, { id: 'org_a', divisionCode: '330106', riskScore: 80 });
	await addOrganisation(db, { id: 'org_b', divisionCode: '330106', riskScore: 20 });
	await addOrganisation(db, { id: 'org_c', divisionCode: '330205', riskScore: 90 });
	await addOrganisation(db, { id: 'org_zone', divisionCode: '330171' });
	await addOrganisation(db, { id: 'org_nowhere', divisionCode: null });
	api = await startTestApi(database.store);
});
afterAll(async () => {
	await api.stop();
	await database.drop();
});

describe('a division', () => {
	test('says what it lies in and what lies in it', async () => {
		const { data } = await api.ask(
			'{ division(code: "330106") { name fullName level parent { name level parent { name parent { name } } } children { name } } }',
		);
		expect(data.division).toEqual({
			name: '西湖区',
			fullName: '浙江省杭州市西湖区',
			level: 'COUNTY',
			parent: { name: '杭州市', level: 'PREFECTURE', parent: { name: '浙江省', parent: null } },
			children: [],
		});
		const above = await api.ask('{ division(code: "330000") { level children { code level } } }');
		expect(above.data.division.children).toContainEqual({ code: '330100', level: 'PREFECTURE' });
		expect(above.data.division.children.every(({ level }: { level: string }) => level === 'PREFECTURE')).toBe(true);
	});

	test('has the measures that its code has', async () => {
		const measures = 'divisionCode on measures(codes: [LICENSED_SUBJECT]) { code numerator denominator missing } licenceMatrix { both }';
		const { data, errors } = await api.ask(
			`{ division(code: "330106") { statistics(on: "2025-05-01") { ${measures} } } divisionStatistics(divisionCode: "330106", on: "2025-05-01") { ${measures} } }`,
		);
		expect(errors).toEqual([]);
		expect(data.division.statistics).toMatchObject({ divisionCode: '330106', on: '2025-05-01' });
		expect(data.division.statistics).toEqual(data.divisionStatistics);
	});

	test('of a municipality is the parent of its districts', async () => {
		const { data } = await api.ask('{ division(code: "110105") { parent { name level } } }');
		expect(data.division.parent).toEqual({ name: '北京市', level: 'PROVINCE' });
	});

	test('goes on under its code of today', async () => {
		const { data } = await api.ask('{ division(code: "330103") { code name } }');
		expect(data.division).toEqual({ code: '330105', name: '拱墅区' });
	});

	test('that the table does not have is without a name, and still has its place', async () => {
		const { data } = await api.ask('{ organisation(id: "org_zone") { division { code name fullName level parent { name } } } }');
		expect(data.organisation.division).toEqual({ code: '330171', name: null, fullName: null, level: 'COUNTY', parent: { name: '杭州市' } });
	});

	test('is nothing where no code is known, or the text is a code of none', async () => {
		const { data } = await api.ask('{ organisation(id: "org_nowhere") { division { code } } division(code: "990000") { code } }');
		expect(data).toEqual({ organisation: { division: null }, division: null });
		const { errors } = await api.ask('{ division(code: "杭州") { code } }');
		expect(errors[0]?.extensions.code).toBe('INVALID_INPUT');
	});
});

describe('organisations of a division', () => {
	const of = (code: string, args = '') => `{ division(code: "${code}") { organisations${args} { nodes { id } totalCount } } }`;

	test('are those in it and below it, in the order asked for', async () => {
		const { data } = await api.ask(of('330100'));
		expect(data.division.organisations).toEqual({ nodes: [{ id: 'org_a' }, { id: 'org_b' }, { id: 'org_zone' }], totalCount: 3 });
	});

	test('can be narrowed, and never widened by a filter that names another place', async () => {
		const [narrow, elsewhere] = await Promise.all([
			api.ask(of('330100', '(filter: { minRiskScore: 50 })')),
			api.ask(of('330106', '(filter: { divisionCode: "330205" })')),
		]);
		expect(narrow.data.division.organisations.nodes).toEqual([{ id: 'org_a' }]);
		expect(elsewhere.data.division.organisations).toEqual({ nodes: [], totalCount: 0 });
	});

	test('go on where a page ended', async () => {
		const first = await api.ask('{ division(code: "330100") { organisations(first: 2) { pageInfo { endCursor } } } }');
		const after = first.data.division.organisations.pageInfo.endCursor;
		const { data } = await api.ask(of('330100', `(first: 2, after: "${after}")`));
		expect(data.division.organisations.nodes).toEqual([{ id: 'org_zone' }]);
	});

	test('show a county’s reader their own county alone', async () => {
		const { data } = await api.ask(of('330000'), { divisions: ['330205'] });
		expect(data.division.organisations).toEqual({ nodes: [{ id: 'org_c' }], totalCount: 1 });
	});
});
