/**
 * The sandbox command: makes a synthetic province of any size in a folder of its own, with the truth beside it, and keeps its
 * agencies answering when asked to, so that the other commands can be tried on it.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { type Day, dayOf } from '#core/days.ts';
import { HubError } from '#core/errors.ts';
import type { SandboxAgencies } from '#sandbox/create-sandbox.ts';
import { startEmbedded } from '#store/embedded/start-embedded.ts';
import { lockFolder } from '#system/folder-lock.ts';
import { freePortFrom } from '#system/free-port.ts';
import { createShutdown, type Shutdown } from '#system/shutdown.ts';
import type { Outcome } from './commands/outcome.ts';
import { untilAborted } from './commands/serve.ts';
import type { Settings } from './compose.ts';
import { besideIt, environmentOf, makeProvince, type Places, type Province, readProvince } from './province.ts';

export interface SandboxArguments {
	/** Null: as many as the folder's province has. */
	readonly businesses: number | null;
	readonly seed: string | null;
	/** Last day of which anything is known; null: today. */
	readonly asOf: Day | null;
	/** Null: a folder of the runtime home, named after size and seed. */
	readonly folder: string | null;
	/** Keep the agencies answering until Ctrl-C. */
	readonly serve: boolean;
}

const USUAL_SIZE = 20_000;
/** First port tried for the police. */
const POLICE_PORT = 4100;

/** Makes the province, says where it is and how to use it, and serves it when asked. @throws HubError as the parts do. */
export async function makeSandbox(settings: Settings, args: SandboxArguments): Promise<Outcome> {
	const shutdown = createShutdown((part, error) => settings.log.logger.error({ err: error, part }, 'a part did not stop'));
	try {
		const folder = resolve(args.folder ?? join(settings.home, 'provinces', `${args.businesses ?? USUAL_SIZE}-${args.seed ?? 'usual'}`));
		await takeFolder(folder, shutdown);
		const province = readProvince(folder, args, { businesses: USUAL_SIZE, today: dayOf(settings.clock.now()) });
		const places = await placesOf(settings, folder, shutdown);
		const agencies = await makeProvince(settings, province, places, true);
		writeEnvironment(province, places);
		const text = sayProvince(province, places, args.serve);
		if (args.serve) await serve(settings, agencies, shutdown, text);
		return {
			status: 0,
			text: args.serve ? 'The agencies have stopped.' : text,
			json: { ...places, ...describe(province), facts: agencies.facts },
		};
	} finally {
		await shutdown.run();
	}
}

async function takeFolder(folder: string, shutdown: Shutdown): Promise<void> {
	mkdirSync(folder, { recursive: true, mode: 0o711 });
	const lock = await lockFolder(folder);
	if (lock === null) throw new HubError('ALREADY_RUNNING', `The sandbox in ${folder} is in use; stop it first, or name another --folder.`);
	shutdown.add('lock', () => lock.release());
}

/** The given PostgreSQL and the given agencies where the environment names some; else a PostgreSQL in the folder. */
async function placesOf(settings: Settings, folder: string, shutdown: Shutdown): Promise<Places> {
	const { environment, checkout } = settings;
	const given = (name: string): string | null => environment[name] || null;
	const databaseUrl = given('DATABASE_URL') ?? (await startPostgres(settings, folder, shutdown));
	const name = basename(folder)
		.replaceAll(/[^a-z0-9]+/gi, '_')
		.toLowerCase();
	const market = given('MARKET_URL') ?? besideIt(databaseUrl, `${name}_market`);
	return {
		folder,
		databaseUrl,
		education: given('EDUCATION_URL') ?? besideIt(databaseUrl, `${name}_education`),
		market,
		police: given('POLICE_URL') ?? `http://127.0.0.1:${await freePortFrom(POLICE_PORT, '127.0.0.1')}`,
		configFile:
			settings.configFile ?? join(checkout, /^m(ysql|ariadb):/.test(market) ? 'config/sandbox-mysql.yaml' : 'config/sandbox.yaml'),
	};
}

async function startPostgres({ checkout, home, log }: Settings, folder: string, shutdown: Shutdown): Promise<string> {
	const server = await startEmbedded({ checkout, home, folder: join(folder, 'postgres'), log: (line) => log.logger.warn(line) });
	shutdown.add('postgres', () => server.stop());
	return server.url;
}

const environmentFile = (folder: string) => join(folder, 'sandbox.env');

/** For a shell: what the configuration asks for, with the passwords that were made up for this province. */
function writeEnvironment(province: Province, places: Places): void {
	const lines = Object.entries(environmentOf(province, places)).map(([name, value]) => `export ${name}='${value}'\n`);
	writeFileSync(environmentFile(places.folder), lines.join(''), { mode: 0o600 });
}

function describe({ businesses, seed, madeOn, asOf }: Province): Omit<Province, 'secret' | 'policeToken'> {
	return { businesses, seed, madeOn, asOf };
}

function sayProvince(province: Province, { folder, configFile }: Places, serving: boolean): string {
	const { businesses, seed, asOf } = province;
	return [
		`The province (${businesses.toLocaleString('en')} businesses, seed ${seed}, as of ${asOf}) is in ${folder}; what was planted in it is in truth/.`,
		...(serving ? [] : [`Its agencies answer with: npm run hub -- sandbox --folder ${folder} --serve`]),
		`${serving ? 'Its agencies answer until Ctrl-C. ' : ''}A night over it, meanwhile, in another shell:`,
		`  . ${environmentFile(folder)} && npm run hub -- nightly --config ${configFile} --as-of ${asOf}`,
	].join('\n');
}

async function serve(settings: Settings, agencies: SandboxAgencies, shutdown: Shutdown, text: string): Promise<void> {
	await agencies.start();
	shutdown.add('agencies', () => agencies.stop());
	settings.say(text);
	await untilAborted(settings.signal);
}
