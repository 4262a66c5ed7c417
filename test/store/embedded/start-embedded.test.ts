import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findPackage } from '#store/embedded/binaries.ts';
import { type EmbeddedPostgres, startEmbedded } from '#store/embedded/start-embedded.ts';

const checkout = resolve(import.meta.dirname, '../../..');
const quiet = () => {};

function isInstalled(): boolean {
	try {
		return findPackage() !== '';
	} catch {
		return false;
	}
}

async function ask(url: string, statement: string): Promise<string> {
	const client = new pg.Client({ connectionString: url });
	client.on('error', quiet);
	await client.connect();
	const { rows } = await client.query<{ answer: string }>(statement).finally(() => client.end());
	return rows[0]?.answer ?? '';
}

/** Process number of the server that runs on a folder. */
const serverOf = (folder: string) => Number(readFileSync(join(folder, 'data/postmaster.pid'), 'utf8').split('\n')[0]);

// Without the package of this platform there is nothing to start; findPackage's own test says what is told then.
describe.skipIf(!isInstalled())('startEmbedded', () => {
	let folder: string;
	let server: EmbeddedPostgres;
	const start = (changes: { join?: boolean } = {}) => startEmbedded({ checkout, folder, log: quiet, ...changes });

	beforeAll(async () => {
		folder = mkdtempSync(join(tmpdir(), 'lianjian-embedded-'));
		server = await start();
	});
	afterAll(async () => {
		await server.stop();
		rmSync(folder, { recursive: true, force: true });
	});

	test('gives a UTF-8 database that sorts by code point and takes no one in without the password', async () => {
		const query =
			"select current_setting('server_encoding') || ' ' || datcollate as answer from pg_database where datname = current_database()";
		expect(await ask(server.url, query)).toBe('UTF8 C');
		expect(statSync(join(folder, 'password')).mode & 0o777).toBe(0o600);
		const password = new URL(server.url).password;
		await expect(ask(server.url.replace(password, 'guess'), 'select 1')).rejects.toThrow(/password/);
	});

	test('refuses a second hub on the same folder and leaves the first one alone', async () => {
		await expect(start()).rejects.toMatchObject({ code: 'ALREADY_RUNNING', message: expect.stringContaining(folder) });
		expect(await ask(server.url, "select 'alive' as answer")).toBe('alive');
	});

	test('lets a command join the hub that runs, and leave it running', async () => {
		const joined = await start({ join: true });
		expect(joined).toMatchObject({ kind: 'JOINED', url: server.url });
		await joined.stop();
		expect(await ask(server.url, "select 'alive' as answer")).toBe('alive');
	});

	test('starts the server again when it is killed', async () => {
		const first = serverOf(folder);
		process.kill(first, 'SIGKILL');
		await expect.poll(() => ask(server.url, "select 'alive' as answer").catch(() => ''), { timeout: 20_000 }).toBe('alive');
		expect(serverOf(folder)).not.toBe(first);
	});

	test('keeps what was written from one start to the next, and leaves no process behind', async () => {
		await ask(server.url, 'create table kept as select 42::text as answer');
		const pid = serverOf(folder);
		await server.stop();
		expect(existsSync(`/proc/${pid}`)).toBe(false);
		server = await start();
		expect(await ask(server.url, 'select answer from kept')).toBe('42');
	});

	test('takes over from a hub that was killed, and its server does not outlive it', async () => {
		await server.stop();
		const hub = spawn(process.execPath, [join(checkout, 'test/support/hold-embedded.ts'), folder], {
			stdio: ['ignore', 'pipe', 'inherit'],
		});
		const [url] = await once(hub.stdout, 'data');
		expect(await ask(String(url).trim(), 'select answer from kept')).toBe('42');
		const orphan = serverOf(folder);
		hub.kill('SIGKILL');
		await once(hub, 'exit');
		server = await start();
		expect(serverOf(folder)).not.toBe(orphan);
		expect(existsSync(`/proc/${orphan}`)).toBe(false);
		expect(await ask(server.url, 'select answer from kept')).toBe('42');
	});

	test('is not kept from starting by a lock file whose process number now is someone else’s', async () => {
		await server.stop();
		writeFileSync(join(folder, 'data/postmaster.pid'), `${process.pid}\n${join(folder, 'data')}\n1\n5432\n${folder}\n\n0 0\nready\n`);
		server = await start();
		expect(await ask(server.url, 'select answer from kept')).toBe('42');
	});

	test('names the version when the folder was made by another PostgreSQL', async () => {
		await server.stop();
		const file = join(folder, 'data/PG_VERSION');
		const version = readFileSync(file, 'utf8');
		writeFileSync(file, '14\n');
		await expect(start()).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE', message: expect.stringContaining('PostgreSQL 14') });
		writeFileSync(file, version);
		server = await start();
	});
});

describe('findPackage', () => {
	test('says what to do on a machine for which no database is packed', () => {
		expect(() => findPackage('sunos', 'sparc')).toThrow(/sunos-sparc.*DATABASE_URL/);
	});
});
