/**
 * The user under which the hub runs database servers of its own. PostgreSQL refuses to run as root, so as root
 * they run as another user of the machine; otherwise as whoever runs the hub. Does not create users.
 */
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { HubError, messageOf } from '#core/errors.ts';

export interface ServiceUser {
	readonly uid: number;
	readonly gid: number;
}

/** Who runs this process and who is known to the machine; tests bring their own. */
export interface UserSource {
	uid(): number | undefined;
	/** The text of /etc/passwd. */
	passwd(): string;
}

const PASSWD = '/etc/passwd';
const THIS_MACHINE: UserSource = {
	uid: () => process.getuid?.(),
	passwd: () => (existsSync(PASSWD) ? readFileSync(PASSWD, 'utf8') : ''),
};

/** First one that exists wins; initdb looks its user up by name, so a bare number without an entry will not do. */
const CANDIDATES = ['postgres', 'nobody'];

function lookUp(passwd: string, matches: (fields: readonly string[]) => boolean): ServiceUser | null {
	for (const line of passwd.split('\n')) {
		const fields = line.split(':');
		const [uid, gid] = [Number(fields[2]), Number(fields[3])];
		if (fields.length >= 4 && matches(fields) && uid > 0) return { uid, gid };
	}
	return null;
}

/**
 * The user that servers of the hub run as; null: the hub's own user (it is not root).
 * The owner of `folder` is kept when the folder exists, so that a later start reads what an earlier one wrote.
 * @throws HubError UNSUPPORTED_SYSTEM when the hub runs as root on a machine without a user to hand over to.
 */
export function chooseServiceUser(folder: string, machine: UserSource = THIS_MACHINE): ServiceUser | null {
	if (machine.uid() !== 0) return null;
	const passwd = machine.passwd();
	const owner = existsSync(folder) ? statSync(folder).uid : 0;
	const kept = owner === 0 ? null : lookUp(passwd, (fields) => Number(fields[2]) === owner);
	if (kept !== null) return kept;
	for (const name of CANDIDATES) {
		const found = lookUp(passwd, (fields) => fields[0] === name);
		if (found !== null) return found;
	}
	throw new HubError(
		'UNSUPPORTED_SYSTEM',
		'The hub runs as root and the machine has neither a user "postgres" nor "nobody" for its database; start it as another user or set DATABASE_URL.',
	);
}

/**
 * Makes a folder, or takes one that is there, and gives it the mode asked for and the service user as its owner.
 * @throws HubError STORE_UNAVAILABLE naming the folder when it cannot be made.
 */
export function makeServiceFolder(folder: string, user: ServiceUser | null, mode = 0o700): void {
	try {
		mkdirSync(folder, { recursive: true });
		chmodSync(folder, mode);
		if (user !== null) chownSync(folder, user.uid, user.gid);
	} catch (cause) {
		throw new HubError(
			'STORE_UNAVAILABLE',
			`The folder ${folder} cannot be made (${messageOf(cause)}); give LIANJIAN_HOME a folder that can be written.`,
			{ cause },
		);
	}
}

/** Writes a file that the service user, or else the hub's own, may read alone, whatever the umask. */
export function writeServiceFile(file: string, text: string, user: ServiceUser | null): void {
	writeFileSync(file, text, { mode: 0o600 });
	chmodSync(file, 0o600);
	if (user !== null) chownSync(file, user.uid, user.gid);
}

/**
 * Checks that the service user may pass through every folder above `folder`, which root itself always may.
 * @throws HubError STORE_UNAVAILABLE naming the first one that is closed.
 */
export function assertPassable(folder: string, user: ServiceUser | null): void {
	if (user === null) return;
	for (let above = folder; above !== dirname(above); above = dirname(above)) {
		const { uid, gid, mode } = statSync(above);
		const right = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
		if ((mode & right) === 0) {
			throw new HubError(
				'STORE_UNAVAILABLE',
				`The hub's database runs as user ${user.uid}, who may not enter ${above}; give LIANJIAN_HOME a folder that everybody may pass through.`,
			);
		}
	}
}
