/** Checksums of blocks of an agency's rows, kept when the store has taken in all of them. Written and read by the check of a source. */
import type pg from 'pg';
import type { Day } from '#core/days.ts';
import type { TableRef } from './records/file-periods.ts';

/** The sums that were kept last, in the order of the blocks; null: the table was never checked. */
export async function heldBlockSums(db: Pick<pg.Pool, 'query'>, table: TableRef): Promise<readonly string[] | null> {
	const { rows } = await db.query<{ sums: string[] }>(
		'/* blocks: held */ select sums from block_sum where source = $1 and record_type = $2',
		[table.source, table.recordType],
	);
	return rows[0]?.sums ?? null;
}

/** Keeps the sums of blocks whose rows the store holds, instead of those kept before. */
export async function keepBlockSums(
	db: Pick<pg.Pool, 'query'>,
	table: TableRef,
	kept: { readonly sums: readonly string[]; readonly checkedOn: Day },
): Promise<void> {
	await db.query(
		`/* blocks: keep */ insert into block_sum (source, record_type, sums, checked_on) values ($1, $2, $3, $4)
		on conflict (source, record_type) do update set sums = excluded.sums, checked_on = excluded.checked_on`,
		[table.source, table.recordType, kept.sums, kept.checkedOn],
	);
}
