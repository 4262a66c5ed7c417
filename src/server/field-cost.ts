/** What the schema says of a field's cost: `@cost` and `@listSize`, and what holds where it says nothing. */
import {
	type ConstDirectiveNode,
	type GraphQLField,
	type GraphQLOutputType,
	getNamedType,
	isCompositeType,
	isListType,
	isNonNullType,
	valueFromASTUntyped,
} from 'graphql';

/** Entries of a list without `@listSize` and without `first`. Smaller: lists within lists look free; larger: plain records look costly. */
const ASSUMED_SIZE = 5;

/** Arguments that say how many entries a field gives: a page's, and what a gateway asks for in one batch. */
const COUNTED: ReadonlySet<string> = new Set(['first', 'representations']);

/** How a field counts. */
export interface FieldCost {
	/** Units for each time it is asked for. */
	readonly weight: number;
	/** Arguments that say how many entries there can be. */
	readonly slicing: readonly string[];
	/** Entries where no argument says so. */
	readonly assumed: number;
	/** Fields of the result that hold the entries; empty: the field itself is the list. */
	readonly sized: readonly string[];
}

const known = new WeakMap<GraphQLField<unknown, unknown>, FieldCost>();

/** The cost of a field, reckoned once. */
export function fieldCost(field: GraphQLField<unknown, unknown>): FieldCost {
	const found = known.get(field) ?? reckon(field);
	known.set(field, found);
	return found;
}

function reckon(field: GraphQLField<unknown, unknown>): FieldCost {
	const inner = getNamedType(field.type);
	const directives = field.astNode?.directives ?? [];
	const said = Number(argumentOf(directives, 'cost', 'weight') ?? argumentOf(inner.astNode?.directives ?? [], 'cost', 'weight'));
	const slicing = (argumentOf(directives, 'listSize', 'slicingArguments') ??
		field.args.flatMap(({ name }) => (COUNTED.has(name) ? [name] : []))) as string[];
	const assumed = Number(
		argumentOf(directives, 'listSize', 'assumedSize') ?? (isList(field.type) && isCompositeType(inner) ? ASSUMED_SIZE : 1),
	);
	const members = isCompositeType(inner) && 'getFields' in inner ? Object.keys(inner.getFields()) : [];
	const lists =
		isList(field.type) || slicing.length === 0 ? [] : members.filter((name) => name === 'nodes' || name === 'edges' || name === 'hits');
	return {
		weight: Number.isFinite(said) ? said : isCompositeType(inner) ? 1 : 0,
		slicing,
		assumed,
		sized: (argumentOf(directives, 'listSize', 'sizedFields') ?? lists) as string[],
	};
}

function isList(type: GraphQLOutputType): boolean {
	return isListType(isNonNullType(type) ? type.ofType : type);
}

function argumentOf(directives: readonly ConstDirectiveNode[], directive: string, argument: string): unknown {
	const node = directives.find(({ name }) => name.value === directive)?.arguments?.find(({ name }) => name.value === argument);
	return node === undefined ? undefined : valueFromASTUntyped(node.value);
}
