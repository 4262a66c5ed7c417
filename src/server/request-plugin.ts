/**
 * What happens around every GraphQL request: limits and introspection before it runs, sources and audit before it leaves.
 * An answer whose audit could not be written is replaced by an error. Has no hook a field (that would undo a compiled executor).
 */
import type { ApolloServerPlugin, GraphQLRequestContextWillSendResponse } from '@apollo/server';
import { GraphQLError } from 'graphql';
import { HubError } from '#core/errors.ts';
import type { Context } from '#resolvers/context.ts';
import { errorBody, toPublicError } from './errors.ts';
import type { Metrics } from './metrics.ts';
import { assertCost, measureQuery, QUERY_LIMITS, type QueryCost } from './query-cost.ts';
import type { ServerLog } from './server-log.ts';

interface PluginOptions {
	readonly log: ServerLog;
	readonly metrics: Metrics;
}

/** The plugin of a server. */
export function createRequestPlugin({ log, metrics }: PluginOptions): ApolloServerPlugin<Context> {
	return {
		requestDidStart: async () => {
			const timer = metrics.operationSeconds.startTimer();
			return {
				didResolveOperation: async ({ schema, document, operation, request, contextValue }) => {
					if (operation === undefined) return; // no such operation in the document: execution says so
					const cost = measureQuery({ schema, document, operation, variables: request.variables ?? {} });
					try {
						assertIntrospection(cost, contextValue);
						assertCost(cost, QUERY_LIMITS);
					} catch (error) {
						throw refused(error, log);
					}
				},
				willSendResponse: async (requestContext) => {
					addSources(requestContext);
					hideSuggestions(requestContext);
					await commitAudit(requestContext, log);
					timer({ outcome: outcomeOf(requestContext) });
				},
			};
		},
	};
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

type Answer = Pick<GraphQLRequestContextWillSendResponse<Context>, 'response' | 'contextValue' | 'operationName'>;

function resultOf({ response }: Answer) {
	return response.body?.kind === 'single' ? response.body.singleResult : null;
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

/** Writes who read what; when that fails the answer is not given. */
async function commitAudit(answer: Answer, log: ServerLog): Promise<void> {
	try {
		await answer.contextValue.reader.audit.commit(answer.operationName ?? null);
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

function outcomeOf(answer: Answer): 'ok' | 'error' {
	return resultOf(answer)?.errors === undefined ? 'ok' : 'error';
}
