/**
 * Runs operations. Queries of trusted documents, and of those that were seen often, are compiled to a plan that writes the answer's text
 * as it goes (compiled/): the same answer for a fraction of the work. Of several errors under one null it may tell fewer than graphql-js,
 * which the specification leaves open. Everything else is interpreted by graphql-js.
 */
import {
	type DocumentNode,
	type ExecutionResult,
	execute,
	type FragmentDefinitionNode,
	type GraphQLSchema,
	getVariableValues,
	isObjectType,
	Kind,
	type OperationDefinitionNode,
} from 'graphql';
import type { Context } from '#resolvers/context.ts';
import { conditionNames, planQuery, type QueryPlan } from './compiled/plan.ts';
import { type PlanAnswer, runPlan } from './compiled/run-plan.ts';
import { documentHash } from './trusted-documents.ts';

/** How often a document must be seen to be compiled, unless the configuration says otherwise. Smaller: one-off queries pay for being compiled, some milliseconds; larger: dashboards without trusted documents stay slow for longer. */
export const COMPILE_AFTER = 10;

/** Compiled documents, and counts of others, that are kept. Fewer: those of a busy house are compiled again and again; more: memory, some 100 kB each. */
const MOST_KEPT = 300;

/** Ways in which the `@skip` and `@include` of one query can turn out that are kept. Fewer: a form with many switches is planned anew for each; more: memory for ways that never come back. */
const MOST_WAYS = 16;

type Variables = Readonly<Record<string, unknown>>;

/** A validated request for an operation. */
export interface Executed {
	readonly document: DocumentNode;
	/** Undefined: the document has none of that name, and graphql-js says so. */
	readonly operation: OperationDefinitionNode | undefined;
	/** The document as it was sent. */
	readonly source: string;
	readonly operationName: string | null;
	readonly variables: Variables;
	readonly context: Context;
}

/** A query that is compiled. */
export interface CompiledQuery {
	readonly document: DocumentNode;
	readonly operation: OperationDefinitionNode;
	/** SHA-256 (hex) of the document's text. */
	readonly hash: string;
	/** The answer; null where that is left to graphql-js: variables that are not what the query declares, a field that is not planned. */
	run(context: Context, variables: Variables): Promise<PlanAnswer> | null;
}

/** The executor of a server. */
export interface Executor {
	/** An answer as graphql-js gives it, compiled or not; counts that the document was seen. */
	execute(executed: Executed): Promise<ExecutionResult>;
	/** The query that a text holds, if it is compiled. */
	compiledOf(source: string, operationName: string | null): CompiledQuery | null;
}

interface ExecutorOptions {
	readonly schema: GraphQLSchema;
	/** Whether a document, by its hash, is compiled the first time it is seen. */
	readonly trusted: { has(hash: string): boolean };
	/** How often any other is seen before it is compiled; null: nothing is compiled at all. */
	readonly compileAfter: number | null;
}

/** What is known of a document: how often it was seen, and its query once it is compiled; null: it cannot be. */
interface Known {
	seen: number;
	compiled?: CompiledQuery | null;
}

/** The executor of a server. */
export function createExecutor({ schema, trusted, compileAfter }: ExecutorOptions): Executor {
	const known = new Map<string, Known>();
	const keyOf = (source: string, operationName: string | null) => (operationName === null ? source : `${operationName}\n${source}`);
	const see = (executed: Executed): CompiledQuery | null => {
		const { source, operation, operationName } = executed;
		if (compileAfter === null || operation?.operation !== 'query' || introspects(operation)) return null;
		const key = keyOf(source, operationName);
		const entry = known.get(key) ?? { seen: 0 };
		used(known, key, entry, MOST_KEPT);
		entry.seen += 1;
		if (entry.compiled === undefined) {
			const hash = documentHash(source);
			if (entry.seen >= compileAfter || trusted.has(hash)) entry.compiled = compileQuery(schema, { ...executed, operation, hash });
		}
		return entry.compiled ?? null;
	};
	return {
		async execute(executed) {
			const { document, operationName, variables, context } = executed;
			const answer = await see(executed)?.run(context, variables);
			if (answer != null) return asResult(answer);
			return execute({ schema, document, contextValue: context, variableValues: variables, operationName });
		},
		compiledOf(source, operationName) {
			const key = keyOf(source, operationName);
			const entry = known.get(key);
			if (entry?.compiled == null) return null;
			used(known, key, entry, MOST_KEPT);
			return entry.compiled;
		},
	};
}

/** Puts an entry where the one that was used last stands, and drops the one that was used least lately. */
function used<V>(kept: Map<string, V>, key: string, entry: V, most: number): void {
	kept.delete(key);
	kept.set(key, entry);
	if (kept.size > most) kept.delete(kept.keys().next().value as string);
}

/** An answer as objects, for whoever goes on working with it. */
export function asResult({ data, errors }: PlanAnswer): ExecutionResult {
	return { data: JSON.parse(data), ...(errors.length === 0 ? {} : { errors }) };
}

/** A validated query of a document. */
interface Compilable {
	readonly document: DocumentNode;
	readonly operation: OperationDefinitionNode;
	readonly hash: string;
}

/** Compiles a query; null: that is left to graphql-js. */
export function compileQuery(schema: GraphQLSchema, { document, operation, hash }: Compilable): CompiledQuery | null {
	const found = document.definitions.filter((node): node is FragmentDefinitionNode => node.kind === Kind.FRAGMENT_DEFINITION);
	const fragments = Object.fromEntries(found.map((node) => [node.name.value, node]));
	const names = conditionNames(operation, fragments);
	const plans = new Map<string, QueryPlan>();
	const planFor = (variables: Variables): QueryPlan | null => {
		const key = names.length === 0 ? '' : JSON.stringify(names.map((name) => variables[name]));
		const known = plans.get(key);
		if (known !== undefined && names.length === 0) return known;
		try {
			const conditions = Object.fromEntries(names.map((name) => [name, variables[name]]));
			const plan = known ?? planQuery({ schema, operation, fragments, conditions });
			used(plans, key, plan, MOST_WAYS);
			return plan;
		} catch {
			return null; // what it does not know it does not plan
		}
	};
	if (namesItsObjects(schema) || (names.length === 0 && planFor({}) === null)) return null;
	return {
		document,
		operation,
		hash,
		run(context, sent) {
			const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], sent);
			const plan = coerced === undefined ? null : planFor(coerced);
			return coerced === undefined || plan === null ? null : runPlan(plan, context, coerced);
		},
	};
}

const naming = new WeakMap<GraphQLSchema, boolean>();

/** Whether types of the schema say themselves which objects are theirs (`isTypeOf`), which plans do not ask. */
function namesItsObjects(schema: GraphQLSchema): boolean {
	const known = naming.get(schema) ?? Object.values(schema.getTypeMap()).some((type) => isObjectType(type) && type.isTypeOf != null);
	naming.set(schema, known);
	return known;
}

/** The schema is read seldom, and by tools. */
function introspects({ selectionSet }: OperationDefinitionNode): boolean {
	return selectionSet.selections.some(
		(one) => one.kind === Kind.FIELD && one.name.value.startsWith('__') && one.name.value !== '__typename',
	);
}
