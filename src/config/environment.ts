/**
 * The environment as the hub sees it: the only file that reads `process.env`. Everything else is handed
 * a plain record, so that tests and the sandbox bring their own.
 */

/** Environment variables by name; undefined: not set. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A copy of the process's environment, taken now; later changes of the process do not show in it. */
export function readEnvironment(): Environment {
	return { ...process.env };
}
