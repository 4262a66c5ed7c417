import { buildSchema } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROLES } from '#access/caller.ts';
import type { Flag, Organisation } from '../../clients/generated/lianjian.ts';
import { startTestApi, type TestApi } from '../support/api.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { addFlag, addOrganisation } from '../support/hub-data.ts';

let database: TestDatabase;
let api: TestApi;

beforeAll(async () => {
	database = await createTestDatabase();
	await addOrganisation(database.store.db, { id: 'org_a', name: '启航', riskScore: 60 });
	await addFlag(database.store.db, { id: 'flag_a', organisationId: 'org_a' });
	api = await startTestApi(database.store);
});
afterAll(async () => {
	await api.stop();
	await database.drop();
});

const read = async (headers: Record<string, string>) => fetch(`${api.url}/schema.graphql`, { headers });

describe('/schema.graphql', () => {
	test.each(ROLES)('gives the schema to the role %s only where introspection does', async (role) => {
		const response = await read({ authorization: `Bearer ${await api.token({ role })}` });
		const introspected = await api.ask('{ __schema { queryType { name } } }', { role });
		expect([role, response.status]).toEqual([role, introspected.errors.length === 0 ? 200 : 403]);
		if (response.status === 403) expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'ACCESS_DENIED' } }] });
	});

	test('is SDL with every description', async () => {
		const schema = buildSchema(await (await read({ authorization: `Bearer ${await api.token()}` })).text());
		expect(schema.getQueryType()?.getFields().organisations?.description).toMatch(/^Organisations, a page at a time\./);
	});

	test('needs a token like the API, also of a browser', async () => {
		expect((await read({})).status).toBe(401);
		expect((await read({ accept: 'text/html' })).status).toBe(401);
	});
});

describe('the types for clients', () => {
	/** What a screen asks for, typed by the generated file: a field that the schema does not have is an error of the compiler. */
	interface Tile {
		readonly organisations: {
			readonly nodes: readonly (Pick<Organisation, 'id' | 'name'> & {
				readonly risk: Pick<Organisation['risk'], 'score'>;
				readonly flags: { readonly nodes: readonly Pick<Flag, 'code' | 'severity'>[] } | null;
			})[];
		} | null;
	}

	test('fit what the API answers', async () => {
		const { data } = await api.ask('{ organisations { nodes { id name risk { score } flags { nodes { code severity } } } } }');
		const tile: Tile = data;
		expect(tile.organisations?.nodes).toEqual([
			{ id: 'org_a', name: '启航', risk: { score: 60 }, flags: { nodes: [{ code: 'FRONT_BUSINESS', severity: 'HIGH' }] } },
		]);
	});
});
