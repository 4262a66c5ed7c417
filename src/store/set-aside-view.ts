/** Reads the rows that could not be used, with their personal columns masked as intake left them. */
import { sql } from 'kysely';
import type { Day } from '#core/days.ts';
import type { RecordRef } from '#core/records.ts';
import type { Database } from './database.ts';
import { type Page, toPage, type Window } from './page.ts';
import { inSources, type RowScope } from './row-scope.ts';

/** A row that was set aside. */
export interface SetAsideEntry extends RecordRef {
	/** Where the row is found again: table, "file:line@byte" or "page:item". */
	readonly position: string;
	/** SHA-256 (hex) of the row as read. */
	readonly sha256: string;
	/** Stable code. */
	readonly reason: string;
	/** The reason as a sentence, Chinese, for the agency. */
	readonly message: string;
	/** The row with personal columns masked; null where not even that may be kept. */
	readonly masked: Readonly<Record<string, string | null>> | null;
	readonly firstSeen: Day;
	readonly lastSeen: Day;
}

/** A page of the rows of one source, or of all (null), by source, record type and place. */
export async function setAsidePage(
	db: Database,
	scope: RowScope,
	query: { readonly source: string | null; readonly window: Window },
): Promise<Page<SetAsideEntry>> {
	const { after, first } = query.window;
	const ofSource = query.source === null ? sql`true` : sql`s.source = ${query.source}`;
	const beyond =
		after === null
			? sql`true`
			: sql`(s.source, s.record_type, s.position, s.sha256) > (${sql.join([0, 1, 2, 3].map((at) => after[at] ?? ''))})`;
	const { rows } = await sql<SetAsideEntry>`/* setAsidePage */
		select s.source, s.record_type as "recordType", s.record_key as "recordKey", s.position, s.sha256, s.reason, s.message, s.masked,
			s.first_seen as "firstSeen", s.last_seen as "lastSeen"
		from set_aside s where ${ofSource} and ${inSources(scope.sources, 's.source')} and ${beyond}
		order by s.source, s.record_type, s.position, s.sha256 limit ${first + 1}`.execute(db);
	return toPage(rows, first, (row) => [row.source, row.recordType, row.position, row.sha256]);
}
