/**
 * Cursors of database reads: what a connector hands out after a page and gets back at the next read.
 *
 *     "<stamp> done"                 the read came to its end; the next one starts `overlapMinutes` before the stamp
 *     "<stamp> at [<key>,<newest>]"  cut short: the next one goes on at (stamp, key), no overlap
 *     " key [<key>,<newest>]"        a first read in the order of keys was cut short: the next one goes on at the key
 *
 * The stamp comes first so that the text sorts. `newest` is the newest stamp that stood in the table when the read
 * began. It, not the last row read, becomes the watermark of a read that was cut short: what was committed late between
 * the cut and the resumption lies at most the overlap before `newest`, though perhaps far behind the place of resumption.
 */
import { HubError } from '#core/errors.ts';

export type SqlCursor =
	/** Stamp "": the table was empty, or has no column of updates. */
	| { readonly done: true; readonly stamp: string }
	/** Key null: the row has none, or the table has no key column. */
	| { readonly done: false; readonly byKey: boolean; readonly stamp: string; readonly key: string | null; readonly newest: string };

/** The cursor as text. */
export function writeCursor(cursor: SqlCursor): string {
	if (cursor.done) return `${cursor.stamp} done`;
	return `${cursor.stamp} ${cursor.byKey ? 'key' : 'at'} ${JSON.stringify([cursor.key, cursor.newest])}`;
}

/**
 * The cursor that a text holds.
 * @throws HubError CONFLICT when another connector wrote it (the source's type was changed): it must be read from the start.
 */
export function readCursor(text: string, place: string): SqlCursor {
	const found = /^(.*?) (?:done|(at|key) (\[.*\]))$/s.exec(text);
	if (found) {
		const stamp = found[1] ?? '';
		if (found[3] === undefined) return { done: true, stamp };
		const [key, newest] = JSON.parse(found[3]) as [string | null, string];
		return { done: false, byKey: found[2] === 'key', stamp, key, newest };
	}
	throw new HubError(
		'CONFLICT',
		`The saved place of ${place} is not one of a database read; the source's connector has changed, so read the source from the start.`,
	);
}
