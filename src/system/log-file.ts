/**
 * The log on disk: one JSON line an event, with what a user must not be shown (causes, stacks, details of errors).
 * Never personal data: who writes to it passes errors of the hub and counts, no rows.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Logger, pino } from 'pino';
import { HubError } from '#core/errors.ts';

export interface LogFile {
	readonly path: string;
	readonly logger: Logger;
	/** Writes out what is still held; call before the process ends. */
	close(): void;
}

/** Opens `<folder>/hub.log` for appending; the file can be read by the hub's user alone. */
export function openLogFile(folder: string): LogFile {
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	const path = join(folder, 'hub.log');
	const destination = pino.destination({ dest: path, mode: 0o600, sync: true });
	const logger = pino(
		{ base: { pid: process.pid }, timestamp: pino.stdTimeFunctions.isoTime, serializers: { err: serialiseError } },
		destination,
	);
	return { path, logger, close: () => destination.end() };
}

/** An error as the log keeps it: with its cause and, of the hub's own errors, code and detail. Values of SQL parameters are left out. */
export function serialiseError(thrown: unknown): Record<string, unknown> {
	if (!(thrown instanceof Error)) return { message: String(thrown) };
	const own = thrown instanceof HubError ? { code: thrown.code, detail: thrown.detail, source: thrown.source } : {};
	const cause = thrown.cause === undefined ? {} : { cause: serialiseError(thrown.cause) };
	return { name: thrown.name, message: thrown.message, ...own, stack: thrown.stack, ...cause };
}
