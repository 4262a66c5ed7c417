/**
 * What a page of records means for the store: which rows are new, changed, confirmed or overtaken. Compares by content
 * in one statement a page, so that an unchanged row costs a look at its hash and nothing else. Writes nothing.
 */
import type pg from 'pg';
import type { Day } from '#core/days.ts';
import type { PreparedRecord } from './prepare.ts';

/** What became of the rows that were read; `read` is the sum of the others. */
export interface RowCounts {
	readonly read: number;
	readonly added: number;
	readonly changed: number;
	readonly unchanged: number;
	/** Rows that a later row of the same key replaced in the same read, or that come too late to say anything new. */
	readonly superseded: number;
	readonly setAside: number;
}

/** No rows at all. */
export const NO_ROWS: RowCounts = { read: 0, added: 0, changed: 0, unchanged: 0, superseded: 0, setAside: 0 };

/** The sum of two counts. */
export function addCounts(a: RowCounts, b: RowCounts): RowCounts {
	return {
		read: a.read + b.read,
		added: a.added + b.added,
		changed: a.changed + b.changed,
		unchanged: a.unchanged + b.unchanged,
		superseded: a.superseded + b.superseded,
		setAside: a.setAside + b.setAside,
	};
}

/** Where a page stands in its read. */
export interface PageContext {
	readonly source: string;
	readonly recordType: string;
	/** As-of day of the run. */
	readonly asOf: Day;
	/** The file's day; null: the rows come from a database. */
	readonly period: Day | null;
	/** Number written to the rows of this page. */
	readonly reading: string;
	/** Rows that bear this number or a higher one were written earlier in this read. */
	readonly readingFrom: string;
	/** Another run has read this day already: a row that stands as it stood was counted by it. */
	readonly readBefore: boolean;
	/** A database is read anew: what it says now holds, even where its stamp lies before the one that is held. */
	readonly anew: boolean;
	/** Mark confirmed rows too, because what is not marked will end or fall back when the file is through. */
	readonly markAll: boolean;
}

/** A stored record as far as a page has to know it. */
export interface Held {
	readonly ord: number;
	readonly rid: string | null;
	readonly same: boolean;
	readonly stamp: string | null;
	readonly as_of: Day;
	readonly ended: boolean;
	readonly reading: string;
	readonly changed_on: Day;
}

/** A stored record and the row that speaks of it. */
export interface HeldRow {
	readonly rid: string;
	readonly record: PreparedRecord;
	/** A record that had ended stands in the file again. */
	readonly reappears: boolean;
}

/** What is to be written, and how the rows count. */
export interface PagePlan {
	readonly added: readonly PreparedRecord[];
	readonly changed: readonly HeldRow[];
	/** Same content, newer stamp or day. */
	readonly confirmed: readonly HeldRow[];
	/** Of files: for a day before the one that the store speaks for. */
	readonly late: readonly HeldRow[];
	readonly counts: RowCounts;
}

const COMPARE = `/* records: compare page */
	select k.ord::int as ord, r.rid, r.content_hash = k.hash as same, r.stamp, r.as_of, r.ended_on is not null as ended, r.reading, r.changed_on
	from unnest($3::text[], $4::text[], $5::text[], $6::date[]) with ordinality as k(key, hash, stamp, as_of, ord)
	left join lateral (select * from record where source = $1 and record_type = $2 and record_key = k.key limit 1) r on true
	where $7::boolean or r.rid is null or r.content_hash <> k.hash or r.stamp is distinct from k.stamp or r.as_of <> k.as_of
		or r.ended_on is not null or r.reading >= $8::bigint`;

/** Compares a page with the store. */
export async function planPage(client: pg.ClientBase, context: PageContext, records: readonly PreparedRecord[]): Promise<PagePlan> {
	const { rows, overtaken } = lastOfEachKey(records);
	const { rows: held } = await client.query<Held>(COMPARE, [
		context.source,
		context.recordType,
		rows.map((record) => record.recordKey),
		rows.map((record) => record.contentHash),
		rows.map((record) => record.stamp),
		rows.map((record) => record.asOf),
		context.markAll,
		context.readingFrom,
	]);
	const decided = new Decisions(context);
	const byOrdinal = new Map(held.map((row) => [row.ord, row]));
	for (const [index, record] of rows.entries()) decided.take(record, byOrdinal.get(index + 1));
	return decided.plan(overtaken);
}

/** Whether what `a` says is older than what `b` says: by the source's stamps, or by day where there are none. */
export function isOlder(a: { stamp: string | null; asOf: Day }, b: { stamp: string | null; asOf: Day }): boolean {
	return a.stamp !== null && b.stamp !== null ? a.stamp < b.stamp : a.asOf < b.asOf;
}

/** Keeps the last row of each key (the newest, of equals the later one) and tells how many it dropped. */
function lastOfEachKey(records: readonly PreparedRecord[]): { rows: readonly PreparedRecord[]; overtaken: number } {
	const byKey = new Map<string, PreparedRecord>();
	for (const record of records) {
		const held = byKey.get(record.recordKey);
		if (held === undefined || !isOlder(record, held)) byKey.set(record.recordKey, record);
	}
	const rows = byKey.size === records.length ? records : [...byKey.values()];
	return { rows, overtaken: records.length - rows.length };
}

/** Gathers what to do with each row of a page. */
class Decisions {
	readonly #context: PageContext;
	readonly #added: PreparedRecord[] = [];
	readonly #changed: HeldRow[] = [];
	readonly #confirmed: HeldRow[] = [];
	readonly #late: HeldRow[] = [];
	#changes = 0;
	#unchanged = 0;
	#superseded = 0;

	constructor(context: PageContext) {
		this.#context = context;
	}

	take(record: PreparedRecord, held: Held | undefined): void {
		if (held === undefined) this.#countSame();
		else if (held.rid === null) this.#added.push(record);
		else if (held.same) this.#takeSame(record, held, held.rid);
		else this.#takeOther(record, held, held.rid);
	}

	#takeSame(record: PreparedRecord, held: Held, rid: string): void {
		const older = this.#isOlder(record, held);
		const moved = held.stamp !== record.stamp || held.as_of !== record.asOf;
		this.#keepLate(record, held, rid);
		if (held.ended && !older) {
			this.#changes += 1;
			this.#confirmed.push({ rid, record, reappears: true });
			return;
		}
		if (!older && (moved || this.#context.markAll)) {
			this.#confirmed.push({ rid, record, reappears: false });
		}
		if (this.#writtenInThisRead(held)) this.#superseded += 1;
		else if (moved) this.#unchanged += 1;
		else this.#countSame();
	}

	/** A row that the store holds letter for letter. */
	#countSame(): void {
		if (!this.#context.readBefore) this.#unchanged += 1;
	}

	#takeOther(record: PreparedRecord, held: Held, rid: string): void {
		if (this.#isOlder(record, held)) {
			this.#superseded += 1;
			this.#keepLate(record, held, rid);
			return;
		}
		this.#changed.push({ rid, record, reappears: held.ended });
		if (!this.#writtenInThisRead(held)) {
			this.#changes += 1;
			return;
		}
		// The earlier row of this read is the one that is superseded; as a whole the key is as new or as changed as it was.
		this.#superseded += 1;
		if (held.changed_on === this.#context.asOf) return;
		this.#unchanged -= 1;
		this.#changes += 1;
	}

	#keepLate(record: PreparedRecord, held: Held, rid: string): void {
		if (this.#context.period !== null && record.asOf < held.as_of) this.#late.push({ rid, record, reappears: false });
	}

	#isOlder(record: PreparedRecord, held: Held): boolean {
		if (this.#context.anew && !this.#writtenInThisRead(held)) return false;
		return isOlder(record, { stamp: held.stamp, asOf: held.as_of });
	}

	#writtenInThisRead(held: Held): boolean {
		return BigInt(held.reading) >= BigInt(this.#context.readingFrom);
	}

	plan(overtaken: number): PagePlan {
		const counts = {
			added: this.#added.length,
			changed: this.#changes,
			unchanged: this.#unchanged,
			superseded: this.#superseded + overtaken,
		};
		const read = counts.added + counts.changed + counts.unchanged + counts.superseded;
		return {
			added: this.#added,
			changed: this.#changed,
			confirmed: this.#confirmed,
			late: this.#late,
			counts: { ...counts, read, setAside: 0 },
		};
	}
}
