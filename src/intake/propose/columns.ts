/** A column as its name and its values tell of it, and whether it is somebody's who complains. */
import { type Lexicon, namedBy } from './header-names.ts';
import type { ColumnSigns, Sign } from './value-signs.ts';

export interface Column {
	readonly name: string;
	readonly signs: ColumnSigns;
	/** How well the name says a field, by field. */
	readonly named: ReadonlyMap<string, number>;
}

/** Fields that a name like `name` or `address` says, and what their values would look like. */
const SAID: Readonly<Record<string, readonly Sign[]>> = { name: ['organisation'], address: ['address'], phones: ['phones'] };

/** A column without the names that nearly all its values contradict by being people's names: `name` of a list of staff. */
export function believed(column: Column): Column {
	if ((column.signs.shares.person ?? 0) < 0.8 || column.signs.filled < 2) return column;
	const named = [...column.named].filter(([field]) => !(SAID[field] ?? []).some((sign) => (column.signs.shares[sign] ?? 0) === 0));
	return { ...column, named: new Map(named) };
}

/**
 * Columns of people who complain: those named so, and beside such a one any of people's names that is named for no field. A time or a
 * text of the call (来电时间, 来电内容) is none.
 */
export function callerColumns(columns: readonly Column[], words: Lexicon): string[] {
	const named = columns.filter(({ name, signs }) => namedBy(name, words).has('it') && !isOfTheCall(signs));
	if (named.length === 0) return [];
	return columns
		.filter((column) => named.includes(column) || (column.named.size === 0 && (column.signs.shares.person ?? 0) >= 0.6))
		.map(({ name }) => name);
}

/** Of a table of complaints whoever is named or can be called, and finds no field, is taken for who complained. */
export const isOfSomebody = ({ signs: { shares } }: Column): boolean =>
	Math.max(shares.person ?? 0, shares.phones ?? 0, shares.identityNumber ?? 0) >= 0.6;

const isOfTheCall = ({ shares }: ColumnSigns): boolean => Math.max(shares.instant ?? 0, shares.day ?? 0, shares.prose ?? 0) >= 0.6;
