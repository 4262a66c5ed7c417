/**
 * Pages of the API: arguments to a window, a window's page to nodes and cursors. A cursor names the order it was made in and the
 * values it goes on after; it is refused in another order, so a page never silently starts at a wrong place.
 */
import { HubError } from '#core/errors.ts';
import type { Page, Window } from '#loaders/loaders.ts';

/** Most entries a page may have. More: one field can ask for the work of a whole export; fewer: an analyst pages without end. */
export const MAX_FIRST = 100;

const ID = /^(?:org|per|flag)_[0-9a-z]+$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const ANY = /^/;

/** Orders of lists and what the values of their cursors look like. */
const ORDERS = {
	'organisations:RISK_DESC': [/^-?\d{1,9}$/, ID],
	'organisations:NAME_ASC': [ANY, ID],
	'organisations:FIRST_SEEN_DESC': [DAY, ID],
	'flags:FIRST_SEEN_DESC': [DAY, ID],
	'flags:SCORE_DESC': [/^\d(?:\.\d+)?$/, ID],
	'organisationFlags:CODE': [/^[A-Z_]+$/, ID],
	'records:KEY': [ANY, ANY, ANY],
	'mentions:KEY': [ANY, ANY, ANY, ANY],
	'people:ID': [ID],
} as const satisfies Record<string, readonly RegExp[]>;

/** The order of a list. */
export type ListOrder = keyof typeof ORDERS;

/** The cursor of an entry; opaque to callers. */
export function encodeCursor(order: ListOrder, key: readonly string[]): string {
	return Buffer.from(JSON.stringify([order, ...key])).toString('base64url');
}

/** @throws HubError INVALID_INPUT when the text is no cursor, or one of another list or order. */
export function decodeCursor(order: ListOrder, cursor: string): readonly string[] {
	const [made, ...key] = parse(cursor);
	const shapes: readonly RegExp[] = ORDERS[order];
	if (made === order && key.length === shapes.length && key.every((value, at) => shapes[at]?.test(value))) return key;
	throw new HubError('INVALID_INPUT', 'The cursor in `after` was made in another list or order; start again without it.');
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
export function windowOf(order: ListOrder, args: { readonly first: number; readonly after?: string | null }): Window {
	return { first: assertFirst(args.first), after: args.after == null ? null : decodeCursor(order, args.after) };
}

/** Where a page stands. */
export interface PageInfoParent {
	readonly hasNextPage: boolean;
	readonly endCursor: string | null;
}

/** The `pageInfo` of a page. */
export function pageInfoOf(order: ListOrder, page: Page<unknown>): PageInfoParent {
	const last = page.entries.at(-1);
	return { hasNextPage: page.more, endCursor: last === undefined ? null : encodeCursor(order, last.key) };
}

/** A page as the API gives it. */
export function toNodes<T, N>(order: ListOrder, page: Page<T>, node: (row: T) => N): { nodes: readonly N[]; pageInfo: PageInfoParent } {
	return { nodes: page.entries.map(({ row }) => node(row)), pageInfo: pageInfoOf(order, page) };
}

/** The edges of a page of a Relay connection. */
export function toEdges<T>(order: ListOrder, page: Page<T>): readonly { node: T; cursor: string }[] {
	return page.entries.map(({ row, key }) => ({ node: row, cursor: encodeCursor(order, key) }));
}
