/**
 * The first resolution of a store writes every row of some tables. An index that is kept up to date row by row costs several times one that is made
 * afterwards in one go, and the larger the table the more. So these indexes, unique constraints and references leave for as long as that
 * takes. Nobody reads organisations that are not there yet; later resolutions write little and leave the tables alone.
 */
import type pg from 'pg';

/** What leaves and comes back: constraints that others refer to and primary keys stay. */
const PARTS = `/* bulk: parts */
	select t.name as table, c.conname as constraint, null as index, pg_get_constraintdef(c.oid) as definition, c.contype = 'f' as reference
	from unnest($1::text[]) t (name) join pg_constraint c on c.conrelid = t.name::regclass and c.contype in ('u', 'f')
	where not exists (select from pg_constraint f where f.confrelid = c.conrelid and f.conindid = c.conindid and f.contype = 'f' and c.contype = 'u')
	union all
	select t.name, null, i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid), false
	from unnest($1::text[]) t (name) join pg_index i on i.indrelid = t.name::regclass
	where not exists (select from pg_constraint c where c.conindid = i.indexrelid)
	order by 5, 4`;

interface Part {
	readonly table: string;
	readonly constraint: string | null;
	readonly index: string | null;
	readonly definition: string;
}

/** Whether nothing was resolved before: no organisation, no person, no record that stands with one. */
export async function isFirst(client: pg.ClientBase): Promise<boolean> {
	const { rows } = await client.query<{ first: boolean }>(`/* bulk: first */ select not exists (select from organisation)
		and not exists (select from record_link) and not exists (select from person) and not exists (select from record where organisation_id is not null) as first`);
	return rows[0]?.first === true;
}

/**
 * Runs `write` while the tables have no more than their primary keys, then makes the rest again under the same names. Keeps others from the tables until the transaction
 * ends. Inside the caller's transaction: a run that is killed leaves them as they were.
 */
export async function writeBare(client: pg.ClientBase, tables: readonly string[], write: () => Promise<void>): Promise<void> {
	const { rows: parts } = await client.query<Part>(PARTS, [tables]);
	for (const { table, constraint, index } of parts) {
		await client.query(constraint === null ? `drop index ${index}` : `alter table ${table} drop constraint "${constraint}"`);
	}
	await write();
	for (const { table, constraint, definition } of parts) {
		await client.query(
			constraint === null
				? `/* bulk: index */ ${definition}`
				: `/* bulk: constraint */ alter table ${table} add constraint "${constraint}" ${definition}`,
		);
	}
}
