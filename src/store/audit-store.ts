/** Writes the audit: who read or decided what, when, and why. Rows are only ever added; audit-seal.ts chains them. */
import { CompiledQuery } from 'kysely';
import type pg from 'pg';
import type { Database } from './database.ts';
import { jsonText } from './records/prepare.ts';

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
	/** What the rows of one request have in common; left out: the row stands alone. */
	readonly request?: string | null;
	/** Divisions the caller was limited to; null or left out: none. */
	readonly divisions?: readonly string[] | null;
}

const INSERT = `/* audit */ insert into audit (at, caller, role, purpose, action, operation, subject, row_count, request, divisions)
	select at, caller, role, purpose, action, operation, subject, row_count, request, divisions
	from jsonb_to_recordset($1) as t(at timestamptz, caller text, role text, purpose text, action text, operation text, subject jsonb,
		row_count integer, request text, divisions text[])`;

/** Adds rows in one statement, committed when the promise is kept. */
export async function insertAudit(db: Database, rows: readonly AuditRow[]): Promise<void> {
	await db.executeQuery(CompiledQuery.raw(INSERT, [jsonOf(rows)]));
}

/** Adds rows within a transaction: they stand exactly when what it decides stands. */
export async function insertAuditIn(client: Pick<pg.ClientBase, 'query'>, rows: readonly AuditRow[]): Promise<void> {
	await client.query(INSERT, [jsonOf(rows)]);
}

function jsonOf(rows: readonly AuditRow[]): string {
	return jsonText(rows.map(({ rows: row_count, request = null, divisions = null, ...row }) => ({ ...row, row_count, request, divisions })));
}
