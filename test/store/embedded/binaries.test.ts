import { chmodSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { placeBinaries } from '#store/embedded/binaries.ts';

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'lianjian-binaries-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A package as npm unpacks it: the library's links are left out and only listed. */
function makePackage(mode = 0o755): string {
	const root = join(folder, 'package');
	for (const part of ['native/bin', 'native/lib']) mkdirSync(join(root, part), { recursive: true });
	writeFileSync(join(root, 'package.json'), JSON.stringify({ version: '18.4.0-beta.1' }));
	for (const program of ['initdb', 'postgres']) writeFileSync(join(root, 'native/bin', program), '#!/bin/sh\n', { mode });
	writeFileSync(join(root, 'native/lib/libpq.so.5.18'), 'library');
	writeFileSync(
		join(root, 'native/pg-symlinks.json'),
		JSON.stringify([{ source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' }]),
	);
	return root;
}

describe('placeBinaries', () => {
	test('runs the programs where npm put them, with the missing links made', () => {
		const root = makePackage();
		const binaries = placeBinaries(root, join(folder, 'home'), false);
		expect(binaries).toMatchObject({ folder: join(root, 'native'), major: '18' });
		expect(readFileSync(join(binaries.folder, 'lib/libpq.so.5'), 'utf8')).toBe('library');
	});

	test('copies them where they must run from elsewhere, links included, and leaves the package as it is', () => {
		const root = makePackage();
		const binaries = placeBinaries(root, join(folder, 'home'), true);
		expect(binaries.folder).toBe(join(folder, 'home/postgresql-18.4.0-beta.1'));
		expect(lstatSync(join(binaries.folder, 'lib/libpq.so.5')).isSymbolicLink()).toBe(true);
		expect(existsSync(join(root, 'native/lib/libpq.so.5'))).toBe(false);
	});

	test('copies them when they lost the right to be executed', () => {
		const binaries = placeBinaries(makePackage(0o644), join(folder, 'home'), false);
		expect(binaries.folder).toContain('home');
		expect(lstatSync(binaries.postgres).mode & 0o777).toBe(0o755);
	});

	test('lets every user read the copy, whatever the umask', () => {
		const root = makePackage();
		for (const name of ['native/lib', 'native/lib/libpq.so.5.18']) chmodSync(join(root, name), 0o700);
		const { folder: copy } = placeBinaries(root, join(folder, 'home'), true);
		expect(lstatSync(join(copy, 'lib')).mode & 0o777).toBe(0o755);
		expect(lstatSync(join(copy, 'lib/libpq.so.5.18')).mode & 0o044).toBe(0o044);
	});

	test('takes a finished copy as it is, and no copy that was cut short', () => {
		const root = makePackage();
		const first = placeBinaries(root, join(folder, 'home'), true);
		writeFileSync(join(first.folder, 'mark'), 'mine');
		mkdirSync(join(folder, 'home/postgresql-18.4.0-beta.1.4711'));
		expect(existsSync(join(placeBinaries(root, join(folder, 'home'), true).folder, 'mark'))).toBe(true);
	});
});
