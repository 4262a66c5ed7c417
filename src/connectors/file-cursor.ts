/**
 * Cursors of file reads: `<latest period> {"files":{period:[fingerprint,size,modified]},"at":{…}}`. The period comes first so
 * that the text sorts. `files` are those read to their end; size and time of change spare reading an unchanged file again.
 * `at` stands in the middle of a file: its period, its fingerprint and the place after the last row that was handed out.
 */
import type { Day } from '#core/days.ts';
import { HubError } from '#core/errors.ts';

/** A place in a file: bytes of its unpacked content, and the number of the line or row that follows. */
export interface FilePlace {
	readonly byte: number;
	readonly line: number;
}

export interface KnownFile {
	/** First 16 hex digits of the SHA-256: enough to tell two files of one period apart, and the cursor stays small. */
	readonly fingerprint: string;
	readonly size: number;
	readonly modifiedMs: number;
}

export interface FileState {
	readonly files: ReadonlyMap<Day, KnownFile>;
	readonly at: ({ readonly period: Day; readonly fingerprint: string } & FilePlace) | null;
}

/** The part of a SHA-256 that a cursor keeps. */
export function fingerprintOf(sha256: string): string {
	return sha256.slice(0, 16);
}

/** The state as text. */
export function writeFileCursor(state: FileState): string {
	const files = [...state.files].sort(([a], [b]) => (a < b ? -1 : 1));
	const latest = state.at?.period ?? files.at(-1)?.[0] ?? '';
	const known = Object.fromEntries(files.map(([period, file]) => [period, [file.fingerprint, file.size, file.modifiedMs]]));
	return `${latest} ${JSON.stringify({ files: known, ...(state.at && { at: state.at }) })}`;
}

/** The cursor of a read that has not seen the files of some periods yet; null: of one that has seen none. */
export function withoutPeriods(cursor: string, periods: readonly Day[]): string | null {
	const state = readFileCursor(cursor, 'a file source');
	const files = new Map([...state.files].filter(([period]) => !periods.includes(period)));
	return files.size === 0 && state.at === null ? null : writeFileCursor({ ...state, files });
}

/**
 * The state that a text holds; null: nothing was read yet.
 * @throws HubError CONFLICT when another kind of connector wrote it.
 */
export function readFileCursor(text: string | null, place: string): FileState {
	if (text === null) return { files: new Map(), at: null };
	const found = /^(?:\d{4}-\d{2}-\d{2})? (\{"files":.*\})$/s.exec(text);
	if (found?.[1] === undefined) {
		throw new HubError(
			'CONFLICT',
			`The saved place of ${place} is not one of a read of files; the source's connector has changed, so read the source from the start.`,
		);
	}
	const read = JSON.parse(found[1]) as { files: Record<Day, [string, number, number]>; at?: NonNullable<FileState['at']> };
	const files = Object.entries(read.files).map(
		([period, [fingerprint, size, modifiedMs]]) => [period, { fingerprint, size, modifiedMs }] as const,
	);
	return { files: new Map(files), at: read.at ?? null };
}
