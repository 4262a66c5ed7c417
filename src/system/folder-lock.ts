/**
 * One hub a folder. The lock is a Linux abstract socket named after the folder: the kernel gives the name to one
 * process and takes it back when that process ends in whatever way, so no stale lock is ever left to clean up.
 */
import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

export interface FolderLock {
	release(): Promise<void>;
}

/**
 * A process that is just being started holds every socket of its parent until it runs its own program, so a lock that was
 * released may seem held for a moment. Shorter: a busy machine refuses a hub that may start; longer: one that may not hears so late.
 */
const PATIENCE_MS = 500;
const PAUSE_MS = 20;

/** Takes the lock of a folder that exists; null when another process holds it. */
export async function lockFolder(folder: string): Promise<FolderLock | null> {
	const digest = createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 32);
	const until = Date.now() + PATIENCE_MS;
	for (;;) {
		const server = createServer((socket) => socket.destroy());
		if (await listen(server, `\0lianjian/${digest}`)) {
			server.unref();
			return { release: () => new Promise((resolve) => server.close(() => resolve())) };
		}
		if (Date.now() > until) return null;
		await delay(PAUSE_MS);
	}
}

function listen(server: Server, path: string): Promise<boolean> {
	return new Promise((resolve, reject) => {
		server.once('error', (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' ? resolve(false) : reject(error)));
		server.listen({ path }, () => resolve(true));
	});
}
