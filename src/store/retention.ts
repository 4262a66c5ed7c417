/**
 * Deletes what has been kept long enough. Decisions of people, the audit and rows set aside stay: a decision is obeyed as long as there
 * is something to obey it on, the audit is evidence, and a row set aside waits for its agency.
 */
import type pg from 'pg';
import type { Day } from '#core/days.ts';
import type { Forgotten, Retention } from '#core/retention.ts';
import type { Store } from './database.ts';
import { withTransaction } from './transaction.ts';

const BEFORE = '($1::date - make_interval(months => $2))::date';

// A lead that somebody took up, or that a person cleared, is part of a case and stays.
const FLAGS = `/* forget: flags */
	with gone as (
		delete from flag f where f.status = 'CLEARED' and not f.settled and f.last_seen < ${BEFORE}
			and not exists (select from flag_change c join run using (run_id) where c.flag_id = f.flag_id and run.as_of >= ${BEFORE})
			and not exists (select from review_flag g where g.flag_id = f.flag_id)
		returning f.flag_id),
	past as (delete from flag_past p using gone where p.flag_id = gone.flag_id),
	changes as (delete from flag_change c using gone where c.flag_id = gone.flag_id)
	select count(*)::int as n from gone`;

const ANSWERS = `/* forget: answers */
	with gone as (delete from clearance where valid_until < ${BEFORE} returning 1) select count(*)::int as n from gone`;

const HISTORY = `/* forget: history */
	with contents as (delete from record_history where known_until < ${BEFORE} returning 1),
	known as (delete from record_past where known_until < ${BEFORE} returning 1)
	select (select count(*) from contents)::int + (select count(*) from known)::int as n`;

/** Deletes what is due on a day, in one transaction. */
export function forget(store: Pick<Store, 'pool'>, asOf: Day, retention: Retention): Promise<Forgotten> {
	return withTransaction(store, async (client) => ({
		flags: await remove(client, FLAGS, asOf, retention.unprovenFlagMonths),
		answers: await remove(client, ANSWERS, asOf, retention.lapsedAnswerMonths),
		history: await remove(client, HISTORY, asOf, retention.historyMonths),
	}));
}

async function remove(client: pg.PoolClient, statement: string, asOf: Day, months: number | null): Promise<number> {
	if (months === null) return 0;
	const { rows } = await client.query<{ n: number }>(statement, [asOf, months]);
	return rows[0]?.n ?? 0;
}
