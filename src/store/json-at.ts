/** What lies in a document, by the names on the way to it. */
import { type RawBuilder, sql } from 'kysely';

/** The value under `names` in a document; the document itself without any. */
export function jsonAt(document: RawBuilder<unknown>, names: readonly string[]): RawBuilder<unknown> {
	return names.reduce((value, name) => sql`(${value}->${sql.lit(name)})`, document);
}
