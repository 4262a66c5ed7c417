/**
 * What happens around every GraphQL request: limits and introspection before it runs, sources and audit before it leaves.
 * An answer whose audit could not be written is replaced by an error. Has no hook a field (that would undo a compiled executor).
 */
import type { ApolloServerPlugin, GraphQLRequestContextWillSendResponse } from '@apollo/server';
import { GraphQLError } from 'graphql';
import type { AuditQueue } from '#access/audit-queue.ts';
import { HubError } from '#core/errors.ts';
import { auditAnswer } from './audit-answer.ts';
import { errorBody, type PublicError, toPublicError } from './errors.ts';
import type { RoleLimits } from './limits.ts';
import type { Metrics } from './metrics.ts';
import type { QueryCost } from './query-cost.ts';
import { checkRequest } from './request-checks.ts';
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
					const asked = { schema, document, operation, hash: documentHash(source), variables: request.variables ?? {} };
					try {
						checkRequest(asked, contextValue, trusted, (measured) => {
							cost = measured;
						});
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
function tellCost(answer: Answer, cost: QueryCost): void {
	const result = resultOf(answer);
	if (result !== null) result.extensions = { ...result.extensions, cost: costFigures(cost, answer.contextValue.limits) };
}

/** A cost as `extensions.cost` tells it. */
export function costFigures({ cost, objects, depth }: QueryCost, limits: RoleLimits): object {
	// Too much to count is told as the limit's double: JSON has no infinity.
	const told = (value: number, limit: number) => (Number.isFinite(value) ? value : limit * 2);
	return { cost: told(cost, limits.cost), limit: limits.cost, objects: told(objects, limits.objects), depth };
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

/** Writes the audit; when that fails the answer is not given. */
async function commitAudit(answer: Answer, { log, queue }: Pick<PluginOptions, 'log' | 'queue'>): Promise<void> {
	const { contextValue, operationName, request } = answer;
	const asked = { document: documentHash(answer.source ?? ''), variables: request.variables ?? {}, operationName: operationName ?? null };
	try {
		await auditAnswer(contextValue, asked, queue);
	} catch (cause) {
		const failure = auditFailure(cause, log);
		answer.response.body = { kind: 'single', singleResult: errorBody(failure) };
		answer.response.http.status = failure.status;
	}
}

/** What is answered instead of an answer whose audit could not be written. */
export function auditFailure(cause: unknown, log: ServerLog): PublicError {
	log.error({ err: cause }, 'The audit could not be written; the answer was withheld.');
	const message = 'The read could not be recorded in the audit, so it is not answered; try again later.';
	return toPublicError(new HubError('STORE_UNAVAILABLE', message), log);
}

function outcomeOf(answer: Answer): 'ok' | 'error' {
	return resultOf(answer)?.errors === undefined ? 'ok' : 'error';
}
