/** Writes the audit: who read which personal data, when, and why. Rows are only ever added. */
import type { Database } from './database.ts';

export interface AuditRow {
	readonly at: Date;
	readonly caller: string;
	readonly role: string;
	readonly purpose: string;
	readonly action: string;
	/** Name of the operation the caller gave; null: none. */
	readonly operation: string | null;
	readonly subject: unknown;
	/** How many subjects the row covers. */
	readonly rows: number;
}

/** Adds rows in one statement, committed when the promise is kept. */
export async function insertAudit(db: Database, rows: readonly AuditRow[]): Promise<void> {
	await db
		.insertInto('audit')
		.values(rows.map(({ subject, rows: row_count, ...row }) => ({ ...row, row_count, subject: JSON.stringify(subject) })))
		.execute();
}
