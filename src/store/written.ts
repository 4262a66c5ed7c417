/**
 * JSON text that PostgreSQL writes, so that rows need not become objects and text again: what of an object is written, as data. What the store
 * cannot tell (a mask, a further read) is a hole: in its place stands the row, for whoever fills it.
 */
import type { Relation } from './relation-view.ts';

/** How a value is stored. */
export type StoredAs = 'text' | 'date' | 'int' | 'boolean' | 'texts' | 'json';

/** What the answer's type makes of a value; of a closed list: its values. */
export type WrittenForm = 'text' | 'int' | 'boolean' | 'day' | 'decimal' | readonly string[];

/** A member of a row, or something in it: where it is. */
export interface StoredPlace {
	/** The member, then what lies in it. A record's fields lie in `body`. */
	readonly path: readonly string[];
	readonly as: StoredAs;
	/** Whether a text that may hold an identity number is left to others. */
	readonly hidesNumbers?: boolean;
}

/** A value that is written. */
export interface WrittenLeaf extends StoredPlace {
	readonly form: WrittenForm;
	/** Null: no list; else whether its entries may be null. */
	readonly entries: { readonly nullable: boolean } | null;
	readonly nullable: boolean;
}

/** A part of an object's text: the text itself, a value, what only others can tell (by its number), an object in a member, or a relation. */
export type WrittenPart =
	| string
	| { readonly leaf: WrittenLeaf }
	| { readonly hole: number }
	| { readonly object: readonly WrittenPart[]; readonly at: StoredPlace; readonly nullable: boolean }
	| WrittenRelation;

/** A relation: its rows between two texts, or the one row itself. */
export interface WrittenRelation {
	readonly relation: Relation;
	readonly before: string;
	readonly after: string;
	readonly object: WrittenRow;
}

/** The text of a row. */
export interface WrittenRow {
	readonly parts: readonly WrittenPart[];
	/** Members that the holes need; null: all. */
	readonly needs: readonly string[] | null;
}

/** A list of organisations as it is written. `key`: equal for those that are written alike. */
export interface WrittenList {
	readonly key: string;
	readonly row: WrittenRow;
}

/** Relations that a row brings along, in order. */
export function relationsIn({ parts }: WrittenRow): readonly Relation[] {
	return parts.flatMap((part) => (typeof part !== 'string' && 'relation' in part ? [part.relation] : []));
}

/** Relations with what their holes need, by hole: what `readHole` reads a row as. */
export function holesIn(row: WrittenRow): ReadonlyMap<number, HoleOf> {
	const holes = new Map<number, HoleOf>();
	const walk = (parts: readonly WrittenPart[], of: HoleOf) => {
		for (const part of parts) {
			if (typeof part === 'string') continue;
			if ('hole' in part) holes.set(part.hole, of);
			if ('relation' in part) walk(part.object.parts, { relation: part.relation, needs: part.object.needs });
		}
	};
	walk(row.parts, { relation: null, needs: row.needs });
	return holes;
}

/** The row that stands in a hole: one of a relation, or the organisation itself (null). */
export interface HoleOf {
	readonly relation: Relation | null;
	readonly needs: readonly string[] | null;
}

/** Begins a hole: its number and row as a JSON list. No JSON text holds such a character. */
export const HOLE = '\u0001';
/** Ends a hole. */
export const HOLE_END = '\u0002';
/** Stands for a value that cannot be written as it is stored; the whole text is then left. */
export const UNWRITABLE = '\u0003';
