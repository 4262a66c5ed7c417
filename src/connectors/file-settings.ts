/** What the mapping says of a source's files (`table.format`), with the pattern of their names filled in. */
import type { SourceMapping, TableMapping } from '#core/mapping.ts';
import { FILE_FORMAT, type FileFormatSettings } from '#core/source-settings.ts';
import { misconfigured } from './source-errors.ts';

export type FileSettings = FileFormatSettings & { readonly files: string };

/**
 * The settings of a table's files.
 * @throws HubError CONFIG that names the entry.
 */
export function fileSettings(source: SourceMapping, table: TableMapping): FileSettings {
	const result = FILE_FORMAT.safeParse(table.format ?? {});
	if (!result.success) {
		const issue = result.error.issues[0];
		const entry = ['format', ...(issue?.path ?? [])].join('.');
		throw misconfigured(source.id, `has a wrong entry ${entry} at record type ${table.recordType} (${issue?.message})`);
	}
	return { ...result.data, files: result.data.files ?? table.from };
}
