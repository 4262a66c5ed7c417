/**
 * JSON with one spelling a value: members sorted by code unit, no spaces, undefined members left out.
 * What is hashed goes through here, so that the order in which an object was built never shows.
 */

/** Canonical JSON (RFC 8785 for the values the hub has: no numbers beyond doubles, no lone surrogates). */
export function canonicalJson(value: unknown): string {
	if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`;
	if (typeof value === 'object' && value !== null) {
		const members = Object.entries(value)
			.filter(([, member]) => member !== undefined)
			.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
			.map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`);
		return `{${members.join(',')}}`;
	}
	return JSON.stringify(value);
}
