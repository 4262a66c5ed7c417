/**
 * Encryption towards a source: options `caFile` (who vouches for the server), `certFile` and `keyFile` (who we are,
 * mutual TLS). The server's certificate is always checked; there is no option to look away.
 */
import { readFileSync } from 'node:fs';
import { messageOf } from '#core/errors.ts';
import type { SourceMapping } from '#core/mapping.ts';
import { misconfigured } from './source-errors.ts';
import { textOption } from './sql-options.ts';

export interface TlsSettings {
	readonly ca?: string;
	readonly cert?: string;
	readonly key?: string;
	readonly rejectUnauthorized: true;
}

/** `{ [member]: settings }`, or nothing when no file is named: then the connection string decides. */
export function tlsOf<M extends string>(source: SourceMapping, member: M): { [K in M]?: TlsSettings } {
	const read = (option: string) => {
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
