import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
	// One copy of graphql, the one that Node gives to the packages beside it; Vite alone would take its other build for our files.
	resolve: { alias: [{ find: /^graphql$/, replacement: fileURLToPath(import.meta.resolve('graphql')) }] },
	test: {
		include: ['test/**/*.test.ts'],
		globalSetup: ['test/support/global-setup.ts'],
		setupFiles: ['test/support/lexicon.ts'],
		// A slow machine under load needs room; a hanging test must still end the run.
		testTimeout: 30_000,
		hookTimeout: 120_000,
		// Threads start faster than processes, and no test changes the process itself.
		pool: 'threads',
		// One a core, two at least: PostgreSQL and MariaDB need the cores as well, and one worker alone would leave one idle.
		maxWorkers: Math.max(2, availableParallelism()),
		reporters: ['default', './test/support/count-reporter.ts'],
	},
});
