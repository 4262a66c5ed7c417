/** What a request must pass before any of it runs, whichever way it is executed. */
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode, OperationTypeNode } from 'graphql';
import { HubError } from '#core/errors.ts';
import { assertCost, measureQuery, type QueryCost } from './query-cost.ts';
import type { ServedContext } from './request-context.ts';
import type { TrustedDocuments } from './trusted-documents.ts';

/** A validated request. */
export interface CheckedRequest {
	readonly schema: GraphQLSchema;
	readonly document: DocumentNode;
	readonly operation: OperationDefinitionNode;
	/** SHA-256 (hex) of the document's text. */
	readonly hash: string;
	readonly variables: Readonly<Record<string, unknown>>;
}

type Rights = Pick<ServedContext, 'limits' | 'reader'>;

/**
 * Measures a request and refuses it where its caller may not ask it. `onCost` is told the cost also of one that is refused for it.
 * @throws HubError ACCESS_DENIED, INVALID_INPUT, LIMIT_EXCEEDED.
 */
export function checkRequest(
	{ schema, document, operation, hash, variables }: CheckedRequest,
	{ limits, reader }: Rights,
	trusted: TrustedDocuments,
	onCost: (cost: QueryCost) => void,
): void {
	const { role } = reader.caller;
	if (!limits.adHoc && !trusted.has(hash)) {
		throw new HubError('ACCESS_DENIED', `The role ${role} sends trusted documents alone; ask for this one to be added to them.`);
	}
	assertServed(schema, operation.operation);
	const cost = costOf({ schema, document, operation, variables });
	onCost(cost);
	if (cost.introspects && !reader.can('schema:introspect')) {
		throw new HubError('ACCESS_DENIED', `The role ${role} may not read the schema.`);
	}
	assertCost(cost, limits);
}

/** @throws HubError INVALID_INPUT for a kind of operation that the schema does not have. */
function assertServed(schema: GraphQLSchema, operation: OperationTypeNode): void {
	if (schema.getRootType(operation) == null) throw new HubError('INVALID_INPUT', `The hub answers no ${operation}; send a query.`);
}

type Measured = Omit<CheckedRequest, 'hash'>;

/** Costs that are kept an operation. Fewer: pages of many sizes are measured again; more: memory. */
const MOST_COSTS = 50;

const costs = new WeakMap<OperationDefinitionNode, Map<string, QueryCost>>();

/** The cost of an operation with its variables: of these only numbers and the lengths of lists count, so it is measured once for each of them. */
function costOf(request: Measured): QueryCost {
	const kept = costs.get(request.operation) ?? new Map<string, QueryCost>();
	costs.set(request.operation, kept);
	const key = sizesIn(request);
	const cost = kept.get(key) ?? measureQuery(request);
	if (kept.size >= MOST_COSTS) kept.clear();
	kept.set(key, cost);
	return cost;
}

function sizesIn({ operation: { variableDefinitions = [] }, variables }: Measured): string {
	let key = '';
	for (const { variable } of variableDefinitions) {
		const value = variables[variable.name.value];
		key += typeof value === 'number' ? `${value},` : Array.isArray(value) ? `[${value.length}],` : ',';
	}
	return key;
}
