/** The one place where an error becomes what a user reads: one sentence on stderr, and the exit status. */
import { randomBytes } from 'node:crypto';
import { isHubError } from '#core/errors.ts';
import type { LogFile } from './log-file.ts';

/** A command that could not do its work: no bundle, no server. */
export const EXIT_FAILED = 2;

export interface ErrorReport {
	/** "lianjian: …", without a line break at the end; never a stack. */
	readonly line: string;
	readonly json: { readonly error: { readonly code: string; readonly message: string } };
}

/**
 * What to tell of a failure. An expected one speaks for itself; any other is told by an id under which the log holds it whole.
 * `log` is null when the failure came before the log was open; then the error's own message stands for it.
 */
export function reportError(thrown: unknown, log: LogFile | null): ErrorReport {
	if (isHubError(thrown)) {
		log?.logger.error({ err: thrown }, 'command failed');
		return { line: `lianjian: ${thrown.message}`, json: { error: { code: thrown.code, message: thrown.message } } };
	}
	const id = randomBytes(4).toString('hex');
	log?.logger.error({ errorId: id, err: thrown }, 'unexpected error');
	const where = log === null ? String(thrown) : `the whole error stands in ${log.path}`;
	const message = `Something unexpected happened (error ${id}): ${where}.`;
	return { line: `lianjian: ${message}`, json: { error: { code: 'INTERNAL', message } } };
}
