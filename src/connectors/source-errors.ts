/** The failures of a source as the hub tells them: which source, what is wrong, what to mend. Never a password, never a value of a row. */
import { HubError } from '#core/errors.ts';

/** The source cannot be reached or does not answer in time; the same call may work later. */
export function unavailable(source: string, what: string, detail?: string): HubError {
	return new HubError('SOURCE_UNAVAILABLE', `Source ${source} ${what}.`, {
		source,
		retryable: true,
		...(detail !== undefined && { detail }),
	});
}

/** The source says that we may not. */
export function rejected(source: string, what: string, detail?: string): HubError {
	return new HubError('SOURCE_REJECTED', `Source ${source} ${what}.`, { source, ...(detail !== undefined && { detail }) });
}

/** The source gives something else than the mapping says. */
export function malformed(source: string, what: string, detail?: string): HubError {
	return new HubError('SOURCE_MALFORMED', `Source ${source} ${what}.`, { source, ...(detail !== undefined && { detail }) });
}

/** The source's part of the configuration is wrong. */
export function misconfigured(source: string, what: string): HubError {
	return new HubError('CONFIG', `Source ${source} ${what}.`, { source });
}

/** Text without the secrets of a connection string, for logs. */
export function withoutSecrets(text: string, url: string | undefined, token?: string): string {
	const secrets = [token, ...passwordsOf(url)].filter((secret): secret is string => secret !== undefined && secret !== '');
	return secrets.reduce((clean, secret) => clean.replaceAll(secret, '***'), text);
}

function passwordsOf(url: string | undefined): string[] {
	if (url === undefined || !URL.canParse(url)) return url === undefined ? [] : [url];
	const { password, searchParams } = new URL(url);
	const given = searchParams.get('password') ?? '';
	try {
		return [password, decodeURIComponent(password), given];
	} catch {
		return [password, given]; // a stray % in the password: it stands nowhere in decoded form
	}
}

/** Node's code of a network or file failure ("ECONNREFUSED"), of the failure itself or of what caused it; else null. */
export function systemCode(thrown: unknown): string | null {
	for (let at: unknown = thrown, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
		const code = (at as { code?: unknown }).code;
		if (typeof code === 'string') return code;
		if (at instanceof AggregateError) {
			const inner = systemCode(at.errors[0]);
			if (inner !== null) return inner;
		}
	}
	return null;
}
