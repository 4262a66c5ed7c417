/** The police over real HTTP, who answer, fail as they are told to, and count what they are asked. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SourceMapping } from '#core/mapping.ts';
import { makeSource } from './intake-records.ts';

/** How the police take one call. */
export type PoliceFault = 'answers' | 'hangs' | 'busy' | 'garbage' | 'drops' | 'errors';

export interface LoopbackPolice {
	readonly source: SourceMapping;
	/** People of each call, in the order of the calls. */
	readonly calls: {
		readonly at: number;
		readonly purpose: string;
		readonly people: readonly { ref: string; name: string; idNumber: string }[];
	}[];
	/** Taken by the next calls, one each; then the police answer. */
	faults: PoliceFault[];
	/** Identity numbers about which the answer is RESTRICTED. */
	restricted: Set<string>;
	/** What is done before a call is answered. */
	before: () => Promise<void>;
	stop(): Promise<void>;
}

export async function startLoopbackPolice(overrides: Partial<SourceMapping> = {}, batchSize = 200): Promise<LoopbackPolice> {
	const police = { calls: [], faults: [], restricted: new Set<string>(), before: async () => {} } as Omit<
		LoopbackPolice,
		'source' | 'stop'
	>;
	const server = createServer(async (request, response) => {
		const parts: Buffer[] = [];
		for await (const part of request) parts.push(part);
		const people = JSON.parse(Buffer.concat(parts).toString()).subjects;
		police.calls.push({ at: performance.now(), purpose: String(request.headers['x-purpose']), people });
		await police.before();
		const fault = police.faults.shift() ?? 'answers';
		if (fault === 'hangs') return;
		if (fault === 'drops') return request.socket.destroy();
		if (fault === 'busy') return response.writeHead(429, { 'retry-after': '0' }).end();
		if (fault === 'errors') return response.writeHead(500).end('{}');
		const results = people.map(({ ref, idNumber }: { ref: string; idNumber: string }) => ({
			ref,
			result: police.restricted.has(idNumber) ? 'RESTRICTED' : 'CLEAR',
			scope: ['ART62'],
			checkedAt: '2025-05-31T04:00:00Z',
			validUntil: '2025-06-30T04:00:00Z',
		}));
		return response
			.writeHead(200, { 'content-type': 'application/json' })
			.end(fault === 'garbage' ? '{"results": [' : JSON.stringify({ results }));
	});
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const source = makeSource({
		id: 'police',
		modes: ['verify'],
		tables: [],
		connector: { type: 'rest', url, token: 't', timeoutMs: 400, retries: 1, pageSize: 100, timezone: 'Asia/Shanghai', callsPerSecond: 5 },
		liveDeadlineMs: 2000,
		verify: {
			path: '/verify',
			purpose: 'STAFF_CHECK',
			batchSize,
			request: { list: 'subjects', ref: 'ref', name: 'name', identityNumber: 'idNumber' },
			answer: { list: 'results', ref: 'ref', result: 'result', scope: 'scope', checkedAt: 'checkedAt', validUntil: 'validUntil' },
			results: { CLEAR: 'CLEAR', RESTRICTED: 'RESTRICTED' },
			scopes: { ART62: 'ART62' },
			scopeDefault: 'ART62',
		},
		...overrides,
	});
	const stop = () =>
		new Promise<void>((stopped) => {
			server.close(() => stopped());
			server.closeAllConnections();
		});
	return Object.assign(police, { source, stop });
}
