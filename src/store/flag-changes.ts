/**
 * What changed since the last complete run of an earlier day: one row a flag and run. A run that takes the place of one that was
 * cut short, or runs the same day again, takes over its rows and goes on from them, so that what the agencies are told does not
 * depend on how often a night was started.
 */
import type pg from 'pg';
import { canonicalJson } from '#core/canonical-json.ts';
import type { Day } from '#core/days.ts';
import type { Store } from './database.ts';
import { differs, type FlagSnapshot, isOpen } from './flag-life.ts';
import { withTransaction } from './transaction.ts';

/** A flag before and after; before null: it was not there. */
export interface ChangeRow {
	readonly flagId: string;
	readonly before: FlagSnapshot | null;
	readonly after: FlagSnapshot;
}

/** The run's changes of these flags so far. */
export async function readRunChanges(
	client: pg.ClientBase,
	runId: string,
	flagIds: readonly string[],
): Promise<ReadonlyMap<string, ChangeRow>> {
	const { rows } = await client.query<ChangeRow>(
		`/* changes: of a run */ select flag_id as "flagId", before, after from flag_change where run_id = $1 and flag_id = any($2)`,
		[runId, flagIds],
	);
	return new Map(rows.map((row) => [row.flagId, row]));
}

/**
 * Adds changes to those of the run: a flag that moves twice is told once, from where it stood at first to where it stands now, and
 * not at all when it is back.
 */
export async function mergeChanges(
	client: pg.ClientBase,
	runId: string,
	known: ReadonlyMap<string, ChangeRow>,
	moved: readonly ChangeRow[],
): Promise<{ new: number; changed: number; cleared: number }> {
	const merged = moved.map((row) => {
		const first = known.get(row.flagId);
		return first === undefined ? row : { ...row, before: first.before };
	});
	const told = merged.flatMap((row) => {
		const change = changeOf(row);
		return change === null ? [] : [{ flag_id: row.flagId, change, before: row.before, after: row.after }];
	});
	const gone = merged.filter((row) => changeOf(row) === null && known.has(row.flagId)).map((row) => row.flagId);
	if (gone.length > 0) await client.query('delete from flag_change where run_id = $1 and flag_id = any($2)', [runId, gone]);
	if (told.length > 0) {
		await client.query(
			`/* changes: write */ insert into flag_change (run_id, flag_id, change, before, after)
			select $1, c.flag_id, c.change, c.before, c.after
			from jsonb_to_recordset($2::jsonb) c(flag_id text, change text, before jsonb, after jsonb)
			on conflict (run_id, flag_id) do update set change = excluded.change, before = excluded.before, after = excluded.after`,
			[runId, canonicalJson(told)],
		);
	}
	const count = (change: string): number => told.filter((row) => row.change === change).length;
	return { new: count('NEW'), changed: count('CHANGED'), cleared: count('CLEARED') };
}

/** How a flag's way from before to after is told; null: there is nothing to tell. */
export function changeOf({ before, after }: Pick<ChangeRow, 'before' | 'after'>): 'NEW' | 'CHANGED' | 'CLEARED' | null {
	if (before === null) return isOpen(after.status) ? 'NEW' : null;
	if (!differs(before, after)) return null;
	return after.status === 'CLEARED' ? 'CLEARED' : 'CHANGED';
}

/**
 * Takes over the changes of runs since the last complete run of an earlier day (runs that were cut short, and runs of the same day),
 * and what people changed that no run has told yet. The first of them says where a flag stood, the last where it stands; but its status
 * the flag itself says, for a run that took back what an earlier one of its day had raised says nothing of it.
 */
export async function takeOverChanges(store: Pick<Store, 'pool'>, runId: string, asOf: Day): Promise<void> {
	await withTransaction(store, async (client) => {
		const { rows } = await client.query<ChangeRow>(
			`/* changes: to take over */
			with base as (select coalesce(max(started_at), '-infinity') as at from run where state = 'COMPLETE' and as_of < $2 and run_id <> $1),
			earlier as (select r.run_id, r.started_at from run r, base where r.run_id <> $1 and r.started_at > base.at and (r.as_of = $2 or r.state <> 'COMPLETE')),
			told as (update review_change set told_in = $1 where told_in is null returning change_id, flag_id, at, before, after),
			moved as (select c.flag_id, e.started_at as at, 0 as number, c.before, c.after from flag_change c join earlier e using (run_id)
				union all select flag_id, at, change_id, before, after from told)
			select flag_id as "flagId", (array_agg(before order by at, number))[1] as before,
				(array_agg(after order by at desc, number desc))[1] || jsonb_build_object('status', f.status) as after
			from moved join flag f using (flag_id) group by flag_id, f.status order by flag_id`,
			[runId, asOf],
		);
		await mergeChanges(client, runId, new Map(), rows);
	});
}
