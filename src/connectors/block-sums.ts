/**
 * Checksums of blocks of a table's rows, computed by the agency's database: a row's block follows from its key, and a block's sum
 * does not depend on the order of its rows. Two sums of one database are compared with each other, never with one made elsewhere,
 * so no text form of a database is imitated.
 */
import { type Dialect, filterOf, type Statement, type TableShape } from './keyset.ts';

/** Functions take at most 100 arguments in PostgreSQL. */
const MOST_ARGUMENTS = 50;

/** Number, count and sum of every block that holds rows. @throws when the table has no key column. */
export function blockSumsStatement(dialect: Dialect, shape: TableShape, blocks: number): Statement {
	const { text, values } = filterOf(dialect, shape);
	const block = blockOf(dialect, shape, blocks);
	const sum = `sum(${dialect.digest(rowText(dialect, shape.columns))})`;
	return { text: `select ${block}, count(*), ${sum} from ${shape.name}${text} group by 1`, values };
}

/** How many rows there are to be divided into blocks. */
export function countStatement(dialect: Dialect, shape: TableShape): Statement {
	const { text, values } = filterOf(dialect, shape);
	return { text: `select count(*) from ${shape.name}${text}`, values };
}

/** The condition that a row belongs to one of these blocks. */
export function inBlocks(dialect: Dialect, shape: TableShape, { of, numbers }: { of: number; numbers: readonly number[] }): string {
	return `${blockOf(dialect, shape, of)} in (${numbers.map(Math.trunc).join(', ')})`;
}

function blockOf(dialect: Dialect, shape: TableShape, blocks: number): string {
	if (shape.key === null) throw new TypeError(`${shape.name} has no key column`);
	return `mod(${dialect.digest(columnText(dialect, shape.key))}, ${Math.trunc(blocks)})`;
}

/** All values of a row in one text, in which no two rows that differ are alike: each has its length before it, null has none. */
function rowText(dialect: Dialect, columns: readonly string[]): string {
	const parts = columns.map((column) => columnText(dialect, column));
	const groups: string[] = [];
	for (let at = 0; at < parts.length; at += MOST_ARGUMENTS) groups.push(`concat(${parts.slice(at, at + MOST_ARGUMENTS).join(', ')})`);
	return groups.length === 1 ? (groups[0] as string) : `concat(${groups.join(', ')})`;
}

function columnText(dialect: Dialect, column: string): string {
	const text = dialect.asText(column);
	return `coalesce(concat(char_length(${text}), ':', ${text}), '-')`;
}
