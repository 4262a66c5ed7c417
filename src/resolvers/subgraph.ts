/**
 * A schema as a subgraph of Apollo Federation 2: what its SDL links to is added to it, `_service` gives the SDL to a gateway, and
 * `_entities` finds what other subgraphs name by a key. Knows nothing of the hub's own types.
 */
import { buildSubgraphSchema } from '@apollo/subgraph';
import { makeExecutableSchema } from '@graphql-tools/schema';
import { type GraphQLSchema, graphqlSync, isObjectType, parse } from 'graphql';
import { HubError } from '#core/errors.ts';

/** What a gateway knows of something: the fields of one of its keys, and fields that this subgraph requires of others. */
export type Representation = Readonly<Record<string, unknown>>;

/** Finds what a representation means; null: unknown, or not for this caller. */
export type FindReference<Context> = (representation: Representation, context: Context) => Promise<object | null> | object | null;

/** What a subgraph is made of. */
export interface SubgraphParts<Context> {
	/** SDL with a `@link` to the specification, without what the specification defines. */
	readonly typeDefs: readonly string[];
	readonly resolvers: Readonly<Record<string, unknown>>;
	/** By the type's name; each with a `@key` has one. */
	readonly references: Readonly<Record<string, FindReference<Context>>>;
	/** Throws where the caller may not read the schema. */
	readonly assertMayRead: (context: Context) => void;
}

type Resolvers = NonNullable<Parameters<typeof makeExecutableSchema>[0]['resolvers']>;

/** The executable schema; a resolver for a field that the SDL does not have is an error at start. */
export function createSubgraph<Context>({ typeDefs, resolvers, references, assertMayRead }: SubgraphParts<Context>): GraphQLSchema {
	const sdl = completeSdl(typeDefs);
	/** Which type was asked for when a row was found: the row itself does not say. */
	const typeOf = new WeakMap<object, string>();
	const find = async (given: unknown, context: Context) => {
		const { typename, representation } = readRepresentation(given, references);
		const found = (await references[typename]?.(representation, context)) ?? null;
		if (found !== null) typeOf.set(found, typename);
		return found;
	};
	const gateway = {
		_service(_: unknown, __: unknown, context: Context) {
			assertMayRead(context);
			return { sdl };
		},
		// All at once, so that loaders have every key before they read.
		_entities: (_: unknown, { representations }: { representations: readonly unknown[] }, context: Context) =>
			representations.map((representation) => find(representation, context)),
	};
	const { Query, ...others } = resolvers;
	const all = {
		...others,
		Query: { ...(Query as object), ...gateway },
		_Entity: { __resolveType: (row: object) => typeOf.get(row) },
	} as Resolvers;
	const schema = makeExecutableSchema({
		typeDefs: sdl,
		resolvers: all,
		resolverValidationOptions: { requireResolversToMatchSchema: 'error', requireResolversForResolveType: 'error' },
	});
	return withOwnFunctions(schema, all as Readonly<Record<string, object>>);
}

/** The schema with the resolvers themselves, in place of copies bound to their type: what is said of a resolver is found by the function. */
function withOwnFunctions(schema: GraphQLSchema, resolvers: Readonly<Record<string, object>>): GraphQLSchema {
	for (const [typeName, fields] of Object.entries(resolvers)) {
		const type = schema.getType(typeName);
		if (!isObjectType(type)) continue;
		for (const [name, resolve] of Object.entries(fields)) {
			const field = type.getFields()[name];
			if (field !== undefined && typeof resolve === 'function') field.resolve = resolve as typeof field.resolve;
		}
	}
	return schema;
}

/** The SDL with the definitions that it links to, `_service` and `_entities`: what a gateway composes. */
function completeSdl(typeDefs: readonly string[]): string {
	const linked = buildSubgraphSchema(parse(typeDefs.join('\n')));
	const { data } = graphqlSync({ schema: linked, source: '{ _service { sdl } }' });
	return (data as { readonly _service: { readonly sdl: string } })._service.sdl;
}

/** @throws HubError INVALID_INPUT for what is no representation, or one of a type without a key. */
function readRepresentation(given: unknown, references: object): { readonly typename: string; readonly representation: Representation } {
	const typename = typeof given === 'object' && given !== null && '__typename' in given ? given.__typename : undefined;
	if (typeof typename === 'string' && Object.hasOwn(references, typename)) return { typename, representation: given as Representation };
	const known = Object.keys(references).join(', ');
	throw new HubError('INVALID_INPUT', `A representation names in __typename one of ${known}, beside the fields of one of its keys.`);
}
