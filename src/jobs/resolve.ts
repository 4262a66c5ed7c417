/** The resolve job: who is who, who a text is about, who carries on whom. */
import type { Day } from '#core/days.ts';
import type { Progress } from '#core/ports.ts';
import type { Store } from '#store/database.ts';
import { modelInUse } from '#store/match-model-store.ts';
import { RESOLUTION_STAGES, type ResolutionSummary, resolveStore } from '#store/matching/resolution.ts';

export interface ResolveDeps {
	readonly store: Store;
	readonly asOf: Day;
	readonly runId: string;
	readonly progress: Progress;
	/** Resolve everything, whatever changed. */
	readonly full?: boolean;
}

/** Resolves the store's records and returns what was found. */
export async function resolve(deps: ResolveDeps): Promise<ResolutionSummary> {
	deps.progress.start('resolve', RESOLUTION_STAGES.length);
	const model = await modelInUse(deps.store.db);
	const summary = await resolveStore(deps.store, { runId: deps.runId, asOf: deps.asOf, full: deps.full ?? false, model }, () =>
		deps.progress.advance(1),
	);
	deps.progress.finish();
	return summary;
}
