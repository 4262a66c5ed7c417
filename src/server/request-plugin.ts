/**
 * What happens around every GraphQL request: limits and introspection before it runs, sources and audit before it leaves.
 * An answer whose audit could not be written is replaced by an error. Has no hook a field (that would undo a compiled executor).
 */
import type { ApolloServerPlugin, GraphQLRequestContextWillSendResponse } from '@apollo/server';
import { GraphQLError, type GraphQLSchema, type OperationTypeNode } from 'graphql';
import type { AuditQueue } from '#access/audit-queue.ts';
import { redactVariables } from '#access/redact-variables.ts';
import { HubError } from '#core/errors.ts';
import type { Context } from '#resolvers/context.ts';
import { errorBody, toPublicError } from './errors.ts';
import type { Metrics } from './metrics.ts';
import { assertCost, measureQuery, type QueryCost } from './query-cost.ts';
import type { ServedContext } from './request-context.ts';
import type { ServerLog } from './server-log.ts';
import { documentHash, type TrustedDocuments } from './trusted-documents.ts';

interface PluginOptions {
	readonly log: ServerLog;
	readonly metrics: Metrics;
	readonly queue: AuditQueue;
	readonly trusted: TrustedDocuments;
}

/** The plugin of a server. */
export function createRequestPlugin({ log, metrics, queue, trusted }: PluginOptions): ApolloServerPlugin<ServedContext> {
	return {
		requestDidStart: async () => {
			let cost: QueryCost | null = null;
			const timer = metrics.operationSeconds.startTimer();
			let kind = 'none';
			return {
				didResolveOperation: async ({ schema, document, operation, request, source, contextValue }) => {
					kind = operation?.operation ?? kind;
					if (operation === undefined) return; // no such operation in the document: execution says so
					const { limits } = contextValue;
					try {
						assertTrusted({ adHoc: limits.adHoc, source, role: contextValue.reader.caller.role }, trusted);
						assertServed(schema, operation.operation);
						cost = measureQuery({ schema, document, operation, variables: request.variables ?? {} });
						assertIntrospection(cost, contextValue);
						assertCost(cost, limits);
					} catch (error) {
						throw refused(error, log);
					}
				},
				willSendResponse: async (requestContext) => {
					requestContext.contextValue.finish();
					addSources(requestContext);
					metrics.countLookups(requestContext.contextValue.live.answers);
					if (cost !== null) tellCost(requestContext, cost);
					hideSuggestions(requestContext);
					await commitAudit(requestContext, { log, queue });
					keepOldStatus(requestContext);
					timer({ operation: kind, outcome: outcomeOf(requestContext) });
				},
			};
		},
	};
}

/** @throws HubError ACCESS_DENIED for a document that the role may not send. */
function assertTrusted(sent: { readonly adHoc: boolean; readonly source: string; readonly role: string }, trusted: TrustedDocuments): void {
	if (sent.adHoc || trusted.has(documentHash(sent.source))) return;
	throw new HubError('ACCESS_DENIED', `The role ${sent.role} sends trusted documents alone; ask for this one to be added to them.`);
}

/** @throws HubError INVALID_INPUT for a kind of operation that the schema does not have. */
function assertServed(schema: GraphQLSchema, operation: OperationTypeNode): void {
	if (schema.getRootType(operation) == null) throw new HubError('INVALID_INPUT', `The hub answers no ${operation}; send a query.`);
}

function assertIntrospection(cost: QueryCost, { reader }: Context): void {
	if (!cost.introspects || reader.can('schema:introspect')) return;
	throw new HubError('ACCESS_DENIED', `The role ${reader.caller.role} may not read the schema.`);
}

/** A refusal of the whole request, with its HTTP status. */
function refused(error: unknown, log: ServerLog): GraphQLError {
	const { message, code, status } = toPublicError(error, log);
	return new GraphQLError(message, {
		extensions: { code, http: { status } },
		originalError: error instanceof Error ? error : undefined,
	});
}

type Answer = Pick<
	GraphQLRequestContextWillSendResponse<ServedContext>,
	'request' | 'source' | 'response' | 'contextValue' | 'operationName'
>;

function resultOf({ response }: Answer) {
	return response.body?.kind === 'single' ? response.body.singleResult : null;
}

/** What the query costs, next to what the caller's role may spend; also of one that was refused for it. */
function tellCost(answer: Answer, { cost, objects, depth }: QueryCost): void {
	const result = resultOf(answer);
	// Too much to count is told as the limit's double: JSON has no infinity.
	const told = (value: number, limit: number) => (Number.isFinite(value) ? value : limit * 2);
	const { limits } = answer.contextValue;
	const figures = { cost: told(cost, limits.cost), limit: limits.cost, objects: told(objects, limits.objects), depth };
	if (result !== null) result.extensions = { ...result.extensions, cost: figures };
}

/** Faults that GraphQL finds in a document or its variables before anything runs. */
const DOCUMENT_CODES: ReadonlySet<unknown> = new Set(['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT']);

/**
 * Clients of the older media type (application/json) take any status but 2xx for a failure on the way, so that a fault of the document
 * is told them with 200 (GraphQL over HTTP, 6.4.1). Refusals of the hub keep their status, as does everything in the newer media type.
 */
function keepOldStatus(answer: Answer): void {
	const accepted = answer.request.http?.headers.get('accept') ?? '';
	const errors = resultOf(answer)?.errors ?? [];
	if (accepted.includes('application/graphql-response+json') || errors.length === 0) return;
	if (answer.response.http.status === 400 && errors.every(({ extensions }) => DOCUMENT_CODES.has(extensions?.code))) {
		answer.response.http.status = 200;
	}
}

/** What answered, for live fields. */
function addSources(answer: Answer): void {
	const result = resultOf(answer);
	const { answers } = answer.contextValue.live;
	if (result !== null && answers.length > 0) result.extensions = { ...result.extensions, sources: answers };
}

/** GraphQL's "Did you mean" would tell the schema to those who may not read it. */
function hideSuggestions(answer: Answer): void {
	const result = resultOf(answer);
	if (result?.errors === undefined || answer.contextValue.reader.can('schema:introspect')) return;
	result.errors = result.errors.map((error) => ({ ...error, message: error.message.replace(/ Did you mean .*$/s, '') }));
}

/** Writes who asked and read what; when that fails the answer is not given. An answer of an agency is written before it leaves, as what is personal is. */
async function commitAudit(answer: Answer, { log, queue }: Pick<PluginOptions, 'log' | 'queue'>): Promise<void> {
	const { reader, live } = answer.contextValue;
	const query = {
		document: documentHash(answer.source ?? ''),
		variables: redactVariables(answer.request.variables ?? {}),
		before: live.answers.length > 0,
	};
	try {
		await reader.audit.commit(nameOf(answer), { query, queue });
	} catch (cause) {
		log.error({ err: cause }, 'The audit could not be written; the answer was withheld.');
		const failure = new HubError(
			'STORE_UNAVAILABLE',
			'The read could not be recorded in the audit, so it is not answered; try again later.',
		);
		answer.response.body = { kind: 'single', singleResult: errorBody(toPublicError(failure, log)) };
		answer.response.http.status = 503;
	}
}

/** Longest name of an operation that the audit keeps; a caller can write anything there. */
const LONGEST_NAME = 80;

function nameOf({ operationName }: Answer): string | null {
	return operationName?.slice(0, LONGEST_NAME).replace(/\d{6,}/g, '…') ?? null; // a long number can be a person's
}

function outcomeOf(answer: Answer): 'ok' | 'error' {
	return resultOf(answer)?.errors === undefined ? 'ok' : 'error';
}
