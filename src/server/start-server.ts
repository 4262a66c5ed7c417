/** The hub over HTTP: the GraphQL API behind tokens, its console, and the addresses for probes. */
import { ApolloServer, type ApolloServerOptionsWithGateway } from '@apollo/server';
import {
	ApolloServerPluginCacheControlDisabled,
	ApolloServerPluginInlineTraceDisabled,
	ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import { type AuditQueue, createAuditQueue } from '#access/audit-queue.ts';
import { startAuditSealer } from '#access/audit-sealer.ts';
import type { Caller, Role } from '#access/caller.ts';
import { createKeptAnswers, type KeptAnswers } from '#access/kept-answers.ts';
import { installLibrary } from '#access/saved-queries.ts';
import type { LimitOverrides } from '#config/hub-config.ts';
import { HubError, messageOf } from '#core/errors.ts';
import { createSchema } from '#resolvers/schema.ts';
import { createQueryChecks, type QueryChecks } from '#services/saved-queries/query-checks.ts';
import { checkLibrary } from '#services/saved-queries/query-library.ts';
import { createCompiledAnswers } from './answer-compiled.ts';
import { authenticate } from './authenticate.ts';
import { CONSOLE_FOLDER, registerConsole, wantsPage } from './console-files.ts';
import { createDownloadTokens } from './download-tokens.ts';
import { createFormatError, errorBody, toPublicError } from './errors.ts';
import { COMPILE_AFTER, createExecutor, type Executor } from './execute.ts';
import { registerHealth } from './health.ts';
import { lighten } from './lighter-answers.ts';
import { createLimits, MOST_TOKENS, type RoleLimits } from './limits.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { assertCost, measureQuery } from './query-cost.ts';
import { refuse, registerDownloads } from './query-downloads.ts';
import { createRateLimiter } from './rate-limit.ts';
import type { ContextParts } from './request-context.ts';
import { createContext, type ServedContext } from './request-context.ts';
import { createRequestPlugin } from './request-plugin.ts';
import { registerSchema } from './schema-route.ts';
import type { ServerLog } from './server-log.ts';
import { type AuthSettings, createTokenVerifier } from './tokens.ts';
import { fillDocument, readTrustedDocuments, type TrustedDocuments } from './trusted-documents.ts';

/** Largest request body. Smaller: long saved queries with variables fail; larger: an unauthenticated caller can fill memory. */
const BODY_LIMIT_BYTES = 256 * 1024;

/** Bytes of answers that are kept. Smaller: the lists of a busy dashboard are made anew; larger: memory. */
const KEPT_BYTES = 64 * 1024 * 1024;

export interface ServerOptions extends Omit<ContextParts, 'limits' | 'queryChecks'> {
	readonly host: string;
	/** 0: any free port. */
	readonly port: number;
	readonly auth: AuthSettings;
	readonly log: ServerLog;
	/** What differs from the usual limits of a role; left out: nothing. */
	readonly limits?: LimitOverrides;
	/** Folder of the documents that every role may send; null or left out: none. */
	readonly trustedDocuments?: string | null;
	/** Folder of the hub's own saved queries, brought into the store at the start; null or left out: none. */
	readonly queryLibrary?: string | null;
	/** How often a document is seen before it is compiled, trusted ones at once; null: none is; left out: `COMPILE_AFTER`. */
	readonly compileAfter?: number | null;
	/** Bytes of answers to trusted documents that are kept; 0: none; left out: `KEPT_BYTES`. */
	readonly keptBytes?: number;
	/** Folder of the built console; default: the checkout's. */
	readonly consoleFolder?: string;
	/** Tokens by role that the console offers to whoever opens it; only where everything is invented. Left out: none. */
	readonly consoleTokens?: Readonly<Record<string, string>>;
}

export interface RunningServer {
	/** "http://127.0.0.1:4000", without a slash at the end. */
	readonly url: string;
	/** Answers what is under way, then closes. The store stays open. */
	stop(): Promise<void>;
}

/** Starts the server. @throws HubError CONFIG when the address cannot be listened on. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
	const metrics = createMetrics(options);
	const schema = createSchema();
	const trusted = readTrustedDocuments(options.trustedDocuments ?? null, schema);
	const limits = createLimits(options.limits);
	const queryChecks = createQueryChecks(schema, ({ document, operation }, variables, { role }) =>
		assertCost(measureQuery({ schema, document, operation, variables }), limits[role]),
	);
	await installQueries(options, queryChecks);
	const queue = createAuditQueue(options.store, (err) => options.log.error({ err }, 'Rows of the audit could not be written yet.'));
	const kept = await createKeptAnswers(options.store, options.clock, options.keptBytes ?? KEPT_BYTES);
	const plugin = createRequestPlugin({ log: options.log, metrics, queue, trusted });
	const executor = createExecutor({
		schema,
		trusted,
		compileAfter: options.compileAfter === undefined ? COMPILE_AFTER : options.compileAfter,
	});
	const apollo = createApollo(options, { schema, plugin, executor });
	await apollo.start();
	const app = createApp(options.log);
	registerHealth(app, { store: options.store, metrics });
	await registerApi(app, { apollo, schema, executor, kept, metrics, limits, trusted, queue, queryChecks }, options);
	try {
		const url = await app.listen({ host: options.host, port: options.port });
		const { store, clock, auth, log } = options;
		const onError = (err: unknown) => log.error({ err }, 'The audit could not be sealed.');
		const sealer = startAuditSealer({ store, clock, secret: auth.secret, onError });
		return {
			url,
			async stop() {
				await app.close();
				await apollo.stop();
				await queue.stop();
				await kept.stop();
				await sealer.stop();
				metrics.registry.clear();
			},
		};
	} catch (cause) {
		await apollo.stop();
		await kept.stop();
		const place = `${options.host}:${options.port}`;
		throw new HubError('CONFIG', `The hub cannot listen on ${place}: ${messageOf(cause)}. Free the port or set another one.`, { cause });
	}
}

function createApp(log: ServerLog): FastifyInstance {
	const app = Fastify({ bodyLimit: BODY_LIMIT_BYTES, forceCloseConnections: 'idle' });
	app.setErrorHandler((error, _, reply) => {
		// Fastify's own faults (a body that is too large or no JSON) carry a status below 500.
		const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
		const thrown = status < 500 ? new HubError('INVALID_INPUT', `The request cannot be read: ${messageOf(error)}.`) : error;
		const shown = toPublicError(thrown, log);
		return reply.code(status < 500 && !(error instanceof HubError) ? status : shown.status).send(errorBody(shown));
	});
	return app;
}

/** Brings the hub's own saved queries into the store. @throws HubError CONFIG naming the file that the schema does not answer. */
async function installQueries({ store, clock, log, queryLibrary }: ServerOptions, checks: QueryChecks): Promise<void> {
	if (queryLibrary == null) return;
	for (const slug of await installLibrary({ store, clock }, checkLibrary(queryLibrary, checks))) {
		log.warn({ slug }, 'A query of the library was left out: somebody saved another one under its name.');
	}
}

type Plugin = ReturnType<typeof createRequestPlugin>;

function createApollo(
	{ log }: ServerOptions,
	{ schema, plugin, executor }: { readonly schema: GraphQLSchema; readonly plugin: Plugin; readonly executor: Executor },
): ApolloServer<ServedContext> {
	return new ApolloServer<ServedContext>({
		gateway: gatewayOf(schema, executor), // the one hook by which Apollo Server lets others execute
		introspection: true, // by role, in the request plugin
		csrfPrevention: true,
		allowBatchedHttpRequests: false,
		persistedQueries: false, // trusted documents take their place
		includeStacktraceInErrorResponses: false,
		stopOnTerminationSignals: false,
		parseOptions: { maxTokens: MOST_TOKENS },
		formatError: createFormatError(log),
		plugins: [
			ApolloServerPluginCacheControlDisabled(),
			// A gateway's request for a trace would hang a hook on every field, for every request from then on.
			ApolloServerPluginInlineTraceDisabled(),
			ApolloServerPluginLandingPageDisabled(),
			plugin,
		],
	});
}

const API_PATH = '/graphql';

/** A gateway over the hub's own schema. */
function gatewayOf(apiSchema: GraphQLSchema, executor: Executor): ApolloServerOptionsWithGateway<ServedContext>['gateway'] {
	return {
		async load() {
			return {
				// The name as it was sent: Apollo drops one that no operation bears, and that is a fault to be told.
				executor: ({ document, operation, source, request, context }) =>
					executor.execute({
						document,
						operation,
						source,
						operationName: request.operationName ?? null,
						variables: request.variables ?? {},
						context: context as ServedContext,
					}),
			};
		},
		onSchemaLoadOrUpdate(tell) {
			tell({ apiSchema, coreSupergraphSdl: '' });
			return () => {};
		},
		async stop() {},
	};
}

/** Callers by their request, between the check of the token and the making of the context. */
const callers = new WeakMap<FastifyRequest, Caller>();

interface ApiParts {
	readonly apollo: ApolloServer<ServedContext>;
	readonly schema: GraphQLSchema;
	readonly executor: Executor;
	readonly kept: KeptAnswers;
	readonly metrics: Metrics;
	readonly limits: Readonly<Record<Role, RoleLimits>>;
	readonly trusted: TrustedDocuments;
	readonly queue: AuditQueue;
	readonly queryChecks: QueryChecks;
}

async function registerApi(app: FastifyInstance, parts: ApiParts, options: ServerOptions): Promise<void> {
	const { apollo, schema, limits, trusted } = parts;
	const verify = createTokenVerifier(options.auth, options.clock);
	const page = await registerConsole(app, { folder: options.consoleFolder ?? CONSOLE_FOLDER, tokens: options.consoleTokens ?? {} });
	const limiter = createRateLimiter();
	const takeRequest = (caller: Caller, reply: FastifyReply) => {
		const wait = limiter(caller.subject, limits[caller.role].perMinute);
		if (wait === 0) return;
		reply.header('retry-after', String(wait));
		throw new HubError('RATE_LIMITED', `You have asked too often; ask again in ${wait} seconds.`);
	};
	const authenticated = async (request: FastifyRequest, reply: FastifyReply) => {
		const caller = await authenticate(request.headers, verify);
		takeRequest(caller, reply);
		return caller;
	};
	const contextParts = { ...options, limits, queryChecks: parts.queryChecks };
	const { secret } = options.auth;
	const tokens = createDownloadTokens(secret, options.clock);
	registerDownloads(app, { ...contextParts, queue: parts.queue, secret, tokens, takeRequest, callerOf: authenticated });
	const viaApollo = fastifyApolloHandler(apollo, {
		context: async (request, reply) => createContext(callerOf(request), contextParts, reply),
	});
	const compiled = createCompiledAnswers({
		...parts,
		log: options.log,
		context: contextParts,
		formatError: createFormatError(options.log),
	});
	const handler = function (this: FastifyInstance, request: FastifyRequest, reply: FastifyReply) {
		return compiled(callerOf(request), request, reply) ?? viaApollo.call(this, request, reply);
	};
	await app.register(async (api) => {
		api.addHook('onRequest', async (request, reply) => {
			if (request.routeOptions.url === API_PATH && wantsPage(request)) return page(reply);
			reply.header('cache-control', 'no-store');
			try {
				callers.set(request, await authenticated(request, reply));
			} catch (error) {
				return refuse(reply, toPublicError(error, options.log));
			}
		});
		addRequestHooks(api, trusted, options.log);
		registerSchema(api, schema, callerOf);
		api.route({ method: ['GET', 'POST'], url: API_PATH, handler });
	});
}

/** What is done to a request before it is answered, and to an answer before it is sent. */
function addRequestHooks(api: FastifyInstance, trusted: TrustedDocuments, log: ServerLog): void {
	api.addHook('preHandler', async (request, reply) => {
		try {
			fillRequest(request, trusted);
		} catch (error) {
			return refuse(reply, toPublicError(error, log));
		}
	});
	api.addHook('onSend', (request, reply, answer, done) => {
		const caller = callers.get(request);
		const whole = typeof answer === 'string' || Buffer.isBuffer(answer);
		if (!whole || caller === undefined || caller.purpose !== null) return done(null, answer);
		const lighter = lighten(request, reply, answer);
		if (lighter instanceof Promise) lighter.then((bytes) => done(null, bytes), done);
		else done(null, lighter);
	});
}

function callerOf(request: FastifyRequest): Caller {
	const caller = callers.get(request);
	if (caller === undefined) throw new HubError('UNAUTHENTICATED', 'Send a bearer token in the header Authorization.');
	return caller;
}

/** Puts a trusted document where the handler looks for it: the body of a POST, the address of a GET. */
function fillRequest(request: FastifyRequest, trusted: TrustedDocuments): void {
	if (request.method === 'POST') {
		if (typeof request.body === 'object' && request.body !== null && !Array.isArray(request.body)) {
			fillDocument(request.body as Record<string, unknown>, trusted);
		}
		return;
	}
	const address = new URL(request.url, 'http://localhost');
	if (!address.searchParams.has('documentId') && !address.searchParams.has('extensions')) return;
	const parameters: Record<string, unknown> = Object.fromEntries(address.searchParams);
	fillDocument(parameters, trusted);
	request.raw.url = `${address.pathname}?${new URLSearchParams(parameters as Record<string, string>)}`;
}
