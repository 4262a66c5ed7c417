import { describe, expect, test } from 'vitest';
import { createLines, sayDuration, sayState } from '#jobs/progress.ts';

/** Progress in lines under a clock that only the test moves. */
function makeLines() {
	const lines: string[] = [];
	let time = 0;
	const progress = createLines({ write: (text) => lines.push(text) }, () => time);
	return { lines, progress, pass: (ms: number) => (time += ms) };
}

describe('createLines', () => {
	test('says one line every five seconds and one at the end, however often the job advances', () => {
		const { lines, progress, pass } = makeLines();
		progress.start('sync market', 1000);
		for (let step = 0; step < 100; step++) {
			pass(100);
			progress.advance(10);
		}
		progress.finish();
		expect(lines).toEqual([
			'sync market: 500 of 1,000, 50%, 100/s, 5.0 s left\n',
			'sync market: 1,000 of 1,000, 100%, 100/s\n',
			'sync market: 1,000 in 10 s\n',
		]);
	});

	test('takes up a total that is learnt on the way', () => {
		const { lines, progress, pass } = makeLines();
		progress.start('sync', null);
		progress.expect(400, true);
		pass(5000);
		progress.advance(100);
		progress.expect(200, false);
		pass(5000);
		progress.advance(50);
		expect(lines).toEqual(['sync: 100 of 400 or more, 20/s, 15 s left\n', 'sync: 150 of 200, 75%, 15/s, 3.3 s left\n']);
	});

	test('ends a stage when the next begins, and keeps notes', () => {
		const { lines, progress, pass } = makeLines();
		progress.start('sync', null);
		progress.advance(3);
		pass(400);
		progress.note('bank: stale since 2025-05-30');
		progress.start('rules', null);
		expect(lines).toEqual(['bank: stale since 2025-05-30\n', 'sync: 3 in 0.4 s\n']);
	});
});

describe('sayState', () => {
	test.each([
		[0, 100, 0, '0 of 100, 0%'],
		[5, null, 1000, '5, 5/s'],
		[120, 100, 1000, '120 of 100, 100%, 120/s'],
		[0, 0, 1000, '0 of 0'],
	])('%i of %s after %i ms: %s', (done, total, elapsed, said) => {
		expect(sayState({ done, total }, elapsed)).toBe(said);
	});

	test('promises no share of what may still grow', () => {
		expect(sayState({ done: 50, total: 100, atLeast: true }, 1000)).toBe('50 of 100 or more, 50/s, 1.0 s left');
	});
});

describe('sayDuration', () => {
	test.each([
		[9_940, '9.9 s'],
		[59_400, '59 s'],
		[185_000, '3 min 05 s'],
		[7_800_000, '2 h 10 min'],
	])('%i ms: %s', (ms, said) => {
		expect(sayDuration(ms)).toBe(said);
	});
});
