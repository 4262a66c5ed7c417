/**
 * The sandbox's own source of chance: sfc32, seeded from words. Equal words give equal numbers on every machine,
 * so a province is the same bytes wherever it is made. Not for secrets.
 */

/** Numbers drawn from a seed, and what is made of them. */
export interface Random {
	/** A number in [0, 1). */
	next(): number;
	/** A whole number in [from, to], both ends included. */
	between(from: number, to: number): number;
	/** Whether an event of this probability happens. */
	chance(probability: number): boolean;
	/** One of the items. @throws RangeError for an empty list. */
	pick<T>(items: readonly T[]): T;
	/** One of the items, each as often as its weight (first member) says. */
	weighted<T>(items: readonly (readonly [number, T])[]): T;
	/** `count` different items (all of them when there are fewer), in random order. */
	sample<T>(items: readonly T[], count: number): T[];
}

/** A generator for the given words; the order of the words counts. */
export function createRandom(...words: readonly (string | number)[]): Random {
	const next = sfc32(words);
	const between = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
	const pick = <T>(items: readonly T[]): T => {
		if (items.length === 0) throw new RangeError('nothing to pick from');
		return items[Math.floor(next() * items.length)] as T;
	};
	return {
		next,
		between,
		pick,
		chance: (probability) => next() < probability,
		weighted(items) {
			let at = next() * items.reduce((sum, [weight]) => sum + weight, 0);
			for (const [weight, item] of items) {
				at -= weight;
				if (at < 0) return item;
			}
			return pick(items)[1];
		},
		sample(items, count) {
			const rest = [...items];
			const out = [];
			while (out.length < count && rest.length > 0) out.push(...rest.splice(between(0, rest.length - 1), 1));
			return out;
		},
	};
}

function sfc32(words: readonly (string | number)[]): () => number {
	let [a, b, c] = [0x9e3779b9, 0x243f6a88, 0xb7e15162];
	for (const word of words) {
		if (typeof word === 'number') {
			a = Math.imul(a ^ word, 0x85ebca6b) ^ (c >>> 13);
			b = Math.imul(b + (a ^ Math.floor(word / 0x100000000)), 0xc2b2ae35);
		} else {
			for (let i = 0; i < word.length; i++) a = Math.imul(a ^ word.charCodeAt(i), 0x01000193) ^ (a >>> 15);
			b = Math.imul(b ^ a, 0xc2b2ae35) + word.length;
		}
		c = Math.imul(c ^ (a + b), 0x27d4eb2f) ^ (b >>> 11);
	}
	let counter = 1;
	const next = () => {
		const sum = (a + b + counter) | 0;
		counter = (counter + 1) | 0;
		a = b ^ (b >>> 9);
		b = (c + (c << 3)) | 0;
		c = ((c << 21) | (c >>> 11)) + sum;
		return (sum >>> 0) / 4294967296;
	};
	// The first outputs still resemble the seed; twelve rounds are what the design of sfc32 asks for.
	for (let i = 0; i < 12; i++) next();
	return next;
}
