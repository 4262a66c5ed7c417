import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startWatched } from '#system/watched-process.ts';

let folder: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'lianjian-watched-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function makeOptions(script: string, name: string) {
	return {
		command: '/bin/sh',
		args: ['-c', script, name],
		cwd: folder,
		logFile: join(folder, `${name}.log`),
		user: null,
		stopSignal: 'TERM',
		lastSignal: 'KILL',
	} as const;
}

const isAlive = (pid: number) => existsSync(`/proc/${pid}`) && !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
const readLog = (name: string) => readFileSync(join(folder, `${name}.log`), 'utf8').trim();

describe.skipIf(process.platform !== 'linux')('startWatched', () => {
	test('reports the status of a server that ends by itself', async () => {
		expect(await startWatched(makeOptions('exit 7', 'ends')).ended).toBe(7);
	});

	test('reports 127 and says why when the server cannot be started', async () => {
		const missing = startWatched({ ...makeOptions('', 'missing'), command: '/no/such/server' });
		expect(await missing.ended).toBe(127);
		expect(readLog('missing')).toMatch(/not found/);
	});

	test('asks the server to end with its signal, and waits for it', async () => {
		const server = startWatched(
			makeOptions("trap 'echo asked; exit 0' TERM; echo up; while :; do read -r _ <&- ; sleep 0.01; done", 'asked'),
		);
		await expect.poll(() => readLog('asked')).toContain('up');
		await server.stop();
		expect(readLog('asked')).toContain('asked');
	});

	test('loses no signal to servers that end, or are stopped, the moment they start', async () => {
		const names = Array.from({ length: 15 }, (_, index) => `moment-${index}`);
		const ending = names.map((name) => startWatched(makeOptions('exit 3', name)).ended);
		const stopped = names.map((name) => startWatched(makeOptions('exec sleep 1000', `${name}-stopped`)).stop());
		expect(new Set(await Promise.all(ending))).toEqual(new Set([3]));
		expect(new Set(await Promise.all(stopped))).toEqual(new Set([143]));
	});

	test('ends the server when the hub is killed', async () => {
		const hub = spawn(process.execPath, [join(import.meta.dirname, '../support/hold-watched.ts'), folder], {
			stdio: ['ignore', 'pipe', 'inherit'],
		});
		await once(hub.stdout, 'data');
		await expect.poll(() => readLog('held')).toMatch(/^\d+$/);
		const server = Number(readLog('held'));
		expect(isAlive(server)).toBe(true);
		hub.kill('SIGKILL');
		await expect.poll(() => isAlive(server)).toBe(false);
	});

	test('removes a throwaway folder once the server has ended', async () => {
		const own = mkdtempSync(join(folder, 'own-'));
		const server = startWatched({ ...makeOptions('exec sleep 1000', 'gone'), removeAfter: own });
		await server.stop();
		expect(existsSync(own)).toBe(false);
	});
});
