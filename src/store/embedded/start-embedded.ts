/**
 * The hub's own PostgreSQL, for machines without one: found, made, started and watched; one hub a folder.
 * Reached through a socket that only the hub's users may open, with a random password; no TCP port is opened.
 */
import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { HubError } from '#core/errors.ts';
import { type FolderLock, lockFolder } from '#system/folder-lock.ts';
import { makeHome, runtimeHome } from '#system/runtime-home.ts';
import { assertPassable, chooseServiceUser, makeServiceFolder } from '#system/service-user.ts';
import { findPackage, placeBinaries } from './binaries.ts';
import { clusterAt, initialise, urlOf } from './cluster.ts';
import { supervise } from './supervise.ts';

export interface EmbeddedOptions {
	/** Folder of the code; names the runtime home. */
	readonly checkout: string;
	/** LIANJIAN_HOME, where runtime data is to live instead. */
	readonly home?: string;
	/** Folder of this database; default `<home>/postgres`. Made when missing. */
	readonly folder?: string;
	/** For tests: faster, loses data in a crash, and the folder is removed at the end. */
	readonly throwaway?: boolean;
	/** Use the database of a hub that runs on the same folder instead of refusing. */
	readonly join?: boolean;
	readonly log: (line: string) => void;
}

export interface EmbeddedPostgres {
	readonly url: string;
	/** STARTED by this process, or JOINED: another hub's, which `stop` leaves running. */
	readonly kind: 'STARTED' | 'JOINED';
	stop(): Promise<void>;
}

/**
 * Starts the hub's own PostgreSQL and waits until it answers; `stop` ends it and waits until it has ended.
 * It ends by itself when this process ends, however that happens.
 * @throws HubError ALREADY_RUNNING, UNSUPPORTED_SYSTEM or STORE_UNAVAILABLE.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
	const home = runtimeHome(options.checkout, options.home);
	const folder = options.folder ?? join(home, 'postgres');
	const user = chooseServiceUser(clusterAt(folder).data);
	makeHome(home);
	makeServiceFolder(folder, options.throwaway === true ? user : null, 0o711); // the watchdog removes a throwaway folder
	const cluster = clusterAt(realpathSync(folder));
	assertPassable(cluster.folder, user);
	const lock = await lockFolder(cluster.folder);
	if (lock === null) {
		if (options.join !== true) throw alreadyRunning(cluster.folder);
		return joinRunning(() => urlOf(cluster), cluster.folder);
	}
	try {
		const binaries = placeBinaries(findPackage(), home, user !== null);
		initialise(cluster, binaries, user, options.throwaway === true);
		const server = await supervise({ cluster, binaries, user, throwaway: options.throwaway === true, log: options.log });
		return { url: urlOf(cluster), kind: 'STARTED', stop: () => stopOnce(server, lock) };
	} catch (error) {
		await lock.release();
		throw error;
	}
}

async function stopOnce(server: { stop(): Promise<void> }, lock: FolderLock): Promise<void> {
	await server.stop();
	await lock.release();
}

function alreadyRunning(folder: string): HubError {
	return new HubError('ALREADY_RUNNING', `Another hub already runs on ${folder}; stop it first, or give this one its own LIANJIAN_HOME.`);
}

/** A hub that is just starting needs a moment; one that stops meanwhile is not waited for longer than this. */
const JOIN_PATIENCE_MS = 30_000;

async function joinRunning(url: () => string, folder: string): Promise<EmbeddedPostgres> {
	const until = Date.now() + JOIN_PATIENCE_MS;
	for (;;) {
		try {
			const found = url();
			const client = new pg.Client({ connectionString: found });
			client.on('error', () => {}); // told by the query that fails
			await client.connect();
			await client.end();
			return { url: found, kind: 'JOINED', stop: async () => {} };
		} catch {
			if (Date.now() > until) throw alreadyRunning(folder);
			await delay(200);
		}
	}
}
