/** Keeps a connector's calls below the rate the agency allows. One for all calls of a connector. */
import type { Timing } from './timing.ts';

/**
 * Calls keep this much more distance than the rate asks for: agencies count in windows of their own clock, and two calls
 * sent 200 ms apart can arrive 190 ms apart. Smaller: now and then a 429; larger: throughput is given away.
 */
const MARGIN = 1.05;

/**
 * A token bucket that holds one token. A larger bucket would let a burst of five and the calls refilled meanwhile fall
 * into one second of the agency's count.
 */
export class RateLimit {
	readonly #spacingMs: number;
	readonly #timing: Timing;
	#nextAt = 0;

	/** @param callsPerSecond undefined: no limit. */
	constructor(callsPerSecond: number | undefined, timing: Timing) {
		this.#spacingMs = callsPerSecond === undefined ? 0 : (1000 / callsPerSecond) * MARGIN;
		this.#timing = timing;
	}

	/** Waits for this caller's turn; callers go in the order in which they came. */
	async turn(signal: AbortSignal): Promise<void> {
		signal.throwIfAborted();
		for (;;) {
			const now = this.#timing.now();
			if (now >= this.#nextAt) break;
			const at = this.#nextAt;
			await this.#timing.sleep(at - now, signal);
		}
		this.#nextAt = Math.max(this.#timing.now(), this.#nextAt) + this.#spacingMs;
	}

	/** Nobody calls for `ms`: the agency said so (Retry-After). */
	pause(ms: number): void {
		this.#nextAt = Math.max(this.#nextAt, this.#timing.now() + ms);
	}
}
