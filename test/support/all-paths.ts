/** Documents that ask for everything there is below a root field, on every path, made from the schema itself. */
import {
	type GraphQLField,
	type GraphQLNamedType,
	type GraphQLSchema,
	getNamedType,
	isEnumType,
	isInterfaceType,
	isObjectType,
	isRequiredArgument,
	isUnionType,
} from 'graphql';

/** How a document is made. */
export interface PathOptions {
	/** Arguments of root fields that need some, as they stand in the document: `(id: "org_a")`. */
	readonly args: Readonly<Record<string, string>>;
	/** How many objects lie between the root and the deepest value. */
	readonly depth: number;
	/** Whether fields that can be asked live are. */
	readonly live: boolean;
}

/** A document for each root field. @throws when a root field needs arguments and `args` has none. */
export function allPaths(schema: GraphQLSchema, options: PathOptions): ReadonlyMap<string, string> {
	const roots = Object.values(schema.getQueryType()?.getFields() ?? {});
	return new Map(
		roots.map((field) => {
			const args = options.args[field.name] ?? '';
			if (args === '' && field.args.some(isRequiredArgument)) throw new Error(`Query.${field.name} needs arguments: give it a row`);
			const below = selection(schema, getNamedType(field.type), { options, path: [] });
			return [field.name, `{ ${field.name}${args} ${below} }`];
		}),
	);
}

interface Place {
	readonly options: PathOptions;
	/** Types on the way here; none is gone through twice, so that circles end. */
	readonly path: readonly string[];
}

function selection(schema: GraphQLSchema, type: GraphQLNamedType, place: Place): string {
	if (isInterfaceType(type) || isUnionType(type)) {
		const parts = schema
			.getPossibleTypes(type)
			.map((one) => `... on ${one.name} ${fieldsOf(schema, one, { ...place, prefix: `${one.name}_` })}`);
		return `{ __typename ${parts.join(' ')} }`;
	}
	return isObjectType(type) ? fieldsOf(schema, type, { ...place, prefix: '' }) : '';
}

function fieldsOf(schema: GraphQLSchema, type: GraphQLNamedType, place: Place & { readonly prefix: string }): string {
	if (!isObjectType(type)) return '';
	const path = [...place.path, type.name];
	const parts = Object.values(type.getFields()).flatMap((field) => {
		if (field.args.some(isRequiredArgument)) return [];
		const inner = getNamedType(field.type);
		const composite = isObjectType(inner) || isInterfaceType(inner) || isUnionType(inner);
		// Two kinds of record may give one name two types: beside each other each has a name of its own.
		const name = `${place.prefix === '' ? '' : `${place.prefix}${field.name}: `}${field.name}${argumentsOf(field, place.options)}`;
		if (!composite) return [name];
		if (path.includes(inner.name) || path.length >= place.options.depth) return [];
		return [`${name} ${selection(schema, inner, { options: place.options, path })}`];
	});
	return `{ __typename ${parts.join(' ')} }`;
}

function argumentsOf(field: GraphQLField<unknown, unknown>, { live }: PathOptions): string {
	const given = field.args.flatMap(({ name, type }) => {
		// The most that every page may have: what stands behind the first twenty entries takes part as well.
		if (name === 'first') return ['first: 50'];
		const named = getNamedType(type);
		if (live && isEnumType(named) && named.name === 'Freshness') return [`${name}: LIVE`];
		return [];
	});
	return given.length === 0 ? '' : `(${given.join(', ')})`;
}
