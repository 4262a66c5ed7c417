/** PostgreSQL's failures in the hub's words. */
import { HubError, messageOf } from '#core/errors.ts';
import type { SourceMapping } from '#core/mapping.ts';
import { malformed, rejected, systemCode, unavailable, withoutSecrets } from './source-errors.ts';

/** SQLSTATE classes in which the same statement may work later: connection, resources, shutdown and cancel, serialisation. */
const PASSING = /^(08|53|57|40|58)/;
/** A SQLSTATE: no class begins with E, while Node's own codes of a broken connection all do (EPIPE has five letters as well). */
const SQLSTATE = /^[0-9A-DF-Z][0-9A-Z]{4}$/;
/** SQLSTATE classes whose messages quote a value of a row. */
const QUOTES_VALUES = /^2[23]/;

/** The HubError for what `pg` threw; a HubError stays what it is. */
export function toPostgresError(source: SourceMapping, thrown: unknown): unknown {
	if (thrown instanceof HubError) return thrown;
	const code = systemCode(thrown);
	const state = code !== null && SQLSTATE.test(code) ? code : null;
	const message = state !== null && QUOTES_VALUES.test(state) ? '' : withoutSecrets(messageOf(thrown), source.connector.url);
	const detail = `${code ?? 'no code'} ${message}`.trim();
	const url = `url of source ${source.id}`;
	if (state === null) {
		return unavailable(source.id, `cannot be reached (${code ?? 'the connection was lost'}): check the ${url} and the network`, detail);
	}
	if (state.startsWith('28')) return rejected(source.id, `refuses our account: check user and password in the ${url}`, detail);
	if (state === '3D000') return rejected(source.id, `has no such database: check the ${url}`, detail);
	if (state === '42501') return rejected(source.id, 'does not let our account read a table: ask for the right to select', detail);
	if (state === '57014') return unavailable(source.id, 'took too long over a statement: raise timeoutMs, or ask for an index', detail);
	if (PASSING.test(state)) return unavailable(source.id, `is not able to answer now (${state})`, detail);
	return malformed(source.id, `cannot run a statement (${state}): compare the mapping with the agency's tables`, detail);
}
