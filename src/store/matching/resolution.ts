/**
 * One resolution from end to end: people by token, organisations, mentions, people without a number, successions; written in
 * one transaction, so that a run that is killed leaves the night before. A full one each time: the same records give the
 * same partition, whatever nights they came in.
 */
import type { PoolClient } from 'pg';
import type { Day } from '#core/days.ts';
import { REGISTRATION_KINDS } from '#core/kinds.ts';
import type { Store } from '#store/database.ts';
import { writeOrganisations } from './organisation-ids.ts';
import { matchOrganisations, type OrganisationSummary } from './organisation-matching.ts';
import { matchPeople } from './people-matching.ts';
import { writePeople } from './person-ids.ts';
import { writeSearchGrams } from './search-grams.ts';
import { writeSuccessions } from './succession-matching.ts';

export interface ResolutionSummary extends OrganisationSummary {
	readonly organisations: number;
	readonly people: number;
	readonly successions: number;
}

/** Memory for sorts and hashes of the matching statements. Less spills to disk at 100,000 businesses; more starves a small machine. */
const WORK_MEM = '128MB';

/** Memory for temp tables, which hold the keys that meet. Less writes them to disk; set before the first one is made. */
const TEMP_BUFFERS = '256MB';

/** The stages of a resolution, in order; told to `onStage` as they begin. */
export const RESOLUTION_STAGES = [
	'people by number',
	'organisations and mentions',
	'people without a number',
	'writing organisations',
	'successions',
] as const;

/**
 * Resolves everything in the store as of a day.
 * @throws whatever PostgreSQL throws; nothing is written then.
 */
export async function resolveStore(
	store: Store,
	run: { runId: string; asOf: Day },
	onStage: (stage: string) => void,
): Promise<ResolutionSummary> {
	const client = await store.pool.connect();
	try {
		await client.query('discard temp');
		await client.query(`set work_mem = '${WORK_MEM}'`);
		await client.query(`set temp_buffers = '${TEMP_BUFFERS}'`).catch(() => {}); // a connection that made temp tables before keeps its size
		await client.query('begin');
		const summary = await resolveInside(client, run, onStage);
		await client.query('commit');
		return summary;
	} catch (error) {
		await client.query('rollback').catch(() => {});
		throw error;
	} finally {
		await client.query('reset work_mem; discard temp').catch(() => {});
		client.release();
	}
}

async function resolveInside(
	client: PoolClient,
	run: { runId: string; asOf: Day },
	onStage: (stage: string) => void,
): Promise<ResolutionSummary> {
	onStage(RESOLUTION_STAGES[0]);
	const people = await matchPeople(client);
	onStage(RESOLUTION_STAGES[1]);
	const organisations = await matchOrganisations(client);
	onStage(RESOLUTION_STAGES[2]);
	await client.query(
		`/* people: employers */ create temp table employer as select rc.rid, rc.cluster as organisation from record_cluster rc`,
	);
	await client.query('create index on employer (rid)');
	await client.query('analyze employer');
	await people.linkWithoutNumber();
	await people.publish();
	onStage(RESOLUTION_STAGES[3]);
	await writeOrganisations(client, run, REGISTRATION_KINDS);
	await writePeople(client, run.asOf);
	await writeSearchGrams(client);
	onStage(RESOLUTION_STAGES[4]);
	const successions = await writeSuccessions(client, run.asOf);
	const { rows } = await client.query<{ organisations: number; people: number }>(
		'select (select count(*) from organisation where merged_into is null)::int as organisations, (select count(*) from person where merged_into is null)::int as people',
	);
	return { ...organisations, successions, organisations: rows[0]?.organisations ?? 0, people: rows[0]?.people ?? 0 };
}
