/** Finds a TCP port for a server whose address is printed rather than agreed on. */
import { createServer } from 'node:net';
import { HubError } from '#core/errors.ts';

/** More tries only hide that something is wrong with the machine. */
const MOST_TRIES = 50;

/**
 * The first port from `from` on that nothing listens on at `host`.
 * @throws HubError CONFLICT when there is none near.
 */
export async function freePortFrom(from: number, host: string): Promise<number> {
	for (let port = from; port < from + MOST_TRIES; port++) if (await isFree(port, host)) return port;
	throw new HubError('CONFLICT', `The ports from ${from} to ${from + MOST_TRIES - 1} are all taken; name another with --port.`);
}

function isFree(port: number, host: string): Promise<boolean> {
	const server = createServer();
	return new Promise((resolve) => {
		server.once('error', () => resolve(false));
		server.listen(port, host, () => server.close(() => resolve(true)));
	});
}
