/** Versions of the matching model: the shipped one stands in the code, estimated ones here, frozen as they were made. */
import { sql } from 'kysely';
import { HubError } from '#core/errors.ts';
import { type MatchModel, modelOf, SHIPPED_MODEL, type Weights } from '#matching/match-model.ts';
import type { Database } from './database.ts';

export type { MatchModel } from '#matching/match-model.ts';

/** Over what a version was estimated. */
export interface Provenance {
	/** Day as of which the store spoke. */
	readonly asOf: string;
	/** Pairs that were looked at. */
	readonly pairs: number;
	/** Log-likelihood of the last step by blocking family, in nats. */
	readonly logLikelihood: Readonly<Record<string, number>>;
	readonly [fact: string]: unknown;
}

/** A version as it is listed. */
export interface ModelVersion {
	readonly version: number;
	/** Null for the shipped one. */
	readonly madeAt: string | null;
	readonly provenance: Provenance | null;
	readonly inUse: boolean;
}

/** The model that resolutions weigh by. */
export async function modelInUse(db: Database): Promise<MatchModel> {
	return readModel(db, await versionInUse(db));
}

async function versionInUse(db: Database): Promise<number> {
	const row = await db.selectFrom('match_model_use').select('version').orderBy('use_id', 'desc').limit(1).executeTakeFirst();
	return row?.version ?? SHIPPED_MODEL.version;
}

/** A version of the model. @throws HubError NOT_FOUND when there is none of that number. */
export async function readModel(db: Database, version: number): Promise<MatchModel> {
	if (version === SHIPPED_MODEL.version) return SHIPPED_MODEL;
	const row = await db.selectFrom('match_model').select('weights').where('version', '=', version).executeTakeFirst();
	if (row !== undefined) return modelOf(version, row.weights as Weights);
	const known = (await modelVersions(db)).map((one) => one.version).join(', ');
	throw new HubError('NOT_FOUND', `There is no version ${version} of the matching model; there are ${known}.`);
}

/** All versions, oldest first. */
export async function modelVersions(db: Database): Promise<readonly ModelVersion[]> {
	const used = await versionInUse(db);
	const rows = await db.selectFrom('match_model').select(['version', 'made_at', 'provenance']).orderBy('version').execute();
	const shipped = { version: SHIPPED_MODEL.version, madeAt: null, provenance: null, inUse: used === SHIPPED_MODEL.version };
	const estimated = rows.map(({ version, made_at, provenance }) => ({
		version,
		madeAt: new Date(made_at).toISOString(),
		provenance: provenance as unknown as Provenance,
		inUse: version === used,
	}));
	return [shipped, ...estimated];
}

/** Keeps an estimated version under the next number, which it gives. It is in use only once someone says so. */
export async function keepModel(
	db: Database,
	made: { readonly weights: Weights; readonly provenance: Provenance; readonly at: Date },
): Promise<number> {
	const { rows } = await sql<{ version: number }>`/* models: keep */ insert into match_model (version, made_at, weights, provenance)
		select coalesce(max(version), ${SHIPPED_MODEL.version}) + 1, ${made.at}, ${JSON.stringify(made.weights)}::jsonb, ${JSON.stringify(made.provenance)}::jsonb
		from match_model returning version`.execute(db);
	return rows[0]?.version as number;
}

/** Puts a version to use, from the next resolution on. @throws HubError NOT_FOUND. */
export async function chooseModel(
	db: Database,
	chosen: { readonly version: number; readonly at: Date; readonly by: string; readonly reason: string },
): Promise<void> {
	await readModel(db, chosen.version);
	await db.insertInto('match_model_use').values(chosen).execute();
}
