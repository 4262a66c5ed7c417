/**
 * The folder of one embedded database: where its parts lie, how it is made the first time, how what a crash left is
 * cleared away. Starting and watching the server is `supervise.ts`.
 */
import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, lstatSync, readFileSync, renameSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { HubError } from '#core/errors.ts';
import { makeServiceFolder, type ServiceUser, writeServiceFile } from '#system/service-user.ts';
import type { Binaries } from './binaries.ts';
import type { Machine } from './settings.ts';

export const SUPERUSER = 'lianjian';
export const DATABASE = 'lianjian';
/** Stands only in the socket's file name. */
export const PORT = 5432;

export interface Cluster {
	readonly folder: string;
	readonly data: string;
	readonly socketFolder: string;
	readonly settingsFile: string;
	readonly passwordFile: string;
	/** What the server says, one start after the other. */
	readonly log: string;
}

/** Longest path of a socket on Linux, without the closing zero. */
const LONGEST_SOCKET_PATH = 107;

/** Where the parts of a database folder lie; a folder too deep for a socket gets one under the temporary folder. */
export function clusterAt(folder: string): Cluster {
	const near = join(folder, 'run');
	const fits = Buffer.byteLength(join(near, `.s.PGSQL.${PORT}.lock`)) <= LONGEST_SOCKET_PATH;
	const digest = createHash('sha256').update(folder).digest('hex').slice(0, 12);
	return {
		folder,
		data: join(folder, 'data'),
		socketFolder: fits ? near : join(tmpdir(), `lianjian-${digest}`),
		settingsFile: join(folder, 'postgresql.conf'),
		passwordFile: join(folder, 'password'),
		log: join(folder, 'postgresql.log'),
	};
}

/** Connection string of a cluster's database, through its socket. */
export function urlOf(cluster: Cluster, database: string = DATABASE): string {
	const password = readFileSync(cluster.passwordFile, 'utf8').trim();
	return `postgresql://${SUPERUSER}:${password}@${encodeURIComponent(cluster.socketFolder)}:${PORT}/${database}`;
}

/** The machine as settings are reckoned for it; a container's limit counts as its memory. */
export function thisMachine(): Machine {
	const limit = process.constrainedMemory();
	const memoryBytes = limit > 0 ? Math.min(limit, totalmem()) : totalmem();
	const shm = existsSync('/dev/shm') ? statfsSync('/dev/shm') : null;
	return { memoryBytes, cores: availableParallelism(), sharedMemoryBytes: shm === null ? 0 : shm.bavail * shm.bsize };
}

/** Makes the folder of the socket, each time: it may lie in a temporary folder that was emptied. */
export function makeSocketFolder(cluster: Cluster, user: ServiceUser | null): void {
	makeServiceFolder(cluster.socketFolder, user);
	const stat = lstatSync(cluster.socketFolder);
	const owner = user?.uid ?? process.getuid?.() ?? stat.uid;
	if (!stat.isDirectory() || stat.uid !== owner || (stat.mode & 0o077) !== 0) {
		throw new HubError(
			'STORE_UNAVAILABLE',
			`The folder ${cluster.socketFolder} belongs to someone else; remove it or set LIANJIAN_HOME to a shorter path.`,
		);
	}
}

/**
 * Makes the data folder the first time: under another name, then renamed, so that a start cut short begins anew.
 * @throws HubError UNSUPPORTED_SYSTEM when the programs do not run here, STORE_UNAVAILABLE when the folder is of another version.
 */
export function initialise(cluster: Cluster, binaries: Binaries, user: ServiceUser | null, throwaway: boolean): void {
	if (existsSync(cluster.data)) {
		assertVersion(cluster, binaries);
		return;
	}
	const draft = `${cluster.data}.draft`;
	rmSync(draft, { recursive: true, force: true });
	makeServiceFolder(draft, user);
	writeFileSync(cluster.passwordFile, `${randomBytes(24).toString('hex')}\n`, { mode: 0o600 });
	const handed = join(draft, '..', 'password.initdb');
	writeServiceFile(handed, readFileSync(cluster.passwordFile, 'utf8'), user);
	const args = [
		'-D',
		draft,
		'-U',
		SUPERUSER,
		`--pwfile=${handed}`,
		'--auth=scram-sha-256',
		'-E',
		'UTF8',
		'--locale=C',
		'--no-instructions',
	];
	const made = spawnSync(binaries.initdb, throwaway ? [...args, '--no-sync'] : args, {
		cwd: cluster.folder,
		env: { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C' },
		encoding: 'utf8',
		...(user ?? {}),
	});
	rmSync(handed, { force: true });
	if (made.status !== 0) throw cannotRun(made.error?.message ?? made.stderr, 'made');
	renameSync(draft, cluster.data);
}

function assertVersion(cluster: Cluster, binaries: Binaries): void {
	const found = readFileSync(join(cluster.data, 'PG_VERSION'), 'utf8').trim();
	if (found !== binaries.major) {
		throw new HubError(
			'STORE_UNAVAILABLE',
			`The database in ${cluster.data} was made by PostgreSQL ${found} and this hub brings ${binaries.major}: start the hub that made it and move the data with pg_dump, or set LIANJIAN_HOME to a new folder.`,
		);
	}
	if (!existsSync(cluster.passwordFile)) {
		throw new HubError(
			'STORE_UNAVAILABLE',
			`The file ${cluster.passwordFile} is missing; put it back, or remove ${cluster.folder} to begin with an empty store.`,
		);
	}
}

const MISSING_LIBRARY = /GLIBC|error while loading shared libraries|not found|ENOENT|No such file/;
const NOT_ALLOWED = /EPERM|EACCES|Operation not permitted|Permission denied/;

/** The sentence for programs that do not run or end at once, by what they said. */
export function cannotRun(output: string, verb: 'made' | 'started'): HubError {
	const detail = output.trim().split('\n').slice(-12).join('\n');
	if (MISSING_LIBRARY.test(output)) {
		return new HubError(
			'UNSUPPORTED_SYSTEM',
			"The hub's own database needs a Linux with glibc 2.27 or newer; set DATABASE_URL to a PostgreSQL 15 or newer.",
			{ detail },
		);
	}
	const hint = NOT_ALLOWED.test(output) ? 'start the hub as an ordinary user' : 'look at the log of the start';
	const reason = detail.split('\n').find((line) => /FATAL|PANIC|error|EPERM|EACCES/.test(line)) ?? detail.split('\n').at(-1) ?? '';
	return new HubError(
		'STORE_UNAVAILABLE',
		`The hub's own database could not be ${verb} (${reason.trim()}): ${hint}, or set DATABASE_URL.`,
		{ detail },
	);
}

/** Longer than the watchdog's own grace would make a second start wait for a server that is beyond saving. */
const ORPHAN_PATIENCE_MS = 60_000;

/**
 * Clears away what a crash left: a server that is still ending is waited for, one that nobody watches is ended, and
 * a lock file whose process number now belongs to something else is removed. Call with the folder's lock held.
 */
export async function clearRemains(cluster: Cluster, patienceMs: number = ORPHAN_PATIENCE_MS): Promise<void> {
	const lockFile = join(cluster.data, 'postmaster.pid');
	const started = Date.now();
	let asked = false;
	for (;;) {
		const pid = existsSync(lockFile) ? Number(readFileSync(lockFile, 'utf8').split('\n')[0]) : 0;
		if (!(pid > 1) || !existsSync(`/proc/${pid}`)) return; // the server itself takes over a lock file of a dead process
		if (!isServer(pid, cluster)) return rmSync(lockFile, { force: true });
		if (!asked) process.kill(pid, 'SIGINT');
		asked = true;
		if (Date.now() - started > patienceMs) process.kill(pid, 'SIGQUIT');
		await delay(50);
	}
}

function isServer(pid: number, cluster: Cluster): boolean {
	try {
		const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
		return command.includes(cluster.settingsFile);
	} catch {
		return false; // ended meanwhile
	}
}
