/**
 * Encryption towards a source: options `caFile` (who vouches for the server), `certFile` and `keyFile` (who we are,
 * mutual TLS). The server's certificate is always checked; there is no option to look away.
 */
import { readFileSync } from 'node:fs';
import { type HubError, messageOf } from '#core/errors.ts';
import type { SourceMapping } from '#core/mapping.ts';
import { misconfigured, rejected } from './source-errors.ts';
import { textOption } from './sql-options.ts';

export interface TlsSettings {
	readonly ca?: string;
	readonly cert?: string;
	readonly key?: string;
	readonly rejectUnauthorized: true;
}

const NOT_VOUCHED =
	/^(?:DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_(?:VERIFY_LEAF_SIGNATURE|GET_ISSUER_CERT(?:_LOCALLY)?))$/;

/** What a failed agreement on encryption is told as; null: the failure is another. `code` is Node's. */
export function tlsFault(source: string, code: string | null, detail: string): HubError | null {
	if (code === null) return null;
	if (NOT_VOUCHED.test(code))
		return rejected(source, 'shows a certificate that nobody we trust has signed: name its authority in option caFile', detail);
	if (code === 'CERT_HAS_EXPIRED')
		return rejected(source, "shows a certificate that has run out: tell the agency, and check this machine's clock", detail);
	if (code === 'ERR_TLS_CERT_ALTNAME_INVALID')
		return rejected(source, 'shows a certificate of another host: mend the url of the source', detail);
	if (/^ERR_SSL_.*(?:CERTIFICATE|UNKNOWN_CA|ALERT)/.test(code))
		return rejected(source, `does not take us for who we say (${code}): check options certFile and keyFile with the agency`, detail);
	return null;
}

/** `{ [member]: settings }`, or nothing when no file is named: then the connection string decides. */
export function tlsOf<M extends string>(source: SourceMapping, member: M): { [K in M]?: TlsSettings } {
	const read = (option: 'caFile' | 'certFile' | 'keyFile') => {
		const file = textOption(source, option);
		if (file === undefined) return undefined;
		try {
			return readFileSync(file, 'utf8');
		} catch (thrown) {
			throw misconfigured(source.id, `names a file in option ${option} that cannot be read (${messageOf(thrown)})`);
		}
	};
	const [ca, cert, key] = [read('caFile'), read('certFile'), read('keyFile')];
	if (ca === undefined && cert === undefined) return {};
	return { [member]: { ...(ca && { ca }), ...(cert && { cert }), ...(key && { key }), rejectUnauthorized: true } } as {
		[K in M]?: TlsSettings;
	};
}
