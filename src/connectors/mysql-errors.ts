/** MySQL's and MariaDB's failures in the hub's words. */
import { HubError, messageOf } from '#core/errors.ts';
import type { SourceMapping } from '#core/mapping.ts';
import { malformed, rejected, systemCode, unavailable, withoutSecrets } from './source-errors.ts';

/** Error numbers that mean: not our account, or a database it may not see. */
const REFUSED = new Set([1044, 1045, 1049, 1129, 1130, 1698]);
const NO_RIGHT = new Set([1142, 1143, 1227, 1370]);
/** Too many connections, shutdown, locks, killed, limits of resources: later it may work. */
const PASSING = new Set([1040, 1053, 1077, 1079, 1080, 1152, 1158, 1159, 1160, 1161, 1203, 1205, 1213, 1226, 1317, 1927]);
const TOO_LONG = new Set([1969, 3024]);

/** The HubError for what `mysql2` threw; a HubError stays what it is. */
export function toMysqlError(source: SourceMapping, thrown: unknown): unknown {
	if (thrown instanceof HubError) return thrown;
	const found = thrown instanceof Error ? (thrown as { errno?: unknown }).errno : undefined;
	const errno = typeof found === 'number' && found > 0 ? found : null; // negative ones are the operating system's
	const code = systemCode(thrown);
	const detail = withoutSecrets(`${code ?? errno ?? 'no code'} ${messageOf(thrown)}`, source.connector.url);
	const url = `url of source ${source.id}`;
	if (errno === null) {
		return unavailable(source.id, `cannot be reached (${code ?? 'the connection was lost'}): check the ${url} and the network`, detail);
	}
	if (REFUSED.has(errno)) return rejected(source.id, `refuses our account: check user, password and database in the ${url}`, detail);
	if (NO_RIGHT.has(errno)) return rejected(source.id, 'does not let our account read a table: ask for the right to select', detail);
	if (TOO_LONG.has(errno)) return unavailable(source.id, 'took too long over a statement: raise timeoutMs, or ask for an index', detail);
	if (PASSING.has(errno)) return unavailable(source.id, `is not able to answer now (${errno})`, detail);
	return malformed(source.id, `cannot run a statement (${errno}): compare the mapping with the agency's tables`, detail);
}
