/**
 * Audit rows of queries that read nothing personal: written a moment after the answer, many in one statement, so that a dashboard does
 * not wait for the disk. A crash loses at most that moment; a store that stays away withholds answers once the queue is full.
 */
import { HubError } from '#core/errors.ts';
import { type AuditRow, insertAuditIn } from '#store/audit-store.ts';
import type { Store } from '#store/database.ts';

/** Smaller: more statements a second; larger: a crash loses more rows. */
const EVERY_MS = 200;
/** Rows a statement. Fewer: a backlog is slow to write; more: one statement holds the connection for long. */
const AT_ONCE = 1_000;
/** Smaller: a short outage of the store withholds answers; larger: a long one fills memory. */
const CAPACITY = 20_000;

export interface AuditQueue {
	/** @throws HubError STORE_UNAVAILABLE when the store has been away for so long that the queue is full. */
	add(row: AuditRow): void;
	/** Writes what is queued; what cannot be written stays queued, and the failure is told. */
	flush(): Promise<void>;
	/** Writes what is queued a last time. */
	stop(): Promise<void>;
}

/** A queue of a process. `onError`: told each time that rows could not be written. */
export function createAuditQueue(store: Pick<Store, 'pool'>, onError: (thrown: unknown) => void): AuditQueue {
	const queued: AuditRow[] = [];
	let writing: Promise<void> = Promise.resolve();
	let timer: NodeJS.Timeout | null = null;
	const write = async (): Promise<void> => {
		try {
			while (queued.length > 0) {
				const batch = queued.slice(0, AT_ONCE);
				await insertAuditIn(store.pool, batch);
				queued.splice(0, batch.length);
			}
		} catch (thrown) {
			onError(thrown);
		}
	};
	const flush = (): Promise<void> => {
		writing = writing.then(write);
		return writing;
	};
	const wake = (): void => {
		timer ??= setTimeout(() => {
			timer = null;
			void flush().then(() => {
				if (queued.length > 0) wake();
			});
		}, EVERY_MS).unref();
	};
	return {
		add(row) {
			if (queued.length >= CAPACITY) throw new HubError('STORE_UNAVAILABLE', 'The hub cannot write its audit; try again later.');
			queued.push(row);
			wake();
		},
		flush,
		async stop() {
			if (timer !== null) clearTimeout(timer);
			await flush();
		},
	};
}
