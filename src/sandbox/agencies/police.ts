/**
 * The police as an HTTP server: incidents page by page, and yes or no about a person. Token, purpose and request id are
 * demanded, more than five calls a second are refused, paths and names are the mapping's. It never tells a record.
 */
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dayOf } from '#core/days.ts';
import type { SourceMapping, TableMapping, VerifyMapping } from '#core/mapping.ts';
import { isIdentityNumber } from '#sandbox/generate/numbers.ts';

/** What the police hold. */
export interface PoliceRecords {
	/** Rows of each table in the order in which they happened, as the interface gives them, by the table's path. */
	readonly collections: ReadonlyMap<string, readonly unknown[]>;
	/** Identity number → name of the people about whom the answer is RESTRICTED. */
	readonly restricted: ReadonlyMap<string, string>;
}

export interface PoliceOptions {
	readonly records: () => PoliceRecords;
	/** The interface's present; the as-of day in a sandbox. */
	readonly now: () => Date;
	/** Calls a second before 429; 5 by the agency's contract. */
	readonly callsPerSecond?: number;
	/** Milliseconds of a clock that only runs forward, for the limit of calls; tests inject their own. */
	readonly ticks?: () => number;
}

export interface PoliceServer {
	/** Base address once started. */
	readonly url: string;
	stop(): Promise<void>;
}

interface Answer {
	readonly status: number;
	readonly body: unknown;
	readonly headers?: Readonly<Record<string, string>>;
}
type Handler = (request: IncomingMessage, url: URL) => Promise<Answer>;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const MAX_PAGE = 500;
const DEFAULT_PAGE = 200;
const VALID_DAYS = 30;
// One person in a hundred cannot be found, one answer in ten covers the narrower scope, one in twenty leaves it out.
const UNKNOWN_SHARE = 0.01;
const NARROW_SHARE = 0.1;
const UNSAID_SHARE = 0.05;

/** Starts the server on the port of the mapping's address (0 or none: a free one), on this machine only. */
export async function startPolice(source: SourceMapping, options: PoliceOptions): Promise<PoliceServer> {
	const limit = rateLimit(options.callsPerSecond ?? 5, options.ticks ?? (() => performance.now()));
	const handlers = new Map<string, Handler>();
	if (source.verify) handlers.set(`POST ${source.verify.path}`, verifyHandler(source.verify, options));
	for (const table of source.tables) handlers.set(`GET ${table.from}`, collectionHandler(table, options));
	const server = createServer((request, response) => {
		const answering = answer(request, source, limit, handlers);
		answering.then((a) => send(response, a)).catch(() => send(response, { status: 500, body: { error: 'internal' } }));
	});
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(portOf(source.connector.url), '127.0.0.1', resolve);
	});
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		stop: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}

function portOf(url: string | undefined): number {
	return url === undefined || url === '' ? 0 : Number(new URL(url).port || 0);
}

/** At most `calls` in any second; gives whether a call is one too many. */
function rateLimit(calls: number, ticks: () => number): () => boolean {
	const times: number[] = [];
	return () => {
		const now = ticks();
		while (times.length > 0 && now - (times[0] as number) >= 1000) times.shift();
		if (times.length >= calls) return true;
		times.push(now);
		return false;
	};
}

async function answer(
	request: IncomingMessage,
	source: SourceMapping,
	limit: () => boolean,
	handlers: ReadonlyMap<string, Handler>,
): Promise<Answer> {
	if (request.headers.authorization !== `Bearer ${source.connector.token ?? ''}`) return { status: 401, body: { error: 'unauthorized' } };
	if (!String(request.headers['x-purpose'] ?? '').trim()) return { status: 403, body: { error: 'purpose missing' } };
	if (!UUID.test(String(request.headers['x-request-id'] ?? ''))) return { status: 400, body: { error: 'X-Request-Id must be a UUID' } };
	if (limit()) return { status: 429, body: { error: 'too many calls' }, headers: { 'Retry-After': '1' } };
	const url = new URL(request.url ?? '/', 'http://police');
	const handler = handlers.get(`${request.method} ${url.pathname}`);
	return handler === undefined ? { status: 404, body: { error: 'not found' } } : handler(request, url);
}

function send(response: ServerResponse, { status, body, headers }: Answer): void {
	response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8', ...headers });
	response.end(JSON.stringify(body));
}

const named = (format: TableMapping['format'], key: string, otherwise: string): string => {
	const value = format?.[key];
	return typeof value === 'string' ? value : otherwise;
};

function collectionHandler(table: TableMapping, options: PoliceOptions): Handler {
	const names = {
		list: named(table.format, 'list', 'items'),
		cursor: named(table.format, 'cursor', 'cursor'),
		next: named(table.format, 'nextCursor', 'nextCursor'),
		limit: named(table.format, 'limit', 'limit'),
	};
	return async (_request, url) => {
		const rows = options.records().collections.get(table.from) ?? [];
		const sent = url.searchParams.get(names.cursor) ?? '';
		const at = sent === '' ? 0 : decodeCursor(sent);
		const size = Number(url.searchParams.get(names.limit) ?? DEFAULT_PAGE);
		if (at === null || !Number.isInteger(size) || size < 1 || size > MAX_PAGE)
			return { status: 400, body: { error: 'bad cursor or limit' } };
		const page = rows.slice(at, at + size);
		return { status: 200, body: { [names.next]: page.length > 0 ? encodeCursor(at + page.length) : sent, [names.list]: page } };
	};
}

const encodeCursor = (at: number) => Buffer.from(`after:${at}`).toString('base64url');

function decodeCursor(cursor: string): number | null {
	const found = /^after:(\d+)$/.exec(Buffer.from(cursor, 'base64url').toString('utf8'));
	return found === null ? null : Number(found[1]);
}

function verifyHandler(verify: VerifyMapping, options: PoliceOptions): Handler {
	return async (request) => {
		const subjects = await readSubjects(request, verify);
		if (subjects === null) return { status: 400, body: { error: `a list of people with reference, name and number is needed` } };
		if (subjects.length > verify.batchSize) return { status: 413, body: { error: `at most ${verify.batchSize} people a call` } };
		const { restricted } = options.records();
		const now = options.now();
		const results = subjects.map((subject) => resultOf(subject, verify, restricted, now));
		return { status: 200, body: { [verify.answer.list]: results.reverse() } };
	};
}

interface Subject {
	readonly ref: string;
	readonly name: string;
	readonly number: string;
}

async function readSubjects(request: IncomingMessage, { request: names }: VerifyMapping): Promise<Subject[] | null> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	try {
		const body = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Record<string, unknown>;
		const list = body[names.list];
		if (!Array.isArray(list)) return null;
		const subjects = list.map((item: Record<string, unknown>) => ({
			ref: item[names.ref],
			name: item[names.name],
			number: item[names.identityNumber],
		}));
		const whole = subjects.every((s) => typeof s.ref === 'string' && typeof s.name === 'string' && typeof s.number === 'string');
		return whole ? (subjects as Subject[]) : null;
	} catch {
		return null;
	}
}

function resultOf(subject: Subject, verify: VerifyMapping, restricted: ReadonlyMap<string, string>, now: Date): Record<string, unknown> {
	const number = subject.number.trim().toUpperCase();
	const chance = shareOf(number);
	const { answer: names } = verify;
	const scopes = Object.keys(verify.scopes);
	const narrow = scopes.find((word) => verify.scopes[word] === 'SEX');
	const wide = scopes.find((word) => verify.scopes[word] === 'ART62');
	const scope = chance.scope < NARROW_SHARE ? narrow : chance.scope < NARROW_SHARE + UNSAID_SHARE ? undefined : wide;
	return {
		[names.ref]: subject.ref,
		[names.result]: wordOf(verify, judge(subject.name, number, restricted, chance.found)),
		...(scope === undefined ? {} : { [names.scope]: [scope] }),
		[names.checkedAt]: `${dayOf(now)}T12:00:00+08:00`,
		[names.validUntil]: `${dayOf(new Date(now.getTime() + VALID_DAYS * 86_400_000))}T12:00:00+08:00`,
	};
}

function judge(name: string, number: string, restricted: ReadonlyMap<string, string>, found: number): 'CLEAR' | 'RESTRICTED' | 'UNKNOWN' {
	if (!isIdentityNumber(number)) return 'UNKNOWN';
	const known = restricted.get(number);
	if (known !== undefined) return known === name.replace(/\s/g, '') ? 'RESTRICTED' : 'UNKNOWN';
	return found < UNKNOWN_SHARE ? 'UNKNOWN' : 'CLEAR';
}

/** Two shares in [0, 1) that are always the same for one number, so that asking again gives the same answer. */
function shareOf(number: string): { found: number; scope: number } {
	const digest = createHash('sha256').update(number).digest();
	return { found: digest.readUInt32BE(0) / 2 ** 32, scope: digest.readUInt32BE(4) / 2 ** 32 };
}

function wordOf(verify: VerifyMapping, result: 'CLEAR' | 'RESTRICTED' | 'UNKNOWN'): string {
	return Object.keys(verify.results).find((word) => verify.results[word] === result) ?? result;
}
