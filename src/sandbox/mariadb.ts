/**
 * A private MariaDB for the sandbox province and for tests: own folder, a free port of 127.0.0.1, a random password.
 * It ends with the hub, however the hub ends. Uses the machine's mariadbd; brings none.
 */
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { accessSync, constants, existsSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import mysql from 'mysql2/promise';
import { HubError, messageOf } from '#core/errors.ts';
import { lockFolder } from '#system/folder-lock.ts';
import { assertPassable, chooseServiceUser, makeServiceFolder, type ServiceUser, writeServiceFile } from '#system/service-user.ts';
import { startWatched, type WatchedProcess } from '#system/watched-process.ts';

export interface MariadbOptions {
	/** Folder of this server alone; made when missing. */
	readonly folder: string;
	/** TCP port on 127.0.0.1; default: a free one. */
	readonly port?: number;
	/** For tests: loses data in a crash, and the folder is removed at the end. */
	readonly throwaway?: boolean;
}

export interface MariadbServer {
	/** `mysql://hub:password@127.0.0.1:port`, without a database. */
	readonly url: string;
	stop(): Promise<void>;
}

const USER = 'hub';
/** Where distributions put servers that an ordinary user's PATH leaves out. */
const SERVER_FOLDERS = ['/usr/sbin', '/usr/local/sbin', '/usr/libexec', '/usr/bin', '/usr/local/bin'];

/** Path of the machine's mariadbd; null when there is none (a mysqld that is not MariaDB does not count). */
export function findMariadb(path: string = process.execPath): string | null {
	const folders = [...SERVER_FOLDERS, dirname(path)];
	for (const name of ['mariadbd', 'mysqld']) {
		for (const folder of folders) {
			const file = join(folder, name);
			if (isExecutable(file) && basename(realpathSync(file)) === 'mariadbd' && findInstaller(file) !== null) return file;
		}
	}
	return null;
}

function findInstaller(server: string): string | null {
	const folders = [dirname(server), '/usr/bin', '/usr/local/bin', join(dirname(realpathSync(server)), '../scripts')];
	return folders.map((folder) => join(folder, 'mariadb-install-db')).find(isExecutable) ?? null;
}

function isExecutable(file: string): boolean {
	try {
		accessSync(file, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}

/**
 * Starts a MariaDB on a folder, made the first time, and waits until it answers.
 * @throws HubError UNSUPPORTED_SYSTEM without a mariadbd, ALREADY_RUNNING when the folder is in use, else SOURCE_UNAVAILABLE.
 */
export async function startMariadb(options: MariadbOptions): Promise<MariadbServer> {
	const program = findMariadb();
	if (program === null) {
		throw new HubError('UNSUPPORTED_SYSTEM', 'No mariadbd is installed on this machine; install the package mariadb-server.');
	}
	const user = chooseServiceUser(join(options.folder, 'data'));
	makeServiceFolder(options.folder, user);
	assertPassable(realpathSync(options.folder), user);
	const lock = await lockFolder(options.folder);
	if (lock === null) throw new HubError('ALREADY_RUNNING', `Another MariaDB of the hub already runs on ${options.folder}; stop it first.`);
	try {
		const folder = realpathSync(options.folder);
		initialise(program, folder, user);
		const { url, server } = await startOnPort(program, folder, user, options);
		const stop = async () => {
			await server.stop();
			await lock.release();
		};
		return { url, stop };
	} catch (error) {
		await lock.release();
		throw error;
	}
}

/** Under another name first, so that a start cut short begins anew. */
function initialise(program: string, folder: string, user: ServiceUser | null): void {
	if (existsSync(join(folder, 'data'))) return;
	const draft = join(folder, 'data.draft');
	rmSync(draft, { recursive: true, force: true });
	const args = ['--no-defaults', `--datadir=${draft}`, '--skip-test-db', '--skip-name-resolve', '--auth-root-authentication-method=socket'];
	const made = spawnSync(findInstaller(program) ?? 'mariadb-install-db', args, { cwd: folder, encoding: 'utf8', ...(user ?? {}) });
	if (made.status !== 0) throw failure(made.error?.message ?? `${made.stdout}\n${made.stderr}`);
	writeFileSync(join(folder, 'password'), randomBytes(18).toString('hex'), { mode: 0o600 });
	renameSync(draft, join(folder, 'data'));
}

/** A free port can be taken by someone else before the server has it; then another is tried. */
const PORT_ATTEMPTS = 3;

async function startOnPort(program: string, folder: string, user: ServiceUser | null, options: MariadbOptions) {
	const password = readFileSync(join(folder, 'password'), 'utf8');
	for (let attempt = 1; ; attempt++) {
		const port = options.port ?? (await freePort());
		writeInitFile(folder, user, password);
		writeFileSync(join(folder, 'server.log'), '', { mode: 0o600 });
		const server = startWatched({
			command: program,
			args: serverArgs(folder, port, options.throwaway === true),
			cwd: folder,
			logFile: join(folder, 'server.log'),
			user,
			stopSignal: 'TERM',
			lastSignal: 'KILL',
			...(options.throwaway === true ? { removeAfter: folder } : {}),
		});
		const url = `mysql://${USER}:${password}@127.0.0.1:${port}`;
		if (await answers(url, server)) return { url, server };
		const log = readLog(folder);
		if (attempt === PORT_ATTEMPTS || options.port !== undefined || !/Address already in use/.test(log)) throw failure(log);
	}
}

function readLog(folder: string): string {
	const file = join(folder, 'server.log');
	return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

/** Run by the server before it takes connections: the only account that can log in over TCP. */
function writeInitFile(folder: string, user: ServiceUser | null, password: string): void {
	const file = join(folder, 'init.sql');
	const account = `${USER}@'127.0.0.1'`;
	writeServiceFile(file, `create or replace user ${account} identified by '${password}';\ngrant all on *.* to ${account};\n`, user);
}

const LONGEST_SOCKET_PATH = 107;

function serverArgs(folder: string, port: number, throwaway: boolean): string[] {
	const near = join(folder, 'socket');
	const socket = near.length <= LONGEST_SOCKET_PATH ? near : join(tmpdir(), `lianjian-mariadb-${port}.sock`);
	return [
		'--no-defaults',
		`--datadir=${join(folder, 'data')}`,
		`--socket=${socket}`,
		`--pid-file=${join(folder, 'pid')}`,
		`--init-file=${join(folder, 'init.sql')}`,
		'--bind-address=127.0.0.1',
		`--port=${port}`,
		'--skip-name-resolve',
		'--skip-log-bin',
		'--character-set-server=utf8mb4',
		'--max-allowed-packet=64M',
		'--innodb-buffer-pool-size=256M',
		// The province is made from a seed and can be made again: a commit need not wait for the disk.
		`--innodb-flush-log-at-trx-commit=${throwaway ? 0 : 2}`,
	];
}

async function answers(url: string, server: WatchedProcess): Promise<boolean> {
	let ended = false;
	void server.ended.then(() => {
		ended = true;
	});
	while (!ended) {
		try {
			const connection = await mysql.createConnection(url);
			await connection.end();
			return true;
		} catch (error) {
			const code = (error as { code?: string }).code ?? '';
			if (!['ECONNREFUSED', 'ECONNRESET', 'PROTOCOL_CONNECTION_LOST'].includes(code)) {
				await server.stop();
				throw failure(messageOf(error));
			}
			await delay(20);
		}
	}
	return false;
}

async function freePort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
	const address = server.address();
	await new Promise((resolve) => server.close(resolve));
	return typeof address === 'object' && address !== null ? address.port : 0;
}

function failure(output: string): HubError {
	const lines = output
		.trim()
		.split('\n')
		.filter((line) => line !== '');
	const reason = lines.findLast((line) => /\[ERROR\]|rror/.test(line)) ?? lines.at(-1) ?? 'it said nothing';
	return new HubError('SOURCE_UNAVAILABLE', `The sandbox's MariaDB could not be started: ${reason.trim()}.`, {
		detail: lines.slice(-12).join('\n'),
	});
}
