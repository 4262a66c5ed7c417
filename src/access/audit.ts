/**
 * The audit of one request: what personal data it read, collected while it runs and written in one statement before the answer
 * leaves; and what it asked. A request whose audit cannot be written gives no data; the server sees to that.
 */
import { randomBytes } from 'node:crypto';
import type { Clock } from '#core/days.ts';
import { type AuditRow, insertAudit, insertAuditIn } from '#store/audit-store.ts';
import type { Database } from '#store/database.ts';
import type { Action } from './actions.ts';
import type { AuditQueue } from './audit-queue.ts';
import type { Caller } from './caller.ts';

/** What was asked, as the audit keeps it. */
export interface AskedQuery {
	/** SHA-256 (hex) of the document. */
	readonly document: string;
	/** As `redactVariables` leaves them. */
	readonly variables: Readonly<Record<string, unknown>>;
	/** Whether the row must stand before the answer leaves although nothing personal was read: answers of agencies, and kept answers. */
	readonly before: boolean;
}

/** A decision that somebody takes, or something they keep or hand out. */
export interface AuditedDecision {
	/** What was done, like "flag:decide". */
	readonly action: string;
	/** Ids and places of records; never a value of a person. */
	readonly subject: Readonly<Record<string, unknown>>;
	readonly rows: number;
}

type Transaction = Parameters<typeof insertAuditIn>[0];

/** What a request read. */
export interface AuditTrail {
	/** What all rows of the request carry. */
	readonly request: string;
	/** Notes that something personal was read; the same subject counts once an action. `subject`: a person's id or "source/type/key#field". */
	note(action: Action, subject: string): void;
	/** Counts what was read, personal or not: records of agencies, and all rows. */
	count(read: { readonly records?: number; readonly rows?: number }): void;
	/** What was counted. */
	readonly counted: { readonly records: number; readonly rows: number };
	/** How many subjects are noted and not yet written. */
	readonly pending: number;
	/** Whether anything personal was noted in the request, written or not: such an answer must not be kept anywhere. */
	readonly personal: boolean;
	/**
	 * Writes what was noted, a row an action, and forgets it; with a query a row for that too, through the queue when nothing personal
	 * was read. Nothing noted and no query: nothing written.
	 * @throws whatever the store throws, and HubError STORE_UNAVAILABLE when the queue is full; then nothing is forgotten.
	 */
	commit(operation: string | null, asked?: { readonly query: AskedQuery; readonly queue: AuditQueue }): Promise<void>;
	/** Writes a decision in the transaction that carries it out: both stand or neither. */
	decide(transaction: Transaction, decision: AuditedDecision): Promise<void>;
}

/** An empty trail of a caller. */
export function createAuditTrail(db: Database, caller: Caller, clock: Clock): AuditTrail {
	return new Trail(db, caller, clock);
}

class Trail implements AuditTrail {
	readonly request = randomBytes(8).toString('hex');
	readonly counted = { records: 0, rows: 0 };
	readonly #noted = new Map<Action, Set<string>>();
	readonly #db: Database;
	readonly #caller: Caller;
	readonly #clock: Clock;
	#personal = false;

	constructor(db: Database, caller: Caller, clock: Clock) {
		this.#db = db;
		this.#caller = caller;
		this.#clock = clock;
	}

	note(action: Action, subject: string): void {
		this.#personal = true;
		const subjects = this.#noted.get(action);
		if (subjects === undefined) this.#noted.set(action, new Set([subject]));
		else subjects.add(subject);
	}

	count({ records = 0, rows = 0 }: { readonly records?: number; readonly rows?: number }): void {
		this.counted.records += records;
		this.counted.rows += rows;
	}

	get pending(): number {
		return [...this.#noted.values()].reduce((sum, subjects) => sum + subjects.size, 0);
	}

	get personal(): boolean {
		return this.#personal;
	}

	async commit(operation: string | null, asked?: { readonly query: AskedQuery; readonly queue: AuditQueue }): Promise<void> {
		const rows = [...this.#noted].map(([action, subjects]) =>
			this.#rowOf({ action, operation, subject: { read: [...subjects].sort() }, rows: subjects.size }),
		);
		if (asked !== undefined) {
			const { document, variables, before } = asked.query;
			const subject = { document, variables, records: this.counted.records };
			const query = this.#rowOf({ action: QUERY_RUN, operation, subject, rows: this.counted.rows });
			if (rows.length === 0 && !before) return asked.queue.add(query);
			rows.push(query);
		}
		if (rows.length > 0) await insertAudit(this.#db, rows);
		this.#noted.clear();
	}

	decide(transaction: Transaction, { action, subject, rows }: AuditedDecision): Promise<void> {
		return insertAuditIn(transaction, [this.#rowOf({ action, operation: null, subject, rows })]);
	}

	#rowOf(row: Pick<AuditRow, 'action' | 'operation' | 'subject' | 'rows'>): AuditRow {
		const { subject: caller, role, purpose, divisions } = this.#caller;
		return { at: this.#clock.now(), caller, role, purpose: purpose ?? 'NONE', request: this.request, divisions, ...row };
	}
}

/** The action under which a query stands in the audit. */
export const QUERY_RUN = 'query:run';

/** Whether an answer holds something of a person: it must not be kept in any cache. */
export function isPersonalAnswer({ personal }: Pick<AuditTrail, 'personal'>): boolean {
	return personal;
}
