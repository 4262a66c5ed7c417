/** A store with one organisation under review, callers who review it, and nights that find what they are told to. */
import { type Caller, createReader, type Reader } from '#access/reader.ts';
import type { Clock } from '#core/days.ts';
import type { Evidence, Finding } from '#core/dossier.ts';
import type { FlagCode } from '#core/flags.ts';
import { riskOf } from '#rules/risk.ts';
import { takeOverChanges } from '#store/flag-changes.ts';
import { saveJudged } from '#store/flag-store.ts';
import type { TestDatabase } from '../../support/database.ts';
import { endRun, putRun } from '../../support/stored-world.ts';

export const testClock: Clock = { now: () => new Date('2025-05-31T12:00:00+08:00') };

export const REVIEWER = { subject: 'reviewer-1', role: 'reviewer', purpose: 'REVIEW', divisions: null, sources: null } as const;
export const APPEAL = { ...REVIEWER, subject: 'appeal-1', purpose: 'APPEAL' } as const;
export const ENFORCEMENT = { ...REVIEWER, subject: 'officer-1', role: 'enforcement', purpose: 'ENFORCEMENT' } as const;

/** A reader of a caller under the tests' clock. */
export function readerOf({ store }: TestDatabase, caller: Caller = REVIEWER): Reader {
	return createReader(store, caller, testClock);
}

/** Evidence that differs by its key. */
export function makeEvidence(recordKey: string): Evidence {
	return { source: 'education', recordType: 'inspection', recordKey, field: 'findings', value: 'a class', asOf: '2025-05-01' };
}

function makeFinding(code: FlagCode, keys: readonly string[]): Finding {
	return {
		code,
		ruleVersion: 1,
		personId: null,
		severity: 'HIGH',
		score: 0.8,
		explanation: { zh: '两条线索', en: 'two leads' },
		legalBasis: ['《民办教育促进法》第十二条'],
		evidence: keys.map(makeEvidence),
		counterEvidence: [],
		guise: null,
	};
}

/** Runs a night that finds these codes of the organisation, each on the records named; complete. */
export async function runNight(
	{ store }: TestDatabase,
	night: {
		readonly runId: string;
		readonly asOf: string;
		readonly organisationId?: string;
		readonly found: Readonly<Partial<Record<FlagCode, readonly string[]>>>;
	},
): Promise<void> {
	const { runId, asOf, organisationId = 'org_a', found } = night;
	await putRun(store, runId, asOf);
	await takeOverChanges(store, runId, asOf);
	const findings = Object.entries(found).map(([code, keys]) => makeFinding(code as FlagCode, keys));
	const run = {
		runId,
		asOf,
		riskOf,
		riskVersion: 'standard-1',
		sources: { education: 'FRESH' },
		titleOf: (code: FlagCode) => ({ zh: code, en: code }),
	} as const;
	await saveJudged(store, run, [{ organisationId, findings, silentCodes: new Set(), nextChange: null, inputs: '1' }]);
	await endRun(store, runId, 'COMPLETE');
}

/** Where an organisation's flag of a code stands; null: there is none. */
export async function statusOf({ store }: TestDatabase, code: FlagCode, organisationId = 'org_a'): Promise<string | null> {
	const { rows } = await store.pool.query<{ status: string }>('select status from flag where code = $1 and organisation_id = $2', [
		code,
		organisationId,
	]);
	return rows[0]?.status ?? null;
}

/** The ids of all flags, or of an organisation's, ascending. */
export async function flagIds({ store }: TestDatabase, organisationId: string | null = null): Promise<string[]> {
	const { rows } = await store.pool.query<{ flag_id: string }>(
		'select flag_id from flag where $1::text is null or organisation_id = $1 order by flag_id',
		[organisationId],
	);
	return rows.map((row) => row.flag_id);
}

/** Empties everything a test of reviews writes. */
export async function clearReviews({ store }: TestDatabase): Promise<void> {
	await store.pool.query(
		'truncate review_case, review_flag, review_event, review_transfer, review_change, review_expert, flag, flag_change, run, organisation, evaluation cascade',
	);
}
