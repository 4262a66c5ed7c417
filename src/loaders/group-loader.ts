/**
 * A DataLoader whose keys fall into groups, one read a group: all organisations of one field with the same arguments are one
 * statement, whatever else is asked for in the same tick. Lives one request; every key carries the reader's scope.
 */
import DataLoader from 'dataloader';

interface GroupedRead<K, V> {
	/** Equal for keys that one read can serve: the arguments of the field, without the parent's id. */
	readonly groupOf: (key: K) => string;
	/** The parent's id. */
	readonly idOf: (key: K) => string;
	/** Reads a group; `sample` is any of its keys. Ids without an entry get `missing`. */
	readonly read: (ids: readonly string[], sample: K) => Promise<ReadonlyMap<string, V>>;
	readonly missing: V;
}

/** A loader over a grouped read. A group that fails fails its own keys only. */
export function createGroupLoader<K, V>(scopeKey: string, grouped: GroupedRead<K, V>): DataLoader<K, V, string> {
	const { groupOf, idOf, read, missing } = grouped;
	return new DataLoader<K, V, string>(
		async (keys) => {
			const answers = new Map<string, Promise<ReadonlyMap<string, V>>>();
			for (const [group, members] of Map.groupBy(keys, groupOf)) {
				answers.set(group, read([...new Set(members.map(idOf))], members[0] as K));
			}
			return Promise.all(
				keys.map(async (key) => {
					try {
						return (await answers.get(groupOf(key)))?.get(idOf(key)) ?? missing;
					} catch (error) {
						return error instanceof Error ? error : new Error(String(error));
					}
				}),
			);
		},
		{ cacheKeyFn: (key) => `${scopeKey}\u001f${groupOf(key)}\u001f${idOf(key)}` },
	);
}

/** A loader whose keys are ids and need no arguments. */
export function createIdLoader<V>(
	scopeKey: string,
	read: (ids: readonly string[]) => Promise<ReadonlyMap<string, V>>,
): DataLoader<string, V | null, string> {
	return createGroupLoader<string, V | null>(scopeKey, { groupOf: () => '', idOf: (id) => id, read, missing: null });
}
