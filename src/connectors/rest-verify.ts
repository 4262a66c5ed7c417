/** Questions to the police and their answers, as data: what is sent, and what of an answer may be believed. No I/O. */
import { createHash } from 'node:crypto';
import type { VerifyMapping } from '#core/mapping.ts';
import type { VerifyAnswer, VerifySubject } from '#core/ports.ts';
import { isObject, memberAt, toText, unpacked } from './flatten.ts';

/** The body of the question; only reference, name and number leave the hub. */
export function verifyBody(mapping: VerifyMapping, subjects: readonly VerifySubject[]): Record<string, unknown> {
	const { list, ref, name, identityNumber } = mapping.request;
	return { [list]: subjects.map((subject) => ({ [ref]: subject.ref, [name]: subject.name, [identityNumber]: subject.identityNumber })) };
}

/** Stricter answers first: of two about one subject the stricter counts. */
const STRICTNESS = ['RESTRICTED', 'UNKNOWN', 'CLEAR'] as const;

/**
 * The answers about the subjects that were asked, in the order of the question. Elements that answer nothing we asked,
 * or that lack a known result or its times, are dropped: the subject counts as not answered and is asked again.
 * Null when there is no list of answers at all.
 */
export function readAnswers(mapping: VerifyMapping, answer: unknown, asked: readonly VerifySubject[]): VerifyAnswer[] | null {
	const list = unpacked(memberAt(answer, mapping.answer.list));
	if (!Array.isArray(list)) return null;
	const found = new Map<string, VerifyAnswer>();
	for (const element of list) {
		const read = readAnswer(mapping, element);
		if (read === null) continue;
		const earlier = found.get(read.ref);
		if (!earlier || STRICTNESS.indexOf(read.result) < STRICTNESS.indexOf(earlier.result)) found.set(read.ref, read);
	}
	return asked.flatMap((subject) => found.get(subject.ref) ?? []);
}

function readAnswer(mapping: VerifyMapping, element: unknown): VerifyAnswer | null {
	if (!isObject(element)) return null;
	const names = mapping.answer;
	const ref = toText(memberAt(element, names.ref));
	const result = own(mapping.results, toText(memberAt(element, names.result)));
	const checkedAt = toInstant(memberAt(element, names.checkedAt));
	const validUntil = toInstant(memberAt(element, names.validUntil));
	if (ref === null || result === undefined || checkedAt === null || validUntil === null) return null;
	return { ref, result, scope: readScope(mapping, memberAt(element, names.scope)), checkedAt, validUntil };
}

/** What was searched, the widest that is named. A scope that nobody knows is taken for the narrow one: it satisfies no duty. */
function readScope(mapping: VerifyMapping, given: unknown): VerifyAnswer['scope'] {
	if (given === undefined || given === null) return mapping.scopeDefault;
	const named = (Array.isArray(given) ? given : [given]).map((one) => own(mapping.scopes, toText(one)));
	return named.includes('ART62') ? 'ART62' : 'SEX';
}

function own<T>(map: Readonly<Record<string, T>>, key: string | null): T | undefined {
	return key !== null && Object.hasOwn(map, key) ? map[key] : undefined;
}

function toInstant(value: unknown): string | null {
	if (typeof value !== 'string') return null;
	const at = Date.parse(value);
	return Number.isNaN(at) ? null : new Date(at).toISOString();
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * The X-Request-Id of the `part`-th call of one question: the question's own id for the first, when it is a UUID; else a UUID
 * derived from both, so that the agency's log can be found again from ours.
 */
export function requestIdOf(requestId: string, part: number): string {
	if (part === 0 && UUID.test(requestId)) return requestId;
	const hex = createHash('sha256').update(`${requestId}#${part}`).digest('hex');
	return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
