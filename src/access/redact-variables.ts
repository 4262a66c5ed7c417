/** Variables of a query as the audit keeps them: what says which rows were asked for stays, every other text goes. */

/** Ids of the hub, days, division codes, and words of enums: none of them says anything of a person by itself. */
const PLAIN = /^(?:(?:org|per|flag)_[0-9a-z]{1,40}|\d{4}-\d{2}-\d{2}|\d{6}|[A-Z][A-Z_]{0,39})$/;
/** Deeper or longer variables are cut: the audit is no place to store things in. */
const MOST_DEEP = 4;
const MOST_ENTRIES = 50;

/** Stands for a text that was taken out. */
export const REDACTED = '[text]';

/** Names of members stay, texts that are not ids, days, codes or enum words are replaced. */
export function redactVariables(variables: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
	return redact(variables, 0) as Readonly<Record<string, unknown>>;
}

function redact(value: unknown, depth: number): unknown {
	if (typeof value === 'string') return PLAIN.test(value) ? value : REDACTED;
	if (typeof value === 'number') return Number.isSafeInteger(value) && Math.abs(value) < 1e9 ? value : REDACTED; // longer ones can be numbers of people
	if (typeof value !== 'object' || value === null) return value;
	if (depth >= MOST_DEEP) return REDACTED;
	if (Array.isArray(value)) return value.slice(0, MOST_ENTRIES).map((entry) => redact(entry, depth + 1));
	const members = Object.entries(value).slice(0, MOST_ENTRIES);
	return Object.fromEntries(
		members.map(([name, member]) => [/^(?!.*\d{6})[A-Za-z_]\w{0,39}$/.test(name) ? name : REDACTED, redact(member, depth + 1)]),
	);
}
