import { defineConfig } from 'vitest/config';

export default defineConfig({
	test: {
		include: ['test/**/*.test.ts'],
		globalSetup: ['test/support/global-setup.ts'],
		// A slow machine under load needs room; a hanging test must still end the run.
		testTimeout: 30_000,
		hookTimeout: 120_000,
		// Threads start faster than processes, and no test changes the process itself.
		pool: 'threads',
		reporters: ['default', './test/support/count-reporter.ts'],
	},
});
