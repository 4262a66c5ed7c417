/**
 * How a saved document is run and becomes a table. A document has one field at its root. A list that can be paged is paged to its end,
 * unless the document itself says `first`; each entry is a row, each value below it a column called by its path.
 */
import {
	type DocumentNode,
	type GraphQLSchema,
	Kind,
	NoDeprecatedCustomRule,
	type OperationDefinitionNode,
	parse,
	specifiedRules,
	typeFromAST,
	type VariableDefinitionNode,
	validate,
} from 'graphql';
import { HubError, messageOf } from '#core/errors.ts';
import { type MainList, mainListOf } from './main-list.ts';
import { type Column, columnsOf, type ListPlace } from './plan-columns.ts';
import { pageThrough } from './plan-pages.ts';

/** A variable of a document. */
export interface QueryVariable {
	readonly name: string;
	/** As the document declares it: "[String!]!". */
	readonly type: string;
	/** Whether a run must give it: neither nullable nor with a default in the document. */
	readonly required: boolean;
}

/** What is known of a document before it runs. */
export interface QueryPlan {
	/** The document as it is run: with cursors and keys that the hub adds. */
	readonly document: DocumentNode;
	readonly operation: OperationDefinitionNode;
	readonly list: MainList;
	readonly columns: readonly Column[];
	/** Where the entries stand that are rows of their own; null: an entry of the main list is a row. */
	readonly unfolded: ListPlace | null;
	readonly variables: readonly QueryVariable[];
}

/** What of a saved text says how its table looks. */
export interface PlannedText {
	readonly document: string;
	readonly rowsOf: string | null;
}

/**
 * Options of an address; variables cannot be called like them. Of the hub's own making are those that begin with "lianjian".
 */
export const RESERVED_NAMES: readonly string[] = ['token', 'bom', 'footer', 'version'];

/** The most characters of a document. Fewer: queries with long filters break; more: the list of queries is slow to read. */
const MAX_DOCUMENT = 40_000;

/** Lexical tokens of a document, as for every request. */
const MAX_TOKENS = 4_000;

/** @throws HubError INVALID_INPUT that says what in the document must change. */
export function planQuery({ document: text, rowsOf }: PlannedText, schema: GraphQLSchema): QueryPlan {
	const document = parsed(text);
	const [fault] = validate(
		schema,
		document,
		specifiedRules.filter((rule) => rule !== NoDeprecatedCustomRule),
	);
	if (fault !== undefined) throw unfit(fault.message);
	const operation = operationOf(document);
	const list = mainListOf(document, operation, schema);
	const { columns, lists } = columnsOf(document, list, schema);
	const unfolded = rowsOf === null ? null : (lists.get(rowsOf) ?? null);
	if (rowsOf !== null && unfolded === null) {
		throw unfit(`it has no nested list "${rowsOf}"${lists.size === 0 ? '' : `; lists are ${[...lists.keys()].join(', ')}`}`);
	}
	if (columns.length === 0) throw unfit('its list has no field that is a value');
	const paged = pageThrough(document, { list, unfolded, schema });
	return { document: paged, operation: operationOf(paged), list, columns, unfolded, variables: variablesOf(operation, schema) };
}

function unfit(why: string): HubError {
	return new HubError('INVALID_INPUT', `The document cannot be a saved query: ${why}.`);
}

function parsed(text: string): DocumentNode {
	if (text.length > MAX_DOCUMENT) throw unfit(`it is longer than ${MAX_DOCUMENT} characters`);
	try {
		return parse(text, { maxTokens: MAX_TOKENS });
	} catch (thrown) {
		throw unfit(messageOf(thrown));
	}
}

function operationOf(document: DocumentNode): OperationDefinitionNode {
	const operations = document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
	const [operation] = operations;
	if (operation === undefined || operations.length > 1) throw unfit('it must hold one operation');
	if (operation.operation !== 'query') throw unfit('it must be a query');
	return operation;
}

function variablesOf(operation: OperationDefinitionNode, schema: GraphQLSchema): readonly QueryVariable[] {
	return (operation.variableDefinitions ?? []).map((definition) => {
		const name = definition.variable.name.value;
		if (RESERVED_NAMES.includes(name) || name.startsWith('lianjian')) throw unfit(`it may not call a variable "${name}"`);
		return { name, type: typeText(definition, schema), required: definition.type.kind === Kind.NON_NULL_TYPE && !definition.defaultValue };
	});
}

function typeText({ type }: VariableDefinitionNode, schema: GraphQLSchema): string {
	// The two kinds of wrapper need their own overloads.
	if (type.kind === Kind.NAMED_TYPE) return String(typeFromAST(schema, type));
	return type.kind === Kind.LIST_TYPE ? String(typeFromAST(schema, type)) : String(typeFromAST(schema, type));
}
