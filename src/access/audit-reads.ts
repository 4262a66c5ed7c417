/** The audit as its readers have it. Reading it is personal itself, and noted. */
import { type AuditConditions, type AuditEntry, auditPage, countAudit } from '#store/audit-view.ts';
import type { Database } from '#store/database.ts';
import type { Page, Window } from '#store/page.ts';
import { assertCan } from './actions.ts';
import type { AuditTrail } from './audit.ts';
import type { Caller } from './caller.ts';
import { hideIdentityNumbers } from './mask.ts';

/** Reads of the audit. Both throw HubError ACCESS_DENIED. */
export interface AuditReads {
	/**
	 * The audit, newest first. A caller with divisions sees rows of callers who were limited to places within them; one with sources sees
	 * none, for a row can name any source.
	 */
	auditPage(query: { conditions: AuditConditions; window: Window }): Promise<Page<AuditEntry>>;
	countAudit(conditions: AuditConditions): Promise<number>;
}

interface Door {
	readonly store: { readonly db: Database };
	readonly caller: Caller;
	readonly audit: AuditTrail;
}

/** The audit as one caller reads it. */
export function auditReads({ store: { db }, caller, audit }: Door): AuditReads {
	return {
		async auditPage({ conditions, window }) {
			assertCan(caller, 'audit:read');
			if (caller.sources !== null) return { entries: [], more: false };
			const page = await auditPage(db, caller.divisions, { conditions, window });
			const entries = page.entries.map(({ row: entry, key }) => {
				audit.note('audit:read', `audit#${entry.auditId}`);
				return { row: { ...entry, read: entry.read.map(hideIdentityNumbers) }, key };
			});
			return { ...page, entries };
		},
		async countAudit(conditions) {
			assertCan(caller, 'audit:read');
			return caller.sources === null ? countAudit(db, caller.divisions, conditions) : 0;
		},
	};
}
