/** Runs Node on a script and watches the process from outside, by /proc. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { readEnvironment } from '#config/environment.ts';

export interface Measured {
	readonly seconds: number;
	/** User and system time of the process and its threads; databases are not in it. */
	readonly cpuSeconds: number;
	/** Largest resident size, MiB. */
	readonly peakMiB: number;
}

export interface Script {
	readonly args: readonly string[];
	readonly cwd: string;
	readonly environment: Readonly<Record<string, string | undefined>>;
}

/** More often: the watcher takes part; less often: the last of a short process is missed. */
const LOOK_EVERY_MS = 50;
/** Clock ticks a second, as Linux counts a process's time. */
const TICKS = 100;

/** Runs the script to its end. @throws when it fails, with the end of what it said. */
export async function measure({ args, cwd, environment }: Script): Promise<Measured> {
	const started = performance.now();
	const child = spawn(process.execPath, args, {
		cwd,
		env: { PATH: readEnvironment().PATH, ...environment },
		stdio: ['ignore', 'ignore', 'pipe'],
	});
	let said = '';
	child.stderr.on('data', (chunk: Buffer) => {
		said = (said + chunk).slice(-2000);
	});
	let [cpuSeconds, peakMiB] = [0, 0];
	const timer = setInterval(() => {
		try {
			const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
			cpuSeconds = (Number(fields[11]) + Number(fields[12])) / TICKS;
			peakMiB = Math.round(Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? 0) / 1024) || peakMiB;
		} catch {
			// it has just ended
		}
	}, LOOK_EVERY_MS);
	const status = await new Promise<number | null>((done, failed) => child.on('error', failed).on('close', done)).finally(() =>
		clearInterval(timer),
	);
	if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${said}`);
	return { seconds: Number(((performance.now() - started) / 1000).toFixed(2)), cpuSeconds, peakMiB };
}
