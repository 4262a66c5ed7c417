/**
 * One breaker a source: after failures in a row calls are refused at once, so that a page of the dashboard does not
 * wait for a source that is down; after a pause one trial call decides.
 */
import { HubError } from '#core/errors.ts';
import type { Timing } from './timing.ts';

/** Fewer: one lost call closes the source for everyone; more: each of many readers waits out a time-out first. */
const FAILURES_TO_OPEN = 5;
/** Shorter: a source that starts again is knocked at while it starts; longer: live data stays away after it is back. */
const COOL_DOWN_MS = 30_000;

export interface BreakerState {
	readonly state: 'CLOSED' | 'OPEN' | 'HALF_OPEN';
	/** Since when the source fails; null while it is well. */
	readonly since: Date | null;
}

export class CircuitBreaker {
	readonly #source: string;
	readonly #timing: Timing;
	#failures = 0;
	#openedAt: number | null = null;
	#since: Date | null = null;
	#trial = false;

	constructor(source: string, timing: Timing) {
		this.#source = source;
		this.#timing = timing;
	}

	/** The state as of now. */
	get state(): BreakerState {
		if (this.#openedAt === null) return { state: 'CLOSED', since: null };
		return { state: this.#cooledDown() ? 'HALF_OPEN' : 'OPEN', since: this.#since };
	}

	/**
	 * Runs a call through the breaker. A failure counts when the source did not answer or refused us (SOURCE_UNAVAILABLE,
	 * SOURCE_REJECTED); a caller who gives up counts for neither side.
	 * @throws HubError SOURCE_UNAVAILABLE at once while the breaker is open.
	 */
	async run<T>(call: () => Promise<T>): Promise<T> {
		const trial = this.#enter();
		try {
			const result = await call();
			this.succeeded();
			return result;
		} catch (thrown) {
			if (thrown instanceof HubError) this.#judge(thrown);
			throw thrown;
		} finally {
			if (trial) this.#trial = false;
		}
	}

	/** The source answered. */
	succeeded(): void {
		this.#failures = 0;
		this.#openedAt = null;
		this.#since = null;
	}

	/** True when the call is the one trial after the pause. */
	#enter(): boolean {
		if (this.#openedAt === null) return false;
		if (!this.#cooledDown() || this.#trial) {
			const since = this.#since?.toISOString() ?? 'some time ago';
			throw new HubError(
				'SOURCE_UNAVAILABLE',
				`Source ${this.#source} has not answered since ${since}; it is asked again within ${COOL_DOWN_MS / 1000} seconds.`,
				{ source: this.#source, retryable: false },
			);
		}
		this.#trial = true;
		return true;
	}

	#judge(error: HubError): void {
		if (error.code === 'SOURCE_MALFORMED') this.succeeded();
		if (error.code !== 'SOURCE_UNAVAILABLE' && error.code !== 'SOURCE_REJECTED') return;
		this.#failures++;
		this.#since ??= new Date();
		if (this.#openedAt !== null || this.#failures >= FAILURES_TO_OPEN) this.#openedAt = this.#timing.now();
	}

	#cooledDown(): boolean {
		return this.#openedAt !== null && this.#timing.now() - this.#openedAt >= COOL_DOWN_MS;
	}
}
