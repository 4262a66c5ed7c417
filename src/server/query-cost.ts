/**
 * What a query may cost before any of it runs: depth, breadth, aliases, how many objects it can ask for when every page is full, and
 * its cost by the schema's `@cost` and `@listSize`. Pages are bounded by `first`, so the product along a path bounds the answer.
 */
import {
	type DocumentNode,
	type FieldNode,
	type FragmentDefinitionNode,
	type GraphQLCompositeType,
	type GraphQLField,
	type GraphQLSchema,
	getNamedType,
	isCompositeType,
	Kind,
	type OperationDefinitionNode,
	type SelectionSetNode,
	valueFromASTUntyped,
} from 'graphql';
import { HubError } from '#core/errors.ts';
import { type FieldCost, fieldCost } from './field-cost.ts';
import type { RoleLimits } from './limits.ts';

/** What a query comes to. */
export interface QueryCost {
	readonly depth: number;
	readonly aliases: number;
	/** Fields of the operation itself. */
	readonly rootFields: number;
	readonly objects: number;
	/** Units by the directives of the schema. */
	readonly cost: number;
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

type CostLimits = Pick<RoleLimits, 'depth' | 'aliases' | 'rootFields' | 'objects' | 'cost'>;

/** @throws HubError LIMIT_EXCEEDED that says which limit and what to do. */
export function assertCost(cost: QueryCost, limits: CostLimits): void {
	const over = (what: string, limit: number, remedy: string) => {
		throw new HubError('LIMIT_EXCEEDED', `The query ${what}; the limit is ${limit}: ${remedy}.`);
	};
	if (cost.depth > limits.depth) over(`is nested ${cost.depth} deep`, limits.depth, 'ask in two steps');
	if (cost.aliases > limits.aliases) over(`has ${cost.aliases} aliases`, limits.aliases, 'ask in several requests');
	if (cost.rootFields > limits.rootFields) over(`has ${cost.rootFields} fields at its root`, limits.rootFields, 'ask in several requests');
	if (cost.objects > limits.objects) over('can ask for too many objects', limits.objects, 'lower `first` of its pages');
	if (cost.cost > limits.cost) over('costs too much', limits.cost, 'lower `first` of its pages or ask in several requests');
}

/** Fields and fragments that are walked. Fragments within fragments can double at every level; whoever is this far is over every limit. */
const MOST_VISITED = 20_000;

interface Counts {
	readonly objects: number;
	readonly cost: number;
}
const NOTHING: Counts = { objects: 0, cost: 0 };
const TOO_MUCH: Counts = { objects: Number.POSITIVE_INFINITY, cost: Number.POSITIVE_INFINITY };

/** Measures a validated request; stops counting once it is far beyond any limit. */
export function measureQuery(request: MeasuredRequest): QueryCost {
	const walk = new Walk(request);
	const root = request.schema.getRootType(request.operation.operation);
	const { objects, cost } =
		root == null ? NOTHING : walk.selections(request.operation.selectionSet, { type: root, depth: 1, sizes: NO_SIZES });
	const { depth, aliases, rootFields, introspects } = walk;
	return { depth, aliases, rootFields, introspects, objects, cost: Math.ceil(cost) };
}

/** Where the walk stands. `sizes`: how many entries fields of this selection have, as the field above says. */
interface Place {
	readonly type: GraphQLCompositeType;
	readonly depth: number;
	readonly sizes: ReadonlyMap<string, number>;
}
const NO_SIZES: ReadonlyMap<string, number> = new Map();

class Walk {
	depth = 0;
	aliases = 0;
	rootFields = 0;
	introspects = false;
	private visited = 0;
	private readonly schema: GraphQLSchema;
	private readonly variables: Readonly<Record<string, unknown>>;
	private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;

	constructor({ schema, document, operation, variables }: MeasuredRequest) {
		this.schema = schema;
		this.variables = { ...defaultsOf(operation), ...variables };
		const fragments = document.definitions.filter((node): node is FragmentDefinitionNode => node.kind === Kind.FRAGMENT_DEFINITION);
		this.fragments = new Map(fragments.map((node) => [node.name.value, node]));
	}

	selections(set: SelectionSetNode, place: Place): Counts {
		let sum = NOTHING;
		for (const selection of set.selections) {
			this.visited += 1;
			if (this.visited > MOST_VISITED) return TOO_MUCH;
			if (selection.kind === Kind.FIELD) sum = plus(sum, this.field(selection, place));
			else if (selection.kind === Kind.INLINE_FRAGMENT)
				sum = plus(sum, this.selections(selection.selectionSet, this.typed(selection.typeCondition?.name.value, place)));
			else {
				const fragment = this.fragments.get(selection.name.value);
				if (fragment !== undefined)
					sum = plus(sum, this.selections(fragment.selectionSet, this.typed(fragment.typeCondition.name.value, place)));
			}
		}
		return sum;
	}

	private typed(name: string | undefined, place: Place): Place {
		const found = name === undefined ? undefined : this.schema.getType(name);
		return isCompositeType(found) ? { ...place, type: found } : place;
	}

	private field(node: FieldNode, { type, depth, sizes }: Place): Counts {
		if (node.alias !== undefined) this.aliases += 1;
		if (depth === 1) this.rootFields += 1;
		if (node.name.value.startsWith('__')) {
			this.introspects ||= node.name.value !== '__typename';
			return NOTHING;
		}
		this.depth = Math.max(this.depth, depth);
		const definition = 'getFields' in type ? type.getFields()[node.name.value] : undefined;
		if (definition === undefined) return NOTHING;
		const said = fieldCost(definition);
		const size = this.sizeOf(node, definition, said);
		const inner = getNamedType(definition.type);
		if (node.selectionSet === undefined || !isCompositeType(inner)) return { objects: 0, cost: said.weight };
		const below = new Map(said.sized.map((name) => [name, size]));
		const times = sizes.get(node.name.value) ?? (said.sized.length > 0 ? 1 : size);
		const counts = this.selections(node.selectionSet, { type: inner, depth: depth + 1, sizes: below });
		return { objects: times * (1 + counts.objects), cost: times * (said.weight + counts.cost) };
	}

	/** How many entries a field can give: the greatest of its slicing arguments, their defaults, or what is assumed. */
	private sizeOf(node: FieldNode, definition: GraphQLField<unknown, unknown>, { slicing, assumed }: FieldCost): number {
		const sizes = slicing.flatMap((name) => {
			const value = node.arguments?.find((argument) => argument.name.value === name)?.value;
			const variable = value?.kind === Kind.VARIABLE ? this.variables[value.name.value] : undefined;
			if (value?.kind === Kind.LIST) return [value.values.length];
			const size =
				value?.kind === Kind.INT ? Number(value.value) : (variable ?? definition.args.find((arg) => arg.name === name)?.defaultValue);
			if (Array.isArray(size)) return [size.length];
			return typeof size === 'number' && size > 0 ? [size] : [];
		});
		return sizes.length === 0 ? assumed : Math.max(...sizes);
	}
}

/** The defaults of an operation's variables: what counts where a request leaves them out. */
function defaultsOf({ variableDefinitions = [] }: OperationDefinitionNode): Readonly<Record<string, unknown>> {
	return Object.fromEntries(
		variableDefinitions.flatMap(({ variable, defaultValue }) =>
			defaultValue === undefined ? [] : [[variable.name.value, valueFromASTUntyped(defaultValue)]],
		),
	);
}

function plus(a: Counts, b: Counts): Counts {
	return { objects: a.objects + b.objects, cost: a.cost + b.cost };
}
