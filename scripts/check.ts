/**
 * Everything `npm test` checks: format and lint, types, generated code, then the suite. Arguments choose test files.
 * The last line stands alone, "N passed, N failed", from Vitest's results; a check before the suite that fails counts as one failed.
 */
import { spawn } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { startVitest } from 'vitest/node';
import { type Counts, countTests, sayCounts } from '../test/support/count-reporter.ts';

interface Check {
	readonly name: string;
	/** What mends it. */
	readonly remedy: string;
	readonly command: string;
	readonly args: readonly string[];
}

const ROOT = resolve(import.meta.dirname, '..');
const BIN = join(ROOT, 'node_modules/.bin');
const BIOME = join(ROOT, `node_modules/@biomejs/cli-${process.platform}-${process.arch}/biome`);

const CHECKS: readonly Check[] = [
	{ name: 'Format and lint', remedy: 'npm run format', command: BIOME, args: ['check', '--error-on-warnings'] },
	{ name: 'Types', remedy: 'npm run types', command: join(BIN, 'tsc'), args: ['--noEmit', '-p', '.'] },
	{ name: 'Types of the console', remedy: 'npm run types', command: join(BIN, 'tsc'), args: ['--noEmit', '-p', 'console'] },
	...(globSync('schema/**/*.graphql', { cwd: ROOT }).length === 0
		? []
		: [{ name: 'Generated code', remedy: 'npm run codegen', command: join(BIN, 'graphql-codegen'), args: ['--check', '--errors-only'] }]),
];

function run(check: Check): Promise<boolean> {
	return new Promise((done) => {
		const output: Buffer[] = [];
		const child = spawn(check.command, check.args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
		for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => output.push(chunk));
		child.on('error', (error) => output.push(Buffer.from(error.message)));
		child.on('close', (code) => {
			console.log(code === 0 ? `ok      ${check.name}` : `FAILED  ${check.name} (${check.remedy})\n${Buffer.concat(output)}`);
			done(code === 0);
		});
	});
}

/** Vitest's results; a suite that cannot start, or that finds no test, is one failed. */
async function runSuite(filters: readonly string[]): Promise<Counts> {
	try {
		const vitest = await startVitest([...filters], { watch: false, reporters: ['default'] });
		const counts = countTests(vitest.state.getTestModules(), vitest.state.getUnhandledErrors());
		await vitest.close();
		return counts.passed + counts.failed + counts.skipped === 0 ? { ...counts, failed: 1 } : counts;
	} catch (error) {
		console.error(error);
		return { passed: 0, failed: 1, skipped: 0 };
	}
}

if (!existsSync(BIN)) throw new Error('Run npm ci first.');
const results = await Promise.all(CHECKS.map(run));
const counts = await runSuite(process.argv.slice(2));
const failed = counts.failed + results.filter((passed) => !passed).length;
process.exitCode = failed === 0 ? 0 : 1;
process.once('exit', () => process.stdout.write(`${sayCounts({ ...counts, failed })}\n`));
