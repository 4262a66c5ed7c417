/** The main list of a document: the entries that become rows. */
import {
	type DocumentNode,
	type FieldNode,
	type GraphQLCompositeType,
	type GraphQLOutputType,
	type GraphQLSchema,
	getNamedType,
	isCompositeType,
	isListType,
	isNonNullType,
	Kind,
	type OperationDefinitionNode,
	type SelectionSetNode,
} from 'graphql';
import { HubError } from '#core/errors.ts';

/** Where the entries of a document are. */
export interface MainList {
	/** Response name of the field at the root. */
	readonly root: string;
	/** Response names from its value to the entries; empty: the value itself, or each of it. */
	readonly steps: readonly string[];
	/** Whether the hub pages through it. */
	readonly paged: boolean;
	/** Type of an entry. */
	readonly type: GraphQLCompositeType;
	/** What is asked of an entry. */
	readonly selections: readonly SelectionSetNode[];
}

/** Finds the main list. @throws HubError INVALID_INPUT unless the operation has exactly one field, and that one is no value. */
export function mainListOf(document: DocumentNode, operation: OperationDefinitionNode, schema: GraphQLSchema): MainList {
	const [node, second] = operation.selectionSet.selections;
	// Fields of federation alone begin with an underscore, and one of them tells the schema.
	const field =
		node?.kind === Kind.FIELD && !node.name.value.startsWith('_') ? schema.getQueryType()?.getFields()[node.name.value] : undefined;
	const type = getNamedType(field?.type);
	if (
		node?.kind !== Kind.FIELD ||
		second !== undefined ||
		field === undefined ||
		!isCompositeType(type) ||
		node.selectionSet === undefined
	) {
		throw new HubError(
			'INVALID_INPUT',
			'A saved query has exactly one field of the hub at its root; save several, or join their rows in the workbook.',
		);
	}
	const root = node.alias?.value ?? node.name.value;
	const found = isListType(nullable(field.type)) ? null : connectionOf(document, type, node.selectionSet);
	if (found === null) return { root, steps: [], paged: false, type, selections: [node.selectionSet] };
	const takes = (name: string) => field.args.some((argument) => argument.name === name);
	const says = (name: string) => node.arguments?.some((argument) => argument.name.value === name) ?? false;
	return { root, paged: takes('first') && takes('after') && !says('first') && !says('after'), ...found };
}

/** Steps to the entries of a connection; null: the type is none, or the document does not ask for its entries. */
function connectionOf(
	document: DocumentNode,
	type: GraphQLCompositeType,
	set: SelectionSetNode,
): Pick<MainList, 'steps' | 'type' | 'selections'> | null {
	if (!isConnection(type)) return null;
	const [nodes] = named(document, set, 'nodes');
	if (nodes?.selectionSet !== undefined) return below(type, [nodes]);
	const [edges] = named(document, set, 'edges');
	const [node] = edges?.selectionSet === undefined ? [] : named(document, edges.selectionSet, 'node');
	return edges === undefined || node?.selectionSet === undefined ? null : below(type, [edges, node]);
}

function below(type: GraphQLCompositeType, nodes: readonly FieldNode[]): Pick<MainList, 'steps' | 'type' | 'selections'> {
	let inner: GraphQLCompositeType = type;
	for (const { name } of nodes) {
		const field = 'getFields' in inner ? getNamedType(inner.getFields()[name.value]?.type) : undefined;
		if (isCompositeType(field)) inner = field;
	}
	const last = nodes.at(-1)?.selectionSet;
	return { steps: nodes.map(({ alias, name }) => (alias ?? name).value), type: inner, selections: last === undefined ? [] : [last] };
}

/** Fields of a name in a selection, fragments included. */
function named(document: DocumentNode, set: SelectionSetNode, name: string): readonly FieldNode[] {
	return set.selections.flatMap((selection): readonly FieldNode[] => {
		if (selection.kind === Kind.FIELD) return selection.name.value === name ? [selection] : [];
		if (selection.kind === Kind.INLINE_FRAGMENT) return named(document, selection.selectionSet, name);
		const fragment = document.definitions.find(
			(definition) => definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === selection.name.value,
		);
		return fragment?.kind === Kind.FRAGMENT_DEFINITION ? named(document, fragment.selectionSet, name) : [];
	});
}

/** Whether a type is a page of something: entries, and where they stand. */
export function isConnection(type: GraphQLCompositeType): boolean {
	return 'getFields' in type && 'pageInfo' in type.getFields() && ('nodes' in type.getFields() || 'edges' in type.getFields());
}

function nullable(type: GraphQLOutputType): GraphQLOutputType {
	return isNonNullType(type) ? type.ofType : type;
}
