/** The commands on the matching model: show a version, estimate one, put one to use. */

import type { Hub } from '#compose.ts';
import { HubError } from '#core/errors.ts';
import { estimateModel } from '#jobs/model-estimate.ts';
import { rowsOf, SHIPPED_MODEL } from '#matching/match-model.ts';
import { sayModel } from '#services/explain/say-model.ts';
import { chooseModel, type ModelVersion, modelInUse, modelVersions, readModel } from '#store/match-model-store.ts';
import { type DayArgument, dayArgument, type Outcome } from './outcome.ts';

/** Shows a version with all its weights, and which versions there are. @throws HubError NOT_FOUND. */
export async function modelShow({ store: { db } }: Hub, args: { readonly version: number | null }): Promise<Outcome> {
	const model = args.version === null ? await modelInUse(db) : await readModel(db, args.version);
	const versions = await modelVersions(db);
	const rows = rowsOf(model);
	const text = [`Version ${model.version}`, '', sayModel(rows), '', ...versions.map(sayVersion)].join('\n');
	return { status: 0, text, json: { version: model.version, rows, versions } };
}

function sayVersion({ version, madeAt, provenance, inUse }: ModelVersion): string {
	const made =
		provenance === null ? 'as shipped' : `estimated ${madeAt?.slice(0, 10)} as of ${provenance.asOf}, over ${provenance.pairs} pairs`;
	return `version ${version}: ${made}${inUse ? ', in use' : ''}`;
}

/**
 * Estimates a version over the store's pairs, shows it beside the shipped weights and keeps it; no resolution weighs by it until someone says so.
 * @throws HubError CONFLICT before the first resolution; INVALID_INPUT for a sample that is none.
 */
export async function modelEstimate(hub: Hub, args: DayArgument & { readonly mentions: number }): Promise<Outcome> {
	if (!Number.isInteger(args.mentions) || args.mentions < 1)
		throw new HubError('INVALID_INPUT', 'Give --mentions as a whole number, at least 1.');
	const { store, clock } = hub;
	const kept = await estimateModel({ store, clock, asOf: dayArgument(hub, args), mentions: args.mentions });
	const shipped = new Map(rowsOf(SHIPPED_MODEL).map((row) => [`${row.question}.${row.signal}`, row.bits]));
	const lines = Object.entries(kept.weights).map(([row, bits]) => `  ${row.padEnd(24)} ${String(shipped.get(row)).padStart(7)} → ${bits}`);
	const text = [
		`Version ${kept.version}, over ${kept.pairs} pairs; shipped → estimated, in bits:`,
		...lines,
		'',
		'Nothing weighs by it yet: see model use.',
	];
	return { status: 0, text: text.join('\n'), json: kept };
}

/** Puts a version to use from the next resolution on. @throws HubError NOT_FOUND; INVALID_INPUT without a reason. */
export async function modelUse(
	{ store: { db }, clock }: Hub,
	args: { readonly version: string; readonly reason: string },
): Promise<Outcome> {
	const version = Number(args.version);
	if (!Number.isInteger(version)) throw new HubError('INVALID_INPUT', 'Name the version by its number; `model show` lists them.');
	if (args.reason.trim() === '') throw new HubError('INVALID_INPUT', 'Say why with --reason: whoever compares two nights later needs it.');
	await chooseModel(db, { version, at: clock.now(), by: 'command-line', reason: args.reason.trim() });
	return { status: 0, text: `Version ${version} is used from the next resolution on.`, json: { version } };
}
