/**
 * The audit of one request: what personal data it read, collected while it runs and written in one statement before the answer
 * leaves. A request whose audit cannot be written gives no data; the server sees to that.
 */
import type { Clock } from '#core/days.ts';
import { insertAudit } from '#store/audit-store.ts';
import type { Database } from '#store/database.ts';
import type { Action } from './actions.ts';
import type { Caller } from './caller.ts';

/** What a request read. */
export interface AuditTrail {
	/** Notes that something personal was read; the same subject counts once an action. `subject`: a person's id or "source/type/key#field". */
	note(action: Action, subject: string): void;
	/** How many subjects are noted and not yet written. */
	readonly pending: number;
	/**
	 * Writes what was noted, a row an action, and forgets it; nothing noted, nothing written.
	 * @throws whatever the store throws; then nothing is forgotten.
	 */
	commit(operation: string | null): Promise<void>;
}

/** An empty trail of a caller. */
export function createAuditTrail(db: Database, caller: Caller, clock: Clock): AuditTrail {
	const noted = new Map<Action, Set<string>>();
	return {
		note(action, subject) {
			const subjects = noted.get(action);
			if (subjects === undefined) noted.set(action, new Set([subject]));
			else subjects.add(subject);
		},
		get pending() {
			return [...noted.values()].reduce((sum, subjects) => sum + subjects.size, 0);
		},
		async commit(operation) {
			if (noted.size === 0) return;
			const rows = [...noted].map(([action, subjects]) => ({
				at: clock.now(),
				caller: caller.subject,
				role: caller.role,
				purpose: caller.purpose ?? 'NONE',
				action,
				operation,
				subject: { read: [...subjects].sort(), divisions: caller.divisions },
				rows: subjects.size,
			}));
			await insertAudit(db, rows);
			noted.clear();
		},
	};
}
