/** The last line of the suite, alone and in a fixed form: "N passed, N failed", with ", N skipped" when any. */
import type { Reporter, SerializedError, TestModule } from 'vitest/node';

export default class CountReporter implements Reporter {
	onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
		const counts = { passed: 0, failed: unhandled.length, skipped: 0 };
		for (const module of modules) {
			const errors = module.errors().length + [...module.children.allSuites()].reduce((sum, suite) => sum + suite.errors().length, 0);
			counts.failed += errors;
			for (const test of module.children.allTests()) {
				const { state } = test.result();
				counts[state === 'pending' ? 'failed' : state]++;
			}
		}
		process.on('exit', () => {
			process.stdout.write(`${summarise(counts)}\n`);
		});
	}
}

/** The line of the counts. */
export function summarise(counts: { passed: number; failed: number; skipped: number }): string {
	const line = `${counts.passed} passed, ${counts.failed} failed`;
	return counts.skipped === 0 ? line : `${line}, ${counts.skipped} skipped`;
}
