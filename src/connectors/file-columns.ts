/** Columns of a file by its header row, and rows that no table of the source takes. */
import type { SourceMapping, TableMapping } from '#core/mapping.ts';
import { malformed } from './source-errors.ts';

/** A header's text in the form in which two may be compared: half-width, without spaces. */
export function headerKey(text: string): string {
	return text.normalize('NFKC').replaceAll(/\s/g, '');
}

/**
 * The place of each wanted column in the header.
 * @throws HubError SOURCE_MALFORMED that names file and columns that are missing.
 */
export function placesOf(
	header: readonly string[],
	wanted: readonly string[],
	where: { readonly source: SourceMapping; readonly table: TableMapping; readonly file: string },
): number[] {
	const keys = header.map(headerKey);
	const places = wanted.map((column) => keys.indexOf(headerKey(column)));
	const missing = wanted.filter((_, at) => places[at] === -1);
	if (missing.length === 0) return places;
	throw malformed(
		where.source.id,
		`has a file ${where.file} without the columns ${missing.join(', ')}: mend record type ${where.table.recordType} in the mapping, ` +
			'or format.headerRow when the header stands in another row',
	);
}

/** What becomes of a row of a file that several tables share. */
export interface Sharing {
	/** Broken lines, and rows that no table takes, are reported once: by the first table that reads these files. */
	readonly reports: boolean;
	/** Column by which tables tell their rows apart; null: this table takes every row. */
	readonly column: string | null;
	readonly mine: ReadonlySet<string>;
	/** Values that some table takes; null: tables go by different columns, so that no row is nobody's for sure. */
	readonly known: ReadonlySet<string> | null;
}

/** How a table shares its files with the other tables of its source. */
export function sharingOf(source: SourceMapping, table: TableMapping): Sharing {
	const sheet = (one: TableMapping) => (source.connector.type === 'xlsx' ? one.from : '');
	const filesOf = (one: TableMapping) => JSON.stringify([one.format?.files ?? one.from, sheet(one)]);
	const identityOf = (one: TableMapping) => JSON.stringify([one.recordType, one.where]);
	const sharers = source.tables.filter((one) => filesOf(one) === filesOf(table));
	const oneColumn = sharers.every((one) => one.where?.column === table.where?.column);
	return {
		reports: sharers[0] === undefined || identityOf(sharers[0]) === identityOf(table),
		column: table.where?.column ?? null,
		mine: new Set(table.where?.in),
		known: oneColumn ? new Set([table, ...sharers].flatMap((one) => one.where?.in ?? [])) : null,
	};
}

/** Whether a row is this table's ('MINE'), another's ('OTHER'), or nobody's ('UNKNOWN'). */
export function ownerOf(sharing: Sharing, value: string | null): 'MINE' | 'OTHER' | 'UNKNOWN' {
	if (sharing.column === null || sharing.mine.has(value ?? '')) return 'MINE';
	return (sharing.known?.has(value ?? '') ?? true) ? 'OTHER' : 'UNKNOWN';
}
