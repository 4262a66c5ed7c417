/**
 * Lists as Relay connections. A connection is what was asked for; its page, its total and its sources are each read when a field asks
 * for them, so that a count costs no page and a page no count.
 */
import type { Kind } from '#core/kinds.ts';
import type { Page, ReadText, Window, WrittenList } from '#loaders/loaders.ts';
import type { Context } from './context.ts';
import { type ListOrder, pageInfoOf, toEdges, windowOf } from './cursor.ts';
import { type MaybePromise, when } from './maybe-promise.ts';
import { type SourceStatusParent, toSource } from './source.ts';

/** A list that was asked for. */
export interface ConnectionParent<T> {
	readonly order: ListOrder;
	readonly window: Window;
	/** Reads the page, once. */
	page(): MaybePromise<Page<T>>;
	/** The page where only its ends are asked for: of its entries no more than the first and the last. */
	ends(): MaybePromise<Page<unknown>>;
	/** The entries as text, if they can be had so; null: they are read as rows. */
	readonly written: WrittenEntries | null;
	/** Entries on all pages; null: nobody can count them. */
	count(): Promise<number | null>;
	/** Whether entries of the list come from a table; a table that gave none counts as well, for its silence has to be read. */
	readonly from: (table: SourceStatusParent) => boolean;
}

/** Entries as JSON text. */
export interface WrittenEntries {
	readonly list: WrittenList;
	/** Reads them, once; null: they have to be read as rows. */
	text(): Promise<ReadText | null>;
}

interface PageArgs {
	readonly first: number;
	readonly after?: string | null;
}

interface Reads<T> {
	readonly page: (window: Window) => MaybePromise<Page<T>>;
	readonly count: () => Promise<number | null>;
	/** How the page is read as text, where what is selected of it can be written. */
	readonly written?: { readonly list: WrittenList; readonly text: (window: Window) => Promise<ReadText | null> } | null;
	/** Kinds of record that the list can hold, or a test of its tables; absent: entries come from all tables. */
	readonly from?: readonly Kind[] | ConnectionParent<T>['from'];
}

/** A connection over what its arguments ask for. @throws HubError INVALID_INPUT for arguments that are no page. */
export function connection<T>(order: ListOrder, args: PageArgs, reads: Reads<T>, most?: number): ConnectionParent<T> {
	const window = windowOf(order, args, most);
	const { from, written: writing = null } = reads;
	const page = once(() => reads.page(window));
	const written = writing === null ? null : { list: writing.list, text: once(() => writing.text(window)) };
	return {
		order,
		window,
		page,
		written,
		ends: () => (written === null ? page() : written.text().then((text) => text ?? page())),
		count: reads.count,
		from: typeof from === 'function' ? from : ({ kind }) => from === undefined || (kind !== null && from.includes(kind)),
	};
}

/** A page whose rows are seen as something else. */
export function mapPage<A, B>(page: Page<A>, change: (row: A) => B): Page<B> {
	return { ...page, entries: page.entries.map(({ row, key }) => ({ row: change(row), key })) };
}

/** The fields of every connection. */
export const connectionFields = {
	edges: <T>(list: ConnectionParent<T>) => when(list.page(), (page) => toEdges(list.order, page)),
	nodes: <T>(list: ConnectionParent<T>) => when(list.page(), (page) => page.entries.map(({ row }) => row)),
	pageInfo: <T>(list: ConnectionParent<T>) => when(list.ends(), (page) => pageInfoOf(list.order, page, list.window)),
	totalCount: <T>(list: ConnectionParent<T>) => list.count(),
	sources: <T>(list: ConnectionParent<T>, _: object, context: Context) => tablesOf(context, list.from),
};

/** The tables of the sources that the caller sees, of those that a list can come from. */
export async function tablesOf({ sources, loaders, reader }: Context, from: (table: SourceStatusParent) => boolean) {
	const rows = await loaders.sourceTables();
	return sources
		.filter(({ id }) => reader.caller.sources?.includes(id) ?? true)
		.flatMap((mapping) => toSource(mapping, rows).tables.map((table) => ({ ...table, source: mapping.id })))
		.filter(from);
}

function once<T extends object>(read: () => T): () => T {
	let reading: T | null = null;
	return () => {
		reading ??= read();
		return reading;
	};
}

/** The resolvers of every type that is a connection. */
export const connections = Object.fromEntries(
	[
		...[
			'Account',
			'AccountEntry',
			'Admission',
			'Advertisement',
			'AgencyRecord',
			'BusinessRole',
			'Complaint',
			'Course',
			'Evidence',
			'Flag',
			'Incident',
		],
		...['Inspection', 'Licence', 'ListEntry', 'Nonprofit', 'Organisation', 'Penalty', 'Person', 'PersonListEntry', 'PersonMention'],
		...['Registration', 'RegistrationChange', 'SavedQuery', 'SchoolPost', 'StaffMember', 'Succession', 'TeacherCertificate', 'Timeline'],
	].map((name) => [`${name}Connection`, connectionFields]),
);
