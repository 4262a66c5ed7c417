/**
 * The 25 checks of Apollo's suite for subgraphs (apollo-federation-subgraph-compatibility), in our words, on its example of products.
 * Where the suite asks through a router, the subgraph is asked here what a router asks it.
 */
import { type DocumentNode, Kind, parse, print, stripIgnoredCharacters } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startProducts } from './products.ts';

let server: Awaited<ReturnType<typeof startProducts>>;
let sdl: DocumentNode;

async function ask(query: string, { variables = {}, headers = {} }: { variables?: object; headers?: Record<string, string> } = {}) {
	const response = await fetch(server.url, {
		method: 'POST',
		headers: { 'content-type': 'application/json', ...headers },
		body: JSON.stringify({ query, variables }),
	});
	return (await response.json()) as { readonly data: Readonly<Record<string, unknown>>; readonly errors?: unknown };
}
const entities = (selection: string, representations: readonly object[]) =>
	ask(`query ($representations: [_Any!]!) { _entities(representations: $representations) { ${selection} } }`, {
		variables: { representations },
	});

beforeAll(async () => {
	server = await startProducts();
	const { data } = await ask('{ _service { sdl } }');
	sdl = parse((data._service as { readonly sdl: string }).sdl);
});
afterAll(() => server.stop());

/** Directives with their arguments on the schema, a type ("User") or a field of it ("User.name"), as the SDL has them. */
function directivesOn(place: string): readonly string[] {
	const [type, field] = place.split('.');
	return sdl.definitions.flatMap((node) => {
		if (node.kind === Kind.SCHEMA_EXTENSION || node.kind === Kind.SCHEMA_DEFINITION) {
			return place === 'schema' ? (node.directives ?? []).map(said) : [];
		}
		if (node.kind !== Kind.OBJECT_TYPE_DEFINITION && node.kind !== Kind.OBJECT_TYPE_EXTENSION) return [];
		if (node.name.value !== type) return [];
		const holder = field === undefined ? [node] : (node.fields ?? []).filter(({ name }) => name.value === field);
		return holder.flatMap(({ directives }) => (directives ?? []).map(said));
	});
}
const said = (node: Parameters<typeof print>[0]) => stripIgnoredCharacters(print(node));

describe('_service', () => {
	test('gives the whole schema as SDL', () => {
		const types = sdl.definitions.flatMap((node) => (node.kind === Kind.OBJECT_TYPE_DEFINITION ? [node.name.value] : []));
		expect(types).toEqual(
			expect.arrayContaining([
				...['CaseStudy', 'DeprecatedProduct', 'Inventory', 'Product', 'ProductDimension', 'ProductResearch', 'ProductVariation'],
				...['Query', 'User'],
			]),
		);
	});
});

describe('@link', () => {
	test('names the specification once, with nothing imported that it does not have', () => {
		const links = directivesOn('schema').filter((text) => text.startsWith('@link') && text.includes('specs.apollo.dev/federation/'));
		expect(links).toHaveLength(1);
		expect(links[0]).toMatch(/v2\.[0-7]"/);
		const known = 'composeDirective extends external inaccessible interfaceObject key override provides requires shareable tag'.split(' ');
		const imported = [...(/import:\[(.*)\]/.exec(links[0] ?? '')?.[1]?.matchAll(/"@(\w+)"/g) ?? [])].map(([, name]) => name);
		expect(imported.filter((name) => !known.includes(name ?? ''))).toEqual([]);
	});
});

describe('@key of one field', () => {
	test('stands on the type', () => expect(directivesOn('User')).toContain('@key(fields:"email")'));
	test('finds the entity', async () => {
		const answer = await entities('... on User { email name }', [{ __typename: 'User', email: 'support@apollographql.com' }]);
		expect(answer).toEqual({ data: { _entities: [{ email: 'support@apollographql.com', name: 'Jane Smith' }] } });
	});
});

describe('@key of several fields', () => {
	const given = { __typename: 'DeprecatedProduct', sku: 'apollo-federation-v1', package: '@apollo/federation-v1' };
	test('stands on the type', () => expect(directivesOn('DeprecatedProduct')).toContain('@key(fields:"sku package")'));
	test('finds the entity when all agree', async () => {
		const answer = await entities('... on DeprecatedProduct { sku reason }', [given, { ...given, package: 'another' }]);
		expect(answer).toEqual({ data: { _entities: [{ sku: given.sku, reason: 'Migrate to Federation V2' }, null] } });
	});
});

describe('@key of a field within an object', () => {
	test('stands on the type', () => expect(directivesOn('ProductResearch')).toContain('@key(fields:"study { caseNumber }")'));
	test('finds the entity', async () => {
		const answer = await entities('... on ProductResearch { study { description } }', [
			{ __typename: 'ProductResearch', study: { caseNumber: '1234' } },
		]);
		expect(answer).toEqual({ data: { _entities: [{ study: { description: 'Federation Study' } }] } });
	});
});

describe('several @key on one type', () => {
	test('all stand there', () => {
		expect(directivesOn('Product')).toEqual(
			expect.arrayContaining(['@key(fields:"id")', '@key(fields:"sku package")', '@key(fields:"sku variation { id }")']),
		);
	});
	test('each finds its entity, in the order of the representations', async () => {
		const answer = await entities('... on Product { id }', [
			{ __typename: 'Product', sku: 'studio', variation: { id: 'platform' } },
			{ __typename: 'Product', id: 'apollo-federation' },
			{ __typename: 'Product', sku: 'federation', package: '@apollo/federation' },
		]);
		expect(answer).toEqual({ data: { _entities: [{ id: 'apollo-studio' }, { id: 'apollo-federation' }, { id: 'apollo-federation' }] } });
	});
});

describe('@requires', () => {
	test('stands on the field', () => {
		expect(directivesOn('User.averageProductsCreatedPerYear')).toContain('@requires(fields:"totalProductsCreated yearsOfEmployment")');
	});
	test('reckons with the fields that come along', async () => {
		const answer = await entities('... on User { averageProductsCreatedPerYear }', [
			{ __typename: 'User', email: 'support@apollographql.com', totalProductsCreated: 40, yearsOfEmployment: 8 },
		]);
		expect(answer).toEqual({ data: { _entities: [{ averageProductsCreatedPerYear: 5 }] } });
	});
});

describe('@provides', () => {
	test('stands on the field', () => {
		expect(directivesOn('Product.createdBy')).toContain('@provides(fields:"totalProductsCreated")');
	});
	test('gives the field of another subgraph on this path', async () => {
		const { data } = await ask('{ product(id: "apollo-federation") { createdBy { email totalProductsCreated } } }');
		expect(data).toEqual({ product: { createdBy: { email: 'support@apollographql.com', totalProductsCreated: 1337 } } });
	});
});

describe('traces of the older form (ftv1)', () => {
	test('come with an answer when a gateway asks for them', async () => {
		const answer = await ask('{ __typename }', { headers: { 'apollo-federation-include-trace': 'ftv1' } });
		expect(answer).toEqual({ data: { __typename: 'Query' }, extensions: { ftv1: expect.any(String) } });
	});
});

describe('@shareable', () => {
	test('stands on the type', () => expect(directivesOn('ProductDimension')).toContain('@shareable'));
	test('gives its fields', async () => {
		const { data } = await ask('{ product(id: "apollo-federation") { dimensions { size weight } } }');
		expect(data).toEqual({ product: { dimensions: { size: 'small', weight: 1 } } });
	});
});

describe('@tag', () => {
	test('stands on the field under its own name', () => {
		expect(directivesOn('Product.notes')).toEqual(['@tag(name:"internal")']);
	});
});

describe('@override', () => {
	test('stands on the field', () => expect(directivesOn('User.name')).toContain('@override(from:"users")'));
	test('gives this subgraph’s value', async () => {
		const { data } = await ask('{ product(id: "apollo-federation") { createdBy { name } } }');
		expect(data).toEqual({ product: { createdBy: { name: 'Jane Smith' } } });
	});
});

describe('@inaccessible', () => {
	test('stands on the field under its own name', () => {
		expect(directivesOn('ProductDimension.unit')).toEqual(['@inaccessible']);
	});
	test('hides the field from nobody who asks the subgraph itself', async () => {
		const { data } = await ask('{ product(id: "apollo-federation") { dimensions { unit } } }');
		expect(data).toEqual({ product: { dimensions: { unit: 'kg' } } });
	});
});

describe('@composeDirective', () => {
	test('keeps a directive of our own, with its link, its definition and its place', () => {
		expect(directivesOn('schema')).toEqual(
			expect.arrayContaining([
				'@composeDirective(name:"@custom")',
				'@link(url:"https://myspecs.dev/myCustomDirective/v1.0" import:["@custom"])',
			]),
		);
		const defined = sdl.definitions.filter((node) => node.kind === Kind.DIRECTIVE_DEFINITION && node.name.value === 'custom');
		expect(defined.map(said)).toEqual(['directive@custom on OBJECT']);
		expect(directivesOn('Product')).toContain('@custom');
	});
});

describe('@interfaceObject', () => {
	test('stands on the type with its key', () => {
		expect(directivesOn('Inventory')).toEqual(expect.arrayContaining(['@interfaceObject', '@key(fields:"id")']));
	});
	test('adds fields to every type of the interface', async () => {
		const answer = await entities('... on Inventory { deprecatedProducts { sku reason } }', [
			{ __typename: 'Inventory', id: 'apollo-oss' },
		]);
		expect(answer).toEqual({
			data: { _entities: [{ deprecatedProducts: [{ sku: 'apollo-federation-v1', reason: 'Migrate to Federation V2' }] }] },
		});
	});
});
