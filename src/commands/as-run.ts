/** The run that a command does its work in. */
import type { Hub } from '#compose.ts';
import type { Day } from '#core/days.ts';
import { type ActiveRun, inRun } from '#jobs/run.ts';

/** Does a piece of work as a run of its own, alone on the store. */
export async function asRun<T>(
	hub: Hub,
	command: string,
	asOf: Day,
	catalogueVersion: string | null,
	work: (run: ActiveRun & { readonly asOf: Day }) => Promise<T>,
): Promise<T> {
	const { store, clock, config, signal } = hub;
	const options = { store, clock, command, asOf, configDigest: config.digest, catalogueVersion, signal };
	// INCOMPLETE: these commands write no bundle, so changes are still told from the last run that did.
	const { summary } = await inRun(options, async (run) => ({ state: 'INCOMPLETE', summary: await work({ ...run, asOf }) }));
	return summary;
}
