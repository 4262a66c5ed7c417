/** What the mapping says of a source's files: `table.format`. */
import { z } from 'zod';
import type { SourceMapping, TableMapping } from '#core/mapping.ts';
import { misconfigured } from './source-errors.ts';

const settings = z.strictObject({
	/** Pattern of the file names, with the period: {YYYYMMDD}, {YYYY-MM-DD}, {YYYYMM}, {YYYY-MM} or {YYYY}; * for anything. Default: `from`. */
	files: z.string().optional(),
	/** A name that TextDecoder knows: utf-8, gb18030. */
	encoding: z.string().default('utf-8'),
	/** One ASCII character. */
	delimiter: z
		.string()
		.regex(/^[\t -~]$/, 'one ASCII character')
		.default(','),
	/** Row with the column names, the first is 1. */
	headerRow: z.int().positive().default(1),
	/** Each file is full and replaces the one before. */
	replaces: z.boolean().default(false),
	/** What a key looks like, as a regular expression: the key of a line of the wrong width is kept only when it matches. */
	keyPattern: z.string().optional(),
	/**
	 * Minutes after which a file that looks half-written (no line end at its end, a broken archive) is read as it is.
	 * Smaller: a slow copy is read half; larger: a file whose writer leaves out the last line end comes late.
	 */
	settleMinutes: z.number().nonnegative().default(60),
});

export type FileSettings = Readonly<z.infer<typeof settings> & { files: string }>;

/**
 * The settings of a table's files.
 * @throws HubError CONFIG that names the entry.
 */
export function fileSettings(source: SourceMapping, table: TableMapping): FileSettings {
	const result = settings.safeParse(table.format ?? {});
	if (!result.success) {
		const issue = result.error.issues[0];
		const entry = ['format', ...(issue?.path ?? [])].join('.');
		throw misconfigured(source.id, `has a wrong entry ${entry} at record type ${table.recordType} (${issue?.message})`);
	}
	try {
		new TextDecoder(result.data.encoding);
		new RegExp(result.data.keyPattern ?? '');
	} catch (thrown) {
		throw misconfigured(source.id, `has a wrong entry in format at record type ${table.recordType} (${(thrown as Error).message})`);
	}
	return { ...result.data, files: result.data.files ?? table.from };
}
