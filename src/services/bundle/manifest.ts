/** The manifest: which run a bundle is of, what it read from whom, and what is in each file. */
import type { RunExport, TableRun } from '#access/export-reader.ts';
import type { Day } from '#core/days.ts';
import type { SourceState } from '#core/dossier.ts';
import type { FileEntry } from './bundle-file.ts';

export interface Manifest {
	readonly run: string;
	readonly asOf: Day;
	/** SHA-256 of the configuration without its secrets and addresses. */
	readonly configuration: string;
	readonly catalogue: string | null;
	readonly startedAt: string;
	readonly endedAt: string;
	readonly sources: readonly SourceEntry[];
	readonly files: readonly FileEntry[];
}

/** Rows of a table or a source; `read` is the sum of the others. */
interface Counts {
	readonly read: number;
	readonly new: number;
	readonly changed: number;
	readonly unchanged: number;
	readonly superseded: number;
	readonly setAside: number;
}

type State = 'fresh' | 'stale' | 'failed';

interface TableEntry extends Counts {
	readonly recordType: string;
	/** Where the source's connector stands; opaque. */
	readonly watermark: string | null;
	readonly asOf: Day | null;
	readonly state: State;
}

interface SourceEntry extends Counts {
	readonly source: string;
	/** Highest of its tables'; opaque. */
	readonly watermark: string | null;
	/** Day up to which all of its tables speak; null: one has never been read. */
	readonly asOf: Day | null;
	readonly state: State;
	/** Why it is stale or failed. */
	readonly error: string | null;
	readonly tables: readonly TableEntry[];
}

/** What the run found of a source. */
export interface SourceStanding {
	readonly source: string;
	readonly state: SourceState;
	readonly error: string | null;
}

/** Puts a manifest together; sources stand in the order given. */
export function toManifest(parts: {
	readonly run: RunExport;
	readonly tables: readonly TableRun[];
	readonly standings: readonly SourceStanding[];
	readonly files: readonly FileEntry[];
	readonly endedAt: Date;
}): Manifest {
	const { run, files, endedAt } = parts;
	return {
		run: run.runId,
		asOf: run.asOf,
		configuration: run.configDigest,
		catalogue: run.catalogueVersion,
		startedAt: new Date(run.startedAt).toISOString(),
		endedAt: endedAt.toISOString(),
		sources: parts.standings.map((standing) =>
			toSource(
				standing,
				parts.tables.filter((table) => table.source === standing.source),
			),
		),
		files,
	};
}

function toSource({ source, state, error }: SourceStanding, tables: readonly TableRun[]): SourceEntry {
	const entries = tables.map(toTable);
	const days = entries.map((entry) => entry.asOf);
	return {
		source,
		...sumOf(entries),
		watermark: entries.reduce<string | null>((highest, { watermark }) => maxText(highest, watermark), null),
		asOf: days.some((day) => day === null) ? null : ((days as Day[]).sort()[0] ?? null),
		state: toState(state),
		error,
		tables: entries,
	};
}

function toTable({ recordType, counts, watermark, asOf, state }: TableRun): TableEntry {
	const { added, setAside, read, changed, unchanged, superseded } = counts;
	return { recordType, read, new: added, changed, unchanged, superseded, setAside, watermark, asOf, state: toState(state) };
}

function sumOf(entries: readonly Counts[]): Counts {
	const sum = (member: keyof Counts): number => entries.reduce((total, entry) => total + entry[member], 0);
	return {
		read: sum('read'),
		new: sum('new'),
		changed: sum('changed'),
		unchanged: sum('unchanged'),
		superseded: sum('superseded'),
		setAside: sum('setAside'),
	};
}

function maxText(a: string | null, b: string | null): string | null {
	return a === null || (b !== null && b > a) ? b : a;
}

/** A source that was never read has failed, for whoever uses the bundle. */
function toState(state: SourceState): State {
	return state === 'FRESH' ? 'fresh' : state === 'STALE' ? 'stale' : 'failed';
}
