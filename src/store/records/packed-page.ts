/**
 * A page of a table's first read in the form in which the store takes it whole: lines of COPY with their numbers in them, as bytes. Made
 * in any thread, so that the one with the connection only passes bytes on; saved only where every row is new (`savePacked`).
 */
import type pg from 'pg';
import type { Day } from '#core/days.ts';
import type { SetAsideRow } from '#core/records.ts';
import { copyBytes } from '#store/copy.ts';
import { dropArrived, keepSetAside } from '#store/set-aside-store.ts';
import { NO_ROWS, type PageContext, type RowCounts } from './page-plan.ts';
import type { PreparedRecord, PreparedResult } from './prepare.ts';
import { drawNumbers, MENTION_COLUMNS, numbered, RECORD_COLUMNS, recordLine, TOKEN_COLUMNS } from './write-records.ts';

/** What packing needs to know beforehand: the rows' numbers, and what they are written with. */
export interface PackBasis {
	readonly asOf: Day;
	readonly reading: string;
	/** A number for each row and one for each person a row can name; those left over stay unused. */
	readonly rids: Float64Array<ArrayBuffer>;
	readonly pids: Float64Array<ArrayBuffer>;
}

/** A page as lines of COPY in UTF-8. */
export interface PackedPage {
	/** Records, without the rows set aside. */
	readonly records: number;
	/** Keys of the records, an array of PostgreSQL as text. */
	readonly recordKeys: string;
	readonly record: Bytes;
	readonly recordKey: Bytes;
	readonly mention: Bytes;
	readonly token: Bytes;
	readonly setAside: readonly SetAsideRow[];
	/** The last row that was prepared; null: the page is empty. */
	readonly last: PreparedResult | null;
}

type Bytes = Uint8Array<ArrayBuffer>;

/** Numbers for a page of `rows` rows that name up to `people` people each. */
export async function drawPackNumbers(client: pg.ClientBase, rows: number, people: number): Promise<Pick<PackBasis, 'rids' | 'pids'>> {
	const numbers = async (table: string, column: string, count: number) =>
		Float64Array.from(count === 0 ? [] : await drawNumbers(client, table, column, count), Number);
	return { rids: await numbers('record', 'rid', rows), pids: await numbers('person_mention', 'pid', rows * people) };
}

/** Packs what intake made of a page; null when a key stands in it twice, for then one row overtakes the other. */
export function packPage(results: readonly PreparedResult[], basis: PackBasis): PackedPage | null {
	const lines = { record: [] as string[], recordKey: [] as string[], mention: [] as string[], token: [] as string[] };
	const toLine = recordLine({ asOf: basis.asOf, period: null, reading: basis.reading });
	const keys = new Set<string>();
	const setAside: SetAsideRow[] = [];
	let people = 0;
	for (const result of results) {
		if ('setAside' in result) {
			setAside.push(result.setAside);
			continue;
		}
		const { record } = result;
		const rid = String(basis.rids[keys.size]);
		if (keys.size === keys.add(record.recordKey).size) return null;
		lines.record.push(toLine({ rid, record }));
		if (record.keys !== '') lines.recordKey.push(numbered(rid, record.keys));
		people += packPeople(lines, record, { rid, pids: basis.pids.subarray(people) });
	}
	const { record, recordKey, mention, token } = lines;
	return {
		records: keys.size,
		recordKeys: arrayText(keys),
		record: bytesOf(record),
		recordKey: bytesOf(recordKey),
		mention: bytesOf(mention),
		token: bytesOf(token),
		setAside,
		last: results.at(-1) ?? null,
	};
}

function packPeople(
	lines: { readonly mention: string[]; readonly token: string[] },
	record: PreparedRecord,
	{ rid, pids }: { readonly rid: string; readonly pids: Float64Array },
): number {
	for (const [index, mention] of record.people.entries()) {
		const pid = String(pids[index]);
		lines.mention.push(`${pid}\t${rid}\t${mention.row}`);
		if (mention.tokens !== '') lines.token.push(numbered(pid, mention.tokens));
	}
	return record.people.length;
}

const encoder = new TextEncoder();

function bytesOf(lines: readonly string[]): Bytes {
	return encoder.encode(lines.length === 0 ? '' : `${lines.join('\n')}\n`) as Bytes; // never of shared memory
}

function arrayText(values: Iterable<string>): string {
	return `{${Array.from(values, (value) => `"${value.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;
}

const ANY_HELD = `/* records: any of a packed page held */
	select exists (select from unnest($3::text[]) as k(key), lateral (
		select from record where source = $1 and record_type = $2 and record_key = k.key limit 1) r) as held`;

/** Saves a page whose records are all new; null, and nothing is written, when the store holds one of them. */
export async function savePacked(client: pg.ClientBase, context: PageContext, page: PackedPage): Promise<RowCounts | null> {
	const place = [context.source, context.recordType, page.recordKeys];
	const { rows } = await client.query<{ held: boolean }>(ANY_HELD, place);
	if (rows[0]?.held !== false) return null;
	await copyBytes(client, RECORD_COLUMNS, page.record);
	await copyBytes(client, 'record_key (rid, feature, value)', page.recordKey);
	await copyBytes(client, MENTION_COLUMNS, page.mention);
	await copyBytes(client, TOKEN_COLUMNS, page.token);
	await dropArrived(client, context, page.recordKeys);
	const aside = await keepSetAside(client, context, page.setAside);
	return { ...NO_ROWS, read: page.records + aside, added: page.records, setAside: aside };
}
