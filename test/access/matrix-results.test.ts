/**
 * Every role with every purpose × every personal field of every kind, through the results of saved queries in each form, and what is left
 * of them in the log and in the store. The paths of the API itself are those of matrix.test.ts.
 */
import ExcelJS from 'exceljs';
import { type GraphQLObjectType, getNamedType, isInterfaceType, isObjectType, isRequiredArgument, isUnionType } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ACTION_NAMES, type Action, can, isPersonal } from '#access/actions.ts';
import { PURPOSES, ROLES } from '#access/caller.ts';
import { RECORD_FILTERS } from '#core/organisation-filter.ts';
import { createSchema } from '#resolvers/schema.ts';
import { startTestApi, type TestApi } from '../support/api.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { makeQueryText } from '../support/query-builders.ts';
import { buildSecretWorld, type Marker } from '../support/secret-world.ts';

const schema = createSchema();
let database: TestDatabase;
let api: TestApi;
let markers: readonly Marker[];
const logged: string[] = [];

/** All plain values of a type, and of the objects that can be asked without arguments, so many objects deep. */
function valuesOf(type: GraphQLObjectType, deep: number): string {
	const parts = Object.values(type.getFields()).flatMap((field) => {
		const inner = getNamedType(field.type);
		if (isInterfaceType(inner) || isUnionType(inner)) return [];
		if (field.args.some(isRequiredArgument)) return [];
		if (!isObjectType(inner)) return [field.name];
		// Connections below would be lists beside the list: a result has one.
		if (deep === 0 || inner === type || 'nodes' in inner.getFields()) return [];
		return [`${field.name} { ${valuesOf(inner, deep - 1)} }`];
	});
	return parts.join(' ');
}

/** The object type that a field of a type gives. */
function typeIn(type: GraphQLObjectType, field: string): GraphQLObjectType {
	const found = type.getFields()[field];
	const inner = found === undefined ? undefined : getNamedType(found.type);
	if (!isObjectType(inner)) throw new Error(`${type.name}.${field} is no object`);
	return inner;
}

const valuesOfType = (name: string): string => valuesOf(schema.getType(name) as GraphQLObjectType, 2);

/** A saved query for each list of records of an organisation, for its flags, their evidence and its people. */
const QUERIES: ReadonlyMap<string, string> = new Map(
	[
		...Object.keys(RECORD_FILTERS).map((list) => {
			const record = typeIn(typeIn(schema.getType('Organisation') as GraphQLObjectType, list), 'nodes');
			return [list, `organisations { nodes { id ${list} { nodes { ${valuesOf(record, 2)} } } } }`] as const;
		}),
		['flags', `flags { nodes { ${valuesOfType('Flag')} } }`] as const,
		['evidence', 'flags { nodes { id evidence(first: 100) { nodes { recordKey field value } } } }'] as const,
		['people', `organisations { nodes { id people { nodes { ${valuesOfType('Person')} } } } }`] as const,
	].map(([name, text]) => [name.replace(/[A-Z]/g, '-$&').toLowerCase(), `{ ${text} }`]),
);

beforeAll(async () => {
	database = await createTestDatabase();
	({ markers } = await buildSecretWorld(database.store));
	const write = (fields: object, message: string) =>
		void logged.push(`${message} ${JSON.stringify(fields, (_, value) => (value instanceof Error ? value.stack : value))}`);
	api = await startTestApi(database.store, { log: { info: write, warn: write, error: write } });
	const save = `mutation ($slug: String!, $query: SavedQueryInput!, $yes: Boolean = true) {
		saveQuery(slug: $slug, query: $query) { ... on SavedQueryRefused { message } } shareQuery(slug: $slug, shared: $yes) { __typename } }`;
	for (const [slug, document] of QUERIES) {
		const { defaults: _, titles: __, ...text } = makeQueryText({ document });
		const query = { ...text, defaults: [], titles: [] };
		const { data, errors } = await api.ask(save, { role: 'reviewer', purpose: 'REVIEW', variables: { slug, query } });
		expect([slug, errors, data?.saveQuery]).toEqual([slug, [], {}]);
	}
}, 60_000);
afterAll(async () => {
	await api.stop();
	await database.drop();
});

const FORMS = ['csv', 'ndjson', 'json', 'xlsx'] as const;
type Asker = { readonly role: (typeof ROLES)[number]; readonly purpose: (typeof PURPOSES)[number] | null };
const rightsOf = (caller: Asker) => ACTION_NAMES.filter((action) => can(caller, action));
/** One caller of each set of rights: two who may do the same are told the same. */
const callers: readonly Asker[] = ROLES.flatMap((role) => [null, ...PURPOSES].map((purpose) => ({ role, purpose })));
const different = [...new Map(callers.map((caller) => [rightsOf(caller).join(), caller])).values()];

async function result(path: string, { role, purpose }: Asker): Promise<string> {
	const headers = { authorization: `Bearer ${await api.token({ role })}`, ...(purpose === null ? {} : { 'x-purpose': purpose }) };
	const response = await fetch(`${api.url}/queries/${path}`, { headers });
	expect([200, 403], path).toContain(response.status);
	if (!path.endsWith('.xlsx') || response.status !== 200) return response.text();
	const book = new ExcelJS.Workbook();
	await book.xlsx.load(await response.arrayBuffer());
	return book.worksheets.map((sheet) => JSON.stringify(sheet.getSheetValues())).join('\n');
}

describe('results of saved queries', () => {
	test('are asked of every list of records, and can show every personal action that a list shows', async () => {
		expect(QUERIES.size).toBe(Object.keys(RECORD_FILTERS).length + 3);
		const told: string[] = [];
		for (const asker of different) for (const slug of QUERIES.keys()) told.push(await result(`${slug}.ndjson`, asker));
		const all = told.join('\n');
		const shown = new Set(markers.filter(({ text }) => all.includes(text)).flatMap(({ needs }) => needs));
		const hidden = ACTION_NAMES.filter((action) => isPersonal(action) && !shown.has(action));
		expect(hidden).toEqual(['audit:read']);
	}, 120_000);

	test.each(different)(
		'give $role for $purpose nothing that the tables do not allow, in any form',
		{ timeout: 120_000 },
		async (asking) => {
			const rights = new Set<Action>(rightsOf(asking));
			const forbidden = markers.filter(({ needs }) => !needs.every((action) => rights.has(action)));
			const leaks: string[] = [];
			for (const [at, slug] of [...QUERIES.keys()].entries()) {
				// Each caller takes another form of each result: together they take all.
				const path = `${slug}.${FORMS[(at + different.indexOf(asking)) % FORMS.length]}`;
				const told = await result(path, asking);
				leaks.push(...forbidden.filter(({ text }) => told.includes(text)).map(({ text }) => `${text} in ${path}`));
			}
			expect(leaks).toEqual([]);
		},
	);

	test('give a county’s reader nothing of the other county', async () => {
		for (const slug of QUERIES.keys()) {
			const headers = { authorization: `Bearer ${await api.token({ role: 'reviewer', divisions: ['330205'] })}`, 'x-purpose': 'REVIEW' };
			const told = await (await fetch(`${api.url}/queries/${slug}.ndjson`, { headers })).text();
			expect(markers.filter(({ text }) => told.includes(text))).toEqual([]);
			expect(told.trimEnd().split('\n'), slug).toHaveLength(1); // its end
		}
	});

	test('leave nothing personal in the log, in the audit or in what is kept of runs', async () => {
		const { rows } = await database.store.pool.query(
			`select a::text as row from audit a where caller <> 'a-caller-of-before' union all select r::text from saved_query_run r`,
		);
		const left = [...logged, ...rows.map(({ row }: { row: string }) => row)].join('\n');
		expect(rows.length).toBeGreaterThan(different.length);
		// Ids of people stand in the audit: that is what it is for.
		const personal = markers.filter(({ text, needs }) => needs.some(isPersonal) && text !== 'per_secret');
		expect(personal.filter(({ text }) => left.includes(text))).toEqual([]);
	});
});
