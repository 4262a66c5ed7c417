/** Saved queries as data: a document under a name, what it is for, and how its answer becomes a table. */

/** Words in both languages of the hub. */
export interface TwoTongues {
	readonly zh: string;
	readonly en: string;
}

/** What somebody writes down; a change of any of it is a new version. */
export interface QueryText {
	readonly title: TwoTongues;
	/** What it answers and how to read it. */
	readonly description: TwoTongues;
	/** Purpose for which it is meant; null: it reads nothing personal. Whoever runs it names their own. */
	readonly purpose: string | null;
	readonly document: string;
	/** Values of variables that the document gives no default, as they would stand in an address: "330100", "today-60". */
	readonly defaults: Readonly<Record<string, string>>;
	/** Titles of columns by path; a column without one is called by its path. */
	readonly titles: Readonly<Record<string, string>>;
	/** Path of the nested list whose entries are rows of their own; null: nested lists share a cell. */
	readonly rowsOf: string | null;
}

/** A version as it is kept. */
export interface QueryVersion extends QueryText {
	readonly version: number;
	/** SHA-256 (hex) of the schema under which it was last found to fit. */
	readonly schemaHash: string;
	readonly savedBy: string;
	/** ISO 8601, UTC. */
	readonly savedAt: string;
}

/** A saved query with its newest version. */
export interface SavedQuery {
	readonly slug: string;
	/** Subject of who saved it first; null: the hub's own library. */
	readonly owner: string | null;
	readonly shared: boolean;
	/** ISO 8601, UTC. */
	readonly createdAt: string;
	readonly current: QueryVersion;
}

/** What the last complete run for a caller gave, beside the run before. */
export interface QueryRun {
	readonly version: number;
	/** ISO 8601, UTC. */
	readonly ranAt: string;
	readonly rows: number;
	/** Against the run before; null: there was none. */
	readonly changes: { readonly added: number; readonly changed: number; readonly gone: number } | null;
}

/** Rows of a run without their values: each row's key, and the keyed hash of what it said. */
export interface RunRows {
	readonly keys: readonly string[];
	/** By the position of the key. */
	readonly hashes: readonly string[];
}

/** What a slug looks like: it stands in addresses and file names. */
export const SLUG = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;
/** Longest slug. */
export const MAX_SLUG = 60;
