/**
 * What the mapping may say of a source's form beside its columns: `format` of a table and `options` of a connector, by the
 * connector's type. Declared once: `src/config` checks files and proposes entries by it, `src/connectors` reads by it.
 */
import { z } from 'zod';
import type { ConnectorConfig } from './mapping.ts';

type ConnectorType = ConnectorConfig['type'];

const text = z.string();
const filled = z.string().min(1, 'must not be empty');
const encodingName = filled.refine(isEncoding, 'is no encoding; utf-8, gb18030 and auto are usual');
const pattern = filled.refine(isPattern, 'is no valid regular expression');

/** `format` of csv, xlsx and ndjson. */
export const FILE_FORMAT = z.strictObject({
	files: text
		.optional()
		.describe('Pattern of the file names with the period: {YYYYMMDD}, {YYYY-MM-DD}, {YYYYMM}, {YYYY年MM月} or {YYYY}; default: “from”'),
	encoding: encodingName.default('utf-8').describe('utf-8, gb18030 …; auto: each file’s own, UTF-8 where its bytes are, else GB18030'),
	delimiter: z
		.string()
		.regex(/^[\t -~]$/, 'is one ASCII character')
		.default(',')
		.describe('One ASCII character: "," "|" ";" or "\\t"'),
	headerRow: z.int().positive().default(1).describe('Row with the column names, the first is 1'),
	headerRows: z
		.int()
		.min(1)
		.max(5)
		.default(1)
		.describe('Rows that make up the names, from headerRow on; of merged cells each column gets “upper.lower”'),
	totals: z
		.union([z.boolean(), z.array(filled).min(1)])
		.default(true)
		.describe('Rows whose first cell is one of these words are sums, not records; true: 合计, 总计, 小计 …; false: none'),
	hiddenRows: z
		.enum(['read', 'skip'])
		.default('read')
		.describe('Rows that a workbook hides: read, because a filter left behind hides good rows too, or skipped'),
	replaces: z.boolean().default(false).describe('Each file is full and replaces the one before'),
	keyPattern: pattern.optional().describe('What a key looks like: of a line of the wrong width only a key that matches is kept'),
	settleMinutes: z.number().nonnegative().default(60).describe('Minutes after which a file that looks half-written is read as it is'),
});

/** `format` of rest. */
export const REST_FORMAT = z.strictObject({
	list: text.default('items').describe('Member of the answer that holds the rows, a path with dots; empty: the answer is the list'),
	nextCursor: text.default('nextCursor').describe('Member with the cursor of the next page; the one sent, or none, means the end'),
	cursor: text.default('cursor').describe('Query parameter for the cursor'),
	page: text
		.default('')
		.describe('Query parameter for the number of the page, where the interface counts pages from 1; empty: it has a cursor'),
	limit: text.default('limit').describe('Query parameter for the page size; empty: not sent'),
	maxLimit: z.int().positive().optional().describe('Most rows a page that the agency gives; pageSize is cut to it'),
	parameters: z.record(z.string(), z.string()).default({}).describe('Further query parameters, the same with every call'),
	success: z
		.strictObject({
			member: filled.describe('Member of an answer that says whether the call succeeded'),
			in: z.array(filled).min(1).describe('Its values that mean success'),
			message: filled.optional().describe('Member with the reason, where it did not'),
		})
		.optional()
		.describe('How an answer with status 200 says that the call was refused'),
	service: filled.optional().describe('Number of the service (sid) of this table, where it is not that of “signing”'),
	lookup: z
		.strictObject({
			path: filled.optional().describe('Path, when not that of the list'),
			parameter: filled.describe('Query parameter that takes a key'),
			keysPerCall: z.int().positive().default(1).describe('Most keys a call, joined by commas'),
		})
		.optional()
		.describe('How rows are asked for by key; absent: they are not'),
});

const tls = {
	caFile: filled.optional().describe('Who vouches for the server (PEM); default: those of the system'),
	certFile: filled.optional().describe('Who we are: certificate (PEM) for mutual TLS'),
	keyFile: filled.optional().describe('Key of certFile (PEM)'),
};
const maxConnections = z.int().positive().optional().describe('Connections to the agency at once');
const databaseOptions = z.strictObject({
	maxConnections,
	readTimeoutMs: z.number().positive().optional().describe('Longest silence while a whole table is read, milliseconds'),
	...tls,
});
const fileOptions = z.strictObject({
	staleAfterDays: z.number().nonnegative().optional().describe('Days without a new file after which the source is stale'),
	acceptShrink: z.boolean().optional().describe('true: a full file that ends more than half of its table is right'),
});
const restOptions = z.strictObject({ maxConnections, ...tls, ...optional(REST_FORMAT.shape) });

/** Settings of a table, by the type of its connector; a database has none. */
export const FORMATS = {
	postgres: z.strictObject({}),
	mysql: z.strictObject({}),
	rest: REST_FORMAT,
	csv: FILE_FORMAT,
	xlsx: FILE_FORMAT,
	ndjson: FILE_FORMAT,
} as const satisfies Record<ConnectorType, z.ZodObject>;

/** Options of a connector, by its type; `rest` may give the settings of its tables there once for all. */
export const OPTIONS = {
	postgres: databaseOptions,
	mysql: databaseOptions,
	rest: restOptions,
	csv: fileOptions,
	xlsx: fileOptions,
	ndjson: fileOptions,
} as const satisfies Record<ConnectorType, z.ZodObject>;

export type FileFormatSettings = Readonly<z.infer<typeof FILE_FORMAT>>;
export type RestSettings = Readonly<z.infer<typeof REST_FORMAT>>;
/** Names of options that are numbers or texts, as connectors ask for them. */
export type OptionName = keyof z.infer<typeof databaseOptions> | keyof z.infer<typeof fileOptions>;

/** Settings without their defaults: what is left out of the options must not win over what the table says. */
function optional(shape: typeof REST_FORMAT.shape): { [name in keyof typeof REST_FORMAT.shape]: z.ZodOptional } {
	const entries = Object.entries(shape).map(([name, schema]) => [
		name,
		(schema instanceof z.ZodDefault ? (schema.unwrap() as z.ZodType) : schema).optional().describe(schema.description ?? ''),
	]);
	return Object.fromEntries(entries) as { [name in keyof typeof REST_FORMAT.shape]: z.ZodOptional };
}

function isEncoding(name: string): boolean {
	if (name === 'auto') return true;
	try {
		return new TextDecoder(name) !== null;
	} catch {
		return false;
	}
}

function isPattern(expression: string): boolean {
	try {
		return new RegExp(expression) !== null;
	} catch {
		return false;
	}
}
