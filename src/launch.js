/**
 * The first file that runs, in JavaScript that any Node reads: an older Node cannot even parse the rest, so this one
 * says so in a sentence. Then it hands over to main.ts.
 */
import process from 'node:process';

const LEAST_NODE = 24;

if (Number.parseInt(process.versions.node, 10) < LEAST_NODE) {
	process.stderr.write(
		`lianjian: Node ${LEAST_NODE} or newer is needed and this is ${process.versions.node}: run "npm ci" and then "npm start", which bring their own on Linux, or install Node ${LEAST_NODE}.\n`,
	);
	process.exitCode = 2;
} else {
	const { enableCompileCache } = await import('node:module'); // not in Node 20
	enableCompileCache(); // later starts need not strip the types again
	await import('./main.ts');
}
