/**
 * The hub's errors: typed, closed, each with a sentence that is safe to show and says where and what to do.
 */

export type ErrorCode =
	| 'CONFIG' // configuration or mapping is wrong
	| 'UNSUPPORTED_SYSTEM'
	| 'ALREADY_RUNNING'
	| 'STORE_UNAVAILABLE'
	| 'SECRET_REFUSED' // HUB_SECRET is not the one the store was made with
	| 'SOURCE_UNAVAILABLE' // agency refuses, times out or cannot be reached
	| 'SOURCE_REJECTED' // agency answers that the call is not allowed (401, 403, wrong password)
	| 'SOURCE_MALFORMED' // agency answers something that cannot be read, or a column is missing
	| 'UNAUTHENTICATED'
	| 'ACCESS_DENIED'
	| 'NOT_FOUND'
	| 'INVALID_INPUT'
	| 'CONFLICT'
	| 'LIMIT_EXCEEDED' // of one request: too deep, too wide, too costly, too long
	| 'RATE_LIMITED'; // of a caller: too many requests

export interface ErrorExtras {
	/** For the log only; may hold what a caller must not see. Never personal data. */
	readonly detail?: string;
	/** Whether the same call may work later. */
	readonly retryable?: boolean;
	readonly cause?: unknown;
	/** Source the error is about. */
	readonly source?: string;
}

/** Every expected failure of the hub. `message` is one sentence with the place and the remedy. */
export class HubError extends Error {
	override readonly name = 'HubError';
	readonly code: ErrorCode;
	readonly detail: string | undefined;
	readonly retryable: boolean;
	readonly source: string | undefined;

	constructor(code: ErrorCode, message: string, extras: ErrorExtras = {}) {
		super(message, extras.cause === undefined ? undefined : { cause: extras.cause });
		this.code = code;
		this.detail = extras.detail;
		this.retryable = extras.retryable ?? false;
		this.source = extras.source;
	}
}

/** Whether a value is a HubError, of one code when a code is given. */
export function isHubError(value: unknown, code?: ErrorCode): value is HubError {
	return value instanceof HubError && (code === undefined || value.code === code);
}

/** A failure's message, whatever was thrown. */
export function messageOf(thrown: unknown): string {
	return thrown instanceof Error ? thrown.message : String(thrown);
}
