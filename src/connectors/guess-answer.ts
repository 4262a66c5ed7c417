/** Where the rows of an answer stand, guessed from one answer that no mapping describes. For a proposal alone. */
import { isObject, unpacked } from './flatten.ts';

/** Paths of members, with dots; list empty: the answer is the list. */
export interface AnswerForm {
	readonly list: string;
	/** Null: nothing in the answer looks like the cursor of the next page. */
	readonly nextCursor: string | null;
	/** The member that says whether the call succeeded, as this one did; null: there is none. */
	readonly success: { readonly member: string; readonly in: readonly string[]; readonly message?: string } | null;
}

/** Deeper lists belong to a row. */
const DEEPEST = 3;
const NEXT = /^(?:next|(?:next|end|after|scroll)\w*?(?:cursor|token|page|id|key)|(?:page|continuation)[-_]?token|cursor)$/i;

const OUTCOME = /^(?:(?:result|ret|rtn|err|error|resp|biz|status)?[-_]?code|errno|success|status)$/i;
const REASON = /^(?:(?:result|ret|rtn|err|error|resp)?[-_]?(?:msg|message)|errmsg|info)$/i;

/** The longest list of objects that stands nearest to the top, and what leads to the next page; null: the answer holds no such list. */
export function guessAnswer(answer: unknown): AnswerForm | null {
	const members = membersOf(answer);
	const lists = members.flatMap(({ path, value }) => {
		const rows = Array.isArray(value) ? value.filter(isObject).length : 0;
		return rows === 0 ? [] : [{ path, rows }];
	});
	const [list] = lists.toSorted((a, b) => b.rows - a.rows || a.path.length - b.path.length);
	if (list === undefined) return null;
	const next = members.find(({ path, value }) => (typeof value === 'string' || typeof value === 'number') && NEXT.test(path.at(-1) ?? ''));
	return { list: list.path.join('.'), nextCursor: next?.path.join('.') ?? null, success: successOf(members) };
}

type Member = ReturnType<typeof membersOf>[number];

/** Of the outermost members alone: deeper ones speak of the rows. */
function successOf(members: readonly Member[]): AnswerForm['success'] {
	const outer = members.filter(({ path }) => path.length === 1);
	const named = (names: RegExp) => outer.find(({ path, value }) => names.test(path[0] ?? '') && !isObject(value) && !Array.isArray(value));
	const outcome = named(OUTCOME);
	if (outcome === undefined || outcome.value === null) return null;
	const message = named(REASON)?.path[0];
	return { member: outcome.path[0] ?? '', in: [String(outcome.value)], ...(message !== undefined && { message }) };
}

/** What stands in the answer down to a depth, the answer itself first; lists are not gone into. */
export function membersOf(answer: unknown, path: readonly string[] = []): { readonly path: readonly string[]; readonly value: unknown }[] {
	const value = unpacked(answer);
	const inner = isObject(value) && path.length < DEEPEST ? Object.entries(value) : [];
	return [{ path, value }, ...inner.flatMap(([name, member]) => membersOf(member, [...path, name]))];
}
