/**
 * The example of Apollo's suite for subgraphs (apollo-federation-subgraph-compatibility): the schema and the data that its checks expect
 * of a subgraph of products, served by the code that makes the hub a subgraph.
 */
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginInlineTrace } from '@apollo/server/plugin/inlineTrace';
import { startStandaloneServer } from '@apollo/server/standalone';
import { createSubgraph, type Representation } from '#resolvers/subgraph.ts';

const TYPE_DEFS = /* GraphQL */ `
	extend schema
		@link(
			url: "https://specs.apollo.dev/federation/v2.3"
			import: [
				"@composeDirective" "@extends" "@external" "@inaccessible" "@interfaceObject" "@key" "@override" "@provides" "@requires"
				"@shareable" "@tag"
			]
		)
		@link(url: "https://myspecs.dev/myCustomDirective/v1.0", import: ["@custom"])
		@composeDirective(name: "@custom")

	directive @custom on OBJECT

	type Product @custom @key(fields: "id") @key(fields: "sku package") @key(fields: "sku variation { id }") {
		id: ID!
		sku: String
		package: String
		variation: ProductVariation
		dimensions: ProductDimension
		createdBy: User @provides(fields: "totalProductsCreated")
		notes: String @tag(name: "internal")
		research: [ProductResearch!]!
	}

	type DeprecatedProduct @key(fields: "sku package") {
		sku: String!
		package: String!
		reason: String
		createdBy: User
	}

	type ProductVariation {
		id: ID!
	}

	type ProductResearch @key(fields: "study { caseNumber }") {
		study: CaseStudy!
		outcome: String
	}

	type CaseStudy {
		caseNumber: ID!
		description: String
	}

	type ProductDimension @shareable {
		size: String
		weight: Float
		unit: String @inaccessible
	}

	type Query {
		product(id: ID!): Product
		deprecatedProduct(sku: String!, package: String!): DeprecatedProduct @deprecated(reason: "Use product query instead")
	}

	type User @extends @key(fields: "email") {
		averageProductsCreatedPerYear: Int @requires(fields: "totalProductsCreated yearsOfEmployment")
		email: ID! @external
		name: String @override(from: "users")
		totalProductsCreated: Int @external
		yearsOfEmployment: Int! @external
	}

	type Inventory @interfaceObject @key(fields: "id") {
		id: ID!
		deprecatedProducts: [DeprecatedProduct!]!
	}
`;

interface UserRow {
	readonly email: string;
	readonly name: string;
	readonly totalProductsCreated: number | null;
	readonly yearsOfEmployment: number;
}

const user: UserRow = { email: 'support@apollographql.com', name: 'Jane Smith', totalProductsCreated: 1337, yearsOfEmployment: 10 };
const deprecated = { sku: 'apollo-federation-v1', package: '@apollo/federation-v1', reason: 'Migrate to Federation V2', createdBy: user };
const research = [
	{ study: { caseNumber: '1234', description: 'Federation Study' }, outcome: null },
	{ study: { caseNumber: '1235', description: 'Studio Study' }, outcome: null },
];
const dimensions = { size: 'small', weight: 1, unit: 'kg' };
const products = [
	{ id: 'apollo-federation', sku: 'federation', package: '@apollo/federation', variation: { id: 'OSS' }, research: research.slice(0, 1) },
	{ id: 'apollo-studio', sku: 'studio', package: '', variation: { id: 'platform' }, research: research.slice(1) },
].map((product) => ({ ...product, dimensions, createdBy: user, notes: null }));
const inventory = { id: 'apollo-oss', deprecatedProducts: [deprecated] };

/** Whether a row has everything that a representation says of it, however deep; `__typename` says nothing of the row. */
function agrees(row: object, representation: Representation): boolean {
	return Object.entries(representation).every(([field, wanted]) => {
		const has = (row as Readonly<Record<string, unknown>>)[field];
		if (field === '__typename') return true;
		return typeof wanted === 'object' && wanted !== null
			? typeof has === 'object' && has !== null && agrees(has, wanted as Representation)
			: has === wanted;
	});
}
const among =
	<Row extends object>(rows: readonly Row[]) =>
	(given: Representation): Row | null =>
		rows.find((row) => agrees(row, given)) ?? null;

/** The subgraph's schema. */
export const productsSchema = createSubgraph<object>({
	typeDefs: [TYPE_DEFS],
	resolvers: {
		Query: {
			product: (_: unknown, given: { readonly id: string }) => among(products)(given),
			deprecatedProduct: (_: unknown, given: { readonly sku: string; readonly package: string }) => among([deprecated])(given),
		},
		User: {
			averageProductsCreatedPerYear: ({ totalProductsCreated, yearsOfEmployment }: UserRow) =>
				totalProductsCreated === null ? null : Math.round(totalProductsCreated / yearsOfEmployment),
		},
	},
	references: {
		DeprecatedProduct: among([deprecated]),
		Inventory: among([inventory]),
		Product: among(products),
		ProductResearch: among(research),
		// What this subgraph requires of others comes with the representation.
		User: ({ email, ...required }) => (email === user.email ? { ...user, ...required } : null),
	},
	assertMayRead: () => {},
});

/** Serves it. */
export async function startProducts(): Promise<{ readonly url: string; stop(): Promise<void> }> {
	const server = new ApolloServer({ schema: productsSchema, plugins: [ApolloServerPluginInlineTrace()], stopOnTerminationSignals: false });
	const { url } = await startStandaloneServer(server, { listen: { port: 0, host: '127.0.0.1' } });
	return { url, stop: () => server.stop() };
}
