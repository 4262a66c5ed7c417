/** The hub over HTTP: the GraphQL API behind tokens, its console, and the addresses for probes. */
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled, ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import type { Caller } from '#access/caller.ts';
import { createReader, type Store } from '#access/reader.ts';
import type { Clock } from '#core/days.ts';
import { HubError, messageOf } from '#core/errors.ts';
import type { SourceMapping } from '#core/mapping.ts';
import type { LiveSource } from '#core/ports.ts';
import { createLiveRegistrations } from '#loaders/live-registrations.ts';
import { createLoaders } from '#loaders/loaders.ts';
import type { Context } from '#resolvers/context.ts';
import { createSchema } from '#resolvers/schema.ts';
import { authenticate } from './authenticate.ts';
import { CONSOLE_FOLDER, registerConsole, wantsPage } from './console-files.ts';
import { createFormatError, errorBody, toPublicError } from './errors.ts';
import { registerHealth } from './health.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { QUERY_LIMITS } from './query-cost.ts';
import { createRequestPlugin } from './request-plugin.ts';
import type { ServerLog } from './server-log.ts';
import { type AuthSettings, createTokenVerifier } from './tokens.ts';

/** Largest request body. Smaller: long saved queries with variables fail; larger: an unauthenticated caller can fill memory. */
const BODY_LIMIT_BYTES = 256 * 1024;

export interface ServerOptions {
	readonly host: string;
	/** 0: any free port. */
	readonly port: number;
	readonly store: Store;
	readonly auth: AuthSettings;
	/** The configured sources, in the order of the configuration. */
	readonly sources: readonly SourceMapping[];
	/** Sources that can be asked at query time, by id. */
	readonly liveSources: ReadonlyMap<string, LiveSource>;
	readonly clock: Clock;
	readonly log: ServerLog;
	/** Traditional to simplified characters, for texts that are searched for. */
	readonly simplify: (text: string) => string;
	/** Folder of the built console; default: the checkout's. */
	readonly consoleFolder?: string;
}

export interface RunningServer {
	/** "http://127.0.0.1:4000", without a slash at the end. */
	readonly url: string;
	/** Answers what is under way, then closes. The store stays open. */
	stop(): Promise<void>;
}

/** Starts the server. @throws HubError CONFIG when the address cannot be listened on. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
	const metrics = createMetrics();
	const apollo = createApollo(options.log, metrics);
	await apollo.start();
	const app = Fastify({ bodyLimit: BODY_LIMIT_BYTES, forceCloseConnections: 'idle' });
	app.setErrorHandler((error, _, reply) => {
		// Fastify's own faults (a body that is too large or no JSON) carry a status below 500.
		const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
		const thrown = status < 500 ? new HubError('INVALID_INPUT', `The request cannot be read: ${messageOf(error)}.`) : error;
		const shown = toPublicError(thrown, options.log);
		return reply.code(status < 500 && !(error instanceof HubError) ? status : shown.status).send(errorBody(shown));
	});
	registerHealth(app, { store: options.store, metrics });
	await registerApi(app, apollo, options);
	try {
		const url = await app.listen({ host: options.host, port: options.port });
		return {
			url,
			async stop() {
				await app.close();
				await apollo.stop();
				metrics.registry.clear();
			},
		};
	} catch (cause) {
		await apollo.stop();
		const place = `${options.host}:${options.port}`;
		throw new HubError('CONFIG', `The hub cannot listen on ${place}: ${messageOf(cause)}. Free the port or set another one.`, { cause });
	}
}

function createApollo(log: ServerLog, metrics: Metrics): ApolloServer<Context> {
	return new ApolloServer<Context>({
		schema: createSchema(),
		introspection: true, // by role, in the request plugin
		csrfPrevention: true,
		persistedQueries: false,
		includeStacktraceInErrorResponses: false,
		stopOnTerminationSignals: false,
		parseOptions: { maxTokens: QUERY_LIMITS.tokens },
		formatError: createFormatError(log),
		plugins: [ApolloServerPluginCacheControlDisabled(), ApolloServerPluginLandingPageDisabled(), createRequestPlugin({ log, metrics })],
	});
}

/** Callers by their request, between the check of the token and the making of the context. */
const callers = new WeakMap<FastifyRequest, Caller>();

async function registerApi(app: FastifyInstance, apollo: ApolloServer<Context>, options: ServerOptions): Promise<void> {
	const verify = createTokenVerifier(options.auth, options.clock);
	const page = await registerConsole(app, options.consoleFolder ?? CONSOLE_FOLDER);
	const handler = fastifyApolloHandler(apollo, { context: async (request) => contextFor(callers.get(request), options) });
	await app.register(async (api) => {
		api.addHook('onRequest', async (request, reply) => {
			if (wantsPage(request)) return page(reply);
			try {
				callers.set(request, await authenticate(request.headers, verify));
			} catch (error) {
				const shown = toPublicError(error, options.log);
				if (shown.status === 401) reply.header('www-authenticate', 'Bearer');
				return reply.code(shown.status).send(errorBody(shown));
			}
		});
		api.route({ method: ['GET', 'POST'], url: '/graphql', handler });
	});
}

/** What the resolvers of one request work with. */
function contextFor(caller: Caller | undefined, options: ServerOptions): Context {
	if (caller === undefined) throw new HubError('UNAUTHENTICATED', 'Send a bearer token in the header Authorization.');
	const { store, sources, liveSources, clock, simplify } = options;
	const reader = createReader(store, caller, clock);
	const loaders = createLoaders(reader);
	return { reader, loaders, sources, clock, simplify, live: createLiveRegistrations({ reader, loaders, sources, liveSources }) };
}
