/** Starts what is measured as processes of their own, sends them requests, and reads their processor time. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { readEnvironment } from '#config/environment.ts';

/** One way of asking: what is sent, made anew each time. */
export interface Ask {
	readonly headers: Readonly<Record<string, string>>;
	readonly body: (n: number) => object;
}

/** A served process. */
export interface Served {
	/** Sends requests from `clients` at once until `count` are answered; each answer must carry data and no errors. */
	run(ask: Ask, load: { readonly clients: number; readonly count: number }): Promise<Measured>;
	stop(): Promise<void>;
}

/** What a run came to. */
export interface Measured {
	/** Milliseconds of the process' processor time a request. */
	readonly cpu: number;
	/** Milliseconds from a request to its answer, sorted. */
	readonly waits: readonly number[];
	/** Bytes of the last answer. */
	readonly bytes: number;
}

/** Starts a file of this folder; resolves when it answers. */
export async function serve(file: string, args: readonly string[]): Promise<Served> {
	const env = { ...readEnvironment(), GRAPHILE_ENV: 'production' };
	const child = fork(join(import.meta.dirname, file), args, { env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
	const exited = once(child, 'exit').then(() => {
		throw new Error(`${file} ended before it answered.`);
	});
	const [{ url }] = (await Promise.race([once(child, 'message'), exited])) as [{ url: string }];
	exited.catch(() => {});
	const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });
	return {
		run: (ask, load) => runLoad({ child, url, agent }, ask, load),
		async stop() {
			agent.destroy();
			child.disconnect();
			await exited.catch(() => {});
		},
	};
}

interface Target {
	readonly child: ChildProcess;
	readonly url: string;
	readonly agent: Agent;
}

async function runLoad(target: Target, ask: Ask, { clients, count }: { clients: number; count: number }): Promise<Measured> {
	const before = await cpuOf(target.child);
	const waits: number[] = [];
	let sent = 0;
	let bytes = 0;
	const client = async () => {
		while (sent < count) {
			const body = JSON.stringify(ask.body(sent++));
			const started = performance.now();
			const text = await post(target, ask.headers, body);
			waits.push(performance.now() - started);
			bytes = text.length;
			if (!text.startsWith('{"data":{') || text.includes('"errors":[')) throw new Error(`${target.url} answered ${text.slice(0, 500)}`);
		}
	};
	await Promise.all(Array.from({ length: clients }, client));
	return { cpu: ((await cpuOf(target.child)) - before) / count, waits: waits.sort((a, b) => a - b), bytes };
}

async function cpuOf(child: ChildProcess): Promise<number> {
	const answer = once(child, 'message');
	child.send('cpu');
	return ((await answer) as [{ cpu: number }])[0].cpu;
}

function post({ url, agent }: Target, headers: Ask['headers'], body: string): Promise<string> {
	return new Promise((done, failed) => {
		const sent = request(url, {
			method: 'POST',
			agent,
			headers: { ...headers, 'content-type': 'application/json', accept: 'application/json', 'content-length': Buffer.byteLength(body) },
		});
		sent.on('error', failed).on('response', (response) => {
			const chunks: Buffer[] = [];
			response
				.on('data', (chunk: Buffer) => chunks.push(chunk))
				.on('end', () => done(Buffer.concat(chunks).toString()))
				.on('error', failed);
		});
		sent.end(body);
	});
}
