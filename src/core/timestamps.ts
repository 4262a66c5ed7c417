/** Instants as PostgreSQL prints them. */

/** The instant of a `timestamptz` as text ("2025-05-31 22:00:01.5+08"). @throws RangeError when it is none. */
export function instantOf(text: string): Date {
	const iso = text.replace(' ', 'T').replace(/([+-]\d{2})$/, '$1:00');
	const instant = new Date(iso);
	if (Number.isNaN(instant.getTime())) throw new RangeError(`not an instant: ${text}`);
	return instant;
}
