/** The commands on the matching model: show a version, put one to use. */
import { HubError } from '#core/errors.ts';
import { rowsOf } from '#matching/match-model.ts';
import { sayModel } from '#services/explain/say-model.ts';
import { chooseModel, type ModelVersion, modelInUse, modelVersions, readModel } from '#store/match-model-store.ts';
import type { Outcome } from './commands.ts';
import type { Hub } from './compose.ts';

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
