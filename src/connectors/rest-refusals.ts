/** Answers that are no success, as the hub tells them: by HTTP status, or by a code inside an answer with status 200. */
import type { HubError } from '#core/errors.ts';
import type { RestSettings } from '#core/source-settings.ts';
import { memberAt, toText } from './flatten.ts';
import { malformed, rejected, unavailable } from './source-errors.ts';

/** The agency takes fewer subjects a call than we sent (413). Only the verify call knows what to do. */
export class TooLarge extends Error {
	override readonly name = 'TooLarge';
}

/** Codes in a body that mean "not now": those of HTTP. */
const LATER = /^(?:408|429|5\d\d)$/;
/** Words of a refusal that speak of the signature or its time. */
const SIGNATURE_WORDS = /签名|验签|密钥|时间戳|sign|secret|timestamp|rtime/i;

/** What a status other than 200 and 429 is told as. */
export function refusalOf(source: string, status: number, call: { readonly path: string; readonly query?: object }): Error {
	if (status === 413) return new TooLarge();
	if (status === 401) return rejected(source, 'does not accept our token (401): renew the token of this source');
	if (status === 403) return rejected(source, `does not allow the call ${call.path} (403): check the purpose and the rights of the token`);
	if (status === 408 || status >= 500) return unavailable(source, `cannot answer ${call.path} now (${status})`);
	if (status === 404) return malformed(source, `has no path ${call.path} (404): mend the path in the mapping, or the url of the source`);
	if (status === 400 && call.query) {
		return malformed(source, `does not understand ${call.path} (400): the saved place may be refused, then read the source from the start`);
	}
	return malformed(source, `answers ${call.path} with status ${status}: compare the mapping with the agency's interface`);
}

/** A refusal inside an answer with status 200. */
export interface HiddenRefusal {
	readonly code: string;
	/** The agency's reason; may quote anything, so it is searched and never shown. */
	readonly message: string;
	readonly aboutSignature: boolean;
}

/** The refusal that an answer holds by the mapping's `success`; null: it is a success. */
export function hiddenRefusal(answer: unknown, success: RestSettings['success']): HiddenRefusal | null {
	if (success === undefined) return null;
	const code = toText(memberAt(answer, success.member)) ?? 'none';
	if (success.in.includes(code)) return null;
	const message = success.message === undefined ? '' : (toText(memberAt(answer, success.message)) ?? '');
	return { code: code.slice(0, 20), message, aboutSignature: code === '401' || SIGNATURE_WORDS.test(message) };
}

/** What such a refusal is told as. */
export function hiddenError(source: string, { code }: HiddenRefusal, path: string): HubError {
	if (LATER.test(code)) return unavailable(source, `cannot answer ${path} now (${code} in its answer)`);
	return rejected(source, `refuses ${path} (${code} in its answer): ask the agency what the code means, or mend format.success`);
}

/** Milliseconds of a Retry-After: seconds or an HTTP date (RFC 9110, 10.2.3); one second when there is none. */
export function retryAfterMs(header: string | null, now: number): number {
	if (header === null || header.trim() === '') return 1000;
	if (/^\s*\d+(\.\d+)?\s*$/.test(header)) return Number(header) * 1000;
	const at = Date.parse(header);
	return Number.isNaN(at) ? 1000 : Math.max(0, at - now);
}
