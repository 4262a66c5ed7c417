/** Retry, breaker and rate limit, on a clock that the test moves. */
import { describe, expect, it } from 'vitest';
import { CircuitBreaker } from '#connectors/circuit-breaker.ts';
import { RateLimit } from '#connectors/rate-limit.ts';
import { retryAfterMs } from '#connectors/rest-refusals.ts';
import { jitteredDelay, retry } from '#connectors/retry.ts';
import { rejected, unavailable } from '#connectors/source-errors.ts';
import { HubError } from '#core/errors.ts';
import { failureOf } from './sources.ts';

function makeTiming(random = 0.5) {
	const timing = {
		at: 0,
		slept: [] as number[],
		now: () => timing.at,
		sleep: async (ms: number) => {
			timing.slept.push(ms);
			timing.at += ms;
		},
		random: () => random,
	};
	return timing;
}

const signal = new AbortController().signal;
const down = () => Promise.reject(unavailable('agency', 'is down'));

describe('retry', () => {
	it('tries again only what may work later, as often as it may', async () => {
		const timing = makeTiming();
		let tries = 0;
		const attempt = (error: HubError) => () => {
			tries++;
			return Promise.reject(error);
		};
		await failureOf(retry({ retries: 3 }, timing, signal, attempt(unavailable('agency', 'is down'))));
		expect(tries).toBe(4);
		await failureOf(retry({ retries: 3 }, timing, signal, attempt(rejected('agency', 'says no'))));
		expect(tries).toBe(5);
	});

	it('waits longer from try to try, anywhere between nothing and the step, never beyond the cap', () => {
		const policy = { retries: 9, baseMs: 100, capMs: 1000 };
		expect([0, 1, 2, 3, 4, 30].map((attempt) => jitteredDelay(policy, attempt, 1))).toEqual([100, 200, 400, 800, 1000, 1000]);
		expect(jitteredDelay(policy, 3, 0)).toBe(0);
	});

	it('stops when the signal fires', async () => {
		const stopped = AbortSignal.abort(new Error('called off'));
		expect((await failureOf(retry({ retries: 3 }, makeTiming(), stopped, down))).message).toBe('called off');
	});
});

describe('CircuitBreaker', () => {
	const fail = async (breaker: CircuitBreaker, times: number) => {
		for (let at = 0; at < times; at++) await failureOf(breaker.run(down));
	};

	it('stays closed after four failures in a row and opens at the fifth', async () => {
		const breaker = new CircuitBreaker('agency', makeTiming());
		await fail(breaker, 4);
		expect(breaker.state).toEqual({ state: 'CLOSED', since: null });
		await fail(breaker, 1);
		expect(breaker.state.state).toBe('OPEN');
		expect(breaker.state.since).toBeInstanceOf(Date);
	});

	it('refuses at once while open, then lets one trial through', async () => {
		const timing = makeTiming();
		const breaker = new CircuitBreaker('agency', timing);
		await fail(breaker, 5);
		let asked = 0;
		const ask = async () => ++asked;
		await failureOf(breaker.run(ask));
		expect(asked).toBe(0);
		timing.at += 30_000;
		expect(breaker.state.state).toBe('HALF_OPEN');
		const [one, two] = await Promise.allSettled([breaker.run(ask), breaker.run(ask)]);
		expect([one.status, two.status, asked]).toEqual(['fulfilled', 'rejected', 1]);
		expect(breaker.state.state).toBe('CLOSED');
	});

	it('opens again when the trial fails', async () => {
		const timing = makeTiming();
		const breaker = new CircuitBreaker('agency', timing);
		await fail(breaker, 5);
		timing.at += 30_000;
		await fail(breaker, 1);
		expect(breaker.state.state).toBe('OPEN');
	});

	it('does not count a caller who gave up, nor an answer that is only wrong', async () => {
		const breaker = new CircuitBreaker('agency', makeTiming());
		for (let at = 0; at < 9; at++) {
			await failureOf(breaker.run(() => Promise.reject(new Error('called off'))));
			await failureOf(breaker.run(() => Promise.reject(new HubError('SOURCE_MALFORMED', 'A column is missing.'))));
		}
		expect(breaker.state.state).toBe('CLOSED');
	});
});

describe('RateLimit', () => {
	it('lets no six calls into one second at five a second, however they come', async () => {
		const timing = makeTiming();
		const limit = new RateLimit(5, timing);
		const at: number[] = [];
		for (let call = 0; call < 40; call++) {
			await limit.turn(signal);
			at.push(timing.at);
			timing.at += [0, 900, 10, 250][call % 4] ?? 0;
		}
		for (const [call, start] of at.entries()) expect((at[call + 5] ?? Number.POSITIVE_INFINITY) - start).toBeGreaterThan(1000);
	});

	it('holds everyone back after the agency said so', async () => {
		const timing = makeTiming();
		const limit = new RateLimit(undefined, timing);
		limit.pause(2000);
		await limit.turn(signal);
		expect(timing.at).toBe(2000);
	});
});

describe('retryAfterMs', () => {
	const now = Date.parse('2025-05-31T00:00:00Z');
	it.each([
		['5', 5000],
		['0', 0],
		['Sat, 31 May 2025 00:00:07 GMT', 7000],
		['Fri, 30 May 2025 00:00:00 GMT', 0],
		['soon', 1000],
		[null, 1000],
	])('reads %j as %i ms', (header, ms) => {
		expect(retryAfterMs(header, now)).toBe(ms);
	});
});
