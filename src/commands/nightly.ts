/** The command that runs a whole night. */
import { type Hub, intakeOf, intakePoolOf } from '#compose.ts';
import type { Day } from '#core/days.ts';
import type { SourceMapping } from '#core/mapping.ts';
import { createNightStages } from '#jobs/night-stages.ts';
import { type NightOutcome, runNight } from '#jobs/nightly.ts';
import { catalogueVersion } from '#rules/catalogue.ts';
import { createAuditSealer } from '#store/audit-seal.ts';
import { assertSecret } from '#store/secret.ts';
import { tellLeftOut } from './left-out.ts';
import { type DayArgument, dayArgument, type Outcome } from './outcome.ts';
import { sayBundle } from './say-bundle.ts';

export interface NightlyArguments extends DayArgument {
	/** Folder that receives <as-of>/. */
	readonly out: string;
	/** Begin CSV files with the byte-order mark that Excel wants. */
	readonly bom: boolean;
}

/** Runs the whole night. Status 1 when a source is behind. */
export async function nightly(hub: Hub, args: NightlyArguments): Promise<Outcome> {
	tellLeftOut(hub);
	const outcome = await night(hub, { ...args, asOf: dayArgument(hub, args) });
	await createAuditSealer(hub.store, hub.config.hub.secret)(hub.clock.now()); // nobody may be serving
	return { status: outcome.status, text: sayBundle(outcome), json: { ...outcome, leftOut: hub.config.leftOut } };
}

/**
 * Runs the night of a day, with `onlyIfDue` unless its bundle is there; says nothing.
 * @throws HubError SECRET_REFUSED in a process that began before the store was brought to another secret.
 */
export async function night(
	hub: Hub,
	args: { readonly asOf: Day; readonly out: string; readonly bom: boolean; readonly onlyIfDue?: boolean },
): Promise<NightOutcome> {
	const { store, clock, config, progress, signal, tokeniser } = hub;
	await assertSecret(store, tokeniser);
	const connectorOf = ({ id }: SourceMapping) => hub.connectorOf(id);
	const { asOf, out, bom, onlyIfDue } = args;
	const stages = createNightStages({
		store,
		sources: config.sources,
		regulation: config,
		retention: config.retention,
		connectorOf,
		intakeOf: intakeOf(hub),
		intakePool: intakePoolOf(hub),
		tokeniser,
		clock,
		progress,
		out,
		bom,
	});
	const run = {
		store,
		stages,
		clock,
		asOf,
		configDigest: config.digest,
		catalogueVersion: catalogueVersion(),
		signal,
		log: hub.log.logger,
	};
	return runNight(onlyIfDue === undefined ? run : { ...run, onlyIfDue });
}
