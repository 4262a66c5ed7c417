/** Row scope as SQL: which rows of the store a reader sees. Every view takes one; none has a default. */
import { type RawBuilder, type SqlBool, sql } from 'kysely';

export interface RowScope {
	/** Division codes with everything below them; null: all rows, also those without a division; empty: none. */
	readonly divisions: readonly string[] | null;
	/** Sources whose records are seen; null: all; empty: none. */
	readonly sources: readonly string[] | null;
	/** Whether flags that tell of a police answer are seen (store/flag-scope.ts). */
	readonly policeFlags: boolean;
}

/** The digits that all divisions below a code begin with: 330100 (a prefecture) gives 3301, 330000 (a province) gives 33. */
export function divisionPrefix(code: string): string {
	return code.replace(/(?:00)+$/, '');
}

/** What codes in any of the divisions begin with. A code of zeros is no division, and what begins with nothing would be everywhere. */
export function divisionPrefixes(divisions: readonly string[]): readonly string[] {
	return divisions.map(divisionPrefix).filter((prefix) => prefix !== '');
}

/** Whether a code lies in one of the divisions. */
export function divisionIn(divisions: readonly string[] | null, code: string | null): boolean {
	return divisions === null || (code !== null && divisionPrefixes(divisions).some((prefix) => code.startsWith(prefix)));
}

/** Digits of a code of the store, that of a county. */
const WHOLE_CODE = 6;

/** A condition on a division column; equality and ranges rather than patterns, so that the index serves them, in the order of what follows a county. */
export function inDivisions(divisions: readonly string[] | null, column: string): RawBuilder<SqlBool> {
	if (divisions === null) return sql`true`;
	// ":" follows "9" in the "C" order, so the range holds every code that begins with the prefix.
	const ranges = divisionPrefixes(divisions).map((prefix) =>
		prefix.length === WHOLE_CODE
			? sql<SqlBool>`${sql.ref(column)} = ${prefix}`
			: sql<SqlBool>`(${sql.ref(column)} >= ${prefix} and ${sql.ref(column)} < ${`${prefix}:`})`,
	);
	return ranges.length === 0 ? sql`false` : sql`(${sql.join(ranges, sql` or `)})`;
}

/**
 * A condition on the organisation `o` of a flag: in the reader's divisions, and where it was merged away the one that goes on as well, for
 * that is the one which the flag leads to. One that was retired leads nowhere.
 */
export function visibleHome({ divisions }: Pick<RowScope, 'divisions'>): RawBuilder<SqlBool> {
	return sql`(${inDivisions(divisions, 'o.division_code')} and (o.merged_into is null or exists (
		select from organisation g where g.organisation_id = o.merged_into and g.merged_into is null and ${inDivisions(divisions, 'g.division_code')})))`;
}

/** A condition on a source column. */
export function inSources(sources: readonly string[] | null, column: string): RawBuilder<SqlBool> {
	return sources === null ? sql`true` : sql`${sql.ref(column)} = any(${[...sources]}::text[])`;
}

/**
 * A condition on a record `r` left joined with its organisation `o`: from a source the reader sees, and in their divisions through
 * its organisation, else through its own division. A record with neither is about a person and follows them.
 */
export function visibleRecord(scope: RowScope): RawBuilder<SqlBool> {
	if (scope.divisions === null) return inSources(scope.sources, 'r.source');
	return sql`(${inSources(scope.sources, 'r.source')} and case
		when r.organisation_id is not null then coalesce(${inDivisions(scope.divisions, 'o.division_code')}, false)
		when r.division_code is not null then ${inDivisions(scope.divisions, 'r.division_code')}
		else true end)`;
}
