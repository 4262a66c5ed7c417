/** The log as the server writes it; a pino logger is one. Never personal data, never a token. */

type Write = (fields: object, message: string) => void;

export interface ServerLog {
	readonly info: Write;
	readonly warn: Write;
	readonly error: Write;
}

/** Says nothing; for tests. */
export const silentLog: ServerLog = { info() {}, warn() {}, error() {} };
