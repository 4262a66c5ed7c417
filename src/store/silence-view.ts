/** Why rules could not judge, from the last run that judged every organisation: a run that judges what is due speaks of those alone. */
import { sql } from 'kysely';
import type { Day } from '#core/days.ts';
import type { FlagCode } from '#core/flags.ts';
import type { Database } from './database.ts';
import { readMeta, writeMeta } from './meta-store.ts';

/** One reason of one rule in one county. */
export interface SilenceRow {
	readonly code: FlagCode;
	/** Six digits; empty where the organisations' county is not known. */
	readonly divisionCode: string;
	readonly reason: string;
	readonly organisations: number;
}

/** Silences and the day for which they were judged; null as a whole: no run has judged every organisation yet. */
export interface Silences {
	readonly asOf: Day;
	readonly rows: readonly SilenceRow[];
}

const WHOLE_RUN = 'evaluation.whole';

/** Notes that a run has judged every organisation. */
export async function noteWholeRun(db: Database, runId: string): Promise<void> {
	await writeMeta(db, WHOLE_RUN, runId);
}

/** The silences of the last run over all organisations, of one division (leading digits) or of all (null), by division, code and reason. */
export async function readSilences(db: Database, division: string | null): Promise<Silences | null> {
	const runId = await readMeta(db, WHOLE_RUN);
	if (runId === null) return null;
	const within = division === null ? sql`true` : sql`starts_with(s.division_code, ${division})`;
	const run = await db.selectFrom('run').select('as_of').where('run_id', '=', runId).executeTakeFirst();
	if (run === undefined) return null;
	const { rows } = await sql<SilenceRow>`/* silences */
		select s.code, s.division_code as "divisionCode", s.reason, s.organisations from silence s
		where s.run_id = ${runId} and ${within} order by s.division_code, s.code, s.reason`.execute(db);
	return { asOf: run.as_of, rows };
}
