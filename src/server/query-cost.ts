/**
 * What a query may cost before any of it runs: depth, aliases, and how many objects it can ask for when every page is full.
 * Pages are bounded by `first`, so the product along a path bounds the answer.
 */
import {
	type DocumentNode,
	type FieldNode,
	type FragmentDefinitionNode,
	type GraphQLCompositeType,
	type GraphQLSchema,
	getNamedType,
	isCompositeType,
	Kind,
	type OperationDefinitionNode,
	type SelectionSetNode,
} from 'graphql';
import { HubError } from '#core/errors.ts';

/** Limits of one request. */
export interface QueryLimits {
	/** Smaller: "the flags of the successor, their evidence and its organisation" no longer fits; larger: circles are walked for nothing. */
	readonly depth: number;
	/** Smaller: dashboards that put several counts in one query break; larger: one request asks the same thing a thousand times. */
	readonly aliases: number;
	/** Smaller: 100 organisations with 100 members of staff each no longer fit; larger: one request can hold the server for seconds. */
	readonly objects: number;
	/** Lexical tokens of the document. Smaller: saved queries of analysts break; larger: parsing alone becomes a burden. */
	readonly tokens: number;
}

/** Limits for all roles. */
export const QUERY_LIMITS: QueryLimits = { depth: 16, aliases: 40, objects: 25_000, tokens: 4_000 };

/** What a query comes to. */
export interface QueryCost {
	readonly depth: number;
	readonly aliases: number;
	readonly objects: number;
	/** Asks for the schema (`__schema`, `__type`); the subtree of these counts nothing. */
	readonly introspects: boolean;
}

/** A validated request. */
export interface MeasuredRequest {
	readonly schema: GraphQLSchema;
	readonly document: DocumentNode;
	readonly operation: OperationDefinitionNode;
	readonly variables: Readonly<Record<string, unknown>>;
}

/** @throws HubError LIMIT_EXCEEDED that says which limit and what to do. */
export function assertCost(cost: QueryCost, limits: QueryLimits): void {
	const over = (what: string, limit: number, remedy: string) => {
		throw new HubError('LIMIT_EXCEEDED', `The query ${what}; the limit is ${limit}: ${remedy}.`);
	};
	if (cost.depth > limits.depth) over(`is nested ${cost.depth} deep`, limits.depth, 'ask in two steps');
	if (cost.aliases > limits.aliases) over(`has ${cost.aliases} aliases`, limits.aliases, 'ask in several requests');
	if (cost.objects > limits.objects) over('can ask for too many objects', limits.objects, 'lower `first` of its pages');
}

/** Measures a validated request; stops counting once it is far beyond any limit. */
export function measureQuery({ schema, document, operation, variables }: MeasuredRequest): QueryCost {
	const fragments = new Map(
		document.definitions
			.filter((node): node is FragmentDefinitionNode => node.kind === Kind.FRAGMENT_DEFINITION)
			.map((node) => [node.name.value, node]),
	);
	const total = { depth: 0, aliases: 0, visited: 0, introspects: false };
	const walk = (selections: SelectionSetNode, type: GraphQLCompositeType, depth: number): number => {
		let objects = 0;
		for (const selection of selections.selections) {
			total.visited += 1;
			// Fragments within fragments can double at every level; whoever is this far is over every limit anyway.
			if (total.visited > 20_000) return Number.POSITIVE_INFINITY;
			if (selection.kind === Kind.FIELD) objects += field(selection, type, depth);
			else if (selection.kind === Kind.INLINE_FRAGMENT)
				objects += walk(selection.selectionSet, typed(selection.typeCondition?.name.value, type), depth);
			else {
				const fragment = fragments.get(selection.name.value);
				if (fragment !== undefined) objects += walk(fragment.selectionSet, typed(fragment.typeCondition.name.value, type), depth);
			}
		}
		return objects;
	};
	const typed = (name: string | undefined, otherwise: GraphQLCompositeType): GraphQLCompositeType => {
		const found = name === undefined ? undefined : schema.getType(name);
		return isCompositeType(found) ? found : otherwise;
	};
	const field = (node: FieldNode, type: GraphQLCompositeType, depth: number): number => {
		if (node.alias !== undefined) total.aliases += 1;
		if (node.name.value.startsWith('__')) {
			total.introspects ||= node.name.value !== '__typename';
			return 0;
		}
		total.depth = Math.max(total.depth, depth);
		const definition = 'getFields' in type ? type.getFields()[node.name.value] : undefined;
		const inner = definition === undefined ? undefined : getNamedType(definition.type);
		if (node.selectionSet === undefined || !isCompositeType(inner)) return 0;
		const fallback = definition?.args.find((argument) => argument.name === 'first')?.defaultValue;
		return firstOf(node, variables, fallback) * (1 + walk(node.selectionSet, inner, depth + 1));
	};
	const root = schema.getRootType(operation.operation);
	const objects = root == null ? 0 : walk(operation.selectionSet, root, 1);
	return { depth: total.depth, aliases: total.aliases, introspects: total.introspects, objects };
}

/** How many entries a field can give: its `first`, the default of it, or 1. */
function firstOf(node: FieldNode, variables: Readonly<Record<string, unknown>>, fallback: unknown): number {
	const value = node.arguments?.find((argument) => argument.name.value === 'first')?.value;
	const given = value?.kind === Kind.INT ? Number(value.value) : value?.kind === Kind.VARIABLE ? variables[value.name.value] : undefined;
	const first = given ?? fallback;
	return typeof first === 'number' && first > 0 ? first : 1;
}
