/** What the mapping says of a REST interface: names of parameters and members, in `table.format` or for all tables in `connector.options`. */
import type { SourceMapping, TableMapping } from '#core/mapping.ts';
import { REST_FORMAT, type RestSettings } from '#core/source-settings.ts';
import { misconfigured } from './source-errors.ts';

/**
 * The settings of a table; what the table says goes before what the connector says.
 * @throws HubError CONFIG that names the entry.
 */
export function restSettings(source: SourceMapping, table: Pick<TableMapping, 'recordType' | 'format'>): RestSettings {
	const options = Object.entries(source.connector.options ?? {}).filter(([name]) => name in REST_FORMAT.shape);
	const result = REST_FORMAT.safeParse({ ...Object.fromEntries(options), ...table.format });
	if (result.success) return result.data;
	const issue = result.error.issues[0];
	const entry = ['format', ...(issue?.path ?? [])].join('.');
	throw misconfigured(source.id, `has a wrong entry ${entry} at record type ${table.recordType} (${issue?.message})`);
}
