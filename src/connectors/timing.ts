/** Time and chance as the connectors use them, so that tests need not wait. */
import { setTimeout as wait } from 'node:timers/promises';

export interface Timing {
	/** Milliseconds of a clock that only moves forward. */
	now(): number;
	/** Resolves after `ms`; rejects with the signal's reason when it fires first. */
	sleep(ms: number, signal?: AbortSignal): Promise<void>;
	/** 0 ≤ x < 1 */
	random(): number;
}

/** The machine's time and chance. */
export const systemTiming: Timing = {
	now: () => performance.now(),
	async sleep(ms, signal) {
		try {
			await wait(ms, undefined, signal && { signal });
		} catch (thrown) {
			signal?.throwIfAborted();
			throw thrown;
		}
	},
	random: () => Math.random(),
};

/**
 * The promise's result, or the signal's reason as soon as it fires; the promise itself goes on unheard, so the caller
 * must make an end of what stands behind it.
 */
export async function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
	promise.catch(() => {}); // heard by the race below, or by nobody once the signal has fired
	signal.throwIfAborted();
	let stop = () => {};
	const aborted = new Promise<never>((_, reject) => {
		stop = () => reject(signal.reason);
		signal.addEventListener('abort', stop, { once: true });
	});
	try {
		return await Promise.race([promise, aborted]);
	} finally {
		signal.removeEventListener('abort', stop);
	}
}
