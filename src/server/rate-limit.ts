/** How often a caller may ask: a bucket of tokens each, filled evenly. Kept in memory, so that each process of a hub counts for itself. */

/** Share of a minute's requests that may come at once. Smaller: a dashboard that loads all its tiles is refused; larger: a script starts with a jolt. */
const BURST = 0.25;
/** Callers that are remembered. Fewer: the quiet ones start anew too often; more: memory for people who left. */
const MOST_CALLERS = 10_000;

interface Bucket {
	tokens: number;
	filledAt: number;
}

/** Takes one request of a caller; gives 0, or after how many seconds the next one may come. */
export type RateLimiter = (subject: string, perMinute: number | null) => number;

/** A limiter that starts with full buckets. `now`: milliseconds of a clock that never goes back. */
export function createRateLimiter(now: () => number = () => performance.now()): RateLimiter {
	const buckets = new Map<string, Bucket>();
	return (subject, perMinute) => {
		if (perMinute === null) return 0;
		const [size, perMs, at] = [Math.max(1, perMinute * BURST), perMinute / 60_000, now()];
		const bucket = buckets.get(subject) ?? { tokens: size, filledAt: at };
		bucket.tokens = Math.min(size, bucket.tokens + (at - bucket.filledAt) * perMs);
		bucket.filledAt = at;
		buckets.delete(subject); // the one who asked last stands last
		buckets.set(subject, bucket);
		if (buckets.size > MOST_CALLERS) buckets.delete(buckets.keys().next().value ?? '');
		if (bucket.tokens < 1) return Math.ceil((1 - bucket.tokens) / perMs / 1000);
		bucket.tokens -= 1;
		return 0;
	};
}
