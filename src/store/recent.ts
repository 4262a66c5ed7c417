/** What was made for a key, kept while it is used: the one used last stands last, and beyond `most` the one used least lately goes. */
export function recent<V>(kept: Map<string, V>, key: string, { most, make }: { readonly most: number; readonly make: () => V }): V {
	const value = kept.get(key) ?? make();
	kept.delete(key);
	kept.set(key, value);
	if (kept.size > most) kept.delete(kept.keys().next().value as string);
	return value;
}
