/** The command that writes the bundle of what the store holds. */
import type { Hub } from '#compose.ts';
import { HubError } from '#core/errors.ts';
import { lastCatalogue } from '#jobs/evaluate.ts';
import { exportStored } from '#jobs/export.ts';
import { inRun } from '#jobs/run.ts';
import { lastJudgedDay } from '#store/run-store.ts';
import type { NightlyArguments } from './nightly.ts';
import type { Outcome } from './outcome.ts';
import { sayBundle } from './say-bundle.ts';

/** Writes the bundle of the day that was judged last; the other commands have brought the store there. @throws HubError CONFLICT for another day. */
export async function exportAll(hub: Hub, args: NightlyArguments): Promise<Outcome> {
	const { store, clock, progress, config, signal } = hub;
	const judged = await lastJudgedDay(store.pool);
	if (judged === null) throw new HubError('CONFLICT', 'The store holds no judged day yet. Run nightly, or sync, resolve and evaluate.');
	if (args.asOf !== null && args.asOf !== judged)
		throw new HubError('CONFLICT', `The store holds what was judged as of ${judged}. Run evaluate --as-of ${args.asOf} first, or nightly.`);
	const { out, bom } = args;
	const options = { store, clock, command: 'export', asOf: judged, configDigest: config.digest, signal };
	const { summary } = await inRun({ ...options, catalogueVersion: await lastCatalogue(store) }, async (run) => ({
		state: 'COMPLETE',
		summary: await exportStored({ store, clock, progress, sources: config.sources, asOf: judged, out, bom, ...run }),
	}));
	const fresh = summary.standings.every(({ state }) => state === 'FRESH');
	return { status: fresh ? 0 : 1, text: sayBundle(summary), json: summary };
}
