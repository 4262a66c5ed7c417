import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Dossier } from '#core/dossier.ts';
import { bannedPerson } from '#rules/banned-person.ts';
import { streamDossiers } from '#store/dossier-view.ts';
import { streamDue } from '#store/evaluation-view.ts';
import { type Asking, startTestApi, type TestApi } from '../support/api.ts';
import { REGULATION } from '../support/builders.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { addOrganisation, addPerson, addRecord, clearData } from '../support/hub-data.ts';

let database: TestDatabase;
let api: TestApi;
beforeAll(async () => {
	database = await createTestDatabase();
	api = await startTestApi(database.store);
});
afterAll(async () => {
	await api.stop();
	await database.drop();
});
beforeEach(async () => {
	const { db, pool } = database.store;
	await clearData(db);
	await pool.query('truncate hub_list_entry');
	await addOrganisation(db, { id: 'org_a' });
	await addPerson(db, { id: 'per_a', name: '甲' });
	const body = { name: '启明培训', status: 'ACTIVE', establishedOn: '2024-01-01' };
	await addRecord(db, { kind: 'registration', key: 'reg', organisationId: 'org_a', body, people: { head: 'per_a' } });
	await addRecord(db, { kind: 'licence', key: 'lic', organisationId: 'org_a', body: { status: 'ACTIVE', category: 'SUBJECT' } });
});

const REVIEWER: Asking = { role: 'reviewer', purpose: 'REVIEW' };
const ENTRY = '__typename ... on HubListEntry { id list scopes from to reason endedAt endedReason } ... on HubListRefused { code message }';
const add = (input: Readonly<Record<string, unknown>>, asking: Asking = REVIEWER) =>
	api.ask(`mutation Add($input: HubListInput!) { addToHubList(input: $input) { ${ENTRY} } }`, { ...asking, variables: { input } });
const banned = async (scopes: readonly string[], more: Readonly<Record<string, unknown>> = {}) =>
	(await add({ list: 'BLACK', personId: 'per_a', scopes, reason: 'taught without a licence', ...more })).data.addToHubList;
const end = async (id: string) =>
	(
		await api.ask(`mutation End($id: ID!) { endHubListEntry(id: $id, reason: "a mistake") { ${ENTRY} } }`, {
			...REVIEWER,
			variables: { id },
		})
	).data.endHubListEntry;

describe('addToHubList', () => {
	test('enters who is banned from what, why and from when, with one row of the audit', async () => {
		expect(await banned(['TEACHING', 'FOUNDING'], { to: '2028-05-31' })).toMatchObject({
			list: 'BLACK',
			scopes: ['FOUNDING', 'TEACHING'],
			from: '2025-05-31',
			to: '2028-05-31',
			reason: 'taught without a licence',
			endedAt: null,
		});
		const { rowCount } = await database.store.pool.query(`select from audit where action = 'list:add'`);
		expect(rowCount).toBe(1);
	});

	test.each([
		['nobody', { list: 'WHITE', reason: 'x' }, 'INVALID_INPUT'],
		['two at once', { list: 'WHITE', organisationId: 'org_a', personId: 'per_a', reason: 'x' }, 'INVALID_INPUT'],
		['a person without a scope', { list: 'BLACK', personId: 'per_a', reason: 'x' }, 'INVALID_INPUT'],
		['a scope on the white list', { list: 'WHITE', organisationId: 'org_a', scopes: ['TEACHING'], reason: 'x' }, 'INVALID_INPUT'],
		['no reason', { list: 'WHITE', organisationId: 'org_a', reason: ' ' }, 'INVALID_INPUT'],
		['an end before the beginning', { list: 'WHITE', organisationId: 'org_a', reason: 'x', to: '2025-05-30' }, 'INVALID_INPUT'],
		['whom nobody knows', { list: 'WHITE', organisationId: 'org_z', reason: 'x' }, 'NOT_FOUND'],
	])('refuses %s and keeps nothing', async (_, input, code) => {
		expect((await add(input)).data.addToHubList).toMatchObject({ __typename: 'HubListRefused', code });
		expect((await database.store.pool.query('select from hub_list_entry')).rowCount).toBe(0);
	});

	test('is refused to who only reads', async () => {
		const input = { list: 'WHITE', organisationId: 'org_a', reason: 'x' };
		expect((await add(input, { role: 'analyst', purpose: 'ANALYSIS' })).errors[0]?.extensions.code).toBe('ACCESS_DENIED');
		expect((await add(input, { role: 'reviewer' })).errors[0]?.extensions.code).toBe('ACCESS_DENIED');
		expect((await add(input, { ...REVIEWER, divisions: ['440000'] })).data.addToHubList.code).toBe('NOT_FOUND');
	});
});

describe('endHubListEntry', () => {
	test('ends an entry once and leaves it on record', async () => {
		const { id } = await banned(['TEACHING']);
		expect(await end(id)).toMatchObject({ id, endedReason: 'a mistake', endedAt: expect.stringMatching(/^2025-05-31/) });
		expect(await end(id)).toMatchObject({ code: 'NOT_FOUND' });
		expect((await database.store.pool.query('select from hub_list_entry')).rowCount).toBe(1);
	});
});

describe('hubListEntries', () => {
	const list = async (filter: string, asking: Asking = REVIEWER) =>
		(await api.ask(`{ hubListEntries(filter: ${filter}) { totalCount nodes { list reason person { id } organisation { id } } } }`, asking))
			.data.hubListEntries;

	test('shows entries about people to those alone who may read people', async () => {
		await banned(['TEACHING']);
		await add({ list: 'WHITE', organisationId: 'org_a', reason: 'no complaint in years' });
		expect((await list('{}')).nodes).toHaveLength(2);
		const shown = await list('{}', { role: 'dashboard' });
		expect(shown).toEqual({ totalCount: 1, nodes: [{ list: 'WHITE', reason: null, person: null, organisation: { id: 'org_a' } }] });
		expect((await list('{}', { ...REVIEWER, divisions: ['440000'] })).nodes).toEqual([]);
	});

	test('finds by list, scope, whom it is about, and the day', async () => {
		await banned(['TEACHING'], { from: '2025-01-01', to: '2025-06-30' });
		const counts = async (filter: string) => (await list(filter)).totalCount;
		expect([await counts('{ list: BLACK }'), await counts('{ list: WHITE }')]).toEqual([1, 0]);
		expect([await counts('{ scopes: [TEACHING, FOUNDING] }'), await counts('{ scopes: [FOUNDING] }')]).toEqual([1, 0]);
		expect([await counts('{ personId: "per_a" }'), await counts('{ organisationId: "org_a" }')]).toEqual([1, 0]);
		expect([await counts('{ standingOn: "2025-06-30" }'), await counts('{ standingOn: "2025-07-01" }')]).toEqual([1, 0]);
	});
});

describe('rules', () => {
	async function dossier(): Promise<Dossier> {
		const request = { asOf: '2025-06-01', sources: { registry: 'FRESH' }, clearanceSource: null, regulation: REGULATION } as const;
		for await (const one of streamDossiers(database.store.db, request)) return one;
		throw new Error('no organisation');
	}
	const found = async () => bannedPerson.evaluate(await dossier()).findings.map(({ personId }) => personId);

	test('see a ban of the hub as far as its scope reaches: a head is no teacher', async () => {
		await banned(['TEACHING', 'RECRUITMENT', 'QUALIFICATION']);
		expect(await found()).toEqual([]);
		const { id } = await banned(['FOUNDING']);
		expect(await found()).toEqual(['per_a']);
		const [evidence] = bannedPerson
			.evaluate(await dossier())
			.findings.flatMap((one) => one.evidence.filter(({ source }) => source === 'hub'));
		expect(evidence).toMatchObject({ recordType: 'list', recordKey: id });
	});

	test('see a ban from the trade in any post, and none that was ended', async () => {
		const { id } = await banned(['INDUSTRY_ENTRY'], { from: '2025-05-01' });
		expect(await found()).toEqual(['per_a']);
		await end(id);
		expect(await found()).toEqual([]);
	});

	test('are asked again when an entry comes or ends', async () => {
		const client = await database.store.pool.connect();
		const inputs = async () => {
			for await (const one of streamDue(client, '2025-06-01', true)) return one.inputs;
			return null;
		};
		const seen = [await inputs()];
		const { id } = await banned(['FOUNDING']);
		seen.push(await inputs());
		await end(id);
		seen.push(await inputs());
		await add({ list: 'WHITE', organisationId: 'org_a', reason: 'x' });
		seen.push(await inputs());
		client.release();
		expect(new Set(seen).size).toBe(4);
	});
});
