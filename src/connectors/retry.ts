/** Tries a call again when the same call may work later: exponential steps, full jitter, a cap. */
import { HubError } from '#core/errors.ts';
import type { Timing } from './timing.ts';

export interface RetryPolicy {
	/** Tries after the first one; 0: none. */
	readonly retries: number;
	/** Upper bound of the first pause. Smaller: a source that restarts is hammered; larger: one lost packet costs seconds. */
	readonly baseMs?: number;
	/** Upper bound of every pause. Larger: a night waits for a source that will not come back. */
	readonly capMs?: number;
}

const BASE_MS = 250;
const CAP_MS = 15_000;

/** Pause before try `attempt` (0 is the first repetition): evenly between 0 and the step, so that callers do not come in step. */
export function jitteredDelay(policy: RetryPolicy, attempt: number, random: number): number {
	const step = Math.min(policy.capMs ?? CAP_MS, (policy.baseMs ?? BASE_MS) * 2 ** Math.min(attempt, 20));
	return random * step;
}

/** Whether a failure says of itself that the same call may work later. */
export function isRetryable(thrown: unknown): boolean {
	return thrown instanceof HubError && thrown.retryable;
}

/** Result of `attempt`, tried again after retryable failures; the last failure is thrown. */
export async function retry<T>(policy: RetryPolicy, timing: Timing, signal: AbortSignal, attempt: () => Promise<T>): Promise<T> {
	for (let tries = 0; ; tries++) {
		signal.throwIfAborted();
		try {
			return await attempt();
		} catch (thrown) {
			if (!isRetryable(thrown) || tries >= policy.retries) throw thrown;
			await timing.sleep(jitteredDelay(policy, tries, timing.random()), signal);
		}
	}
}
