/** What the mapping says of a REST interface: names of parameters and members, in `table.format` or for all tables in `connector.options`. */
import { z } from 'zod';
import type { SourceMapping, TableMapping } from '#core/mapping.ts';
import { misconfigured } from './source-errors.ts';

const settings = z.object({
	/** Member of the answer that holds the list, a path with dots; "": the answer is the list. */
	list: z.string().default('items'),
	/** Member with the cursor of the next page; the one sent, or none, means the end. */
	nextCursor: z.string().default('nextCursor'),
	/** Query parameter for the cursor. */
	cursor: z.string().default('cursor'),
	/** Query parameter for the page size; "": not sent. */
	limit: z.string().default('limit'),
	/** Most rows a page that the agency gives; the configuration's pageSize is cut to it. */
	maxLimit: z.int().positive().optional(),
	/** Further query parameters, the same with every call. */
	parameters: z.record(z.string(), z.string()).default({}),
	/** How rows are asked for by key; absent: they are not. */
	lookup: z
		.object({
			/** Path, when not that of the list. */
			path: z.string().optional(),
			/** Query parameter that takes a key. */
			parameter: z.string(),
			/** Most keys a call, joined by commas. */
			keysPerCall: z.int().positive().default(1),
		})
		.optional(),
});

export type RestSettings = z.infer<typeof settings>;

/**
 * The settings of a table; what the table says goes before what the connector says.
 * @throws HubError CONFIG that names the entry.
 */
export function restSettings(source: SourceMapping, table: TableMapping): RestSettings {
	const known = Object.keys(settings.shape);
	const options = Object.entries(source.connector.options ?? {}).filter(([name]) => known.includes(name));
	const result = settings.safeParse({ ...Object.fromEntries(options), ...table.format });
	if (result.success) return result.data;
	const issue = result.error.issues[0];
	throw misconfigured(
		source.id,
		`has a wrong entry format.${issue?.path.join('.')} at record type ${table.recordType} (${issue?.message})`,
	);
}
