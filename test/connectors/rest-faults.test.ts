/** Interfaces that fail as real ones do: connections that hang or vanish, sources that die half-way, proxies that answer for them. */

import type { AddressInfo } from 'node:net';
import { createServer as createRawServer, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { closeAll, closing, connect, type Handler, json, request, serve } from './rest-server.ts';
import { cursorOf, failureOf, read, rowsOf } from './sources.ts';

afterEach(closeAll);

/** Seven things in pages of three; the cursor is the number of those already given. */
const pages: Handler = (incoming, response) => {
	const query = new URL(incoming.url ?? '', 'http://x').searchParams;
	const from = Number(query.get('after') ?? 0);
	const things = Array.from({ length: 7 }, (_, at) => ({ id: at })).slice(from, from + Number(query.get('size')));
	json(response, { things, next: String(from + things.length) });
};
const ids = (got: Awaited<ReturnType<typeof read>>) => rowsOf(got).map((row) => row.id);

describe('a connection', () => {
	it('that is accepted and then silent is given up in time, and the source called unavailable', async () => {
		const open = new Set<Socket>();
		const server = createRawServer((socket) => void open.add(socket));
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		closing(
			() =>
				new Promise((resolve) => {
					server.close(() => resolve());
					for (const socket of open) socket.destroy();
				}),
		);
		const { connector } = connect(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, { timeoutMs: 150, retries: 1 });
		expect(await failureOf(read(connector, request))).toMatchObject({ code: 'SOURCE_UNAVAILABLE', retryable: true });
		expect(open.size).toBe(2);
	});

	it('that was kept and has vanished meanwhile costs a repetition, not the read', async () => {
		let call = 0;
		const { connector } = await serve((incoming, response, body) => {
			if (++call === 2) incoming.socket.destroy();
			else pages(incoming, response, body);
		});
		expect(ids(await read(connector, request))).toHaveLength(7);
	});
});

describe('a source that dies in the middle', () => {
	it('has given what it gave, and is gone on with at that place when it is back', async () => {
		let dead = false;
		let call = 0;
		const { connector } = await serve((incoming, response, body) => {
			if (++call === 3) dead = true;
			if (dead) incoming.socket.destroy();
			else pages(incoming, response, body);
		});
		const got: Awaited<ReturnType<typeof read>> = [];
		const failure = await failureOf(
			(async () => {
				for await (const page of connector.readChanges(request)) got.push(page);
			})(),
		);
		expect(failure).toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
		expect(ids(got)).toEqual(['0', '1', '2', '3', '4', '5']);
		dead = false;
		expect(ids(await read(connector, { ...request, cursor: cursorOf(got) }))).toEqual(['6']);
	});
});

describe('an answer with status 200 that is none', () => {
	it.each([
		['the page of a proxy', '<html><title>请登录</title></html>', /no JSON/],
		['an empty body', '', /no JSON/],
		['null', 'null', /without a list things/],
		['a list where an object was agreed', '[]', /without a list things/],
		['an object where a list was agreed', '{"things":{"id":1}}', /without a list things/],
	])('%s is SOURCE_MALFORMED, never an empty source', async (_, body, message) => {
		const { connector } = await serve((_request, response) => response.writeHead(200).end(body));
		const failure = await failureOf(read(connector, request));
		expect(failure).toMatchObject({ code: 'SOURCE_MALFORMED' });
		expect(failure.message).toMatch(message);
	});
});

describe('Retry-After', () => {
	const once = (status: number, after: () => string): Handler => {
		let call = 0;
		return (incoming, response, body) => {
			if (call++ === 0) json(response, {}, status, { 'retry-after': after() });
			else pages(incoming, response, body);
		};
	};

	it.each([
		['seconds of a 429', 429, (): string => '7', 6900, 7800],
		['a date of a 429', 429, (): string => new Date(Date.now() + 9000).toUTCString(), 7000, 10_000],
		['seconds of a 503', 503, (): string => '7', 6900, 7800],
	] as const)('is obeyed as %s', async (_, status, after, least, most) => {
		const { connector, waited } = await serve(once(status, after), { retries: 0 });
		expect(ids(await read(connector, request))).toHaveLength(7);
		expect(waited.filter((ms) => ms >= least && ms <= most)).toHaveLength(1);
	});
});

describe('a question about people', () => {
	it('is repeated under the id of the question, so that the agency can tell it from a new one', async () => {
		let call = 0;
		const { connector, calls } = await serve((incoming, response) => {
			call++;
			if (call === 1) incoming.socket.destroy();
			else if (call === 2) json(response, {}, 500);
			else json(response, { answers: [] });
		});
		const ask = '7f3c9b1e-0000-4000-8000-000000000001';
		await connector.verify([{ ref: 'p1', name: '云小树', identityNumber: '990123199001011230' }], ask, request.signal);
		expect(calls.map(({ headers }) => headers['x-request-id'])).toEqual([ask, ask, ask]);
		expect(new Set(calls.map(({ body }) => body)).size).toBe(1);
	});
});
