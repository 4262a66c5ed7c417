/** The export job by itself: the bundle of what the store holds, without reading or judging anything anew. */
import type { Clock, Day } from '#core/days.ts';
import type { SourceMapping } from '#core/mapping.ts';
import type { Progress } from '#core/ports.ts';
import { exportBundle, type SourceStanding } from '#services/export-bundle.ts';
import type { Store } from '#store/database.ts';
import { takeOverChanges } from '#store/flag-changes.ts';
import { carryTables } from '#store/source-store.ts';
import { summarise } from './source-summary.ts';

export interface ExportStoredDeps {
	readonly store: Store;
	readonly clock: Clock;
	readonly progress: Progress;
	/** In the order of the configuration. */
	readonly sources: readonly SourceMapping[];
	/** Day that was judged last. */
	readonly asOf: Day;
	/** A run begun in the run store for that day. */
	readonly runId: string;
	readonly out: string;
	readonly bom: boolean;
	readonly signal: AbortSignal;
}

/** Where the bundle is, and how the sources stood when they were last read. */
export interface ExportSummary {
	readonly folder: string;
	readonly standings: readonly SourceStanding[];
}

/** Writes the bundle; its changes are those since the last complete run of an earlier day. */
export async function exportStored(deps: ExportStoredDeps): Promise<ExportSummary> {
	const { store, runId, asOf } = deps;
	await carryTables(store, runId);
	await takeOverChanges(store, runId, asOf);
	const { sources } = await summarise(deps);
	const standings = sources.map(({ source, state, error }): SourceStanding => ({ source, state, error }));
	const { folder } = await exportBundle({ ...deps, standings });
	return { folder, standings };
}
