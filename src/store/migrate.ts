/** Brings the store's schema to the version of this code. */
import { sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { HubError, messageOf } from '#core/errors.ts';
import type { Database } from './database.ts';
import * as foundation from './migrations/001-foundation.ts';
import * as readings from './migrations/002-readings.ts';
import * as bulkLoad from './migrations/003-bulk-load.ts';
import * as evaluationInputs from './migrations/004-evaluation-inputs.ts';
import * as kindsBySource from './migrations/005-kinds-by-source.ts';
import * as lastRow from './migrations/006-last-row.ts';

const MIGRATIONS = {
	'001-foundation': foundation,
	'002-readings': readings,
	'003-bulk-load': bulkLoad,
	'004-evaluation-inputs': evaluationInputs,
	'005-kinds-by-source': kindsBySource,
	'006-last-row': lastRow,
};

/**
 * Runs the migrations that are missing; safe to call at every start and from two processes at once.
 * @throws HubError STORE_UNAVAILABLE naming the migration that failed.
 */
export async function migrate(db: Database): Promise<void> {
	// Named outright: the migrator looks for its tables in every schema, and another hub in the database has some too.
	const { rows } = await sql<{ name: string }>`select current_schema() as name`.execute(db);
	const migrationTableSchema = rows[0]?.name;
	const migrator = new Migrator({
		db,
		provider: { getMigrations: async () => MIGRATIONS },
		...(migrationTableSchema && { migrationTableSchema }),
	});
	const { error, results } = await migrator.migrateToLatest();
	if (error === undefined) return;
	const failed = results?.find((result) => result.status === 'Error')?.migrationName ?? 'unknown';
	throw new HubError('STORE_UNAVAILABLE', `Migration ${failed} of the hub's database failed: ${messageOf(error)}.`, { cause: error });
}
