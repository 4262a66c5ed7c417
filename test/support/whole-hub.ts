/** The hub as the command line opens it, over a small synthetic province whose agencies are real: databases, files, an interface. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Hub, type HubOptions, openHub, type Settings } from '#compose.ts';
import type { Environment } from '#config/environment.ts';
import { loadConfig } from '#config/load-config.ts';
import { silentProgress } from '#core/ports.ts';
import { createSandbox, type SandboxAgencies } from '#sandbox/create-sandbox.ts';
import { openLogFile } from '#system/log-file.ts';
import { createEmptyDatabase, createTestDatabase } from './database.ts';

export interface WholeHub {
	readonly hub: Hub;
	readonly agencies: SandboxAgencies;
	/** A folder of the test's own. */
	readonly folder: string;
	/** Lines that the user was told beside results. */
	readonly told: readonly string[];
	/** Another hub over the same agencies; a variable set to '' counts as not set. */
	openAnother(changes: Environment, options?: Pick<HubOptions, 'rotating'>): Promise<Hub>;
	drop(): Promise<void>;
}

export interface WholeHubOptions {
	readonly businesses: number;
	readonly asOf: string;
	readonly secret?: string;
}

const CHECKOUT = resolve(import.meta.dirname, '../..');
const CONFIG = join(CHECKOUT, 'config/sandbox.yaml');

/** Makes the province and opens a hub on an empty store. */
export async function openWholeHub({ secret = 'a secret of the tests', ...province }: WholeHubOptions): Promise<WholeHub> {
	const folder = await mkdtemp(join(tmpdir(), 'whole-hub-'));
	const [store, theirs] = await Promise.all([createTestDatabase(), createEmptyDatabase()]);
	const environment: Record<string, string> = {
		DATABASE_URL: store.url,
		HUB_SECRET: secret,
		EDUCATION_URL: theirs.url,
		MARKET_URL: theirs.url,
		POLICE_URL: 'http://127.0.0.1:0',
		POLICE_TOKEN: 'a token of the tests',
		FILES_ROOT: join(folder, 'files'),
	};
	const { sources } = loadConfig(CONFIG, environment);
	const agencies = await createSandbox({ ...province, seed: 'whole', sources, folder: join(folder, 'province') });
	const answering = await agencies.start();
	const police = answering.find(({ connector }) => connector.type === 'rest')?.connector.url ?? '';
	const told: string[] = [];
	let now = Date.parse(`${province.asOf}T20:00:00+08:00`);
	const log = openLogFile(join(folder, 'log'));
	const settings: Settings = {
		checkout: CHECKOUT,
		home: folder,
		environment: { ...environment, POLICE_URL: police },
		configFile: CONFIG,
		clock: { now: () => new Date(now++) }, // no two runs begin at one instant
		progress: silentProgress,
		log,
		signal: new AbortController().signal,
		say: (line) => told.push(line),
	};
	const open = (changes: Environment, options: Pick<HubOptions, 'rotating'> = {}) =>
		openHub({ ...settings, environment: { ...settings.environment, ...changes } }, { database: 'shared', ...options });
	const hub = await open({});
	return {
		hub,
		agencies,
		folder,
		told,
		openAnother: open,
		async drop() {
			await hub.close();
			await agencies.stop();
			log.close();
			await Promise.all([store.drop(), theirs.drop()]);
			await rm(folder, { recursive: true, force: true });
		},
	};
}
