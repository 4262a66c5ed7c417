/**
 * Shows how far a long job has come: a bar with rows, rate and time left on a terminal, plain lines elsewhere (a log
 * file, a CI), few enough to read. Writes to stderr, so that a command's result on stdout stays clean.
 */
import { MultiBar, type Options, type Params, type SingleBar } from 'cli-progress';
import type { Progress } from '#core/ports.ts';

/** What progress is written to. */
export interface ProgressStream {
	readonly isTTY?: boolean;
	write(text: string): unknown;
}

/** Bars on a terminal, lines elsewhere. */
export function createProgress(stream: NodeJS.WriteStream = process.stderr): Progress {
	return stream.isTTY ? createBars(stream) : createLines(stream);
}

/** Shorter, and a log of a night has thousands of lines; longer, and a job that hangs is noticed late. */
const LINE_EVERY_MS = 5_000;

interface Stage {
	readonly name: string;
	total: number | null;
	atLeast: boolean;
	readonly startedAt: number;
	done: number;
	saidAt: number;
}

/** At most one line a stage every few seconds, and one when it ends. */
export function createLines(stream: ProgressStream, now: () => number = Date.now): Progress {
	let stage: Stage | null = null;
	const finish = (): void => {
		if (stage !== null) stream.write(`${stage.name}: ${sayDone(stage, now())}\n`);
		stage = null;
	};
	return {
		start(name, total) {
			finish();
			stage = { name, total, atLeast: false, startedAt: now(), done: 0, saidAt: now() };
		},
		expect(total, atLeast) {
			if (stage !== null) Object.assign(stage, { total, atLeast });
		},
		advance(by) {
			if (stage === null) return;
			stage.done += by;
			if (now() - stage.saidAt < LINE_EVERY_MS) return;
			stage.saidAt = now();
			stream.write(`${stage.name}: ${sayState(stage, now() - stage.startedAt)}\n`);
		},
		note: (line) => void stream.write(`${line}\n`),
		finish,
	};
}

function createBars(stream: NodeJS.WriteStream): Progress {
	const bars = new MultiBar({ stream, format, hideCursor: true, clearOnComplete: false, fps: 8, linewrap: false, gracefulExit: false });
	let bar: SingleBar | null = null;
	const finish = (): void => {
		bar?.update({ stoppedAt: Date.now() });
		bar?.stop();
		bar = null;
	};
	return {
		start(name, total) {
			finish();
			bar = bars.create(total ?? 0, 0, { name, total, atLeast: false });
		},
		expect(total, atLeast) {
			bar?.setTotal(total);
			bar?.update({ total, atLeast });
		},
		advance: (by) => bar?.increment(by),
		note: (line) => (bar === null ? void stream.write(`${line}\n`) : bars.log(`${line}\n`)),
		finish() {
			finish();
			bars.stop();
		},
	};
}

const BAR_WIDTH = 24;

interface Payload {
	readonly name: string;
	readonly total: number | null;
	readonly atLeast: boolean;
	/** Instant (ms) at which the stage ended. */
	readonly stoppedAt?: number;
}

function format(_options: Options, params: Params, payload: Payload): string {
	const elapsed = (payload.stoppedAt ?? Date.now()) - params.startTime; // a stage that is done is still drawn, and must not age
	const filled = payload.total === null ? 0 : Math.round(Math.min(1, params.value / Math.max(1, params.total)) * BAR_WIDTH);
	const bar = payload.total === null ? '' : `${'█'.repeat(filled)}${'░'.repeat(BAR_WIDTH - filled)}  `;
	return `${payload.name.padEnd(22)} ${bar}${sayState({ ...payload, done: params.value }, elapsed)}`;
}

/** "12,000 of 20,000, 60%, 4,000/s, 2 s left", "of 20,000 or more" while more may come; without a total what is not known is left out. */
export function sayState(
	{ done, total, atLeast = false }: Pick<Stage, 'done' | 'total'> & { atLeast?: boolean },
	elapsedMs: number,
): string {
	const rate = elapsedMs > 0 ? done / (elapsedMs / 1000) : 0;
	const parts = [total === null ? sayCount(done) : `${sayCount(done)} of ${sayCount(total)}${atLeast ? ' or more' : ''}`];
	if (total !== null && total > 0 && !atLeast) parts.push(`${Math.floor((Math.min(done, total) / total) * 100)}%`);
	if (rate >= 1) parts.push(`${sayCount(Math.round(rate))}/s`);
	if (total !== null && rate > 0 && done < total) parts.push(`${sayDuration(((total - done) / rate) * 1000)} left`);
	return parts.join(', ');
}

function sayDone(stage: Stage, now: number): string {
	return `${sayCount(stage.done)} in ${sayDuration(now - stage.startedAt)}`;
}

function sayCount(count: number): string {
	return count.toLocaleString('en-US');
}

/** "0.4 s", "12 s", "3 min 05 s", "2 h 10 min". */
export function sayDuration(ms: number): string {
	const seconds = ms / 1000;
	if (seconds < 10) return `${seconds.toFixed(1)} s`;
	const whole = Math.round(seconds);
	if (whole < 60) return `${whole} s`;
	if (whole < 3600) return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`;
	return `${Math.floor(whole / 3600)} h ${String(Math.floor((whole % 3600) / 60)).padStart(2, '0')} min`;
}
