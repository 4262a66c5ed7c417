/** A hub in a process of its own: starts the embedded PostgreSQL on a folder, prints its url and waits to be killed. */
import { resolve } from 'node:path';
import { startEmbedded } from '#store/embedded/start-embedded.ts';

const { url } = await startEmbedded({
	checkout: resolve(import.meta.dirname, '../..'),
	folder: process.argv[2] ?? '.',
	log: (line) => console.error(line),
});
console.log(url);
setInterval(() => {}, 1_000_000);
