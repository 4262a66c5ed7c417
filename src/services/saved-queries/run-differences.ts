/** What changed between two runs of a query, from keys and keyed hashes alone: no run keeps a value of a row. */
import { createHash } from 'node:crypto';
import type { RunRows } from '#core/saved-queries.ts';
import type { TableRow } from './table-rows.ts';

/** A keyed hash (HMAC) of a text: whoever reads the store without the key cannot try out values. */
export type KeyedHash = (text: string) => string;

/** What a run has that the last one had not, by key. */
export interface RunChanges {
	/** When the last run was, ISO 8601; null: this is the first. */
	readonly since: string | null;
	readonly added: readonly string[];
	readonly changed: readonly string[];
	readonly gone: readonly string[];
}

/** Takes the rows of a run as they pass. */
export interface RowNotes {
	add(rows: readonly TableRow[]): void;
	readonly count: number;
	/** Equal for two runs whose rows say the same in the same order, as far as they have passed. */
	digest(): string;
	/** What is kept of the run. */
	end(): RunRows;
}

/**
 * Notes of a run. A row without ids is known by what it says, so that a change of it is one row gone and one added; rows that say
 * the same count once.
 */
export function createRowNotes(hash: KeyedHash): RowNotes {
	const noted = new Map<string, string>();
	const all = createHash('sha256');
	let count = 0;
	return {
		add(rows) {
			count += rows.length;
			for (const { key, cells } of rows) {
				const said = hash(JSON.stringify(cells));
				noted.set(key ?? said, said);
				all.update(said);
			}
		},
		digest: () => all.copy().digest('base64url'),
		get count() {
			return count;
		},
		end: () => ({ keys: [...noted.keys()], hashes: [...noted.values()] }),
	};
}

/** Compares a run with the last one of its scope; null: there was none. */
export function changesSince(last: (RunRows & { readonly ranAt: string }) | null, now: RunRows): RunChanges {
	if (last === null) return { since: null, added: [], changed: [], gone: [] };
	const before = new Map(last.keys.map((key, at) => [key, last.hashes[at]]));
	const present = new Set(now.keys);
	return {
		since: last.ranAt,
		added: now.keys.filter((key) => !before.has(key)),
		changed: now.keys.filter((key, at) => before.has(key) && before.get(key) !== now.hashes[at]),
		gone: last.keys.filter((key) => !present.has(key)),
	};
}
