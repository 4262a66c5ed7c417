/**
 * Bundles the console from `console/graphiql` into `console/dist/graphiql`, so that the server needs no network for it. Does nothing
 * when what is there was made of the same sources and packages; `--force` builds anyway.
 */
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'vite';

const ROOT = resolve(import.meta.dirname, '..');
const SOURCE = join(ROOT, 'console/graphiql');
const OUTPUT = join(ROOT, 'console/dist/graphiql');
const STAMP = join(OUTPUT, 'built-from');

/** SHA-256 over the sources and the locked versions of all packages. */
function digestOfInputs(): string {
	const digest = createHash('sha256').update(readFileSync(join(ROOT, 'package-lock.json')));
	for (const file of globSync('**/*', { cwd: SOURCE, withFileTypes: true }).filter((entry) => entry.isFile())) {
		digest.update(file.name).update(readFileSync(join(file.parentPath, file.name)));
	}
	return digest.digest('hex');
}

const digest = digestOfInputs();
if (!process.argv.includes('--force') && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === digest) process.exit(0);

await build({
	root: SOURCE,
	base: '/graphiql/',
	// Directives that packages hold for other bundlers are warned of by the hundred.
	logLevel: 'error',
	configFile: false,
	build: {
		outDir: OUTPUT,
		emptyOutDir: true,
		// The editor is large by nature; a warning nobody can act on would hide others.
		chunkSizeWarningLimit: 10_000,
		// Everything as files: data: addresses would need a wider content policy.
		assetsInlineLimit: 0,
	},
	worker: { format: 'es' },
});
writeFileSync(STAMP, digest);
console.log('The console is built.');
