/**
 * The one place where failures become answers: a stable code and a sentence that leaks nothing. What the hub did not expect is shown
 * as INTERNAL with an id under which the log has it whole.
 */
import { randomBytes } from 'node:crypto';
import { unwrapResolverError } from '@apollo/server/errors';
import type { GraphQLFormattedError } from 'graphql';
import { type ErrorCode, HubError, isHubError } from '#core/errors.ts';
import type { ServerLog } from './server-log.ts';

/** Faults of the request itself, as GraphQL and Apollo Server find them; their messages speak of the document alone. */
const REQUEST_CODES: ReadonlySet<unknown> = new Set([
	'GRAPHQL_PARSE_FAILED',
	'GRAPHQL_VALIDATION_FAILED',
	'BAD_USER_INPUT',
	'BAD_REQUEST',
	'OPERATION_RESOLUTION_FAILURE',
	'PERSISTED_QUERY_NOT_SUPPORTED',
]);

const STATUS: Partial<Record<ErrorCode, number>> = {
	UNAUTHENTICATED: 401,
	ACCESS_DENIED: 403,
	NOT_FOUND: 404,
	INVALID_INPUT: 400,
	LIMIT_EXCEEDED: 400,
	RATE_LIMITED: 429,
	CONFLICT: 409,
	SOURCE_UNAVAILABLE: 503,
	STORE_UNAVAILABLE: 503,
};

/** PostgreSQL and socket codes that mean the store is away, not that the query is wrong. */
const STORE_AWAY: ReadonlySet<unknown> = new Set([
	'ECONNREFUSED',
	'ECONNRESET',
	'ENOTFOUND',
	'ETIMEDOUT',
	'57P01',
	'57P02',
	'57P03',
	'08006',
]);

/** PostgreSQL's codes for a text with the character U+0000, which it cannot hold: only a caller can have sent one, for intake replaces it. */
const TEXT_REFUSED: ReadonlySet<unknown> = new Set(['22021', '22P05']);

/** A failure as callers see it. */
export interface PublicError {
	readonly message: string;
	readonly code: string;
	/** HTTP status where the whole request fails. */
	readonly status: number;
	/** Source the error is about; null: none. */
	readonly source: string | null;
	/** Under which the log has it; null: an expected failure. */
	readonly errorId: string | null;
}

/** Turns whatever was thrown into what may be shown; logs what was not expected. */
export function toPublicError(thrown: unknown, log: ServerLog): PublicError {
	const error = expectedOf(thrown);
	if (isHubError(error)) {
		const { message, code, source } = error;
		if (error.detail !== undefined) log.warn({ code, source, detail: error.detail }, message);
		return { message, code, status: STATUS[code] ?? 500, source: source ?? null, errorId: null };
	}
	// Letters alone: a run of digits would be hidden like the number of a person, and the log not found under it.
	const errorId = randomBytes(6)
		.toString('hex')
		.replace(/\d/g, (digit) => 'ghijklmnop'[Number(digit)] as string);
	log.error({ errorId, err: error }, 'A request failed in a way the hub did not expect.');
	const message = `The hub could not answer; its log has the reason under ${errorId}.`;
	return { message, code: 'INTERNAL', status: 500, source: null, errorId };
}

/** What the store threw for a reason that has a sentence of its own; anything else as it is. */
function expectedOf(thrown: unknown): unknown {
	if (!(thrown instanceof Error && 'code' in thrown)) return thrown;
	if (STORE_AWAY.has(thrown.code)) return new HubError('STORE_UNAVAILABLE', 'The hub cannot reach its database; try again later.');
	if (TEXT_REFUSED.has(thrown.code))
		return new HubError('INVALID_INPUT', 'A text holds the character U+0000, which stands in no record; leave it out.');
	return thrown;
}

/** Longest message that is given back. Shorter: faults of long queries lose their end; longer: a caller's own text comes back in full. */
const LONGEST_MESSAGE = 500;

/** A message without long numbers: GraphQL quotes what was typed, and that can be the number of a person or of a telephone. */
function hideNumbers(message: string): string {
	return message.slice(0, LONGEST_MESSAGE).replace(/\d{10,}[Xx]?/g, '[number]');
}

/** Apollo Server's `formatError`. */
export function createFormatError(log: ServerLog): (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError {
	return (formatted, error) => {
		const { locations, path } = formatted;
		const place = { ...(locations === undefined ? {} : { locations }), ...(path === undefined ? {} : { path }) };
		if (REQUEST_CODES.has(formatted.extensions?.code) && !isHubError(unwrapResolverError(error))) {
			return { message: hideNumbers(formatted.message), ...place, extensions: { code: formatted.extensions?.code } };
		}
		const { message, code, source, errorId } = toPublicError(originalOf(error), log);
		return {
			message: hideNumbers(message),
			...place,
			extensions: { code, ...(source === null ? {} : { source }), ...(errorId === null ? {} : { errorId }) },
		};
	};
}

/** The error a resolver or a plugin threw, out of what GraphQL wrapped around it. */
function originalOf(error: unknown): unknown {
	const unwrapped = unwrapResolverError(error);
	const inner = unwrapped instanceof Error && 'originalError' in unwrapped ? unwrapped.originalError : undefined;
	return inner ?? unwrapped;
}

/** The body of an answer in which the whole request failed, in GraphQL's form. */
export function errorBody({ message, code, errorId }: PublicError): { errors: readonly GraphQLFormattedError[] } {
	return { errors: [{ message, extensions: { code, ...(errorId === null ? {} : { errorId }) } }] };
}
