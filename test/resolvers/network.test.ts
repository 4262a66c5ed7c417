import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Asking, startTestApi, type TestApi } from '../support/api.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { addOrganisation, addPerson, addRecord, addSuccession, clearData } from '../support/hub-data.ts';

let database: TestDatabase;
let api: TestApi;
const db = () => database.store.db;
const reviewer: Asking = { role: 'reviewer', purpose: 'REVIEW' };

beforeAll(async () => {
	database = await createTestDatabase();
	api = await startTestApi(database.store);
});
afterAll(async () => {
	await api.stop();
	await database.drop();
});
beforeEach(() => clearData(db()));

interface ShopSeed {
	readonly head?: string;
	readonly room?: string;
	readonly phone?: string;
	readonly divisionCode?: string;
}

/** A registered shop with a head, a room and a telephone. */
async function shop(id: string, { head, room, phone, divisionCode = '330106' }: ShopSeed): Promise<void> {
	await addOrganisation(db(), { id, divisionCode });
	const body = { head: { name: '王小明', masked: null }, address: { text: `文三路1号${room}室` } };
	await addRecord(db(), { kind: 'registration', key: id, organisationId: id, body, ...(head === undefined ? {} : { people: { head } }) });
	const { rid } = await db().selectFrom('record').select('rid').where('record_key', '=', id).executeTakeFirstOrThrow();
	const keys = [
		...(room === undefined ? [] : [{ rid, feature: 'room', value: `stem||${room}` }]),
		...(phone === undefined ? [] : [{ rid, feature: 'phone', value: phone }]),
	];
	if (keys.length > 0) await db().insertInto('record_key').values(keys).execute();
}

async function network(args: string, asking: Asking = reviewer) {
	const { data, errors } = await api.ask(
		`{ network(organisationId: "org_a"${args}) { complete hidden nodes { id kind label distance common organisation { id } person { id } }
			edges { from to kind score certain reasons { signal } } } }`,
		asking,
	);
	expect(errors).toEqual([]);
	return data.network;
}
const ids = (found: { nodes: readonly { id: string }[] }) => found.nodes.map(({ id }) => id).toSorted();

describe('a network', () => {
	test('shows what connects an organisation with others, and nothing that it has alone', async () => {
		await addPerson(db(), { id: 'per_a', name: '王小明' });
		await addPerson(db(), { id: 'per_alone', name: '李小红' });
		await shop('org_a', { head: 'per_a', room: '101', phone: '16900000001' });
		await shop('org_b', { head: 'per_a', room: '102' });
		await shop('org_c', { head: 'per_alone', room: '101', phone: '16900000001' });
		await shop('org_d', { room: '909' });
		await addSuccession(db(), 'org_a', 'org_d');
		const found = await network('');
		expect(ids(found)).toEqual(['org_a', 'org_b', 'org_c', 'org_d', 'per_a', 'phone_1', 'place_2'].toSorted());
		expect(found.nodes.find(({ id }: { id: string }) => id === 'per_a')).toMatchObject({
			label: '王小明',
			person: { id: 'per_a' },
			organisation: null,
		});
		expect(found.nodes.find(({ id }: { id: string }) => id === 'place_2')).toMatchObject({ label: '文三路1号101室', common: false });
		expect(found.nodes.find(({ id }: { id: string }) => id === 'phone_1')).toMatchObject({ label: '16900000001', distance: 0 });
		expect(found.edges.find(({ kind }: { kind: string }) => kind === 'CARRIED_ON_BY')).toEqual({
			from: 'org_a',
			to: 'org_d',
			kind: 'CARRIED_ON_BY',
			score: '0.9300',
			certain: null,
			reasons: [{ signal: 'sharedHead' }],
		});
		expect(found).toMatchObject({ complete: true, hidden: [] });
	});

	test('tells from when to when a connection holds, as far as records say', async () => {
		await addPerson(db(), { id: 'per_a', name: '王小明' });
		await shop('org_a', { head: 'per_a', room: '101' });
		await shop('org_b', { head: 'per_a', room: '101' });
		const post = (key: string, organisationId: string, body: object) =>
			addRecord(db(), {
				kind: 'role',
				key,
				organisationId,
				body: { person: { name: '王小明', masked: null }, ...body },
				people: { person: 'per_a' },
			});
		await database.store.pool.query(
			`update record set body = body || '{"establishedOn":"2020-05-01","endedOn":"2023-08-01"}' where record_key = 'org_a'`,
		);
		await post('P1', 'org_a', { from: '2019-02-01', to: '2021-03-01' });
		await post('P2', 'org_b', { from: '2024-01-01' });
		const times = async (depth: number) => {
			const { data } = await api.ask(`{ network(organisationId: "org_a", depth: ${depth}) { edges { from kind since until } } }`, reviewer);
			return (from: string, kind: string) => {
				const { since, until } = data.network.edges.find(
					(edge: { from: string; kind: string }) => edge.from === from && edge.kind === kind,
				);
				return [since, until];
			};
		};
		const near = await times(1);
		expect(near('org_a', 'NAMES')).toEqual(['2019-02-01', '2023-08-01']);
		expect(near('org_a', 'HAS_ROOM')).toEqual(['2020-05-01', '2023-08-01']);
		expect(near('org_b', 'NAMES')).toEqual([null, null]);
		const far = await times(2);
		expect(far('org_b', 'NAMES')).toEqual(['2024-01-01', null]);
		expect(far('org_b', 'HAS_ROOM')).toEqual([null, null]);
	});

	test('goes as many steps as asked for', async () => {
		for (const [id, room, phone] of [
			['org_a', '1', '16900000001'],
			['org_b', '1', '16900000002'],
			['org_c', '3', '16900000002'],
			['org_d', '3', '16900000004'],
		] as const)
			await shop(id, { room, phone });
		expect(ids(await network(', depth: 1')).filter((id) => id.startsWith('org'))).toEqual(['org_a', 'org_b']);
		expect(ids(await network(', depth: 2')).filter((id) => id.startsWith('org'))).toEqual(['org_a', 'org_b', 'org_c']);
		expect(ids(await network(', depth: 3')).filter((id) => id.startsWith('org'))).toEqual(['org_a', 'org_b', 'org_c', 'org_d']);
	});

	test('does not go through a value of more than twelve', { timeout: 60_000 }, async () => {
		await shop('org_a', { room: '1', phone: '16900000001' });
		for (let n = 0; n < 11; n++) await shop(`org_r${n}`, { room: '1', phone: '16900000001' });
		expect(await network('')).toMatchObject({ nodes: expect.arrayContaining([expect.objectContaining({ kind: 'PHONE', common: false })]) });
		await shop('org_s', { room: '2', phone: '16900000001' });
		const found = await network('');
		expect(found.nodes.find(({ kind }: { kind: string }) => kind === 'PHONE')).toMatchObject({ common: true });
		expect(ids(found)).toContain('org_r3');
		expect(ids(found)).not.toContain('org_s');
	});

	test('stops at the limit and says so', async () => {
		for (const id of ['org_a', 'org_b', 'org_c']) await shop(id, { room: '1' });
		const found = await network(', limit: 2');
		expect(found.complete).toBe(false);
		expect(ids(found)).toEqual(['org_a', 'org_b', 'place_1']);
		expect(found.edges.every(({ from }: { from: string }) => from !== 'org_c')).toBe(true);
	});

	test('keeps to the caller’s county and rights', async () => {
		await addPerson(db(), { id: 'per_a', name: '王小明' });
		await shop('org_a', { head: 'per_a', room: '1', phone: '16900000001' });
		await shop('org_b', { head: 'per_a', phone: '16900000001' });
		await shop('org_far', { head: 'per_a', room: '1', divisionCode: '330205' });
		await addSuccession(db(), 'org_a', 'org_far');
		const county = await network(', depth: 2', { ...reviewer, divisions: ['330106'] });
		expect(ids(county)).toEqual(['org_a', 'org_b', 'per_a', 'phone_1']);
		const dashboard = await network('', { role: 'dashboard' });
		expect(dashboard.hidden).toEqual(['PERSON']);
		expect(dashboard.nodes.find(({ kind }: { kind: string }) => kind === 'PHONE').label).toBe('****0001');
		expect(JSON.stringify(dashboard)).not.toMatch(/per_a|王/);
		expect(await network('', { ...reviewer, divisions: ['330205'] })).toBeNull();
	});

	test('is refused beyond its bounds', async () => {
		for (const args of ['depth: 4', 'depth: 0', 'limit: 201']) {
			const { errors } = await api.ask(`{ network(organisationId: "org_a", ${args}) { complete } }`);
			expect(errors[0]?.extensions.code).toBe('INVALID_INPUT');
		}
	});
});
