/**
 * Where the hub keeps what it makes while it runs: database folders, logs, the sandbox province.
 * Beside the code (`var/`), except as root: there a server runs as another user, who may not enter a checkout
 * under /root, so everything lives under /var/lib/lianjian/.
 */
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { HubError, messageOf } from '#core/errors.ts';

/** Short, because the path of a socket may have no more than 107 bytes. */
const NAME_LENGTH = 24;

/** A short name for a checkout, of its folder's name and a digest of its whole path: two checkouts never share one. */
export function checkoutSlug(checkout: string): string {
	const path = realpathSync(checkout);
	const digest = createHash('sha256').update(path).digest('hex').slice(0, 8);
	const name = basename(path)
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-+|-+$/g, '')
		.slice(0, NAME_LENGTH);
	return name === '' ? digest : `${name}-${digest}`;
}

/** The folder for a checkout's runtime data; `home` (LIANJIAN_HOME) wins. `makeHome` makes it. */
export function runtimeHome(checkout: string, home: string | undefined): string {
	if (home !== undefined && home !== '') return resolve(home);
	if (process.getuid?.() === 0) return join('/var/lib/lianjian', checkoutSlug(checkout));
	return join(realpathSync(checkout), 'var');
}

/**
 * Makes the folder when it is missing. Everybody may pass through it, whatever the umask: a database under it runs as another user
 * than root; what it holds is closed part by part.
 * @throws HubError STORE_UNAVAILABLE when it cannot be made.
 */
export function makeHome(home: string): void {
	if (existsSync(home)) return;
	try {
		if (dirname(home) !== home) makeHome(dirname(home));
		mkdirSync(home);
		chmodSync(home, 0o755);
	} catch (cause) {
		if (existsSync(home)) return; // another start was faster
		throw cause instanceof HubError ? cause : cannotMake(home, cause);
	}
}

function cannotMake(home: string, cause: unknown): HubError {
	const sentence = `The folder ${home} cannot be made (${messageOf(cause)}); give LIANJIAN_HOME a folder that can be written.`;
	return new HubError('STORE_UNAVAILABLE', sentence, { cause });
}
