/**
 * Everything wired by hand. `openHub` builds what all commands share; each command is one typed function from an open hub and
 * its arguments to an outcome, listed in `COMMANDS`. `main.ts` reads the arguments and prints the outcome; `start.ts` adds the
 * sandbox. Decides nothing itself.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from '#config/environment.ts';
import type { HubConfig } from '#config/hub-config.ts';
import { loadConfig } from '#config/load-config.ts';
import { createConnector } from '#connectors/create-connector.ts';
import { type Clock, type Day, dayOf } from '#core/days.ts';
import { HubError } from '#core/errors.ts';
import type { SourceMapping, TableMapping } from '#core/mapping.ts';
import type { Connector, Progress } from '#core/ports.ts';
import { createIntake } from '#intake/create-intake.ts';
import { createTokeniser, type Tokeniser } from '#intake/tokens.ts';
import { examineSources, type TableFinding } from '#jobs/doctor.ts';
import { resolve as resolveJob } from '#jobs/resolve.ts';
import { openStore, type Store } from '#store/database.ts';
import { startEmbedded } from '#store/embedded/start-embedded.ts';
import { migrate } from '#store/migrate.ts';
import type { LogFile } from '#system/log-file.ts';
import { createShutdown, type Shutdown } from '#system/shutdown.ts';

/** What a process hands to every command. */
export interface Settings {
	/** Folder of the code. */
	readonly checkout: string;
	/** Folder of runtime data: databases, logs, the sandbox. */
	readonly home: string;
	readonly environment: Environment;
	/** Configuration file; null: the deployment's `config/hub.yaml`, else the reference. */
	readonly configFile: string | null;
	readonly clock: Clock;
	readonly progress: Progress;
	readonly log: LogFile;
	/** Aborted when the user or the system asks the process to end. */
	readonly signal: AbortSignal;
	/** A line for the user that is no result (stderr). */
	readonly say: (line: string) => void;
}

/** A hub that is open: configuration read, database reached and up to date. */
export interface Hub extends Settings {
	readonly config: HubConfig;
	readonly store: Store;
	readonly tokeniser: Tokeniser;
	/** The connector of a source, made at first use; closed with the hub. */
	connectorOf(source: string): Connector;
	/** Stops what the hub started, the database last. */
	close(): Promise<void>;
}

/** What a command found or made. */
export interface Outcome {
	/** 0 done; 1 done, with something that needs attention; 2 not done. */
	readonly status: 0 | 1 | 2;
	/** For people; may have several lines. */
	readonly text: string;
	/** The same for programs (`--json`). */
	readonly json: unknown;
}

/** Reads the configuration a command runs with. @throws HubError CONFIG with every mistake. */
export function readConfig(settings: Pick<Settings, 'checkout' | 'configFile' | 'environment'>): HubConfig {
	const deployed = join(settings.checkout, 'config/hub.yaml');
	const usual = existsSync(deployed) ? deployed : join(settings.checkout, 'config/reference.yaml');
	return loadConfig(settings.configFile ?? usual, settings.environment);
}

export interface HubOptions {
	/** Whether the hub wants its own database alone (it serves), or may use that of a hub that runs (a command beside it). */
	readonly database: 'own' | 'shared';
	/** Configuration already read, and a database already started (the sandbox has both). */
	readonly config?: HubConfig;
	readonly databaseUrl?: string;
}

/**
 * Opens the hub: configuration, database, schema, sources. Close it in any case.
 * @throws HubError CONFIG, ALREADY_RUNNING, UNSUPPORTED_SYSTEM, STORE_UNAVAILABLE or SECRET_REFUSED.
 */
export async function openHub(settings: Settings, options: HubOptions): Promise<Hub> {
	const config = options.config ?? readConfig(settings);
	const shutdown = createShutdown((part, error) => settings.log.logger.error({ err: error, part }, 'a part did not stop'));
	try {
		const connectionString = options.databaseUrl ?? config.hub.databaseUrl ?? (await startDatabase(settings, options.database, shutdown));
		const store = await openStore({ connectionString });
		shutdown.add('store', () => store.close());
		await migrate(store.db);
		const connectors = new Map<string, Connector>();
		shutdown.add('connectors', async () => void (await Promise.all([...connectors.values()].map((connector) => connector.stop()))));
		return {
			...settings,
			config,
			store,
			tokeniser: createTokeniser(config.hub.secret),
			connectorOf: (source) => connectorIn(connectors, config, source),
			close: () => shutdown.run(),
		};
	} catch (error) {
		await shutdown.run();
		throw error;
	}
}

/** The hub's own PostgreSQL, stopped with the hub. */
export async function startDatabase(settings: Settings, use: 'own' | 'shared', shutdown: Shutdown): Promise<string> {
	const database = await startEmbedded({
		checkout: settings.checkout,
		home: settings.home,
		join: use === 'shared',
		log: (line) => settings.log.logger.warn(line),
	});
	shutdown.add('database', () => database.stop());
	return database.url;
}

function connectorIn(connectors: Map<string, Connector>, config: HubConfig, id: string): Connector {
	const source = config.sources.find((candidate) => candidate.id === id);
	if (source === undefined) {
		const known = config.sources.map((candidate) => candidate.id).join(', ');
		throw new HubError('INVALID_INPUT', `There is no source "${id}" in ${config.file}; it has ${known}.`);
	}
	const connector = connectors.get(id) ?? createConnector(source);
	connectors.set(id, connector);
	return connector;
}

/** Arguments that commands share; days are of Asia/Shanghai. */
export interface DayArgument {
	/** Null: today. */
	readonly asOf: Day | null;
}
export interface ExportArguments extends DayArgument {
	readonly out: string;
	readonly bom: boolean;
}
export interface TokenArguments {
	readonly role: string;
	readonly subject: string;
	readonly hours: number;
	/** Division codes and sources the caller is limited to; empty: all. */
	readonly divisions: readonly string[];
	readonly sources: readonly string[];
}

export interface ServeArguments {
	/** Null: the configuration's. */
	readonly port: number | null;
	readonly host: string | null;
	/** What to print once the server answers at an address; left out: the address. */
	readonly welcome?: (url: string) => Promise<string>;
}

/** The commands that need an open hub, by the name under which `main.ts` offers them. A command that is not here is not offered. */
export interface Commands {
	nightly(hub: Hub, args: ExportArguments): Promise<Outcome>;
	sync(hub: Hub, args: DayArgument & { readonly sources: readonly string[] }): Promise<Outcome>;
	resolve(hub: Hub, args: DayArgument): Promise<Outcome>;
	evaluate(hub: Hub, args: DayArgument): Promise<Outcome>;
	export(hub: Hub, args: ExportArguments): Promise<Outcome>;
	doctor(hub: Hub, args: Record<never, never>): Promise<Outcome>;
	setAsideList(hub: Hub, args: { readonly source: string | null }): Promise<Outcome>;
	explain(hub: Hub, args: DayArgument & { readonly organisation: string }): Promise<Outcome>;
	token(hub: Hub, args: TokenArguments): Promise<Outcome>;
	/** Says how to use it once it answers, and serves until the signal; resolves when the server has stopped. */
	serve(hub: Hub, args: ServeArguments): Promise<Outcome>;
}

export const COMMANDS: Partial<Commands> = { resolve, doctor };

async function resolve(hub: Hub, args: DayArgument): Promise<Outcome> {
	const asOf = dayArgument(hub, args);
	const { store, progress } = hub;
	const summary = await resolveJob({ store, progress, asOf, runId: newRunId(hub, 'resolve') });
	return { status: 0, text: `Resolved as of ${asOf}.`, json: { asOf, ...summary } };
}

/** Resolves when the process is asked to end; at once when it already was. */
export function untilAborted(signal: AbortSignal): Promise<void> {
	return new Promise((done) => {
		if (signal.aborted) done();
		signal.addEventListener('abort', () => done(), { once: true });
	});
}

/** The day a command speaks for. */
export function dayArgument(hub: Pick<Hub, 'clock'>, { asOf }: DayArgument): Day {
	return asOf ?? dayOf(hub.clock.now());
}

/** An id for a run of a command on its own: sorts by time and says what ran. */
export function newRunId(hub: Pick<Hub, 'clock'>, command: string): string {
	return `${hub.clock.now().toISOString().replace(/[-:.]/g, '')}-${command}`;
}

async function doctor(hub: Hub): Promise<Outcome> {
	const { config, tokeniser, signal, connectorOf } = hub;
	const intakeOf = (source: SourceMapping, table: TableMapping) => createIntake(source, table, tokeniser);
	const findings = await examineSources({ sources: config.sources, connectorOf, intakeOf, signal });
	const status = findings.some(({ faults }) => faults.length > 0) ? 1 : 0;
	return { status, text: sayFindings(findings, config.leftOut), json: { findings, leftOut: config.leftOut } };
}

function sayFindings(findings: readonly TableFinding[], leftOut: HubConfig['leftOut']): string {
	const tables = findings.flatMap(({ source, recordType, rows, faults, hints }) => [
		faults.length === 0 ? `ok     ${source} ${recordType}, ${rows} rows looked at` : `FAULT  ${source} ${recordType}: ${faults.join('; ')}`,
		...hints.map((hint) => `       ${hint}`),
	]);
	const left = leftOut.map(({ id, variable }) => `       ${id} is left out: ${variable} is not set`);
	return ['ok     database', ...tables, ...left].join('\n');
}
