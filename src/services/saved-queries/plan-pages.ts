/** The changes to a document by which the hub pages through its main list and knows its rows again. */
import {
	type ArgumentNode,
	type DocumentNode,
	type GraphQLCompositeType,
	type GraphQLSchema,
	isCompositeType,
	Kind,
	type OperationDefinitionNode,
	parse,
	type SelectionNode,
	TypeInfo,
	type VariableDefinitionNode,
	visit,
	visitWithTypeInfo,
} from 'graphql';
import { isConnection, type MainList } from './main-list.ts';
import type { ListPlace } from './plan-columns.ts';

/** Names that the hub adds to a document. */
export const ADDED = { first: 'lianjianFirst', after: 'lianjianAfter', key: 'lianjianKey', place: 'lianjianPlace' } as const;

interface Paging {
	readonly list: MainList;
	readonly unfolded: ListPlace | null;
	readonly schema: GraphQLSchema;
}

/** The document with a cursor for its main list, word of what pages left out, and keys by which its rows are known again. */
export function pageThrough(document: DocumentNode, { list, unfolded, schema }: Paging): DocumentNode {
	const info = new TypeInfo(schema);
	const keyed = new Set([list.type.name, ...(unfolded === null ? [] : [unfolded.type.name])]);
	const withKeys = visit(
		document,
		visitWithTypeInfo(info, {
			SelectionSet: {
				leave(set) {
					const type = info.getParentType();
					if (!isCompositeType(type)) return undefined;
					const added = [...(isConnection(type) ? PAGE_INFO : []), ...(keyed.has(type.name) ? keysOf(type) : [])];
					return added.length === 0 ? undefined : { ...set, selections: [...set.selections, ...added] };
				},
			},
		}),
	);
	return list.paged ? withCursor(withKeys, list.root) : withKeys;
}

const PAGE_INFO = selectionsOf('{ pageInfo { hasNextPage endCursor } }');
const ID_KEY = selectionsOf(`{ ${ADDED.key}: id }`);
const PLACE_KEY = selectionsOf(`{ ${ADDED.place}: provenance { source recordType recordKey } }`);

function keysOf(type: GraphQLCompositeType): readonly SelectionNode[] {
	if (!('getFields' in type)) return [];
	if ('id' in type.getFields()) return ID_KEY;
	return 'provenance' in type.getFields() ? PLACE_KEY : [];
}

function withCursor(document: DocumentNode, root: string): DocumentNode {
	const [cursor] = parse(`query ($${ADDED.first}: Int!, $${ADDED.after}: String) { x(first: $${ADDED.first}, after: $${ADDED.after}) }`)
		.definitions as readonly OperationDefinitionNode[];
	const variables: readonly VariableDefinitionNode[] = cursor?.variableDefinitions ?? [];
	const [asked] = cursor?.selectionSet.selections ?? [];
	const paging: readonly ArgumentNode[] = asked?.kind === Kind.FIELD ? (asked.arguments ?? []) : [];
	const definitions = document.definitions.map((definition) => {
		if (definition.kind !== Kind.OPERATION_DEFINITION) return definition;
		const selections = definition.selectionSet.selections.map((selection) =>
			selection.kind === Kind.FIELD && (selection.alias ?? selection.name).value === root
				? { ...selection, arguments: [...(selection.arguments ?? []), ...paging] }
				: selection,
		);
		return {
			...definition,
			variableDefinitions: [...(definition.variableDefinitions ?? []), ...variables],
			selectionSet: { ...definition.selectionSet, selections },
		};
	});
	return { ...document, definitions };
}

function selectionsOf(text: string): readonly SelectionNode[] {
	const [operation] = parse(text, { noLocation: true }).definitions;
	return operation?.kind === Kind.OPERATION_DEFINITION ? operation.selectionSet.selections : [];
}
