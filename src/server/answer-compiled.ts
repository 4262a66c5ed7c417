/**
 * Answers compiled queries without Apollo Server's pipeline: the same checks, limits, audit and bytes for a fraction of the work. Takes what
 * is plain (a JSON body or an address, a compiled query, variables that fit, an accept header that everybody sends) and leaves the rest,
 * refusals included, to Apollo Server.
 */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLError, GraphQLFormattedError, GraphQLSchema } from 'graphql';
import type { AuditQueue } from '#access/audit-queue.ts';
import type { Caller } from '#access/caller.ts';
import type { KeptAnswer, KeptAnswers, KeptQuestion } from '#access/kept-answers.ts';
import { redactVariables } from '#access/redact-variables.ts';
import { auditAnswer, auditedName } from './audit-answer.ts';
import type { PlanAnswer } from './compiled/run-plan.ts';
import { errorBody } from './errors.ts';
import type { CompiledQuery, Executor } from './execute.ts';
import type { Metrics } from './metrics.ts';
import type { QueryCost } from './query-cost.ts';
import { checkRequest } from './request-checks.ts';
import { type ContextParts, createContext, type ServedContext } from './request-context.ts';
import { auditFailure, costFigures } from './request-plugin.ts';
import type { ServerLog } from './server-log.ts';
import type { TrustedDocuments } from './trusted-documents.ts';

/** What answering needs. */
export interface CompiledParts {
	readonly schema: GraphQLSchema;
	readonly executor: Executor;
	readonly trusted: TrustedDocuments;
	readonly queue: AuditQueue;
	readonly metrics: Metrics;
	readonly log: ServerLog;
	readonly context: ContextParts;
	readonly kept: KeptAnswers;
	readonly formatError: (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError;
}

/** Answers a request of a caller; null: it is left to Apollo Server, and nothing of it was run. */
export type CompiledAnswers = (caller: Caller, request: FastifyRequest, reply: FastifyReply) => Promise<string | Buffer> | null;

/** Media types of the answer by the accept header, as Apollo Server chooses them; any other header is left to it. */
const TYPES: Readonly<Record<string, string>> = {
	'': 'application/json; charset=utf-8',
	'*/*': 'application/json; charset=utf-8',
	'application/json': 'application/json; charset=utf-8',
	'application/json, */*': 'application/json; charset=utf-8',
	'application/graphql-response+json': 'application/graphql-response+json; charset=utf-8',
};

/** What a body asks for. */
interface Asked {
	readonly query: string;
	readonly operationName: string | null;
	readonly variables: Readonly<Record<string, unknown>>;
	readonly mediaType: string;
}

/** The answers of a server. */
export function createCompiledAnswers(parts: CompiledParts): CompiledAnswers {
	const { executor, kept, trusted } = parts;
	return (caller, request, reply) => {
		const asked = request.method === 'GET' ? askedByAddress(request) : askedByBody(request);
		const query = asked === null ? null : executor.compiledOf(asked.query, asked.operationName);
		if (asked === null || query === null) return null;
		const question: KeptQuestion | null = trusted.has(query.hash)
			? { document: query.hash, operation: asked.operationName, variables: asked.variables, mediaType: asked.mediaType }
			: null;
		const fresh = () => run(parts, { query, asked, question }, caller, reply);
		if (question === null) return fresh();
		const give = () => {
			const audited = { operation: auditedName(nameOf(query)), variables: redactVariables(asked.variables) };
			const found = kept.give(caller, question, audited);
			return found === null ? fresh() : giveKept(parts, asked, found, reply, fresh);
		};
		return kept.underWay(caller, question)?.then(() => give() ?? refused()) ?? give();
	};
}

/** The same question was answered a moment ago, so that nothing of it can be left to Apollo Server. */
function refused(): never {
	throw new Error('A query that was answered is refused.');
}

function nameOf({ operation }: CompiledQuery): string | null {
	return operation.name?.value ?? null;
}

/** A kept answer; where a write has overtaken it meanwhile, a fresh one. */
async function giveKept(
	{ log, metrics }: CompiledParts,
	{ mediaType }: Asked,
	found: Promise<KeptAnswer | null>,
	reply: FastifyReply,
	fresh: () => Promise<string | Buffer> | null,
): Promise<string | Buffer> {
	const timer = metrics.operationSeconds.startTimer();
	reply.header('content-type', mediaType);
	try {
		const answer = await found;
		if (answer !== null) {
			timer({ operation: 'query', outcome: 'ok' });
			return answer.bytes;
		}
	} catch (cause) {
		timer({ operation: 'query', outcome: 'error' });
		return withheld(cause, log, reply);
	}
	return fresh() ?? refused();
}

interface Run {
	readonly query: CompiledQuery;
	readonly asked: Asked;
	/** Null: the answer is not to be kept. */
	readonly question: KeptQuestion | null;
}

function run(parts: CompiledParts, { query, asked, question }: Run, caller: Caller, reply: FastifyReply): Promise<string | Buffer> | null {
	const since = question === null ? null : parts.kept.version;
	const context = createContext(caller, parts.context, reply);
	const cost = costUnlessRefused(parts, query, asked, context);
	const timer = parts.metrics.operationSeconds.startTimer();
	const running = cost === null ? null : query.run(context, asked.variables);
	if (cost === null || running === null) {
		context.finish();
		return null;
	}
	const keep = (bytes: Buffer) => {
		const { audit } = context.reader;
		const kept = { bytes, counted: { ...audit.counted }, showsRuns: context.showsRuns() };
		if (question !== null && since !== null) parts.kept.keep(caller, question, kept, since);
	};
	const answered = answer(parts, { query, asked, context, cost, running, timer, keep: since === null ? null : keep }, reply);
	if (question !== null && since !== null) parts.kept.begin(caller, question, answered);
	return answered;
}

function askedByBody({ method, headers, body }: FastifyRequest): Asked | null {
	if (method !== 'POST' || !isJson(headers['content-type'])) return null;
	if (typeof body !== 'object' || body === null || Array.isArray(body)) return null;
	return askedFor(body as Record<string, unknown>, headers);
}

/** Headers that no page of another origin can send without asking first; Apollo Server refuses a GET without any of them. */
const PREFLIGHTED = ['apollo-require-preflight', 'x-apollo-operation-name'] as const;

function askedByAddress({ headers, raw }: FastifyRequest): Asked | null {
	if (!isJson(headers['content-type']) && !PREFLIGHTED.some((name) => (headers[name] ?? '') !== '')) return null;
	const found = [...new URL(raw.url ?? '', 'http://localhost').searchParams];
	const given = Object.fromEntries<unknown>(found);
	if (Object.keys(given).length < found.length) return null; // one is there twice
	if (given.variables === undefined) return askedFor(given, headers);
	try {
		return askedFor({ ...given, variables: JSON.parse(String(given.variables)) }, headers);
	} catch {
		return null;
	}
}

function isJson(contentType: string | undefined): boolean {
	return contentType?.startsWith('application/json') === true;
}

function askedFor(given: Readonly<Record<string, unknown>>, headers: FastifyRequest['headers']): Asked | null {
	const mediaType = TYPES[headers.accept ?? ''];
	const { query, operationName = null, variables = null, extensions } = given;
	if (mediaType === undefined) return null;
	if (typeof query !== 'string' || extensions != null || typeof variables !== 'object' || Array.isArray(variables)) return null;
	if (operationName !== null && typeof operationName !== 'string') return null;
	return { query, operationName, variables: (variables ?? {}) as Asked['variables'], mediaType };
}

/** Null: the caller may not ask it; Apollo Server tells them so. */
function costUnlessRefused(
	{ schema, trusted }: CompiledParts,
	query: CompiledQuery,
	asked: Asked,
	context: ServedContext,
): QueryCost | null {
	let cost: QueryCost | null = null;
	try {
		checkRequest({ ...query, schema, variables: asked.variables }, context, trusted, (measured) => {
			cost = measured;
		});
	} catch {
		return null;
	}
	return cost;
}

interface Running {
	readonly query: CompiledQuery;
	readonly asked: Asked;
	readonly context: ServedContext;
	readonly cost: QueryCost;
	readonly running: Promise<PlanAnswer>;
	readonly timer: ReturnType<Metrics['operationSeconds']['startTimer']>;
	/** Null: the answer is not to be kept. */
	readonly keep: ((bytes: Buffer) => void) | null;
}

async function answer(parts: CompiledParts, running: Running, reply: FastifyReply): Promise<string | Buffer> {
	const { metrics, queue, log } = parts;
	const { query, asked, context, cost, timer, keep } = running;
	const { data, errors } = await running.running.finally(context.finish);
	const { answers } = context.live;
	const { audit } = context.reader;
	metrics.countLookups(answers);
	reply.header('content-type', asked.mediaType);
	const lasting = errors.length === 0 && answers.length === 0 && !audit.personal && !context.passing();
	try {
		await auditAnswer(context, { document: query.hash, variables: asked.variables, operationName: nameOf(query) }, queue);
	} catch (cause) {
		timer({ operation: 'query', outcome: 'error' });
		return withheld(cause, log, reply);
	}
	timer({ operation: 'query', outcome: errors.length === 0 ? 'ok' : 'error' });
	const extensions = { ...(answers.length === 0 ? {} : { sources: answers }), cost: costFigures(cost, context.limits) };
	const told = errors.length === 0 ? '' : `"errors":${JSON.stringify(errors.map((error) => formatted(parts, error)))},`;
	const text = `{${told}"data":${data},"extensions":${JSON.stringify(extensions)}}\n`;
	const bytes = Buffer.from(text);
	if (lasting) keep?.(bytes);
	return bytes;
}

/** What is answered when the audit could not be written. */
function withheld(cause: unknown, log: ServerLog, reply: FastifyReply): string {
	const failure = auditFailure(cause, log);
	reply.code(failure.status);
	return `${JSON.stringify(errorBody(failure))}\n`;
}

/** An error as Apollo Server hands it to `formatError`. */
function formatted({ formatError }: CompiledParts, error: GraphQLError): GraphQLFormattedError {
	const { code = 'INTERNAL_SERVER_ERROR' } = error.extensions;
	return formatError({ ...error.toJSON(), extensions: { ...error.extensions, code } }, error);
}
