/** Sources as one caller reads them: how far each table is read, what could not be used, and the run whose answers are served. */
import type { Page, Window } from '#store/page.ts';
import { type SetAsideEntry, setAsidePage } from '#store/set-aside-view.ts';
import { type FinishedRun, lastFinishedRun, type SourceTableRow, sourceTables } from '#store/source-view.ts';
import { assertCan, can } from './actions.ts';
import type { Door } from './door.ts';

/** Reads of sources; all throw HubError ACCESS_DENIED. */
export interface SourceReads {
	/** `lastError` is null for callers who may not diagnose. */
	sourceTables(): Promise<readonly SourceTableRow[]>;
	/** Rows that could not be used, of one source or of all (null); a caller with divisions sees none, for they have no place. */
	setAside(source: string | null, window: Window): Promise<Page<SetAsideEntry>>;
	/** The newest run that came to an end with something to serve; null: none yet. */
	lastFinishedRun(): Promise<FinishedRun | null>;
}

/** The sources of one caller. */
export function sourceReads({ store: { db }, caller, scope }: Door): SourceReads {
	return {
		async sourceTables() {
			assertCan(caller, 'source:read');
			const tables = await sourceTables(db);
			return can(caller, 'source:diagnose') ? tables : tables.map((table) => ({ ...table, lastError: null }));
		},
		async setAside(source, window) {
			assertCan(caller, 'source:diagnose');
			if (scope.divisions !== null) return { entries: [], more: false };
			return setAsidePage(db, scope, { source, window });
		},
		async lastFinishedRun() {
			assertCan(caller, 'source:read');
			return lastFinishedRun(db);
		},
	};
}
