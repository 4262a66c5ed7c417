/**
 * By which columns the rows of a table can be asked for: of the record's key and of the credit code, where one column holds it as
 * it stands. Joined, cut or coded values cannot be turned back into what the agency has.
 */
import type { Expression, FieldExpression, TableMapping } from '#core/mapping.ts';

/** Columns by which rows are found again; null: not by this. */
export interface LookupColumns {
	readonly key: string | null;
	readonly creditCode: string | null;
}

/** The columns of a table. A key that falls back on a second expression says by no column which row it is. */
export function lookupColumns(table: Pick<TableMapping, 'key' | 'fields'>): LookupColumns {
	const [key] = table.key;
	return { key: table.key.length === 1 ? plainColumn(key) : null, creditCode: plainColumn(table.fields.creditCode) };
}

/** The one column that an expression takes as it stands; null: several, or it changes the value. */
export function plainColumn(expression: FieldExpression | undefined): string | null {
	if (expression === undefined || 'person' in expression) return null;
	const { columns, pattern, codes, constant }: Expression = expression;
	const changed = pattern !== undefined || codes !== undefined || constant !== undefined;
	return changed || columns.length !== 1 ? null : (columns[0] ?? null);
}
