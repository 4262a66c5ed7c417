/** Counts of a run of Vitest, and the line that says them. `scripts/check.ts` ends with it, and so does a plain `vitest run`. */
import type { Reporter, SerializedError, TestModule } from 'vitest/node';

export interface Counts {
	readonly passed: number;
	readonly failed: number;
	readonly skipped: number;
}

/** Counts tests; an error outside of any test (a file that does not load, a hook, a rejection nobody awaits) is one failed. */
export function countTests(modules: readonly TestModule[], unhandled: readonly unknown[]): Counts {
	const counts = { passed: 0, failed: unhandled.length, skipped: 0 };
	for (const module of modules) {
		counts.failed += module.errors().length;
		for (const suite of module.children.allSuites()) counts.failed += suite.errors().length;
		for (const test of module.children.allTests()) {
			const { state } = test.result();
			counts[state === 'pending' ? 'failed' : state]++;
		}
	}
	return counts;
}

/** "N passed, N failed", with ", N skipped" when any. */
export function sayCounts(counts: Counts): string {
	const line = `${counts.passed} passed, ${counts.failed} failed`;
	return counts.skipped === 0 ? line : `${line}, ${counts.skipped} skipped`;
}

export default class CountReporter implements Reporter {
	onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
		const line = sayCounts(countTests(modules, unhandled));
		process.once('exit', () => process.stdout.write(`${line}\n`)); // after everything else Vitest prints
	}
}
