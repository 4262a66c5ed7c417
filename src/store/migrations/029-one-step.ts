/** Ids of organisations and people that were merged away more than once name the one that stands: what asks what became of an id takes one step. */
import { type Kysely, sql } from 'kysely';

const lastOf = (table: 'organisation' | 'person') => `
	with recursive became (id, target) as (
		select ${table}_id, merged_into from ${table} where merged_into is not null
		union select b.id, t.merged_into from became b join ${table} t on t.${table}_id = b.target where t.merged_into is not null)
	update ${table} m set merged_into = b.target from became b
	where m.${table}_id = b.id and m.merged_into <> b.target and not exists (select from ${table} t where t.${table}_id = b.target and t.merged_into is not null)`;

/** Shortens every chain. */
export async function up(db: Kysely<unknown>): Promise<void> {
	for (const table of ['organisation', 'person'] as const) await sql.raw(lastOf(table)).execute(db);
}

/** Leaves the ids as they are: the way between is told by the lists of changes. */
export async function down(): Promise<void> {}
