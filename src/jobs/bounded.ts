/** Runs jobs a few at a time. */

/**
 * Runs `work` for every item, at most `limit` at once. The first rejection stops new ones from beginning, and is thrown when
 * those under way have ended.
 */
export async function forEachBounded<T>(items: readonly T[], limit: number, work: (item: T) => Promise<void>): Promise<void> {
	const queue = items[Symbol.iterator]();
	let failed: { readonly reason: unknown } | null = null;
	const worker = async (): Promise<void> => {
		for (const item of queue) {
			if (failed !== null) return;
			try {
				await work(item);
			} catch (reason) {
				failed ??= { reason };
			}
		}
	};
	await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
	const end = failed as { readonly reason: unknown } | null;
	if (end !== null) throw end.reason;
}
