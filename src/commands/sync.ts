/** The command that reads what changed at the sources. */
import { type Hub, intakeOf, intakePoolOf } from '#compose.ts';
import { HubError } from '#core/errors.ts';
import type { SourceMapping } from '#core/mapping.ts';
import { type SyncScope, sync as syncJob } from '#jobs/sync.ts';
import { refreshGrownStatistics } from '#store/statistics.ts';
import { asRun } from './as-run.ts';
import { tellLeftOut } from './left-out.ts';
import { type DayArgument, dayArgument, type Outcome } from './outcome.ts';

export interface SyncArguments extends DayArgument {
	/** Empty: all. */
	readonly sources: readonly string[];
	/** Read everything from the start. */
	readonly fromStart?: boolean;
	/** Read also what changed without a newer stamp. */
	readonly check?: boolean;
}

/** Reads the sources, of the named ones only those. Status 1 when one of them is behind. */
export async function sync(hub: Hub, args: SyncArguments): Promise<Outcome> {
	for (const source of args.sources) hub.connectorOf(source);
	tellLeftOut(hub);
	const { store, clock, progress, config } = hub;
	const connectorOf = ({ id }: SourceMapping) => hub.connectorOf(id);
	const only = args.sources.length === 0 ? undefined : args.sources;
	const { scope, command } = syncScope(args);
	const summary = await asRun(hub, command, dayArgument(hub, args), null, async (run) => {
		const intake = { intakeOf: intakeOf(hub), intakePool: intakePoolOf(hub) };
		const synced = await syncJob({ store, sources: config.sources, connectorOf, ...intake, scope, clock, progress, ...run }, only);
		await refreshGrownStatistics(store);
		return synced;
	});
	const asked = summary.sources.filter(({ source }) => only?.includes(source) ?? true);
	const lines = asked.map(({ source, state, error }) => `${source}: ${state}${error === null ? '' : `, ${error}`}`);
	return {
		status: asked.every(({ state }) => state === 'FRESH') ? 0 : 1,
		text: lines.join('\n'),
		json: summary,
	};
}

/** What a sync reads, and the name of its run: a killed one is gone on with by its like alone. */
function syncScope({ fromStart = false, check = false }: SyncArguments): { scope: SyncScope; command: string } {
	if (fromStart && check)
		throw new HubError('INVALID_INPUT', 'Give --from-start or --check, not both: a read from the start checks everything.');
	if (fromStart) return { scope: 'ALL', command: 'sync --from-start' };
	return check ? { scope: 'BLOCKS', command: 'sync --check' } : { scope: 'CHANGES', command: 'sync' };
}
