/** A loopback interface that answers by a handler, a connector to it whose pauses take no time, and what it was asked. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecureServer, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import { RestConnector } from '#connectors/rest-connector.ts';
import type { ConnectorConfig, VerifyMapping } from '#core/mapping.ts';
import { makeRequest, makeSource, makeTable } from './sources.ts';

export type Handler = (request: IncomingMessage, response: ServerResponse, body: string) => void;

export const verify: VerifyMapping = {
	path: '/check',
	purpose: 'STAFF',
	batchSize: 4,
	request: { list: 'people', ref: 'r', name: 'n', identityNumber: 'z' },
	answer: { list: 'answers', ref: 'r', result: 'v', scope: 's', checkedAt: 'from', validUntil: 'to' },
	results: { 通过: 'CLEAR', 限制: 'RESTRICTED', 不明: 'UNKNOWN' },
	scopes: { 一: 'SEX', 全: 'ART62' },
	scopeDefault: 'ART62',
};

const closers: (() => Promise<void>)[] = [];

/** Stops what `serve` started; for `afterEach`. */
export async function closeAll(): Promise<void> {
	for (const close of closers.splice(0).reverse()) await close();
}

/** Adds something to be stopped. */
export function closing(close: () => Promise<void>): void {
	closers.push(close);
}

export interface Call {
	readonly path: string;
	readonly headers: IncomingMessage['headers'];
	readonly body: string;
}

/** Serves, in clear or, with `secure`, encrypted. */
export async function serve(handler: Handler, settings: Partial<ConnectorConfig> = {}, secure?: ServerOptions) {
	const calls: Call[] = [];
	const answer = (request: IncomingMessage, response: ServerResponse) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const body = Buffer.concat(chunks).toString();
			calls.push({ path: request.url ?? '', headers: request.headers, body });
			handler(request, response, body);
		});
	};
	const server = secure === undefined ? createServer(answer) : createSecureServer(secure, answer);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	closing(
		() =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	);
	const address = `${secure === undefined ? 'http' : 'https'}://127.0.0.1:${(server.address() as AddressInfo).port}/api`;
	return { ...connect(address, settings), calls };
}

/** A connector to an address, with the pauses it asked for. */
export function connect(url: string, settings: Partial<ConnectorConfig> = {}) {
	const waited: number[] = [];
	let slept = 0;
	const timing = {
		now: () => slept, // time passes in pauses alone, so that what is waited for is exact
		random: () => 1,
		sleep: async (ms: number) => {
			waited.push(ms);
			slept += ms;
		},
	};
	const connector = new RestConnector(
		makeSource({ verify, connector: { type: 'rest', url, purpose: 'SUPERVISION', timeoutMs: 600, retries: 2, ...settings } }),
		timing,
	);
	closing(() => connector.stop());
	return { connector, waited };
}

export const json = (response: ServerResponse, value: unknown, status = 200, headers: Record<string, string> = {}) =>
	response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value));

export const table = makeTable({ from: '/things', format: { list: 'things', nextCursor: 'next', cursor: 'after', limit: 'size' } });
export const request = makeRequest({ table, columns: ['id'] });
