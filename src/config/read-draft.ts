/** Reads a single table's mapping from YAML that no file holds yet, with the same shape and meaning as in a file. */
import { parse } from 'yaml';
import { HubError } from '#core/errors.ts';
import type { TableMapping } from '#core/mapping.ts';
import { tableSchema } from './config-schema.ts';
import { readTable } from './read-mapping.ts';

/** @throws HubError CONFIG when the text is no table of the name. */
export function readDraft(name: string, yaml: string): TableMapping {
	const result = tableSchema.safeParse((parse(yaml) as Readonly<Record<string, unknown>>)[name]);
	if (result.success) return readTable(name, result.data);
	const issue = result.error.issues[0];
	throw new HubError('CONFIG', `The draft of ${name} has a wrong entry ${issue?.path.join('.')} (${issue?.message}).`);
}
