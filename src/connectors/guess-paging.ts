/**
 * What an answer says of pages beside its rows, and which query parameters the interface knows: tried out one by one, because an answer
 * does not name them. The trying is for a proposal alone; what an answer says of rows that it left out also keeps a read from ending early.
 */
import { isObject, memberAt, toText, unpacked } from './flatten.ts';
import { membersOf } from './guess-answer.ts';

const TOTAL = /^(?:total|count|record)(?:[-_]?(?:count|num|number|elements?|records?|rows?|items?|size))?$|^zts?$|^zjls$/i;
const MORE = /^(?:has|is)?[-_]?(?:more|next(?:[-_]?page)?)$/i;

/** Usual names of parameters, the most usual first. */
const CURSORS = ['cursor', 'pageToken', 'token', 'after', 'next', 'nextToken', 'marker', 'start', 'offset', 'scrollId', 'lastId', 'from'];
const PAGES = ['page', 'pageNo', 'pageNum', 'pageNumber', 'pageIndex', 'current', 'currentPage', 'page_no', 'page_num', 'p', 'curPage'];
const LIMITS = ['limit', 'pageSize', 'size', 'page_size', 'rows', 'per_page', 'perPage', 'count', 'pagesize', 'num'];
/** Rows asked for to see whether a name of the page size is known; no interface gives so few by itself. */
const FEW = 3;

/** How many rows the interface has by its own words; null: it does not say. Infinity: more than it gave. */
export function rowsSaid(answer: unknown): number | null {
	let said: number | null = null;
	for (const { path, value } of membersOf(answer)) {
		const name = path.at(-1) ?? '';
		const number = typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value;
		if (typeof number === 'number' && TOTAL.test(name)) said = Math.max(said ?? 0, number);
		if (value === true && MORE.test(name)) return Number.POSITIVE_INFINITY;
	}
	return said;
}

/** Asks the path with some query parameters; null: refused. */
export type Ask = (query: Readonly<Record<string, string>>) => Promise<unknown | null>;

/** Settings that differ from the usual ones, found by trying. */
export interface Paging {
	readonly limit?: string;
	readonly cursor?: string;
	readonly page?: string;
}

/** Names that the interface was seen to know. `nextCursor` is null where the answer has none: then pages are counted. */
export async function guessPaging(ask: Ask, first: unknown, form: { list: string; nextCursor: string | null }): Promise<Paging> {
	const rows = rowsAt(first, form.list);
	if (rows.length <= FEW) return {};
	const limit = await firstThat(LIMITS, async (name) => rowsAt(await ask({ [name]: String(FEW) }), form.list).length === FEW);
	const size = limit === null ? rows : rows.slice(0, FEW);
	const sized = limit === null ? {} : { [limit]: String(FEW) };
	const head = JSON.stringify(size);
	const isOther = async (query: Record<string, string>) => {
		const found = rowsAt(await ask({ ...sized, ...query }), form.list);
		return found.length > 0 && JSON.stringify(found) !== head;
	};
	const known = limit === null ? {} : { limit };
	if (form.nextCursor === null) {
		if ((rowsSaid(first) ?? 0) <= rows.length && limit === null) return known;
		const page = await firstThat(PAGES, (name) => isOther({ [name]: '2' }));
		return { ...known, ...(page !== null && { page }) };
	}
	const few = limit === null ? first : await ask(sized);
	const at = toText(memberAt(few, form.nextCursor)) ?? '';
	const own = form.nextCursor.split('.').at(-1) ?? '';
	const bare = own.replace(/^(?:next|end)[-_]?/i, '').replace(/^./, (letter) => letter.toLowerCase());
	const cursor = await firstThat(
		[...new Set([own, bare, ...CURSORS])].filter((name) => name !== ''),
		(name) => isOther({ [name]: at }),
	);
	return { ...known, ...(cursor !== null && { cursor }) };
}

async function firstThat(names: readonly string[], holds: (name: string) => Promise<boolean>): Promise<string | null> {
	for (const name of names) if (await holds(name)) return name;
	return null;
}

function rowsAt(answer: unknown, list: string): readonly unknown[] {
	const rows = answer === null ? null : unpacked(memberAt(answer, list));
	return Array.isArray(rows) ? rows.filter(isObject) : [];
}
