/** Brings the store's schema to the version of this code. */
import { sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { HubError, messageOf } from '#core/errors.ts';
import { watchTables } from './data-version.ts';
import type { Database } from './database.ts';
import * as foundation from './migrations/001-foundation.ts';
import * as readings from './migrations/002-readings.ts';
import * as bulkLoad from './migrations/003-bulk-load.ts';
import * as evaluationInputs from './migrations/004-evaluation-inputs.ts';
import * as kindsBySource from './migrations/005-kinds-by-source.ts';
import * as lastRow from './migrations/006-last-row.ts';
import * as blockSums from './migrations/007-block-sums.ts';
import * as matchDecisions from './migrations/008-match-decisions.ts';
import * as searchNames from './migrations/009-search-names.ts';
import * as auditChain from './migrations/010-audit-chain.ts';
import * as matchModels from './migrations/011-match-models.ts';
import * as reviews from './migrations/012-reviews.ts';
import * as hubLists from './migrations/012a-hub-lists.ts';
import * as riskWeights from './migrations/013-risk-weights.ts';
import * as savedQueries from './migrations/013-saved-queries.ts';
import * as matchMemory from './migrations/015-match-memory.ts';
import * as whatWasKnown from './migrations/017-what-was-known.ts';
import * as listsOfACounty from './migrations/018-lists-of-a-county.ts';
import * as successionMemory from './migrations/019-succession-memory.ts';
import * as peopleDecided from './migrations/022-people-decided.ts';
import * as valuesFirst from './migrations/025-values-first.ts';
import * as matchNoted from './migrations/026-match-noted.ts';
import * as graverOfACounty from './migrations/027-graver-of-a-county.ts';
import * as oneStep from './migrations/029-one-step.ts';

const MIGRATIONS = {
	'001-foundation': foundation,
	'002-readings': readings,
	'003-bulk-load': bulkLoad,
	'004-evaluation-inputs': evaluationInputs,
	'005-kinds-by-source': kindsBySource,
	'006-last-row': lastRow,
	'007-block-sums': blockSums,
	'008-match-decisions': matchDecisions,
	'009-search-names': searchNames,
	'010-audit-chain': auditChain,
	'011-match-models': matchModels,
	'012-reviews': reviews,
	'013-risk-weights': riskWeights,
	'013-saved-queries': savedQueries,
	'012a-hub-lists': hubLists,
	'015-match-memory': matchMemory,
	'017-what-was-known': whatWasKnown,
	'019-succession-memory': successionMemory,
	'018-lists-of-a-county': listsOfACounty,
	'022-people-decided': peopleDecided,
	'025-values-first': valuesFirst,
	'026-match-noted': matchNoted,
	'027-graver-of-a-county': graverOfACounty,
	'029-one-step': oneStep,
};

/**
 * Runs the migrations that are missing; safe to call at every start and from two processes at once.
 * @throws HubError STORE_UNAVAILABLE naming the migration that failed.
 */
export async function migrate(db: Database): Promise<void> {
	// Named outright: the migrator looks for its tables in every schema, and another hub in the database has some too.
	const { rows } = await sql<{ name: string }>`select current_schema() as name`.execute(db);
	const migrationTableSchema = rows[0]?.name;
	if (migrationTableSchema && (await isMigrated(db, migrationTableSchema))) return watchTables(db);
	const migrator = new Migrator({
		db,
		provider: { getMigrations: async () => MIGRATIONS },
		allowUnorderedMigrations: true, // two that were written side by side can arrive in either order
		...(migrationTableSchema && { migrationTableSchema }),
	});
	const { error, results } = await migrator.migrateToLatest();
	if (error === undefined) return watchTables(db);
	const failed = results?.find((result) => result.status === 'Error')?.migrationName ?? 'unknown';
	throw new HubError('STORE_UNAVAILABLE', `Migration ${failed} of the hub's database failed: ${messageOf(error)}.`, { cause: error });
}

/** Whether every migration has run. The migrator looks at all tables of the database to find that out, which is half of a short command. */
async function isMigrated(db: Database, schema: string): Promise<boolean> {
	const { rows } = await sql<{ there: boolean }>`select exists (
		select from pg_tables where schemaname = ${schema} and tablename = 'kysely_migration') as there`.execute(db);
	if (rows[0]?.there !== true) return false;
	const { rows: applied } = await sql<{ name: string }>`select name from ${sql.id(schema, 'kysely_migration')}`.execute(db);
	const names = new Set(applied.map(({ name }) => name));
	return Object.keys(MIGRATIONS).every((name) => names.has(name));
}
