/**
 * A synthetic province and its agencies. Generated scene by scene, dressed by the mapping run backwards, and handed to the
 * agencies as their own databases, files and interfaces; the hub then reads them as it would read real ones.
 */
import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { addDays, type Day } from '#core/days.ts';
import { HubError } from '#core/errors.ts';
import type { SourceMapping } from '#core/mapping.ts';
import { type Progress, silentProgress } from '#core/ports.ts';
import { type PoliceServer, startPolice } from './agencies/police.ts';
import { readInterface } from './agencies/rest-records.ts';
import { deliver } from './deliver.ts';
import { changesOf, type NextDay } from './evolve.ts';
import { createPlan, type Plan } from './generate/plan.ts';
import type { SandboxFacts } from './truth.ts';

export interface SandboxOptions {
	/** Registered businesses, about; everything else grows with them. */
	readonly businesses: number;
	/** The same seed and mapping give the same province. */
	readonly seed: number | string;
	/** Last day of which anything is known. */
	readonly asOf: Day;
	/** Where the agencies are made: the addresses of their connectors. Data of others is never touched. */
	readonly sources: readonly SourceMapping[];
	/** The sandbox's own folder: what the police hold, the truth, the description of the province. */
	readonly folder: string;
	/** Share of values that are not written cleanly; 0.03 when left out, 0 for tests that compare. */
	readonly dirt?: number;
	/** Whether `truth/` is written for benchmarks; true when left out. */
	readonly truth?: boolean;
	/** A province of the same description is taken as it is instead of being made again; false when left out. */
	readonly reuse?: boolean;
	readonly progress?: Progress;
}

/** The agencies of a province. */
export interface SandboxAgencies {
	/** The sources with the addresses under which the agencies answer once started. */
	readonly sources: readonly SourceMapping[];
	/** What was planted; null when an existing province was taken. */
	readonly facts: SandboxFacts | null;
	/** Starts the agencies that must run (interfaces); databases and files are simply there. Starting twice is harmless. */
	start(): Promise<readonly SourceMapping[]>;
	stop(): Promise<void>;
	/** Brings the next day: a few rows updated, new ones, some committed late, files of the day. */
	nextDay(): Promise<NextDay>;
}

/** What describes a province, kept beside it. */
interface Description {
	readonly digest: string;
	asOf: Day;
	readonly firstDay: Day;
	newestStampedAt: number;
	newcomers: number;
}

/**
 * Makes a province and its agencies.
 * @throws HubError CONFLICT where a database holds what no sandbox made, CONFIG for a mapping that cannot be run backwards,
 * INVALID_INPUT for a size out of range.
 */
export async function createSandbox(options: SandboxOptions): Promise<SandboxAgencies> {
	if (!Number.isInteger(options.businesses) || options.businesses < 1) {
		throw new HubError('INVALID_INPUT', `A sandbox needs a whole number of businesses, at least 1, not ${options.businesses}.`);
	}
	const plan = createPlan({ businesses: options.businesses, seed: String(options.seed), asOf: options.asOf });
	const digest = digestOf(options);
	const known = options.reuse ? await readDescription(options.folder) : null;
	if (known?.digest === digest) return agencies(options, plan, known, null);
	await rm(join(options.folder, 'truth'), { recursive: true, force: true });
	await rm(describing(options.folder), { force: true });
	await mkdir(options.folder, { recursive: true });
	const { facts, newestStampedAt } = await fillFirstDay(options, plan);
	const description = { digest, asOf: options.asOf, firstDay: options.asOf, newestStampedAt, newcomers: 0 };
	await writeDescription(options.folder, description);
	return agencies(options, plan, description, facts);
}

async function fillFirstDay(options: SandboxOptions, plan: Plan): Promise<{ facts: SandboxFacts; newestStampedAt: number }> {
	const progress = options.progress ?? silentProgress;
	progress.start('sandbox', plan.scenes);
	const scenes = function* () {
		for (let number = 0; number < plan.scenes; number++) yield plan.scene(number);
	};
	const done = await deliver({
		...shared(options),
		mode: 'fresh',
		on: options.asOf,
		scenes: scenes(),
		province: plan.world.province.name,
		progress,
	});
	progress.finish();
	return done;
}

const shared = (options: SandboxOptions) => ({
	sources: options.sources,
	seed: String(options.seed),
	dirt: options.dirt ?? 0.03,
	folder: options.folder,
	truthFolder: options.truth === false ? null : join(options.folder, 'truth'),
});

function agencies(options: SandboxOptions, plan: Plan, description: Description, facts: SandboxFacts | null): SandboxAgencies {
	let sources = options.sources;
	let starting: Promise<PoliceServer[]> | null = null;
	const startAll = async () => {
		const servers: PoliceServer[] = [];
		for (const source of options.sources.filter((s) => s.connector.type === 'rest')) {
			const records = await readInterface(options.folder, source);
			const server = await startPolice(source, { records: records.current, now: () => new Date(`${description.asOf}T12:00:00+08:00`) });
			servers.push(server);
			sources = sources.map((s) => (s.id === source.id ? { ...s, connector: { ...s.connector, url: server.url } } : s));
		}
		return servers;
	};
	return {
		get sources() {
			return sources;
		},
		facts,
		async start() {
			starting ??= startAll();
			await starting;
			return sources;
		},
		async stop() {
			const servers = await starting;
			starting = null;
			for (const server of servers ?? []) await server.stop();
		},
		async nextDay() {
			const on = addDays(description.asOf, 1);
			const changes = changesOf(plan, { on, newestStampedAt: description.newestStampedAt, newcomers: description.newcomers });
			const truthFolder = options.truth === false ? null : join(options.folder, 'truth', on);
			const done = await deliver({
				...shared(options),
				truthFolder,
				mode: 'changes',
				on,
				scenes: changes.scenes,
				province: plan.world.province.name,
				monthly: changes.monthly,
			});
			Object.assign(description, {
				asOf: on,
				newestStampedAt: Math.max(description.newestStampedAt, done.newestStampedAt),
				newcomers: changes.newcomers,
			});
			await writeDescription(options.folder, description);
			return { on, facts: done.facts, updated: changes.updated, lateCommits: changes.lateCommits };
		},
	};
}

const describing = (folder: string) => join(folder, 'province.json');

/** Equal for options that give the same province in the same places. */
function digestOf(options: SandboxOptions): string {
	const described = {
		businesses: options.businesses,
		seed: String(options.seed),
		asOf: options.asOf,
		dirt: options.dirt ?? 0.03,
		sources: options.sources.map(withoutSecrets),
	};
	return createHash('sha256').update(JSON.stringify(described)).digest('hex');
}

function withoutSecrets(source: SourceMapping): object {
	const { token: _token, url, ...connector } = source.connector;
	const place = url === undefined || connector.type === 'rest' ? null : new URL(url).pathname;
	return { ...source, connector: { ...connector, place } };
}

async function readDescription(folder: string): Promise<Description | null> {
	try {
		return JSON.parse(await readFile(describing(folder), 'utf8')) as Description;
	} catch {
		return null;
	}
}

async function writeDescription(folder: string, description: Description): Promise<void> {
	await writeFile(describing(folder), `${JSON.stringify(description, null, '\t')}\n`);
}
