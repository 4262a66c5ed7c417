/**
 * Takes rows that were set aside up again, outside of a table's ordinary read: by key, or by forgetting where the read stands, so that the
 * next one gives them again. Nothing is counted twice: records are told apart by key and content as ever.
 */
import type { Day } from '#core/days.ts';
import type { Store } from './database.ts';
import { saveResults } from './record-store.ts';
import type { PreparedResult } from './records/prepare.ts';
import { withTransaction } from './transaction.ts';

/** A row that was set aside, as far as it takes to find it again. */
export interface AsideRow {
	readonly recordType: string;
	/** Empty: the row has no key. */
	readonly recordKey: string;
	readonly position: string;
	/** The file's day; null: the row comes from a database or an interface. */
	readonly period: Day | null;
}

/** All rows of a source that are set aside. */
export async function asideRowsOf(store: Store, source: string): Promise<readonly AsideRow[]> {
	const { rows } = await store.pool.query<AsideRow>(
		`/* set aside: of a source */ select record_type as "recordType", record_key as "recordKey", position, period::text as period
		from set_aside where source = $1 order by record_type, record_key, position, sha256`,
		[source],
	);
	return rows;
}

/** Where a table's rows belong. */
export interface TablePlace {
	readonly source: string;
	readonly recordType: string;
}

/** Keeps what intake now makes of rows that were asked for by key; those that fit leave the list. */
export async function keepRetried(
	store: Store,
	place: TablePlace & { readonly asOf: Day },
	results: readonly PreparedResult[],
): Promise<void> {
	await withTransaction(store, async (client) => {
		const { rows } = await client.query<{ reading: string }>(`/* set aside: retry */ select nextval('reading_no')::text as reading`);
		const reading = rows[0]?.reading ?? '0';
		const context = { ...place, period: null, reading, readingFrom: reading, readBefore: false, markAll: false, anew: true };
		await saveResults(client, context, results);
	});
}

/** The cursor of a table's read, changed by `change`; a table that was never read has none to change. `reading`: its name among the progress. */
export async function moveCursor(
	store: Store,
	place: { readonly source: string; readonly reading: string },
	change: (cursor: string) => string | null,
): Promise<void> {
	await withTransaction(store, async (client) => {
		const key = [place.source, place.reading];
		const { rows } = await client.query<{ cursor: string | null }>(
			'/* retry: cursor */ select cursor from source_state where source = $1 and record_type = $2 for update',
			key,
		);
		const cursor = rows[0]?.cursor ?? null;
		if (cursor === null) return;
		await client.query('/* retry: move cursor */ update source_state set cursor = $3 where source = $1 and record_type = $2', [
			...key,
			change(cursor),
		]);
	});
}

/** A number that every later reading exceeds. */
export async function readingNow(store: Store): Promise<string> {
	const { rows } = await store.pool.query<{ reading: string }>(`/* retry: reading */ select nextval('reading_no')::text as reading`);
	return rows[0]?.reading ?? '0';
}

/** Drops rows of a database that a whole read since `reading` has not set aside again: they fit now, or are gone. */
export async function dropNotSeenSince(store: Store, place: TablePlace, reading: string): Promise<void> {
	await store.pool.query(
		`/* set aside: not seen again */ delete from set_aside where source = $1 and record_type = $2 and period is null and reading < $3::bigint`,
		[place.source, place.recordType, reading],
	);
}
