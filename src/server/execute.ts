/**
 * Runs operations. Queries of trusted documents, and of those that were seen often, are compiled to a function by graphql-jit: the same
 * answer for less work. Of several errors under one null it may tell more than graphql-js, which the specification leaves open. Everything else is interpreted by graphql-js, and so is whatever cannot be compiled.
 */
import {
	type DocumentNode,
	type ExecutionResult,
	execute,
	GraphQLError,
	type GraphQLSchema,
	getVariableValues,
	Kind,
	type OperationDefinitionNode,
	valueFromASTUntyped,
} from 'graphql';
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';
import type { Context } from '#resolvers/context.ts';
import { documentHash } from './trusted-documents.ts';

/** How often a document must be seen to be compiled, unless the configuration says otherwise. Smaller: one-off queries pay for being compiled, some milliseconds; larger: dashboards without trusted documents stay slow for longer. */
export const COMPILE_AFTER = 10;

/** Compiled documents, and counts of others, that are kept. Fewer: those of a busy house are compiled again and again; more: memory, some 100 kB each. */
const MOST_KEPT = 300;

/** A validated request for an operation. */
export interface Executed {
	readonly document: DocumentNode;
	/** Undefined: the document has none of that name, and graphql-js says so. */
	readonly operation: OperationDefinitionNode | undefined;
	/** The document as it was sent. */
	readonly source: string;
	readonly operationName: string | null;
	readonly variables: Readonly<Record<string, unknown>>;
	readonly context: Context;
}

export type Executor = (executed: Executed) => Promise<ExecutionResult>;

interface ExecutorOptions {
	readonly schema: GraphQLSchema;
	/** Whether a document, by its hash, is compiled the first time it is seen. */
	readonly trusted: { has(hash: string): boolean };
	/** How often any other is seen before it is compiled; null: nothing is compiled at all. */
	readonly compileAfter: number | null;
}

/** What is known of a document: how often it was seen, and its function once it is compiled; null: it cannot be. */
interface Known {
	seen: number;
	compiled?: CompiledQuery | null;
}

/** The executor of a server. */
export function createExecutor({ schema, trusted, compileAfter }: ExecutorOptions): Executor {
	const known = new Map<string, Known>();
	const lookUp = (key: string): Known => {
		const found = known.get(key) ?? { seen: 0 };
		known.delete(key); // the one that was used last stands last
		known.set(key, found);
		if (known.size > MOST_KEPT) known.delete(known.keys().next().value as string);
		return found;
	};
	const compiledOf = (executed: Executed): CompiledQuery | null => {
		const { source, operation, operationName, document } = executed;
		if (compileAfter === null || operation?.operation !== 'query' || introspects(operation)) return null;
		const hash = documentHash(source);
		const entry = lookUp(`${hash} ${operationName ?? ''}`);
		entry.seen += 1;
		if (entry.compiled === undefined && (entry.seen >= compileAfter || trusted.has(hash)))
			entry.compiled = compile(schema, document, operationName);
		return entry.compiled ?? null;
	};
	return async (executed) => {
		const { document, operation, operationName, variables, context } = executed;
		const compiled = compiledOf(executed);
		// Faults of variables are told in the words of graphql-js, compiled or not.
		if (
			compiled !== null &&
			operation !== undefined &&
			getVariableValues(schema, operation.variableDefinitions ?? [], variables).errors === undefined
		)
			return inWordsOfGraphql(await compiled.query(undefined, context, withDefaults(operation, variables)));
		return execute({ schema, document, contextValue: context, variableValues: variables, operationName });
	};
}

/** The variables as sent, with the defaults of those that were not: a compiled query misses those of variables that may not be null. */
function withDefaults({ variableDefinitions = [] }: OperationDefinitionNode, variables: Executed['variables']): Executed['variables'] {
	const defaults = variableDefinitions.flatMap(({ variable: { name }, defaultValue }) =>
		defaultValue === undefined || variables[name.value] !== undefined ? [] : [[name.value, valueFromASTUntyped(defaultValue)]],
	);
	return defaults.length === 0 ? variables : { ...variables, ...Object.fromEntries(defaults) };
}

/** Errors as graphql-js makes them: those of a compiled query only look like it. */
function inWordsOfGraphql({ errors, ...answer }: ExecutionResult): ExecutionResult {
	if (errors === undefined || errors.length === 0) return answer;
	const made = errors.map(({ message, path, originalError, extensions, locations }) => {
		const error = new GraphQLError(message, { path, originalError, extensions });
		Object.defineProperty(error, 'locations', { value: locations, enumerable: true });
		return error;
	});
	return { ...answer, errors: made };
}

/** The schema is read seldom, and by tools. */
function introspects({ selectionSet }: OperationDefinitionNode): boolean {
	return selectionSet.selections.some(
		(one) => one.kind === Kind.FIELD && one.name.value.startsWith('__') && one.name.value !== '__typename',
	);
}

function compile(schema: GraphQLSchema, document: DocumentNode, operationName: string | null): CompiledQuery | null {
	try {
		const compiled = compileQuery(schema, document, operationName ?? undefined);
		return isCompiledQuery(compiled) ? compiled : null;
	} catch {
		return null; // what it does not know it does not compile; graphql-js answers
	}
}
