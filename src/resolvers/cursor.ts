/**
 * Pages of the API: arguments to a window, a window's page to nodes and cursors. A cursor names the order it was made in and the
 * values it goes on after; it is refused in another order, so a page never silently starts at a wrong place.
 */
import { isDay } from '#core/days.ts';
import { HubError } from '#core/errors.ts';
import type { Page, Window } from '#loaders/loaders.ts';

/** Most entries a page may have. More: one field can ask for the work of a whole export; fewer: an analyst pages without end. */
export const MAX_FIRST = 100;

const ID = /^(?:org|per|flag|case|list)_[0-9a-z]+$/;
const DAY = { test: isDay };
const ANY = /^/;

/** Says whether a text can be a value. */
type Shape = Pick<RegExp, 'test'>;

/** Orders of lists and what the values of their cursors look like. */
const ORDERS = {
	'organisations:RISK_DESC': [/^-?\d{1,9}$/, ID],
	'organisations:NAME_ASC': [ANY, ID],
	'organisations:FIRST_SEEN_DESC': [DAY, ID],
	'organisationsKnown:NAME_ASC': [DAY, ANY, ID],
	'organisationsKnown:FIRST_SEEN_DESC': [DAY, DAY, ID],
	'flags:FIRST_SEEN_DESC': [DAY, ID],
	'flags:SCORE_DESC': [/^\d(?:\.\d+)?$/, ID],
	'organisationFlags:CODE': [/^[A-Z_]+$/, ID],
	'records:KEY': [ANY, ANY, ANY],
	'records:NEWEST': [DAY, ANY, ANY, ANY],
	'successions:LIKELIEST': [/^-?\d{1,9}$/, ID],
	'evidence:GIVEN': [/^\d{1,6}$/],
	'mentions:KEY': [ANY, ANY, ANY, ANY],
	'people:ID': [ID],
	'hubLists:ID': [ID],
	'reviews:DUE_ASC': [DAY, ID],
	'reviews:OPENED_DESC': [/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/, ID],
	'timeline:NEWEST': [DAY, ANY],
	'audit:NEWEST': [/^\d{1,18}$/],
	'savedQueries:SLUG': [/^[a-z0-9-]+$/],
} as const satisfies Record<string, readonly Shape[]>;

/** The order of a list. */
export type ListOrder = keyof typeof ORDERS;

/** The cursor of an entry; opaque to callers. */
export function encodeCursor(order: ListOrder, key: readonly string[]): string {
	return Buffer.from(JSON.stringify([order, ...key])).toString('base64url');
}

/** @throws HubError INVALID_INPUT when the text is no cursor, or one of another list or order. */
export function decodeCursor(order: ListOrder, cursor: string): readonly string[] {
	const [made, ...key] = parse(cursor);
	const shapes: readonly Shape[] = ORDERS[order];
	if (made === order && key.length === shapes.length && key.every((value, at) => shapes[at]?.test(value))) return key;
	throw refusedCursor();
}

/** A cursor that does not belong where it was given. */
export function refusedCursor(): HubError {
	return new HubError('INVALID_INPUT', 'The cursor in `after` was made in another list or order; start again without it.');
}

function parse(cursor: string): readonly string[] {
	try {
		const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
		return Array.isArray(parts) && parts.every((part) => typeof part === 'string') ? parts : [];
	} catch {
		return [];
	}
}

/** @throws HubError INVALID_INPUT unless `first` lies between 1 and `most`. */
export function assertFirst(first: number, most: number = MAX_FIRST): number {
	if (first >= 1 && first <= most) return first;
	throw new HubError('INVALID_INPUT', `\`first\` must lie between 1 and ${most}.`);
}

/** The window that paging arguments ask for. @throws HubError INVALID_INPUT. */
export function windowOf(
	order: ListOrder,
	args: { readonly first: number; readonly after?: string | null },
	most: number = MAX_FIRST,
): Window {
	return { first: assertFirst(args.first, most), after: args.after == null ? null : decodeCursor(order, args.after) };
}

/** Where a page stands. */
export interface PageInfoParent {
	readonly hasNextPage: boolean;
	readonly hasPreviousPage: boolean;
	readonly startCursor: string | null;
	readonly endCursor: string | null;
}

/** The `pageInfo` of a page. */
export function pageInfoOf(order: ListOrder, page: Page<unknown>, window: Window): PageInfoParent {
	const cursorOf = (entry: Page<unknown>['entries'][number] | undefined) => (entry === undefined ? null : encodeCursor(order, entry.key));
	return {
		hasNextPage: page.more,
		hasPreviousPage: window.after !== null,
		startCursor: cursorOf(page.entries[0]),
		endCursor: cursorOf(page.entries.at(-1)),
	};
}

/** The edges of a page of a Relay connection. */
export function toEdges<T>(order: ListOrder, page: Page<T>): readonly { node: T; cursor: string }[] {
	return page.entries.map(({ row, key }) => ({ node: row, cursor: encodeCursor(order, key) }));
}
