/** The command that decides who is who. */
import type { Hub } from '#compose.ts';
import { resolve as resolveJob } from '#jobs/resolve.ts';
import { refreshStatistics } from '#store/statistics.ts';
import { asRun } from './as-run.ts';
import { type DayArgument, dayArgument, type Outcome } from './outcome.ts';

export interface ResolveArguments extends DayArgument {
	/** Forget what earlier resolutions kept. */
	readonly full?: boolean;
}

/** Resolves what the store holds, as a run of its own. */
export async function resolve(hub: Hub, args: ResolveArguments): Promise<Outcome> {
	const { store, progress } = hub;
	const asOf = dayArgument(hub, args);
	const summary = await asRun(hub, 'resolve', asOf, null, async (run) => {
		const resolved = await resolveJob({ store, progress, full: args.full ?? false, ...run });
		await refreshStatistics(store);
		return resolved;
	});
	return { status: 0, text: `Resolved as of ${asOf}.`, json: { asOf, ...summary } };
}
