/** JSON to the flat rows of text that intake takes: a nested member is the column "outer.inner". */
import type { RawRow } from '#core/ports.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether a value is a JSON object. */
export function isObject(value: unknown): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The member at a path: a member of exactly that name first, else down along the dots; undefined when there is none. A text on the way
 * that is itself JSON is gone into: some gateways put the body into a string.
 */
export function memberAt(given: unknown, path: string): unknown {
	if (path === '') return given;
	const value = unpacked(given);
	if (!isObject(value)) return undefined;
	if (Object.hasOwn(value, path)) return value[path];
	for (let dot = path.indexOf('.'); dot > 0; dot = path.indexOf('.', dot + 1)) {
		const found = memberAt(value[path.slice(0, dot)], path.slice(dot + 1));
		if (found !== undefined) return found;
	}
	return undefined;
}

/** The list or object that a text holds as JSON; any other value as it is. */
export function unpacked(value: unknown): unknown {
	if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
	try {
		return parseJson(value);
	} catch {
		return value;
	}
}

/** A JSON value as text: numbers and booleans as JSON writes them, a list of plain values joined by 、, all else as JSON; null for null. */
export function toText(value: unknown): string | null {
	if (value === null || value === undefined) return null;
	if (typeof value === 'string') return value;
	if (Array.isArray(value) && value.every((one) => typeof one !== 'object')) return value.map(String).join('、');
	return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** The wanted columns of an object; a member that is missing is null. */
export function toRawRow(item: JsonObject, columns: readonly string[]): RawRow {
	const row: Record<string, string | null> = {};
	for (const column of columns) row[column] = toText(memberAt(item, column));
	return row;
}

/** All columns that an object has, nested ones by their path. */
export function columnsOf(item: JsonObject, prefix = ''): string[] {
	return Object.entries(item).flatMap(([name, value]) => (isObject(value) ? columnsOf(value, `${prefix}${name}.`) : [`${prefix}${name}`]));
}

/** A number of 16 or more characters outside of a string: a double may not hold it. */
const LONG_NUMBER = /[:[,]\s*-?[\d.]{16,}/;

/**
 * JSON.parse, but a number that a double cannot hold (an id of 18 digits) comes as its own text.
 * @throws SyntaxError
 */
export function parseJson(text: string): unknown {
	if (!LONG_NUMBER.test(text)) return JSON.parse(text);
	const keep = (_key: string, value: unknown, context?: { source?: string }) =>
		typeof value === 'number' && context?.source !== undefined && context.source.length >= 16 ? context.source : value;
	return JSON.parse(text, keep as (this: unknown, key: string, value: unknown) => unknown);
}
