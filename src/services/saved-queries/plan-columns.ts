/** The columns of a document: every value below an entry of its main list, by path. */
import {
	type DocumentNode,
	type FieldNode,
	type FragmentDefinitionNode,
	type GraphQLCompositeType,
	type GraphQLField,
	type GraphQLOutputType,
	type GraphQLSchema,
	getNamedType,
	isCompositeType,
	isListType,
	isNonNullType,
	Kind,
	type SelectionSetNode,
} from 'graphql';
import { isConnection, type MainList } from './main-list.ts';

/** How a cell of a workbook holds a value. */
export type CellType = 'text' | 'number' | 'boolean';

/** A field of the schema on the way to a value. */
export interface SchemaField {
	readonly type: string;
	readonly field: string;
}

/** A column before a run. */
export interface Column {
	/** Response names joined by points, without `nodes`, `edges` and `node`: "licences.licenceNo". */
	readonly path: string;
	/** Response names from an entry to the value. */
	readonly steps: readonly string[];
	/** What the schema says of the field. */
	readonly description: string;
	readonly cell: CellType;
	/** Whether an entry can have several values here. */
	readonly list: boolean;
	/** The fields that are passed, the value's own last; they decide who sees it. */
	readonly through: readonly SchemaField[];
	/** Steps to the pages that are passed and can be cut off. */
	readonly pages: readonly (readonly string[])[];
}

/** Where a nested list of objects stands. */
export interface ListPlace {
	readonly path: string;
	readonly steps: readonly string[];
	readonly type: GraphQLCompositeType;
}

/** The columns of a document, and its nested lists by path. */
export interface ColumnPlan {
	readonly columns: readonly Column[];
	readonly lists: ReadonlyMap<string, ListPlace>;
}

/** Numbers that a workbook can reckon with. */
const NUMBERS: ReadonlySet<string> = new Set(['Int', 'Float', 'Decimal']);
/** Steps that say nothing to a reader. */
const SILENT: ReadonlySet<string> = new Set(['nodes', 'edges', 'node']);

interface Place {
	readonly steps: readonly string[];
	readonly shown: readonly string[];
	readonly list: boolean;
	readonly through: readonly SchemaField[];
	readonly pages: readonly (readonly string[])[];
}

interface Merged {
	readonly node: FieldNode;
	readonly field: GraphQLField<unknown, unknown> | null;
	readonly parents: string[];
	readonly sets: { readonly set: SelectionSetNode; readonly type: GraphQLCompositeType }[];
}

type Sets = Merged['sets'];

/** Walks the selection of an entry; the order of columns is that of the document. */
export function columnsOf(document: DocumentNode, main: MainList, schema: GraphQLSchema): ColumnPlan {
	const fragments = new Map(
		document.definitions.flatMap((definition) =>
			definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
		),
	);
	const columns = new Map<string, Column>();
	const lists = new Map<string, ListPlace>();
	const walk = (sets: Sets, place: Place): void => {
		for (const [name, merged] of mergedFields(sets, { fragments, schema })) {
			const here = stepInto(place, name, merged);
			const inner = merged.field === null ? null : getNamedType(merged.field.type);
			if (!isCompositeType(inner)) {
				const column = columnOf(here, merged);
				if (!isInner(place, merged)) columns.set(columns.has(column.path) ? column.steps.join('.') : column.path, column);
				continue;
			}
			if (merged.field !== null && isList(merged.field.type))
				lists.set(here.shown.join('.'), { path: here.shown.join('.'), steps: here.steps, type: inner });
			walk(merged.sets, isConnection(inner) ? { ...here, pages: [...here.pages, [...here.steps, 'pageInfo', 'hasNextPage']] } : here);
		}
	};
	const sets = main.selections.map((set) => ({ set, type: main.type }));
	walk(sets, { steps: [], shown: [], list: false, through: [], pages: [] });
	return { columns: [...columns].map(([path, column]) => ({ ...column, path })), lists };
}

/** Cursors and where pages stand are no data. */
function isInner({ shown, through }: Place, { node, field }: Merged): boolean {
	const above = through.at(-1)?.field;
	return field === null || above === 'pageInfo' || (above === 'edges' && node.name.value === 'cursor' && shown.length >= 0);
}

function stepInto(place: Place, name: string, { node, field, parents }: Merged): Place {
	return {
		...place,
		steps: [...place.steps, name],
		shown: SILENT.has(node.name.value) && node.alias === undefined ? place.shown : [...place.shown, name],
		list: place.list || (field !== null && isList(field.type)),
		through: [...place.through, ...parents.map((type) => ({ type, field: node.name.value }))],
	};
}

function columnOf({ steps, shown, list, through, pages }: Place, { field }: Merged): Column {
	const type = field === null ? 'String' : getNamedType(field.type).name;
	const cell = NUMBERS.has(type) ? 'number' : type === 'Boolean' ? 'boolean' : 'text';
	return { path: shown.join('.'), steps, description: field?.description ?? '', cell, list, through, pages };
}

interface Walked {
	readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
	readonly schema: GraphQLSchema;
}

/** Fields of selections by response name, fragments opened; one name in two fragments is one column. */
function mergedFields(sets: Sets, walked: Walked): ReadonlyMap<string, Merged> {
	const merged = new Map<string, Merged>();
	for (const { set, type } of sets) collect(set, type, { ...walked, merged });
	return merged;
}

function collect(set: SelectionSetNode, type: GraphQLCompositeType, walked: Walked & { readonly merged: Map<string, Merged> }): void {
	const typed = (name: string | undefined): GraphQLCompositeType => {
		const found = name === undefined ? type : walked.schema.getType(name);
		return isCompositeType(found) ? found : type;
	};
	for (const selection of set.selections) {
		if (selection.kind === Kind.INLINE_FRAGMENT) collect(selection.selectionSet, typed(selection.typeCondition?.name.value), walked);
		else if (selection.kind === Kind.FRAGMENT_SPREAD) {
			const fragment = walked.fragments.get(selection.name.value);
			if (fragment !== undefined) collect(fragment.selectionSet, typed(fragment.typeCondition.name.value), walked);
		} else addField(selection, type, walked.merged);
	}
}

function addField(node: FieldNode, type: GraphQLCompositeType, merged: Map<string, Merged>): void {
	const name = (node.alias ?? node.name).value;
	const field = ('getFields' in type ? type.getFields()[node.name.value] : undefined) ?? null;
	const known = merged.get(name) ?? { node, field, parents: [], sets: [] };
	known.parents.push(type.name);
	const inner = field === null ? null : getNamedType(field.type);
	if (node.selectionSet !== undefined && isCompositeType(inner)) known.sets.push({ set: node.selectionSet, type: inner });
	merged.set(name, known);
}

function isList(type: GraphQLOutputType): boolean {
	return isListType(isNonNullType(type) ? type.ofType : type);
}
