/**
 * The index of a county in the order of risk holds how grave its organisations' flags are, so that counting the graver ones reads no rows.
 * And the runs of saved queries get a trigger that tells of them alone, with the others' when the schema is up to date (data-version.ts).
 */
import { type Kysely, sql } from 'kysely';

const ON = sql`organisation (division_code, risk_score desc, organisation_id)`;

/** Makes the index anew. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`drop index organisation_division_risk`.execute(db);
	await sql`create index organisation_division_risk on ${ON} include (severity, flag_codes) where merged_into is null`.execute(db);
	await sql`drop trigger if exists data_version on saved_query_run`.execute(db);
}

/** Makes it as it was. */
export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop index organisation_division_risk`.execute(db);
	await sql`create index organisation_division_risk on ${ON} where merged_into is null`.execute(db);
	await sql`drop trigger if exists data_version on saved_query_run`.execute(db);
}
