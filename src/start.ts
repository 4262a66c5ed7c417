/**
 * `npm start`: the hub with a synthetic province behind it, on one machine and with nothing installed. Databases, agencies, a first
 * night, the server, in this order; the other way round at the end. What is there of today is not made again.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROLES } from '#access/caller.ts';
import type { Environment } from '#config/environment.ts';
import { loadConfig } from '#config/load-config.ts';
import { dayOf } from '#core/days.ts';
import { HubError, messageOf } from '#core/errors.ts';
import type { SandboxAgencies } from '#sandbox/create-sandbox.ts';
import { findMariadb, startMariadb } from '#sandbox/mariadb.ts';
import { SAMPLE_QUERIES } from '#sandbox/sample-queries.ts';
import { lastCompleteDay } from '#store/run-store.ts';
import { lockFolder } from '#system/folder-lock.ts';
import { freePortFrom } from '#system/free-port.ts';
import { createShutdown, type Shutdown } from '#system/shutdown.ts';
import type { Outcome } from './commands/outcome.ts';
import { COMMANDS } from './commands.ts';
import { type Hub, openHub, type Settings, startDatabase } from './compose.ts';
import {
	besideIt,
	environmentOf,
	keepProvince,
	knownProvince,
	makeProvince,
	type Places,
	type Province,
	readProvince,
} from './province.ts';

export interface StartArguments {
	/** Null: the configuration's, or the next one that is free. */
	readonly port: number | null;
	/** Registered businesses of a province that is made now; null: `USUAL_SIZE`. One that is there keeps its size. */
	readonly businesses: number | null;
	/** Another seed gives another province; null: the one that is there, or the usual one. */
	readonly seed: string | null;
}

/** Smaller, and rare tricks do not show; larger, and a first start takes longer than a minute and a half on two cores. */
const USUAL_SIZE = 20_000;
const TOKEN_HOURS = 12;
/** A sandbox left alone for longer is not brought forward day by day; it stays on its last day. */
const MOST_DAYS_TO_CATCH_UP = 31;

/** Which database plays market regulation, and the configuration that fits. */
interface Market {
	readonly url: string;
	readonly configFile: string;
	readonly about: string;
}

/** Starts everything, prints how to use it, and serves until the signal. @throws HubError as the parts do. */
export async function start(settings: Settings, args: StartArguments): Promise<Outcome> {
	const shutdown = createShutdown((part, error) => settings.log.logger.error({ err: error, part }, 'a part did not stop'));
	try {
		await takeFolder(settings, shutdown);
		const databaseUrl = await provideDatabase(settings, shutdown);
		const market = await provideMarket(settings, databaseUrl, shutdown);
		const { agencies, province, environment } = await provideAgencies(settings, args, databaseUrl, market, shutdown);
		rememberSettings(settings, market.configFile, environment, shutdown);
		const config = loadConfig(market.configFile, environment);
		const hub = await openHub({ ...settings, configFile: market.configFile, environment }, { database: 'own', config, databaseUrl });
		shutdown.add('hub', () => hub.close());
		await catchUp(hub, agencies, province);
		return await serve(hub, args, market);
	} finally {
		await shutdown.run();
	}
}

const sandboxFolder = (settings: Pick<Settings, 'home'>) => join(settings.home, 'sandbox');

async function takeFolder(settings: Settings, shutdown: Shutdown): Promise<void> {
	const folder = sandboxFolder(settings);
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	const lock = await lockFolder(folder);
	if (lock === null) {
		throw new HubError(
			'ALREADY_RUNNING',
			`Another hub already runs on ${settings.home}; stop it first, or give this one its own LIANJIAN_HOME.`,
		);
	}
	shutdown.add('lock', () => lock.release());
}

async function provideDatabase(settings: Settings, shutdown: Shutdown): Promise<string> {
	const given = settings.environment.DATABASE_URL;
	if (given !== undefined && given !== '') return given;
	return startDatabase(settings, 'own', shutdown);
}

/** MariaDB where the machine has one, as at the real agency; else a database beside the hub's own. */
async function provideMarket(settings: Settings, databaseUrl: string, shutdown: Shutdown): Promise<Market> {
	const inPostgres = {
		url: besideIt(databaseUrl, 'market'),
		configFile: join(settings.checkout, 'config/sandbox.yaml'),
		about: 'PostgreSQL (no mariadbd on this machine)',
	};
	const program = findMariadb();
	if (program === null) return inPostgres;
	try {
		const server = await startMariadb({ folder: join(settings.home, 'mariadb') });
		shutdown.add('mariadb', () => server.stop());
		return { url: `${server.url}/scjg`, configFile: join(settings.checkout, 'config/sandbox-mysql.yaml'), about: `MariaDB (${program})` };
	} catch (error) {
		settings.log.logger.warn({ err: error }, 'mariadb did not start');
		return { ...inPostgres, about: `PostgreSQL (${messageOf(error)})` };
	}
}

interface Provided {
	readonly agencies: SandboxAgencies;
	readonly province: Province;
	/** Where the agencies answer, as the configuration asks for it. */
	readonly environment: Environment;
}

async function provideAgencies(
	settings: Settings,
	args: StartArguments,
	databaseUrl: string,
	market: Market,
	shutdown: Shutdown,
): Promise<Provided> {
	const folder = sandboxFolder(settings);
	const usual = { businesses: USUAL_SIZE, today: dayOf(settings.clock.now()) };
	const province = readProvince(folder, { businesses: args.businesses, seed: args.seed, asOf: null }, usual);
	assertSameProvince(settings.home, knownProvince(folder), province);
	const places: Places = {
		folder,
		databaseUrl,
		education: besideIt(databaseUrl, 'education'),
		market: market.url,
		police: 'http://127.0.0.1:0',
		configFile: market.configFile,
	};
	const agencies = await makeProvince(settings, province, places, false);
	const answering = await agencies.start();
	shutdown.add('agencies', () => agencies.stop());
	const police = answering.find(({ connector }) => connector.type === 'rest')?.connector.url ?? '';
	return { agencies, province, environment: { ...settings.environment, ...environmentOf(province, { ...places, police }) } };
}

/** A store is of one province: rows of another would stand beside the old ones. */
function assertSameProvince(home: string, known: Province | null, wanted: Province): void {
	if (known === null || (known.businesses === wanted.businesses && known.seed === wanted.seed)) return;
	throw new HubError(
		'CONFLICT',
		`The hub in ${home} holds a province of ${known.businesses} businesses (seed ${known.seed}), not of ${wanted.businesses} (seed ${wanted.seed}). Start it without these options, or give the other one its own LIANJIAN_HOME.`,
	);
}

const rememberedFile = (settings: Pick<Settings, 'home'>) => join(sandboxFolder(settings), 'running.json');

/** So that other commands can use this configuration (`--sandbox`) while the hub runs. */
function rememberSettings(settings: Settings, configFile: string, environment: Environment, shutdown: Shutdown): void {
	const own = Object.entries(environment).filter(([name, value]) => settings.environment[name] !== value);
	const file = rememberedFile(settings);
	rmSync(file, { force: true });
	writeFileSync(file, JSON.stringify({ configFile, environment: Object.fromEntries(own) }), { mode: 0o600 });
	shutdown.add('settings', async () => rmSync(file, { force: true }));
}

/**
 * The settings of the sandbox that runs, for a command beside it.
 * @throws HubError INVALID_INPUT when none runs.
 */
export function sandboxSettings(settings: Settings): Settings {
	const file = rememberedFile(settings);
	if (!existsSync(file)) throw new HubError('INVALID_INPUT', 'No sandbox runs here; start one with npm start.');
	const { configFile, environment } = JSON.parse(readFileSync(file, 'utf8')) as Pick<Settings, 'environment'> & { configFile: string };
	return { ...settings, configFile: settings.configFile ?? configFile, environment: { ...settings.environment, ...environment } };
}

/** Brings the agencies to today and runs the night, where that has not been done. */
async function catchUp(hub: Hub, agencies: SandboxAgencies, province: Province): Promise<void> {
	const today = dayOf(hub.clock.now());
	let { asOf } = province;
	for (let days = 0; asOf < today && days < MOST_DAYS_TO_CATCH_UP && !hub.signal.aborted; days++) {
		asOf = (await agencies.nextDay()).on;
		keepProvince(sandboxFolder(hub), { ...province, asOf });
	}
	if ((await lastCompleteDay(hub.store.pool, 'nightly')) === asOf) return;
	await COMMANDS.nightly(hub, { asOf, out: join(hub.home, 'out'), bom: true });
}

async function serve(hub: Hub, args: StartArguments, market: Market): Promise<Outcome> {
	const { host } = hub.config.hub;
	const port = args.port ?? (await freePortFrom(hub.config.hub.port, host));
	const issued = await Promise.all(ROLES.map(async (role) => [role, await tokenFor(hub, role)] as const));
	const welcome = async (url: string): Promise<string> => {
		const tokens = issued.map(([role, token]) => `  ${role.padEnd(12)} ${token}`);
		const queries = SAMPLE_QUERIES.map(({ about, query }) => `  # ${about}\n  ${query}`);
		return [
			`联鉴 Lianjian answers at ${url}/graphql`,
			`Console (GraphiQL), with a switch of roles: ${url}/graphiql`,
			`Market regulation is played by ${market.about}. The bundles of the nights are in ${join(hub.home, 'out')}.`,
			`Tokens, ${TOKEN_HOURS} hours each (header "Authorization: Bearer …"):`,
			...tokens,
			'Queries to paste:',
			...queries,
			'Ctrl-C stops everything.',
		].join('\n');
	};
	// Who reaches the console becomes any of these callers, which is right where everybody in the store is invented, and on this machine alone.
	const consoleTokens = isLoopback(host) ? Object.fromEntries(issued) : {};
	return COMMANDS.serve(hub, { port, host, welcome, consoleTokens, out: join(hub.home, 'out') });
}

function isLoopback(host: string): boolean {
	return host === 'localhost' || host === '::1' || host.startsWith('127.');
}

async function tokenFor(hub: Hub, role: string): Promise<string> {
	const outcome = await COMMANDS.token(hub, { role, subject: `sandbox-${role}`, hours: TOKEN_HOURS, divisions: [], sources: [] });
	return outcome.text;
}
