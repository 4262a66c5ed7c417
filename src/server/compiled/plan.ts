/**
 * A query as a plan: for each object type that can stand somewhere, its fields in order with their resolver, arguments and the way their
 * values are written. Fields are collected by graphql-js itself; what differs from request to request (`@skip`, `@include`) has a plan
 * for each way it can turn out.
 */
import {
	defaultFieldResolver,
	defaultTypeResolver,
	type FieldNode,
	type FragmentDefinitionNode,
	type GraphQLField,
	type GraphQLNamedType,
	type GraphQLObjectType,
	type GraphQLOutputType,
	type GraphQLSchema,
	type GraphQLTypeResolver,
	getArgumentValues,
	getNamedType,
	isAbstractType,
	isLeafType,
	isListType,
	isNonNullType,
	Kind,
	type OperationDefinitionNode,
	visit,
} from 'graphql';
import collected from 'graphql/execution/collectFields.js';
import { type LeafText, leafText } from './leaf-text.ts';

type Values = Readonly<Record<string, unknown>>;
type Fragments = Readonly<Record<string, FragmentDefinitionNode>>;

/** What all parts of a plan share. */
export interface PlanParts {
	readonly schema: GraphQLSchema;
	readonly operation: OperationDefinitionNode;
	readonly fragments: Fragments;
	/** Values of the variables on which `@skip` and `@include` depend. */
	readonly conditions: Values;
}

/** A plan: the fields of the operation itself. */
export interface QueryPlan extends PlanParts {
	readonly root: ObjectPlan;
	/** Fields whose arguments hold variables: how many, so that their arguments are read once a request. */
	argumentSlots: number;
}

/** The fields of an object type at one place of a query. */
export interface ObjectPlan {
	readonly type: GraphQLObjectType;
	readonly fields: readonly FieldPlan[];
}

/** A field of an object. */
export interface FieldPlan {
	/** The JSON text in front of its value. */
	readonly label: string;
	readonly responseName: string;
	readonly parentType: GraphQLObjectType;
	readonly field: GraphQLField<unknown, unknown>;
	readonly nodes: readonly FieldNode[];
	/** Null: the member of the same name. */
	readonly resolve: ((source: unknown, args: unknown, context: unknown, info: never) => unknown) | null;
	/** Whether the resolver takes a fourth argument. */
	readonly wantsInfo: boolean;
	/** Arguments without variables; null: they are read in each request, into the slot. */
	readonly args: Values | null;
	readonly slot: number;
	readonly expected: Expected;
	/** The text of `__typename`; null: another field. */
	readonly typeName: string | null;
	/** Whether it gives the entries of a connection, which may be there as text. */
	readonly entries: boolean;
	/** Whether it gives a list of organisations, whose entries the store may be able to write. */
	readonly lists: boolean;
}

/** A value, and whether it may be null. */
export interface Expected {
	readonly nullable: boolean;
	readonly plan: ValuePlan;
}

/** How a value that is not null is written. */
export type ValuePlan =
	| { readonly shape: 'leaf'; readonly text: LeafText }
	| { readonly shape: 'list'; readonly item: Expected }
	| { readonly shape: 'object'; readonly plan: () => ObjectPlan }
	| {
			readonly shape: 'abstract';
			readonly type: GraphQLNamedType;
			readonly typeOf: GraphQLTypeResolver<unknown, unknown>;
			readonly plan: (type: GraphQLObjectType) => ObjectPlan;
	  };

/** What the variables of `@skip` and `@include` are; empty where a query has none. */
export function conditionNames(operation: OperationDefinitionNode, fragments: Fragments): readonly string[] {
	const names = new Set<string>();
	for (const node of [operation, ...Object.values(fragments)]) {
		visit(node, {
			Directive(directive) {
				for (const { value } of directive.arguments ?? []) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
			},
		});
	}
	return [...names];
}

/** The plan of a validated query. @throws Error for a field of introspection. */
export function planQuery(parts: PlanParts): QueryPlan {
	const { schema, operation, fragments, conditions } = parts;
	const type = schema.getRootType(operation.operation);
	if (type == null) throw new Error('The schema has no such operation.');
	const plan = { ...parts, argumentSlots: 0 };
	const nodes = collected.collectFields(
		schema,
		fragments as Record<string, FragmentDefinitionNode>,
		conditions,
		type,
		operation.selectionSet,
	);
	return Object.assign(plan, { root: planObject(plan as QueryPlan, type, nodes) });
}

function planObject(plan: QueryPlan, type: GraphQLObjectType, nodes: ReadonlyMap<string, readonly FieldNode[]>): ObjectPlan {
	const fields = [...nodes].map(([responseName, group]) => planField(plan, type, { responseName, nodes: group }));
	return { type, fields };
}

interface Asked {
	readonly responseName: string;
	readonly nodes: readonly FieldNode[];
}

function planField(plan: QueryPlan, parentType: GraphQLObjectType, { responseName, nodes }: Asked): FieldPlan {
	const [node] = nodes;
	const name = node?.name.value ?? '';
	const typeName = name === '__typename' ? JSON.stringify(parentType.name) : null;
	const field = typeName === null ? parentType.getFields()[name] : TYPE_NAME;
	if (field === undefined || node === undefined) throw new Error(`${parentType.name} has no field ${name} of its own.`);
	const resolve = field.resolve === undefined || field.resolve === defaultFieldResolver ? null : field.resolve;
	const variable = hasVariable(node);
	return {
		label: `${JSON.stringify(responseName)}:`,
		responseName,
		parentType,
		field,
		nodes,
		resolve: resolve as FieldPlan['resolve'],
		wantsInfo: resolve !== null && resolve.length > 3,
		args: variable ? null : argumentsOf(field, node),
		slot: plan.argumentSlots++,
		expected: { nullable: !isNonNullType(field.type), plan: planValue(plan, field.type, nodes) },
		typeName,
		entries: name === 'nodes' && parentType.name.endsWith('Connection'),
		lists: typeName === null && getNamedType(field.type).name === 'OrganisationConnection',
	};
}

/** Stands for a field that every type has. */
const TYPE_NAME = { name: '__typename', args: [] } as unknown as GraphQLField<unknown, unknown>;

/** Arguments that are refused are refused in each request, in the words of graphql-js. */
function argumentsOf(field: GraphQLField<unknown, unknown>, node: FieldNode): Values | null {
	try {
		return getArgumentValues(field, node, {});
	} catch {
		return null;
	}
}

function hasVariable(node: FieldNode): boolean {
	let found = false;
	for (const argument of node.arguments ?? [])
		visit(argument, {
			Variable() {
				found = true;
			},
		});
	return found;
}

function planValue(plan: QueryPlan, given: GraphQLOutputType | undefined, nodes: readonly FieldNode[]): ValuePlan {
	const type = isNonNullType(given) ? given.ofType : given;
	if (type === undefined) return { shape: 'leaf', text: String };
	if (isLeafType(type)) return { shape: 'leaf', text: leafText(type) };
	if (isListType(type))
		return { shape: 'list', item: { nullable: !isNonNullType(type.ofType), plan: planValue(plan, type.ofType, nodes) } };
	const plans = new Map<GraphQLObjectType, ObjectPlan>();
	const planOf = (object: GraphQLObjectType): ObjectPlan => {
		const known = plans.get(object) ?? planBelow(plan, object, nodes);
		plans.set(object, known);
		return known;
	};
	if (isAbstractType(type)) return { shape: 'abstract', type, typeOf: type.resolveType ?? defaultTypeResolver, plan: planOf };
	return { shape: 'object', plan: () => planOf(type) };
}

function planBelow(plan: QueryPlan, type: GraphQLObjectType, nodes: readonly FieldNode[]): ObjectPlan {
	const { schema, fragments, conditions } = plan;
	const below = collected.collectSubfields(schema, fragments as Record<string, FragmentDefinitionNode>, conditions, type, nodes);
	return planObject(plan, type, below);
}
