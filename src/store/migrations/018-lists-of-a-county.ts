/** A county's organisations by risk, without walking the whole province for them. */
import { type Kysely, sql } from 'kysely';

/** Adds an index. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`create index organisation_division_risk on organisation (division_code, risk_score desc, organisation_id)
		where merged_into is null`.execute(db);
}

/** Takes it away again. */
export async function down(db: Kysely<unknown>): Promise<void> {
	await sql`drop index organisation_division_risk`.execute(db);
}
