/** Who asks and why: the caller of a request, from its bearer token and its purpose header. Without a token nothing is served. */
import type { IncomingHttpHeaders } from 'node:http';
import { type Caller, isPurpose, PURPOSES } from '#access/caller.ts';
import { HubError } from '#core/errors.ts';
import type { TokenVerifier } from './tokens.ts';

/** Header that names the purpose of reading personal data. */
export const PURPOSE_HEADER = 'x-purpose';

/** @throws HubError UNAUTHENTICATED without a valid token, ACCESS_DENIED without a known role, INVALID_INPUT for an unknown purpose. */
export async function authenticate(headers: IncomingHttpHeaders, verify: TokenVerifier): Promise<Caller> {
	const token = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1];
	if (token === undefined) throw new HubError('UNAUTHENTICATED', 'Send a bearer token in the header Authorization.');
	const caller = await verify(token);
	const named = headers[PURPOSE_HEADER];
	const purpose = typeof named === 'string' ? named.trim().toUpperCase() : '';
	if (purpose !== '' && !isPurpose(purpose)) {
		throw new HubError('INVALID_INPUT', `The header X-Purpose must be one of ${PURPOSES.join(', ')}.`);
	}
	return { ...caller, purpose: purpose === '' ? null : (purpose as Caller['purpose']) };
}
