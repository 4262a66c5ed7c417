import { globSync } from 'node:fs';
import { buildSchema, type DocumentNode, isObjectType, Kind, type OperationDefinitionNode, parse, type TypeNode } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PURPOSES, ROLES, type Role } from '#access/caller.ts';
import { createSchema } from '#resolvers/schema.ts';
import { createExecutor } from '#server/execute.ts';
import { blocksOf, DOCUMENTS, ROOT, textOf } from '../docs/documents.ts';
import { type Answer, type Asking, startTestApi, type TestApi } from '../support/api.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { fuzzedRequests } from '../support/fuzz-documents.ts';
import { addFlag, addOrganisation, addPerson, addRecord } from '../support/hub-data.ts';
import fc from '../support/property.ts';

let database: TestDatabase;
let interpreting: TestApi;
let compiling: TestApi;

beforeAll(async () => {
	database = await createTestDatabase();
	const { db } = database.store;
	await addPerson(db, { id: 'per_a', name: '王小明' });
	for (const n of ['a', 'b', 'c']) {
		const organisationId = await addOrganisation(db, { id: `org_${n}`, name: `启航${n}` });
		const body = {
			name: `启航${n}`,
			person: { name: '王小明', masked: null },
			principal: { name: '王小明', masked: null },
			status: 'ACTIVE',
		};
		await addRecord(db, { kind: 'staff', key: `S${n}`, organisationId, body, people: { person: 'per_a' } });
		await addRecord(db, { kind: 'licence', key: `L${n}`, organisationId, body });
		await addFlag(db, { id: `flag_${n}`, organisationId, personId: 'per_a' });
	}
	interpreting = await startTestApi(database.store, { compileAfter: null });
	compiling = await startTestApi(database.store, { compileAfter: 1 });
});
afterAll(async () => {
	await interpreting.stop();
	await compiling.stop();
	await database.drop();
});

/** The errors by the place that is null for them: of several under one null, either way of executing may tell one or all. */
function byPlace({ data, errors }: Answer): ReadonlyMap<string, readonly string[]> {
	const placeOf = (path: readonly (string | number)[]) => {
		const until = path.findIndex((_, at) => at > 0 && path.slice(0, at).reduce((value, step) => value?.[step], data) === null);
		return JSON.stringify(data === null ? [] : until === -1 ? path : path.slice(0, until));
	};
	const text = (error: object) => JSON.stringify(error).replaceAll(/"errorId":"\w+"|under \w+/g, '');
	const groups = Map.groupBy(errors, ({ path }) => placeOf(path ?? []));
	return new Map([...groups].map(([place, group]) => [place, group.map(text).sort()]));
}

async function expectSame(query: string, asking: Asking): Promise<Answer> {
	const first = await compiling.ask(query, asking);
	// The first goes through Apollo Server, the second, if it could be compiled, past it.
	const compiled = await compiling.ask(query, asking);
	const interpreted = await interpreting.ask(query, asking);
	if (interpreted.errors.length === 0) expect([first.text, compiled.text], query).toEqual([interpreted.text, interpreted.text]);
	const { status, data, extensions } = interpreted;
	expect({ status: compiled.status, data: compiled.data, extensions: compiled.extensions }, query).toEqual({ status, data, extensions });
	const [told, others] = [byPlace(compiled), byPlace(interpreted)];
	expect([...told.keys()].sort(), query).toEqual([...others.keys()].sort());
	for (const [place, errors] of told) expect(errors, query).toEqual(expect.arrayContaining([...(others.get(place) ?? [])]));
	return compiled;
}

const WRITTEN: readonly (readonly [string, Readonly<Record<string, unknown>>?])[] = [
	['{ me { role purpose } }'],
	[
		'query Two($n: Int! = 2) { a: organisations(first: $n) { nodes { id } } b: organisations(first: $n) { totalCount edges { cursor node { name } } } }',
	],
	['query ($n: Int!) { organisations(first: $n) { nodes { id } } }', { n: 1 }],
	['query ($n: Int!) { organisations(first: $n) { nodes { id } } }', { n: 'one' }],
	['query ($n: Int!) { organisations(first: $n) { nodes { id } } }'],
	['query ($n: Int) { organisations(first: $n) { nodes { id } } }', { n: null }],
	['query ($yes: Boolean!) { organisations { nodes { id @include(if: $yes) name @skip(if: $yes) } } }', { yes: true }],
	['query ($yes: Boolean!) { organisations { nodes { id @include(if: $yes) name @skip(if: $yes) } } }', { yes: false }],
	[
		'{ node(id: "org_a") { __typename id ... on Organisation { name ...F } ... on Flag { code } } } fragment F on Organisation { risk { score } }',
	],
	['{ node(id: "flag_a") { __typename ... on Flag { code organisation { name } } ... on Node { id } } }'],
	['{ node(id: "nobody") { id } organisation(id: "org_zzz") { id } }'],
	['{ organisations(first: 0) { nodes { id } } me { role } }'],
	['{ organisations(after: "x") { nodes { id } } }'],
	[
		'{ person(id: "per_a") { name masked mentions { nodes { slot record { kind ... on Licence { status } ... on StaffMember { post } } } } } }',
	],
	[
		'{ organisation(id: "org_a") { people { nodes { name } } complaints { nodes { content } } flags { nodes { title { zh } evidence { nodes { value } } } } } }',
	],
	[
		'{ organisations { nodes { registration { name } licences { nodes { principal { name person { id name } } withheld } sources { source } } } } }',
	],
	['{ organisations { nodes { registration(freshness: LIVE) { name } } } }'],
	['{ sources { id tables { recordType state } } auditLog { nodes { action } } }'],
	['query A { me { role } } query B { me { purpose } }'],
	['{ gone }'],
];
const CALLERS: readonly Asking[] = [
	{ role: 'analyst' },
	{ role: 'reviewer', purpose: 'REVIEW' },
	{ role: 'dashboard' },
	{ role: 'enforcement', purpose: 'ENFORCEMENT', divisions: [] },
];

const VALUES: Readonly<Record<string, unknown>> = { Int: 2, LocalDate: '2025-05-01', Decimal: '0.5', Boolean: true, ID: 'org_a' };

function someValue(type: TypeNode): unknown {
	if (type.kind === Kind.NON_NULL_TYPE) return someValue(type.type);
	return type.kind === Kind.LIST_TYPE ? [someValue(type.type)] : (VALUES[type.name.value] ?? '330106');
}

/** A value for each variable that has to be given. */
function variablesOf({ definitions }: DocumentNode): Readonly<Record<string, unknown>> {
	const declared = definitions.flatMap((node) => (node.kind === Kind.OPERATION_DEFINITION ? (node.variableDefinitions ?? []) : []));
	const needed = declared.filter(({ type, defaultValue }) => type.kind === Kind.NON_NULL_TYPE && defaultValue === undefined);
	return Object.fromEntries(needed.map(({ variable, type }) => [variable.name.value, someValue(type)]));
}

/** Every query that the hub's own documents show or its library holds, by the file and its place there. */
const SHOWN = [
	...DOCUMENTS.map((from) => ({ from, texts: blocksOf(from, 'graphql') })),
	...globSync('queries/*.graphql', { cwd: ROOT })
		.sort()
		.map((from) => ({ from, texts: [textOf(from)] })),
]
	.flatMap(({ from, texts }) => texts.map((query, at) => ({ from, place: at + 1, query, document: parse(query) })))
	.filter(({ document }) => document.definitions.some((node) => node.kind === Kind.OPERATION_DEFINITION && node.operation === 'query'))
	.map(({ document, ...shown }) => ({ ...shown, variables: variablesOf(document) }));

describe('a compiled query', () => {
	test('is held against every query of the documents and the library', () => {
		const files = new Set(SHOWN.map(({ from }) => from));
		for (const file of ['README.md', 'docs/guides/analysts.md', 'docs/guides/dashboards.md', 'docs/guides/operators.md'])
			expect(files).toContain(file);
		expect([...files].filter((file) => file.startsWith('queries'))).toHaveLength(globSync('queries/*.graphql', { cwd: ROOT }).length);
	});

	test.each(SHOWN)('answers query $place of $from as an interpreted one does', async ({ query, variables }) => {
		for (const asking of CALLERS) await expectSame(query, { ...asking, variables });
	});

	test.each(WRITTEN.map(([query, variables = {}]) => ({ query, variables })))(
		'answers $query as an interpreted one does',
		async ({ query, variables }) => {
			for (const asking of CALLERS) await expectSame(query, { ...asking, variables });
		},
	);

	test('answers 100 queries grown from the schema as interpreted ones do', { timeout: 300_000 }, async () => {
		let answered = 0;
		for (const request of fc.sample(fuzzedRequests(createSchema()), { numRuns: 1500, seed: 7 })) {
			if (answered >= 100) break;
			const body = parsed(request.body);
			if (typeof body?.query !== 'string' || !body.query.includes('{')) continue;
			const purpose = PURPOSES[request.purpose % (PURPOSES.length + 1)];
			const role = ROLES[request.role % ROLES.length] as Role;
			const asking = { role, variables: body.variables ?? {}, ...(purpose === undefined ? {} : { purpose }) };
			if ((await expectSame(body.query, asking)).data !== null) answered += 1;
		}
		expect(answered).toBe(100);
	});
});

function parsed(text: string): { query?: unknown; variables?: Record<string, unknown> } | null {
	try {
		const body: unknown = JSON.parse(text);
		return typeof body === 'object' && !Array.isArray(body) ? body : null;
	} catch {
		return null;
	}
}

interface Named {
	readonly name: string | null | (() => Promise<string>);
}

describe('nulls that may not be', () => {
	const schema = buildSchema('type Query { list: [Item!] one: Item deep: [[Item]!] } type Item { name: String! more: Item }');
	const bad = { name: () => Promise.reject(new Error('no name')) };
	const none = { name: null };
	const good = { name: 'a' };
	test.each([
		['{ list { name } }', { list: [good, none] }],
		['{ list { name more { name } } }', { list: [{ ...good, more: none }] }],
		['{ one { name more { more { name } } } }', { one: { ...good, more: { ...good, more: bad } } }],
		['{ deep { name } one { name } }', { deep: [[good, bad], [none], []], one: null }],
		['{ deep { name } }', { deep: [null] }],
	])('go up to where they may be in %s, with the same errors', async (source, root) => {
		const run = async (compileAfter: number | null) => {
			const document = parse(source);
			const operation = document.definitions[0] as OperationDefinitionNode;

			const item = schema.getType('Item');
			if (isObjectType(item))
				Object.assign(item.getFields().name ?? {}, {
					resolve: (item: Named) => (typeof item.name === 'function' ? item.name() : item.name),
				});
			for (const [name, field] of Object.entries(schema.getQueryType()?.getFields() ?? {})) {
				field.resolve = () => (root as Record<string, unknown>)[name] ?? null;
			}
			const { execute } = createExecutor({ schema, trusted: new Set(), compileAfter });
			const answer = await execute({ document, operation, source, operationName: null, variables: {}, context: {} as never });
			return {
				data: JSON.parse(JSON.stringify(answer.data)),
				errors: answer.errors?.map(({ message, path }) => `${message} ${path?.join('.')}`).sort(),
			};
		};
		expect(await run(1)).toEqual(await run(null));
	});
});
