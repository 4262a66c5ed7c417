/**
 * What a request of the API costs the Node process, against Apollo Server as it comes and PostGraphile 5 on the same rows, in one run:
 * every contestant is a process of its own and they take turns, so that what else the machine does meets all alike. Frozen as ratios.
 * Run: `node_modules/.bin/node bench/api/run.ts`; DATABASE_URL names a PostgreSQL, `--postgraphile` a folder with its packages, `--keep`
 * leaves the filled database for the next run.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { readEnvironment } from '#config/environment.ts';
import { askApollo, askHub, askPostgraphile } from './asks.ts';
import { openFilled } from './fill-store.ts';
import { type Ask, type Measured, type Served, serve } from './measure.ts';

const { values } = parseArgs({
	options: {
		organisations: { type: 'string', default: '100000' },
		database: { type: 'string', default: 'lianjian_bench_api' },
		postgraphile: { type: 'string' },
		rounds: { type: 'string', default: '5' },
		requests: { type: 'string', default: '300' },
		keep: { type: 'boolean', default: false },
		freeze: { type: 'boolean', default: false },
	},
});

const APOLLO = 'Apollo Server, default, DataLoader';

interface Contestant {
	readonly name: string;
	readonly served: Served;
	readonly ask: Ask;
}

const server = new URL(readEnvironment().DATABASE_URL || 'postgres://postgres@127.0.0.1:5432/postgres');
const address = new URL(server);
address.pathname = `/${values.database}`;
await onServer(`create database ${values.database} template template0 encoding 'UTF8'`).catch((error: unknown) => {
	if (!(error instanceof Error && 'code' in error && error.code === '42P04')) throw error; // it is there already
});
const store = await openFilled(address.href, Number(values.organisations));
await store.close();
const started: Served[] = [];
const start = async (file: string, ...more: string[]) => {
	const served = await serve(file, [address.href, ...more]);
	started.push(served);
	return served;
};
try {
	const contestants = await startAll();
	const cpu = report(await takeTurns(contestants));
	const waits = { kept: await measureWaits('{}'), madeAnew: await measureWaits('{"keptBytes":0}') };
	console.log(`p99 of the bench's documents, 50 clients: ${waits.kept} ms, ${waits.madeAnew} ms with no answer kept`);
	const frozen = { organisations: Number(values.organisations), node: process.versions.node, cpu, p99Ms: waits };
	if (values.freeze) {
		mkdirSync(join(import.meta.dirname, 'results'), { recursive: true });
		writeFileSync(join(import.meta.dirname, `results/${values.organisations}.json`), `${JSON.stringify(frozen, null, '\t')}\n`);
	}
} finally {
	for (const served of started) await served.stop();
	if (!values.keep) await onServer(`drop database ${values.database} with (force)`);
}

async function startAll(): Promise<readonly Contestant[]> {
	const plain = await start('serve-hub.ts', '{"keptBytes":0}');
	const keeping = await start('serve-hub.ts', '{}');
	const dashboard = await askHub(['dashboard'], 'dashboard');
	const contestants: Contestant[] = [
		{ name: APOLLO, served: await start('serve-apollo.ts'), ask: askApollo },
		{ name: 'hub, list', served: plain, ask: dashboard },
		{ name: 'hub, list, kept', served: keeping, ask: dashboard },
		{ name: 'hub, newest of a county', served: plain, ask: await askHub(['newest'], 'dashboard') },
		{ name: 'hub, dossier with its timeline', served: plain, ask: await askHub(['dossier'], 'dashboard') },
		{ name: 'hub, list with personal fields and their audit', served: plain, ask: await askHub(['dashboard'], 'reviewer', 'REVIEW') },
	];
	if (values.postgraphile !== undefined) {
		contestants.push({ name: 'PostGraphile 5', served: await start('serve-postgraphile.ts', values.postgraphile), ask: askPostgraphile });
	}
	return contestants;
}

/** Median of the rounds of each, in milliseconds; the first round warms up. */
async function takeTurns(contestants: readonly Contestant[]): Promise<ReadonlyMap<string, number>> {
	const rounds: Map<string, Measured>[] = [];
	for (let round = 0; round <= Number(values.rounds); round++) {
		const measured = new Map<string, Measured>();
		for (const { name, served, ask } of contestants) {
			measured.set(name, await served.run(ask, { clients: 4, count: Number(values.requests) }));
		}
		if (round > 0) rounds.push(measured);
	}
	return new Map(contestants.map(({ name }) => [name, median(rounds.map((round) => round.get(name)?.cpu ?? Number.NaN))]));
}

/** Milliseconds within which 99 of 100 answers of the bench's documents come while 50 clients ask as fast as they are answered. */
async function measureWaits(options: string): Promise<number> {
	const served = await start('serve-hub.ts', options);
	const ask = await askHub(['dashboard', 'county-tiles', 'newest'], 'dashboard');
	await served.run(ask, { clients: 10, count: 600 });
	const { waits } = await served.run(ask, { clients: 50, count: 6_000 });
	return Math.round(waits[Math.floor(waits.length * 0.99)] ?? Number.NaN);
}

interface Figure {
	readonly name: string;
	readonly ms: number;
	readonly ofApollo: number;
}

function report(cpu: ReadonlyMap<string, number>): readonly Figure[] {
	const base = cpu.get(APOLLO) ?? Number.NaN;
	const figures = [...cpu].map(([name, ms]) => ({ name, ms: round(ms), ofApollo: round(ms / base) }));
	for (const { name, ms, ofApollo } of figures)
		console.log(`${name.padEnd(52)} ${ms.toFixed(2)} ms CPU, ${ofApollo.toFixed(2)} of Apollo's`);
	return figures;
}

function round(value: number): number {
	return Math.round(value * 100) / 100;
}

function median(values: readonly number[]): number {
	return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

async function onServer(statement: string): Promise<void> {
	const client = new pg.Client({ connectionString: server.href });
	await client.connect();
	await client.query(statement).finally(() => client.end());
}
