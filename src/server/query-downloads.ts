/**
 * Results of saved queries under an address of their own: `GET /queries/<slug>.<format>?variable=…`, for Excel, WPS, BI tools and scripts.
 * A refusal has its HTTP status; a result that fails half-way ends the connection, so that nobody takes a part for the whole.
 */
import { createHmac } from 'node:crypto';
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { createAuditTrail } from '#access/audit.ts';
import type { Caller } from '#access/caller.ts';
import { createSavedQueryDoor } from '#access/saved-queries.ts';
import { HubError } from '#core/errors.ts';
import { RESERVED_NAMES } from '#services/saved-queries/query-plan.ts';
import type { GivenVariables } from '#services/saved-queries/query-variables.ts';
import type { ResultTable } from '#services/saved-queries/result-table.ts';
import { openRun } from '#services/saved-queries/run-query.ts';
import { writeCsv } from '#services/saved-queries/write-csv.ts';
import { writeJson, writeNdjson } from '#services/saved-queries/write-json.ts';
import { writeXlsx } from '#services/saved-queries/write-xlsx.ts';
import type { DownloadTokens } from './download-tokens.ts';
import { MOST_MINUTES, USUAL_MINUTES } from './download-tokens.ts';
import { errorBody, type PublicError, toPublicError } from './errors.ts';
import { codingFor, compressed, hasAlready, mayBeKept, validatorOf } from './lighter-answers.ts';
import { answerPages, type PageParts } from './query-pages.ts';
import type { ServerLog } from './server-log.ts';

/** What the addresses are served with. */
export interface DownloadParts extends PageParts {
	readonly log: ServerLog;
	readonly secret: string;
	readonly tokens: DownloadTokens;
	/** Who asks by the headers of a request, within their rate. @throws HubError UNAUTHENTICATED, ACCESS_DENIED, RATE_LIMITED. */
	callerOf(request: FastifyRequest, reply: FastifyReply): Promise<Caller>;
	/** Takes one request of a caller. @throws HubError RATE_LIMITED. */
	takeRequest(caller: Caller, reply: FastifyReply): void;
}

type Options = Readonly<Record<string, string | undefined>>;

/** A form of a result. */
interface Format {
	readonly type: string;
	write(table: ResultTable, options: Options): AsyncGenerator<string | Buffer>;
}

const FORMATS: Readonly<Record<string, Format>> = {
	json: { type: 'application/json; charset=utf-8', write: writeJson },
	ndjson: { type: 'application/x-ndjson; charset=utf-8', write: writeNdjson },
	csv: {
		type: 'text/csv; charset=utf-8',
		write: (table, { bom, footer }) => writeCsv(table, { bom: isOn(bom, false), footer: isOn(footer, true) }),
	},
	xlsx: { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', write: writeXlsx },
};

/** Serves results and the tokens of their addresses. */
export function registerDownloads(app: FastifyInstance, parts: DownloadParts): void {
	const guarded =
		(work: (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>) =>
		async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
			reply.headers({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
			try {
				return await work(request, reply);
			} catch (error) {
				return refuse(reply, toPublicError(error, parts.log));
			}
		};
	app.route({ method: ['GET', 'POST'], url: '/queries/:file', handler: guarded((request, reply) => sendResult(request, reply, parts)) });
	app.post(
		'/queries/:slug/token',
		guarded((request, reply) => sendToken(request, reply, parts)),
	);
}

/** An answer in which everything failed, in the form of GraphQL's. */
export function refuse(reply: FastifyReply, shown: PublicError): FastifyReply {
	if (shown.status === 401) reply.header('www-authenticate', 'Bearer');
	return reply.code(shown.status).type('application/json; charset=utf-8').send(errorBody(shown));
}

async function sendResult(request: FastifyRequest, reply: FastifyReply, parts: DownloadParts): Promise<FastifyReply> {
	const { slug, format, form } = askedFor(request);
	const { options, given } = sentWith(request);
	const caller = await whoAsks(request, reply, { slug, token: options.token, parts });
	const { store, clock, limits, queryChecks, secret } = parts;
	const door = createSavedQueryDoor({ store, caller, audit: createAuditTrail(store.db, caller, clock), clock });
	const pages = answerPages(caller, reply, { ...parts, slug });
	const run = { slug, version: versionFrom(options.version), given, format };
	const key = createHmac('sha256', secret).update('rows of saved queries').digest();
	const table = await openRun(run, {
		door,
		clock,
		checks: queryChecks,
		hash: (text) => createHmac('sha256', key).update(text).digest('base64url').slice(0, HASH_CHARACTERS),
		libraryOnly: !limits[caller.role].adHoc,
		...pages,
	});
	reply.type(form.type).header('content-disposition', `${format === 'json' ? 'inline' : 'attachment'}; filename="${slug}.${format}"`);
	const sending = { request, reply, format, log: parts.log };
	// Without a purpose nothing personal can be in it; an address that holds a token stays out of every store on the way.
	const plain = caller.purpose === null && options.token === undefined;
	return plain
		? sendPlain(table, (result) => form.write(result, options), sending)
		: reply.send(asStream(told(form.write(table, options), parts.log)));
}

const asStream = (content: AsyncGenerator<string | Buffer>): Readable => Readable.from(content, { objectMode: false });

/** Bytes of a result that is held back until its validator is known. Smaller: most results have none; larger: memory, for every one that is under way. */
const MOST_HELD = 256 * 1024;

interface Sending {
	readonly request: FastifyRequest;
	readonly reply: FastifyReply;
	readonly format: string;
	readonly log: ServerLog;
}

/** Sends a result without anything personal: a small one not at all to whoever has the same, any one compressed. */
async function sendPlain(
	table: ResultTable,
	write: (table: ResultTable) => AsyncGenerator<string | Buffer>,
	{ request, reply, format, log }: Sending,
): Promise<FastifyReply> {
	let digest: string | null = null;
	const noting: ResultTable = {
		...table,
		async end() {
			const ended = await table.end();
			({ digest } = ended);
			return ended;
		},
	};
	const content = write(noting);
	const held = await firstOf(content);
	mayBeKept(reply);
	if (held.whole && digest !== null) {
		const validator = validatorOf(digest, request.url);
		reply.header('etag', validator);
		if (hasAlready(request, validator)) return reply.code(304).send();
	}
	const coding = format === 'xlsx' ? null : codingFor(request.headers['accept-encoding']);
	const all = asStream(told(joined(held.parts, content), log));
	if (coding === null) return reply.send(all);
	return reply.header('content-encoding', coding).send(compressed(all, coding));
}

type Parts = readonly (string | Buffer)[];

/** What comes first of a content, `MOST_HELD` bytes or a little more; `whole`: it is all of it. */
async function firstOf(content: AsyncGenerator<string | Buffer>): Promise<{ readonly parts: Parts; readonly whole: boolean }> {
	const parts: (string | Buffer)[] = [];
	for (let bytes = 0; bytes < MOST_HELD; bytes += Buffer.byteLength(parts.at(-1) ?? '')) {
		const next = await content.next();
		if (next.done === true) return { parts, whole: true };
		parts.push(next.value);
	}
	return { parts, whole: false };
}

async function* joined(parts: Parts, rest: AsyncGenerator<string | Buffer>): AsyncGenerator<string | Buffer> {
	yield* parts;
	yield* rest;
}

/** Of a hash, base64url: 132 bits. Fewer: two rows could look alike; more: nothing but bytes. */
const HASH_CHARACTERS = 22;

/** Writes down why a result ended half-way; its status has long been sent. */
async function* told(content: AsyncGenerator<string | Buffer>, log: ServerLog): AsyncGenerator<string | Buffer> {
	try {
		yield* content;
	} catch (error) {
		const { code } = toPublicError(error, log);
		log.warn({ code }, 'The result of a saved query ended before its last row.');
		throw error;
	}
}

function askedFor(request: FastifyRequest): { readonly slug: string; readonly format: string; readonly form: Format } {
	const { file = '' } = request.params as { file?: string };
	const [, slug = '', format = ''] = /^([a-z0-9-]+)\.([a-z]+)$/.exec(file) ?? [];
	const form = Object.hasOwn(FORMATS, format) ? FORMATS[format] : undefined;
	if (form !== undefined) return { slug, format, form };
	throw new HubError(
		'NOT_FOUND',
		`Results are found under /queries/<slug>.<format>, the format one of ${Object.keys(FORMATS).join(', ')}.`,
	);
}

/** Options of an address, and variables: of the address, and of the body of a POST. */
function sentWith(request: FastifyRequest): { readonly options: Options; readonly given: GivenVariables } {
	const address = Object.entries(request.query as Readonly<Record<string, string | string[]>>);
	const options = address.flatMap(([name, value]) => (RESERVED_NAMES.includes(name) ? [[name, [value].flat()[0]] as const] : []));
	const inAddress = address.filter(([name]) => !RESERVED_NAMES.includes(name));
	const { body } = request;
	const inBody = typeof body === 'object' && body !== null && !Array.isArray(body) ? Object.entries(body) : [];
	return { options: Object.fromEntries(options), given: Object.fromEntries([...inAddress, ...inBody]) };
}

interface Asking {
	readonly slug: string;
	readonly token: string | undefined;
	readonly parts: DownloadParts;
}

/** A bearer token wins; without one the token of the address says who asks. */
async function whoAsks(request: FastifyRequest, reply: FastifyReply, { slug, token, parts }: Asking): Promise<Caller> {
	if (token === undefined || request.headers.authorization !== undefined) return parts.callerOf(request, reply);
	const caller = await parts.tokens.verify(token, slug);
	parts.takeRequest(caller, reply);
	return caller;
}

function versionFrom(text: string | undefined): number | null {
	if (text === undefined) return null;
	if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
	throw new HubError('INVALID_INPUT', 'The option "version" is the number of a version, like 2.');
}

function isOn(text: string | undefined, usual: boolean): boolean {
	if (text === undefined) return usual;
	if (/^(1|true|yes)?$/i.test(text)) return true;
	if (/^(0|false|no)$/i.test(text)) return false;
	throw new HubError('INVALID_INPUT', 'The options "bom" and "footer" are 1 or 0.');
}

async function sendToken(request: FastifyRequest, reply: FastifyReply, parts: DownloadParts): Promise<FastifyReply> {
	const caller = await parts.callerOf(request, reply);
	const { slug = '' } = request.params as { slug?: string };
	const { minutes = USUAL_MINUTES } = (request.body ?? {}) as { minutes?: unknown };
	if (typeof minutes !== 'number' || !Number.isInteger(minutes) || minutes < 1 || minutes > MOST_MINUTES) {
		throw new HubError('INVALID_INPUT', `"minutes" is a whole number from 1 to ${MOST_MINUTES}.`);
	}
	const { store, clock } = parts;
	const door = createSavedQueryDoor({ store, caller, audit: createAuditTrail(store.db, caller, clock), clock });
	await door.noteLink(slug, minutes);
	const expiresAt = new Date(clock.now().getTime() + minutes * 60_000).toISOString();
	return reply.send({ token: await parts.tokens.issue(caller, slug, minutes), expiresAt });
}
