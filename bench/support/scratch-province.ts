/**
 * A province and a hub over it, in databases and a folder of their own that are gone afterwards. Used by the runs that measure
 * quality and speed; everything is made by the same functions as in `npm start`.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { type Hub, openHub, type Settings } from '#compose.ts';
import { type Environment, readEnvironment } from '#config/environment.ts';
import { loadConfig } from '#config/load-config.ts';
import type { Clock, Day } from '#core/days.ts';
import { silentProgress } from '#core/ports.ts';
import { environmentOf, makeProvince, type Places, type Province } from '#province.ts';
import type { SandboxAgencies } from '#sandbox/create-sandbox.ts';
import { startEmbedded } from '#store/embedded/start-embedded.ts';
import { openLogFile } from '#system/log-file.ts';
import { createShutdown } from '#system/shutdown.ts';

/** Fixed, so that figures of two runs compare: some planted texts and terms count from the last day. */
export const AS_OF: Day = '2025-06-30';
/** Folder of the code. */
export const CHECKOUT = resolve(import.meta.dirname, '../..');

export interface ScratchOptions {
	readonly businesses: number;
	readonly seed: string;
	/** Leave databases and folder behind, for a look by hand. */
	readonly keep: boolean;
}

/** What is there to be measured. */
export interface Scratch {
	readonly hub: Hub;
	readonly agencies: SandboxAgencies;
	/** The province's folder; the truth is in `truth/`. */
	readonly folder: string;
	/** Seconds that making the province took. */
	readonly madeIn: number;
	readonly logFile: string;
	/** Under which a command of the hub, in a process of its own, works on the same province. */
	readonly environment: Environment;
	close(): Promise<void>;
}

/** Makes a province and opens a hub over it; PostgreSQL is the one of `DATABASE_URL`, or one that is started for the purpose. */
export async function openScratch(options: ScratchOptions): Promise<Scratch> {
	const shutdown = createShutdown((part, error) => console.error(`${part} did not stop:`, error));
	try {
		return await open(options, shutdown);
	} catch (error) {
		await shutdown.run();
		throw error;
	}
}

async function open(options: ScratchOptions, shutdown: ReturnType<typeof createShutdown>): Promise<Scratch> {
	const { businesses, seed, keep } = options;
	const home = await mkdtemp(join(tmpdir(), 'lianjian-bench-'));
	if (!keep) shutdown.add('folder', () => rm(home, { recursive: true, force: true }));
	const log = openLogFile(join(home, 'log'));
	shutdown.add('log', async () => log.close());
	const server = readEnvironment().DATABASE_URL || (await startServer(home, shutdown));
	const [databaseUrl, education, market] = await makeDatabases(server, options, shutdown);
	const settings: Settings = {
		checkout: CHECKOUT,
		home,
		environment: {},
		configFile: join(CHECKOUT, 'config/sandbox.yaml'),
		clock: clockFrom(AS_OF),
		progress: silentProgress,
		log,
		signal: new AbortController().signal,
		say: () => {},
	};
	const province: Province = { businesses, seed, madeOn: AS_OF, asOf: AS_OF, secret: 'a secret of the bench alone', policeToken: 'bench' };
	const folder = join(home, 'province');
	const places = {
		folder,
		databaseUrl,
		education,
		market,
		police: 'http://127.0.0.1:0',
		configFile: join(CHECKOUT, 'config/sandbox.yaml'),
	};
	const started = performance.now();
	const agencies = await makeProvince(settings, province, places, true);
	const madeIn = (performance.now() - started) / 1000;
	const hub = await openOver(settings, { province, places, agencies }, shutdown);
	return {
		hub,
		agencies,
		folder,
		madeIn,
		logFile: log.path,
		environment: { ...hub.environment, LIANJIAN_HOME: home },
		close: () => shutdown.run(),
	};
}

/** An empty database for the hub, and the names of those that the agencies make; all gone at the end unless they are kept. */
async function makeDatabases(
	server: string,
	{ businesses, seed, keep }: ScratchOptions,
	shutdown: ReturnType<typeof createShutdown>,
): Promise<[string, string, string]> {
	const names = ['hub', 'education', 'market'].map((part) => `lianjian_bench_${businesses}_${seed}_${process.pid}_${part}`);
	await runOn(server, [`create database ${names[0]} template template0 encoding 'UTF8'`]);
	if (!keep) {
		const drops = names.map((name) => `drop database if exists ${name} with (force)`);
		shutdown.add('databases', () => runOn(server, drops));
	}
	return names.map((name) => databaseOn(server, name)) as [string, string, string];
}

async function openOver(
	settings: Settings,
	made: { province: Province; places: Places; agencies: SandboxAgencies },
	shutdown: ReturnType<typeof createShutdown>,
): Promise<Hub> {
	const answering = await made.agencies.start();
	shutdown.add('agencies', () => made.agencies.stop());
	const police = answering.find(({ connector }) => connector.type === 'rest')?.connector.url ?? '';
	const environment = environmentOf(made.province, { ...made.places, police });
	const config = loadConfig(made.places.configFile, environment);
	const hub = await openHub({ ...settings, environment }, { database: 'own', config, databaseUrl: made.places.databaseUrl });
	shutdown.add('hub', () => hub.close());
	return hub;
}

async function startServer(home: string, shutdown: ReturnType<typeof createShutdown>): Promise<string> {
	const server = await startEmbedded({ checkout: CHECKOUT, home, log: (line) => console.error(line) });
	shutdown.add('server', () => server.stop());
	return server.url;
}

/** The machine's time, moved to the as-of day: runs differ in their start, figures do not depend on today. */
function clockFrom(day: Day): Clock {
	const shift = Date.parse(`${day}T12:00:00+08:00`) - Date.now();
	return { now: () => new Date(Date.now() + shift) };
}

function databaseOn(server: string, name: string): string {
	const url = new URL(server);
	url.pathname = `/${name}`;
	return url.href;
}

async function runOn(server: string, statements: readonly string[]): Promise<void> {
	const client = new pg.Client({ connectionString: server });
	await client.connect();
	try {
		for (const statement of statements) await client.query(statement);
	} finally {
		await client.end();
	}
}
