/**
 * One resolution from end to end: organisations, mentions, people, successions; written in
 * one transaction, so that a run that is killed leaves the night before. What did not change since the
 * last one is kept (memory.ts); the same records give the same partition, whatever nights they came in.
 */
import type { PoolClient } from 'pg';
import type { Day } from '#core/days.ts';
import { REGISTRATION_KINDS } from '#core/kinds.ts';
import { type MatchModel, SHIPPED_MODEL } from '#matching/match-model.ts';
import type { Store } from '#store/database.ts';
import { writeAmbiguous } from './ambiguous.ts';
import { isFirst } from './bulk-write.ts';
import { reportConflicts } from './decisions.ts';
import { recall, remember } from './memory.ts';
import { writeOrganisations } from './organisation-ids.ts';
import { matchOrganisations, type OrganisationSummary } from './organisation-matching.ts';
import { matchPeople } from './people-matching.ts';
import { keepPeople } from './people-scope.ts';
import { writePeople } from './person-ids.ts';
import { keepClusters, keepMentions, narrowScope } from './scope.ts';
import { writeSearchGrams } from './search-grams.ts';
import { writeSuccessions } from './succession-matching.ts';
import { keepUnits } from './units.ts';

export interface ResolutionSummary extends OrganisationSummary {
	/** Everything was resolved, and not only what changed. */
	readonly full: boolean;
	readonly organisations: number;
	readonly people: number;
	readonly successions: number;
	/** Decisions of people that were obeyed against two codes, or could not be obeyed. */
	readonly decisionsInConflict: number;
}

/** Memory for sorts and hashes of the matching statements. Less spills to disk at 100,000 businesses; more starves a small machine. */
const WORK_MEM = '128MB';

/** Memory for temp tables, which hold the keys that meet. Less writes them to disk; set before the first one is made. */
const TEMP_BUFFERS = '256MB';

/**
 * What a page costs that is not the next one, for the planner: what a resolution reads was written shortly before or is read many times. With
 * PostgreSQL's 4 it reads whole tables to find the keys of two thousand records.
 */
const RANDOM_PAGE_COST = '1.1';

/** The stages of a resolution, in order; told to `onStage` as they begin. */
export const RESOLUTION_STAGES = ['organisations and mentions', 'people', 'writing organisations', 'successions'] as const;

export interface ResolutionRun {
	readonly runId: string;
	readonly asOf: Day;
	/** Forget what earlier resolutions kept and resolve everything. */
	readonly full: boolean;
	/** Left out: the shipped weights. */
	readonly model?: MatchModel;
}

/**
 * Resolves the store as of a day: what changed since the last resolution and whatever that touches, or everything when a full one is
 * asked for, another model or configuration is in use, or too much changed.
 * @throws whatever PostgreSQL throws; nothing is written then.
 */
export async function resolveStore(store: Store, run: ResolutionRun, onStage: (stage: string) => void): Promise<ResolutionSummary> {
	const client = await store.pool.connect();
	try {
		await client.query('discard temp');
		await client.query(`set work_mem = '${WORK_MEM}'; set random_page_cost = ${RANDOM_PAGE_COST}`);
		await client.query(`set temp_buffers = '${TEMP_BUFFERS}'`).catch(() => {}); // a connection that made temp tables before keeps its size
		await client.query('begin');
		const summary = await resolveInside(client, run, onStage);
		await client.query('commit');
		return summary;
	} catch (error) {
		await client.query('rollback').catch(() => {});
		throw error;
	} finally {
		await client.query('reset work_mem; reset random_page_cost; discard temp').catch(() => {});
		client.release();
	}
}

async function resolveInside(client: PoolClient, run: ResolutionRun, onStage: (stage: string) => void): Promise<ResolutionSummary> {
	const { model = SHIPPED_MODEL } = run;
	const memory = await recall(client, { ...run, model });
	const { full } = memory;
	const first = full && (await isFirst(client));
	onStage(RESOLUTION_STAGES[0]);
	const { summary: organisations, conflicts } = await matchOrganisations(client, { full, model });
	await narrowScope(client, full);
	onStage(RESOLUTION_STAGES[1]);
	const onPeople = await matchPeople(client, full);
	onStage(RESOLUTION_STAGES[2]);
	await writeOrganisations(client, { ...run, full, first }, REGISTRATION_KINDS);
	await writeAmbiguous(client);
	await reportConflicts(client, new Map([...conflicts, ...onPeople]));
	await writePeople(client, { ...run, full, first });
	await keepPeople(client, full);
	await writeSearchGrams(client);
	await keepUnits(client, full);
	await keepMentions(client);
	await keepClusters(client, full);
	onStage(RESOLUTION_STAGES[3]);
	const successions = await writeSuccessions(client, { asOf: run.asOf, model, full });
	await remember(client, memory);
	const { rows } = await client.query<{ organisations: number; people: number }>(
		'select (select count(*) from organisation where merged_into is null)::int as organisations, (select count(*) from person where merged_into is null)::int as people',
	);
	return {
		...organisations,
		full,
		decisionsInConflict: conflicts.size + onPeople.size,
		successions,
		organisations: rows[0]?.organisations ?? 0,
		people: rows[0]?.people ?? 0,
	};
}
