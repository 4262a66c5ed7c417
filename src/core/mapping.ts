/**
 * The mapping of an agency's tables to canonical records, as data. `src/config` reads it from YAML and checks it;
 * `src/intake` compiles it into a function from row to record; `src/connectors` takes from it what to read;
 * `src/sandbox` runs it backwards to dress the synthetic province. No column name stands in code.
 */
import type { Kind } from './kinds.ts';

/**
 * How one value is taken from a row. A bare string in the YAML is `{ columns: [it] }`.
 * Several columns are joined by `join` ("" by default), empty ones left out.
 */
export interface Expression {
	readonly columns: readonly string[];
	readonly join?: string;
	/** Code list: the agency's value → canonical value. A value that is not listed falls to `otherwise`, or is a fault. */
	readonly codes?: Readonly<Record<string, string>>;
	readonly otherwise?: string;
	/** For decimals: the canonical value is the source's times this ("10000" for 万元). */
	readonly times?: string;
	/** For lists: the separators, each character one; default "、,，;；/". */
	readonly split?: string;
	/** A regular expression whose first group (or whole match) is the value: one column into several fields. */
	readonly pattern?: string;
	/** A constant in place of a column. */
	readonly constant?: string;
}

/** How a person is taken from a row. */
export interface PersonExpression {
	readonly name: Expression;
	readonly identityNumber?: Expression;
	readonly phone?: Expression;
	/** Appended to the record's key in people.csv where one record names two people ("#xz"). */
	readonly keySuffix?: string;
}

export type FieldExpression = Expression | { readonly person: PersonExpression };

/** One table, sheet, file or REST collection and the records made of its rows. */
export interface TableMapping {
	/** Name of the entry in the mapping, when it is not the record type: two entries can read one table (a list of institutions and of people). */
	readonly name?: string;
	/** Record type under which the rows stand in exports ("scztxx"). */
	readonly recordType: string;
	readonly kind: Kind;
	/** Where the rows are: a table, a sheet, or a path; what it means is the connector's. */
	readonly from: string;
	/** The record's key: the first expression that gives a value. */
	readonly key: readonly Expression[];
	/** Column by which the connector pages and resumes (a key column); absent for files. */
	readonly keyColumn?: string;
	/** Column with the time of the last update; absent for files. */
	readonly updatedColumn?: string;
	/** Only rows in which the column has one of the values (one table that holds two kinds). */
	readonly where?: { readonly column: string; readonly in: readonly string[] };
	/** Canonical field → expression. Fields left out are null. */
	readonly fields: Readonly<Record<string, FieldExpression>>;
	/** A row is set aside when every one of these canonical fields is null; default: the row's key or name rule of the kind. */
	readonly needsOneOf?: readonly string[];
	/** Personal columns read only so that their values can be removed from free texts; never kept. */
	readonly redact?: readonly string[];
	/** Columns that are personal: masked when the row is set aside. Columns of person expressions always are. */
	readonly personal?: readonly string[];
	/** Forms particular to files and interfaces (header row, delimiter, member names), by the connector's type: `FORMATS` in source-settings.ts. */
	readonly format?: Readonly<Record<string, unknown>>;
}

/** How a person is asked about (verify mode); paths and names of the agency's interface. */
export interface VerifyMapping {
	readonly path: string;
	readonly purpose: string;
	readonly batchSize: number;
	/** Request: name of the list and of its members. */
	readonly request: { readonly list: string; readonly ref: string; readonly name: string; readonly identityNumber: string };
	/** Answer: name of the list and of its members; `scope` absent in the answer means `scopeDefault`. */
	readonly answer: {
		readonly list: string;
		readonly ref: string;
		readonly result: string;
		readonly scope: string;
		readonly checkedAt: string;
		readonly validUntil: string;
	};
	/** The agency's result → canonical result. */
	readonly results: Readonly<Record<string, 'CLEAR' | 'RESTRICTED' | 'UNKNOWN'>>;
	readonly scopes: Readonly<Record<string, 'SEX' | 'ART62'>>;
	readonly scopeDefault: 'SEX' | 'ART62';
}

/**
 * Calls signed as the national data-exchange platform (国家数据共享交换平台) asks: requester, service, time in milliseconds, and
 * Base64(HMAC-SHA256(secret, service + requester + time)), each in a header.
 */
export interface SigningConfig {
	/** Shared key; from the environment. */
	readonly secret: string;
	/** Number of the requester (rid). */
	readonly requester: string;
	/** Number of the service (sid); a table may name its own. */
	readonly service: string;
	/** Names of the headers; provinces differ. */
	readonly headers: { readonly requester: string; readonly service: string; readonly time: string; readonly signature: string };
	/** Where the platform hands out a key that rotates, in place of the shared one; absent: calls are signed with `secret`. */
	readonly refresh?: {
		readonly path: string;
		/** Member of the answer with the key, and with the epoch milliseconds at which it ends (absent: `validSeconds`). */
		readonly key: string;
		readonly until?: string;
		readonly validSeconds: number;
	};
}

/** Where a source is and how it is reached; secrets are resolved from the environment by `src/config`. */
export interface ConnectorConfig {
	readonly type: 'postgres' | 'mysql' | 'rest' | 'csv' | 'xlsx' | 'ndjson';
	/** Connection string or base address. */
	readonly url?: string;
	/** Schema or database of the tables, where not in the url. */
	readonly schema?: string;
	/** Folder of a file source. */
	readonly folder?: string;
	/** REST: bearer token. */
	readonly token?: string;
	/** REST: sent as X-Purpose with every call. */
	readonly purpose?: string;
	/** REST: the signed headers of the national exchange, in place of or beside a token. */
	readonly signing?: SigningConfig;
	readonly callsPerSecond?: number;
	readonly timeoutMs: number;
	readonly retries: number;
	readonly pageSize: number;
	/** IANA zone of datetimes that carry none. */
	readonly timezone: string;
	/** Settings of one kind of connector (connections, CA files …), by its type: `OPTIONS` in source-settings.ts. */
	readonly options?: Readonly<Record<string, unknown>>;
}

/** One source: an agency's system. */
export interface SourceMapping {
	/** Source id in exports ("market"). */
	readonly id: string;
	readonly agency: { readonly zh: string; readonly en: string };
	readonly modes: readonly ('replicate' | 'lookup' | 'verify')[];
	readonly connector: ConnectorConfig;
	/** How far before the watermark a run reads again, because rows are stamped before they are committed. */
	readonly overlapMinutes: number;
	readonly tables: readonly TableMapping[];
	readonly verify?: VerifyMapping;
	/** Live lookups at query time: milliseconds after which the replica answers. */
	readonly liveDeadlineMs: number;
}

/** The name under which the progress of a table's read is kept: one of its own for each entry of the mapping. */
export function readingName(table: Pick<TableMapping, 'name' | 'recordType'>): string {
	return table.name ?? table.recordType;
}
