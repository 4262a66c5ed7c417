/** Reads the audit for auditors, newest first. */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Database } from './database.ts';
import { type Page, toPage, type Window } from './page.ts';
import { divisionPrefixes } from './row-scope.ts';

/** Which rows are asked for; all conditions must hold. */
export interface AuditConditions {
	/** From this instant on; null: from the beginning. */
	readonly from?: Date | null;
	/** Before this instant. */
	readonly until?: Date | null;
	readonly caller?: string | null;
	readonly roles?: readonly string[] | null;
	readonly purposes?: readonly string[] | null;
	readonly actions?: readonly string[] | null;
	/** Rows that cover this subject: a person's id or "source/type/key#field". */
	readonly subject?: string | null;
	/** Rows of one request. */
	readonly request?: string | null;
}

/** A row of the audit. */
export interface AuditEntry {
	readonly auditId: string;
	/** RFC 3339, UTC. */
	readonly at: string;
	readonly caller: string;
	readonly role: string;
	readonly purpose: string;
	readonly action: string;
	readonly operation: string | null;
	readonly request: string | null;
	/** Ids of people and places of records that were read; empty for rows of other kinds. */
	readonly read: readonly string[];
	/** SHA-256 of the document of a query; null for rows of other kinds. */
	readonly document: string | null;
	/** Redacted. */
	readonly variables: unknown;
	/** Records that a query read; null for rows of other kinds. */
	readonly records: number | null;
	readonly rows: number;
}

/** A page of the audit. `divisions`: rows of callers who were limited to places within these; null: all. */
export async function auditPage(
	db: Database,
	divisions: readonly string[] | null,
	query: { readonly conditions: AuditConditions; readonly window: Window },
): Promise<Page<AuditEntry>> {
	const { after, first } = query.window;
	const beyond = after === null ? sql`true` : sql`a.audit_id < ${after[0] ?? '0'}`;
	const { rows } = await sql<AuditEntry>`/* auditPage */
		select a.audit_id::text as "auditId", to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, a.caller, a.role, a.purpose,
			a.action, a.operation, a.request, coalesce(a.subject -> 'read', '[]'::jsonb) as read, a.subject ->> 'document' as document,
			a.subject -> 'variables' as variables, (a.subject ->> 'records')::integer as records, a.row_count as rows
		from audit a where ${matches(divisions, query.conditions)} and ${beyond} order by a.audit_id desc limit ${first + 1}`.execute(db);
	return toPage(rows, first, (row) => [row.auditId]);
}

/** How many rows there are. */
export async function countAudit(db: Database, divisions: readonly string[] | null, conditions: AuditConditions): Promise<number> {
	const { rows } = await sql<{ n: number }>`/* countAudit */
		select count(*)::integer as n from audit a where ${matches(divisions, conditions)}`.execute(db);
	return rows[0]?.n ?? 0;
}

function matches(divisions: readonly string[] | null, wanted: AuditConditions): RawBuilder<SqlBool> {
	const parts: RawBuilder<unknown>[] = [within(divisions)];
	if (wanted.from != null) parts.push(sql`a.at >= ${wanted.from}`);
	if (wanted.until != null) parts.push(sql`a.at < ${wanted.until}`);
	if (wanted.caller != null) parts.push(sql`a.caller = ${wanted.caller}`);
	if (wanted.roles != null) parts.push(sql`a.role = any(${[...wanted.roles]}::text[])`);
	if (wanted.purposes != null) parts.push(sql`a.purpose = any(${[...wanted.purposes]}::text[])`);
	if (wanted.actions != null) parts.push(sql`a.action = any(${[...wanted.actions]}::text[])`);
	if (wanted.subject != null) parts.push(sql`a.subject -> 'read' ? ${wanted.subject}`);
	if (wanted.request != null) parts.push(sql`a.request = ${wanted.request}`);
	return sql`(${sql.join(parts, sql` and `)})`;
}

/** A row without divisions is of a caller who saw all, so that it is shown only to auditors who do. */
function within(divisions: readonly string[] | null): RawBuilder<unknown> {
	if (divisions === null) return sql`true`;
	const prefixes = divisionPrefixes(divisions);
	return sql`(cardinality(a.divisions) > 0 and not exists (select from unnest(a.divisions) d
		where not exists (select from unnest(${prefixes}::text[]) p where starts_with(d, p))))`;
}
