/**
 * A synthetic province on this machine: what it is known by from one start to the next, where its agencies keep their data, and
 * the environment under which a configuration finds them. Used by `npm start` and by the sandbox command.
 */
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from '#config/environment.ts';
import { loadConfig } from '#config/load-config.ts';
import type { Day } from '#core/days.ts';
import { createSandbox, type SandboxAgencies } from '#sandbox/create-sandbox.ts';
import type { Settings } from './compose.ts';

/** What a province is known by. */
export interface Province {
	readonly businesses: number;
	readonly seed: string;
	/** Day on which it was made, and the last one brought. */
	readonly madeOn: Day;
	readonly asOf: Day;
	/** Key of the person tokens; another one would not fit a store that was filled from it. */
	readonly secret: string;
	/** What the police want to see with every call. */
	readonly policeToken: string;
}

/** What is asked of a province; null: whatever it has. */
export interface Wanted {
	readonly businesses: number | null;
	readonly seed: string | null;
	readonly asOf: Day | null;
}

/** What a province has where nothing is asked and none is there yet. */
export interface Usual {
	readonly businesses: number;
	readonly today: Day;
}

const SEED = 'lianjian';
const provinceFile = (folder: string) => join(folder, 'start.json');

/** The province that stands in a folder; null: none does. */
export function knownProvince(folder: string): Province | null {
	const file = provinceFile(folder);
	return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Province) : null;
}

/** The province in a folder, when it is the one that is wanted; else a new one with the secrets of the old. */
export function readProvince(folder: string, wanted: Wanted, usual: Usual): Province {
	const known = knownProvince(folder);
	const fits = <K extends 'businesses' | 'seed'>(key: K) => wanted[key] === null || wanted[key] === known?.[key];
	if (known !== null && fits('businesses') && fits('seed') && (wanted.asOf === null || wanted.asOf === known.madeOn)) return known;
	const madeOn = wanted.asOf ?? usual.today;
	return {
		businesses: wanted.businesses ?? known?.businesses ?? usual.businesses,
		seed: wanted.seed ?? known?.seed ?? SEED,
		madeOn,
		asOf: madeOn,
		secret: known?.secret ?? randomBytes(24).toString('hex'),
		policeToken: known?.policeToken ?? randomBytes(16).toString('hex'),
	};
}

/** Remembers a province in its folder. */
export function keepProvince(folder: string, province: Province): void {
	writeFileSync(provinceFile(folder), `${JSON.stringify(province, null, '\t')}\n`, { mode: 0o600 });
}

/** Where the agencies of a province keep their data. */
export interface Places {
	readonly folder: string;
	/** Connection strings of the databases; made when missing. */
	readonly education: string;
	readonly market: string;
	/** Address of the police; port 0: any free one, told once they have started. */
	readonly police: string;
	/** The hub's own store. */
	readonly databaseUrl: string;
	/** Configuration whose mapping the agencies' data is written by. */
	readonly configFile: string;
}

/** What the configuration asks of the environment for a province. */
export function environmentOf(province: Province, places: Places): Environment {
	return {
		DATABASE_URL: places.databaseUrl,
		HUB_SECRET: province.secret,
		EDUCATION_URL: places.education,
		MARKET_URL: places.market,
		POLICE_URL: places.police,
		POLICE_TOKEN: province.policeToken,
		FILES_ROOT: join(places.folder, 'files'),
	};
}

/** Makes a province, or takes it as it is when it is there. `truth`: whether what was planted is written beside it. */
export async function makeProvince(
	settings: Pick<Settings, 'environment' | 'progress'>,
	province: Province,
	places: Places,
	truth: boolean,
): Promise<SandboxAgencies> {
	const { businesses, seed, madeOn } = province;
	const { sources } = loadConfig(places.configFile, { ...settings.environment, ...environmentOf(province, places) });
	const { folder } = places;
	const agencies = await createSandbox({
		businesses,
		seed,
		asOf: madeOn,
		sources,
		folder,
		reuse: true,
		truth,
		progress: settings.progress,
	});
	keepProvince(folder, province);
	return agencies;
}

/** A database of an agency on the server of a connection string. */
export function besideIt(databaseUrl: string, name: string): string {
	const url = new URL(databaseUrl);
	url.pathname = `/lianjian_${name}`;
	return url.href;
}
