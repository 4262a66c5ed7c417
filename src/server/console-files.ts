/** GraphiQL from bundled files: nothing is loaded from elsewhere, and the content policy sees to it. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** Where `scripts/build-console.ts` leaves the files. */
export const CONSOLE_FOLDER = join(import.meta.dirname, '../../console/dist/graphiql');

/** Same origin only. The editor puts style elements into the page, and its workers are scripts of the same origin. */
const CONTENT_POLICY = [
	"default-src 'none'",
	"script-src 'self'",
	"worker-src 'self'",
	"style-src 'self' 'unsafe-inline'",
	"font-src 'self' data:",
	"img-src 'self' data:",
	"connect-src 'self'",
	"base-uri 'none'",
	"form-action 'none'",
	"frame-ancestors 'none'",
].join('; ');

const HEADERS = {
	'content-security-policy': CONTENT_POLICY,
	'x-content-type-options': 'nosniff',
	'referrer-policy': 'no-referrer',
	'cache-control': 'no-cache',
} as const;

/** What the console is made of. */
export interface ConsoleParts {
	/** Folder of the built files. */
	readonly folder: string;
	/** Tokens by role that it offers; none outside a sandbox. */
	readonly tokens: Readonly<Record<string, string>>;
}

/** Serves the console under /graphiql/; gives the function that answers a browser which opened the API's address. */
export async function registerConsole(
	app: FastifyInstance,
	{ folder, tokens }: ConsoleParts,
): Promise<(reply: FastifyReply) => FastifyReply> {
	const built = existsSync(join(folder, 'index.html'));
	if (built) {
		await app.register(fastifyStatic, {
			root: folder,
			prefix: '/graphiql/',
			setHeaders: (response) => {
				for (const [name, value] of Object.entries(HEADERS)) response.header(name, value);
			},
		});
	}
	const page = (reply: FastifyReply) =>
		built
			? reply.sendFile('index.html')
			: reply.code(503).headers(HEADERS).type('text/plain; charset=utf-8').send('The console is not built: run npm run console.\n');
	app.get('/graphiql', (_, reply) => page(reply));
	app.get('/graphiql/tokens.json', (_, reply) => reply.headers({ ...HEADERS, 'cache-control': 'no-store' }).send(tokens));
	return page;
}

/** Whether a request comes from a browser that wants to see a page. */
export function wantsPage(request: FastifyRequest): boolean {
	return request.method === 'GET' && (request.headers.accept ?? '').includes('text/html') && !request.url.includes('?');
}
