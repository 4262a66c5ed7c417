/**
 * The digest of a configuration: the same for two hubs that would do the same with the same rows, whatever
 * their secrets and wherever their sources, so that it can stand in a manifest.
 */
import { createHash } from 'node:crypto';
import { canonicalJson } from '#core/canonical-json.ts';

/** Settings that say where something is or how to get in, never what is done with it. */
const LEFT_OUT = new Set([
	'secret',
	'jwtSecret',
	'databaseUrl',
	'jwksUrl',
	'host',
	'port',
	'limits',
	'trustedDocuments',
	'compileAfter',
	'url',
	'folder',
	'token',
	'password',
	'key',
	'cert',
	'ca',
]);

/** SHA-256 (hex) over the canonical JSON without secrets and addresses. */
export function digestOf(config: object): string {
	return createHash('sha256')
		.update(canonicalJson(strip(config, [])))
		.digest('hex');
}

function strip(value: unknown, path: readonly string[]): unknown {
	if (Array.isArray(value)) return value.map((item) => strip(item, path));
	if (typeof value !== 'object' || value === null) return value;
	// Only settings of the hub and of connectors are left out: a table's `key` says what is done.
	const among = path[0] === 'hub' || path.includes('connector');
	return Object.fromEntries(
		Object.entries(value)
			.filter(([name]) => !(among && LEFT_OUT.has(name)))
			.map(([name, inner]) => [name, strip(inner, [...path, name])]),
	);
}
