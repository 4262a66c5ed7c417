/** Runs one server of a cluster under a watchdog: waits until it answers, starts it again when it dies, ends it in order. */
import { existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { type HubError, messageOf } from '#core/errors.ts';
import { type ServiceUser, writeServiceFile } from '#system/service-user.ts';
import { startWatched, type WatchedProcess } from '#system/watched-process.ts';
import type { Binaries } from './binaries.ts';
import { type Cluster, cannotRun, clearRemains, DATABASE, makeSocketFolder, PORT, thisMachine, urlOf } from './cluster.ts';
import { renderSettings, settingsFor } from './settings.ts';

export interface Supervised {
	readonly cluster: Cluster;
	readonly binaries: Binaries;
	readonly user: ServiceUser | null;
	readonly throwaway: boolean;
	readonly log: (line: string) => void;
}

/** More often within the window, and a server that dies for a lasting reason is restarted for ever. */
const MOST_RESTARTS = 3;
const RESTART_WINDOW_MS = 60_000;
/** The kernel may need a moment to give a killed server's memory back; postgres refuses to start until then. */
const START_ATTEMPTS = 5;

/**
 * Starts the server and keeps it running until `stop`.
 * @throws HubError as `cannotRun` says when it does not come up.
 */
export async function supervise(server: Supervised): Promise<{ stop(): Promise<void> }> {
	let current = await startServer(server);
	let stopping = false;
	const restarts: number[] = [];
	const watch = async (): Promise<void> => {
		const status = await current.ended;
		if (stopping) return;
		restarts.push(Date.now());
		const recent = restarts.filter((at) => at > Date.now() - RESTART_WINDOW_MS).length;
		server.log(
			`The database ended by itself (status ${status}); ${recent > MOST_RESTARTS ? 'it is not started again' : 'starting it again'}.`,
		);
		if (recent > MOST_RESTARTS) return;
		try {
			current = await startServer(server);
			if (stopping) await current.stop();
			else void watch();
		} catch (error) {
			server.log(messageOf(error));
		}
	};
	void watch();
	return {
		stop: async () => {
			stopping = true;
			await current.stop();
			await clearRemains(server.cluster); // a watchdog that was killed leaves its server behind
		},
	};
}

async function startServer(server: Supervised): Promise<WatchedProcess> {
	const { cluster } = server;
	makeSocketFolder(cluster, server.user);
	const places = { data: cluster.data, socketFolder: cluster.socketFolder, port: PORT };
	writeServiceFile(cluster.settingsFile, renderSettings(settingsFor(thisMachine(), places, server.throwaway)), server.user);
	for (let attempt = 1; ; attempt++) {
		await clearRemains(cluster);
		const logged = beginLog(cluster);
		const process = startWatched({
			command: server.binaries.postgres,
			args: [`--config-file=${cluster.settingsFile}`],
			cwd: cluster.folder,
			logFile: cluster.log,
			user: server.user,
			stopSignal: 'INT',
			lastSignal: 'QUIT',
			...(server.throwaway ? { removeAfter: cluster.folder } : {}),
		});
		const failure = await waitUntilAnswering(cluster, process, logged, server.log);
		if (failure === null) return process;
		if (attempt === START_ATTEMPTS || !/shared memory block|lock file/.test(failure.detail ?? '')) throw failure;
		await delay(500);
	}
}

/** Null once the database answers; the reason when the server ended before. After a crash it may replay its log for minutes. */
async function waitUntilAnswering(
	cluster: Cluster,
	process: WatchedProcess,
	logged: number,
	log: (line: string) => void,
): Promise<HubError | null> {
	let ended = false;
	void process.ended.then(() => {
		ended = true;
	});
	for (let tries = 1; !ended; tries++) {
		try {
			await makeDatabase(cluster);
			return null;
		} catch (error) {
			if (!isNotYet(error)) {
				await process.stop();
				return cannotRun(messageOf(error), 'started');
			}
			if (tries % 500 === 0) log('The database is still recovering from a crash.');
			await delay(20);
		}
	}
	const said = existsSync(cluster.log) ? readFileSync(cluster.log).subarray(logged).toString() : '';
	return cannotRun(said, 'started');
}

/** A server that warns all the time fills so much in months; nobody reads further back. */
const LONGEST_LOG = 5_000_000;

/** Where in the log this start begins; a log that has grown too long begins anew. */
function beginLog(cluster: Cluster): number {
	const size = existsSync(cluster.log) ? statSync(cluster.log).size : 0;
	if (size <= LONGEST_LOG) return size;
	rmSync(cluster.log);
	return 0;
}

const CANNOT_CONNECT_NOW = '57P03';

function isNotYet(error: unknown): boolean {
	const code = (error as { code?: string }).code ?? '';
	return ['ENOENT', 'ECONNREFUSED', 'ECONNRESET', CANNOT_CONNECT_NOW].includes(code) || /terminated unexpectedly/.test(messageOf(error));
}

async function makeDatabase(cluster: Cluster): Promise<void> {
	const client = new pg.Client({ connectionString: urlOf(cluster, 'postgres') });
	client.on('error', () => {}); // told by the query that fails
	await client.connect();
	try {
		const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
		if (rowCount === 0) await client.query(`create database ${DATABASE}`);
	} finally {
		await client.end();
	}
}
