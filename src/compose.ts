/**
 * The hub wired by hand: configuration, database, store, sources; those asked at query time are wired in `compose-live.ts`. Every command gets the hub
 * from here (`commands.ts`), `start.ts` adds the sandbox, `main.ts` the command line. Decides nothing itself.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from '#config/environment.ts';
import { type HubConfig, secretsOf } from '#config/hub-config.ts';
import { loadConfig } from '#config/load-config.ts';
import { createConnector } from '#connectors/create-connector.ts';
import type { Clock } from '#core/days.ts';
import { HubError } from '#core/errors.ts';
import type { SourceMapping, TableMapping } from '#core/mapping.ts';
import type { Connector, Intake, Progress } from '#core/ports.ts';
import { createIntake } from '#intake/create-intake.ts';
import { createTokeniser, type Tokeniser } from '#intake/tokens.ts';
import { createIntakePool, type IntakePool } from '#jobs/intake-pool.ts';
import { openStore, type Store } from '#store/database.ts';
import { startEmbedded } from '#store/embedded/start-embedded.ts';
import { migrate } from '#store/migrate.ts';
import { assertSecret } from '#store/secret.ts';
import type { LogFile } from '#system/log-file.ts';
import { createShutdown, type Shutdown } from '#system/shutdown.ts';
import { setLexicon } from '#text/lexicon-in-use.ts';

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
	/** The store may still be at a former secret: the command brings it to the newest. */
	readonly rotating?: boolean;
}

/**
 * Opens the hub: configuration, database, schema, sources. Close it in any case.
 * @throws HubError CONFIG, ALREADY_RUNNING, UNSUPPORTED_SYSTEM, STORE_UNAVAILABLE or SECRET_REFUSED.
 */
export async function openHub(settings: Settings, options: HubOptions): Promise<Hub> {
	const config = options.config ?? readConfig(settings);
	setLexicon(config.lexicon);
	const shutdown = createShutdown((part, error) => settings.log.logger.error({ err: error, part }, 'a part did not stop'));
	try {
		const connectionString = options.databaseUrl ?? config.hub.databaseUrl ?? (await startDatabase(settings, options.database, shutdown));
		const store = await openStore({ connectionString });
		shutdown.add('store', () => store.close());
		await migrate(store.db);
		const tokeniser = createTokeniser(...secretsOf(config.hub));
		if (options.rotating !== true) await assertSecret(store, tokeniser);
		const connectors = new Map<string, Connector>();
		shutdown.add('connectors', async () => void (await Promise.all([...connectors.values()].map((connector) => connector.stop()))));
		return {
			...settings,
			config,
			store,
			tokeniser,
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

/** Intake of any table, under the hub's secret. */
export const intakeOf =
	(hub: Pick<Hub, 'tokeniser'>) =>
	(source: SourceMapping, table: TableMapping): Intake =>
		createIntake(source, table, hub.tokeniser);

/** Threads for the intake of large reads, under the hub's secret; none runs before it is needed. */
export function intakePoolOf({ config }: Pick<Hub, 'config'>): IntakePool {
	return createIntakePool({ sources: config.sources, secrets: secretsOf(config.hub) });
}
