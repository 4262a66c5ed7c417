/** A page of organisations as JSON text, with what hangs on each, by one statement and as one row. */
import { type CompiledQuery, type RawBuilder, sql } from 'kysely';
import type { Database } from './database.ts';
import { FLAG_ORDER, type FlagRow, flagColumn, flagList, flagsBelow, fromFlagList, listedMembers } from './flag-view.ts';
import {
	fromOrganisationList,
	type OrganisationQuery,
	type OrganisationRow,
	organisationColumn,
	organisationList,
	organisationsIn,
} from './organisation-view.ts';
import { prepareWhenFrequent } from './prepared.ts';
import { recent } from './recent.ts';
import { fromRecordList, type RecordList, recordColumn, recordList, recordOrder, recordsBelow, registrationBelow } from './record-view.ts';
import type { RowScope } from './row-scope.ts';
import {
	HOLE,
	HOLE_END,
	type HoleOf,
	holesIn,
	UNWRITABLE,
	type WrittenList,
	type WrittenPart,
	type WrittenRelation,
	type WrittenRow,
} from './written.ts';
import { leafText, objectText } from './written-leaf.ts';

type Sql = RawBuilder<unknown>;

/** The row that stands in a hole. */
export type HoleRow =
	| { readonly of: 'organisation'; readonly row: OrganisationRow }
	| { readonly of: 'record'; readonly row: ReturnType<typeof fromRecordList> }
	| { readonly of: 'flag'; readonly row: FlagRow };

/** A page as text. */
export interface StoredText {
	/** What stands before, between and after the holes. */
	readonly texts: readonly string[];
	/** For each place between texts: which hole, and its row. */
	readonly holes: readonly { readonly hole: number; readonly row: HoleRow }[];
	/** Keys of the first and the last entry. */
	readonly ends: readonly (readonly string[])[];
	/** Whether more follow. */
	readonly more: boolean;
	/** Rows and, of these, records of agencies that the text tells of. */
	readonly counted: { readonly rows: number; readonly records: number };
}

interface Row {
	readonly text: string;
	readonly ends: string;
	readonly found: string;
	readonly below: string;
	readonly records: string;
}

interface Asked {
	readonly query: OrganisationQuery;
	readonly list: WrittenList;
	readonly scope: RowScope;
}

/** A page of organisations as text; null: something in it cannot be written as it is stored. */
export async function organisationText(
	db: Database,
	scope: RowScope,
	query: OrganisationQuery,
	list: WrittenList,
): Promise<StoredText | null> {
	const statement = statementFor(db, { query, list, scope });
	prepareWhenFrequent(statement.sql);
	const { rows } = await db.executeQuery<Row>(statement);
	const [row] = rows;
	if (row === undefined || row.text.includes(UNWRITABLE)) return null;
	const { first } = query.window;
	const found = Number(row.found);
	return {
		...withHoles(row.text, list),
		ends: (JSON.parse(row.ends) as (readonly string[] | null)[]).filter((key) => key !== null),
		more: found > first,
		counted: { rows: Math.min(found, first) + Number(row.below), records: Number(row.records) },
	};
}

function withHoles(text: string, list: WrittenList): Pick<StoredText, 'texts' | 'holes'> {
	const [start = '', ...pieces] = text.split(HOLE);
	const texts = [start];
	const holes: { hole: number; row: HoleRow }[] = [];
	const readers = readersOf(list);
	// Several holes of one row have it once, in the first of them.
	const last = new Map<HoleOf, HoleRow>();
	for (const piece of pieces) {
		const end = piece.indexOf(HOLE_END);
		const [hole, ...given] = JSON.parse(piece.slice(0, end)) as [number, ...GivenRow];
		const { of, read } = readers.get(hole) as HoleReader;
		const row = given.length === 0 ? (last.get(of) as HoleRow) : read(given[0], given[1]);
		last.set(of, row);
		holes.push({ hole, row });
		texts.push(piece.slice(end + 1));
	}
	return { texts, holes };
}

/** A row in a hole: which organisation it is of, and its members. */
type GivenRow = readonly [string, readonly unknown[]] | readonly [];

interface HoleReader {
	readonly of: HoleOf;
	readonly read: (organisationId: string, members: readonly unknown[]) => HoleRow;
}

const readers = new WeakMap<WrittenList, ReadonlyMap<number, HoleReader>>();

function readersOf(list: WrittenList): ReadonlyMap<number, HoleReader> {
	const known = readers.get(list) ?? new Map([...holesIn(list.row)].map(([hole, of]) => [hole, { of, read: readerOf(of) }]));
	readers.set(list, known);
	return known;
}

function readerOf({ relation, needs }: HoleOf): HoleReader['read'] {
	if (relation === null) return (_, members) => ({ of: 'organisation', row: fromOrganisationList(members) });
	if (relation.relation === 'flags') {
		const listed = listedMembers(needs as Parameters<typeof listedMembers>[0]);
		return (organisationId, members) => ({ of: 'flag', row: fromFlagList(members, listed, organisationId) });
	}
	const kind = relation.relation === 'records' ? relation.kind : 'registration';
	return (organisationId, members) => ({ of: 'record', row: fromRecordList(members as RecordList, { kind, organisationId }, needs) });
}

/** Lists whose statements are kept ready, and statements of each. Fewer: the pages of a busy dashboard are put together anew each time; more: memory, some 20 kB a statement. */
const MOST_LISTS = 50;
const MOST_OF_ONE = 100;

const statements = new Map<string, Map<string, CompiledQuery<Row>>>();

/** By list first, for its key is long and the same text each time. */
function statementFor(db: Database, asked: Asked): CompiledQuery<Row> {
	const ofList = recent(statements, asked.list.key, { most: MOST_LISTS, make: () => new Map<string, CompiledQuery<Row>>() });
	const key = JSON.stringify([asked.query, asked.scope]);
	return recent(ofList, key, { most: MOST_OF_ONE, make: () => textStatement(asked).compile(db) });
}

function textStatement({ query, list, scope }: Asked) {
	const first = sql.lit(query.window.first);
	const relations = list.row.parts.filter((part): part is WrittenRelation => typeof part !== 'string' && 'relation' in part);
	const nameOf = (relation: WrittenRelation) => sql.ref(`x${relations.indexOf(relation)}`);
	const row = partsText(list.row.parts, {
		valueAt: (path) => organisationColumn(scope, path),
		holeRow: sql`o.organisation_id, ${organisationList(scope)}`,
		relationText: (relation) => sql`${nameOf(relation)}.t`,
	});
	const joins = relations.map((relation) => sql` cross join lateral (${relationText(scope, relation)}) ${nameOf(relation)}`);
	const countOf = (counted: readonly WrittenRelation[]) =>
		sql.join([sql`0`, ...counted.map((relation) => sql`coalesce(sum(${nameOf(relation)}.c), 0)`)], sql` + `);
	const { page, key } = organisationsIn(scope, query);
	const keyAt = (at: Sql) => sql`(select json_build_array(${key}::text, p.organisation_id) from p where p.n = ${at})`;
	return sql<Row>`/* organisationText */ with p as (select row_number() over () as n, q.* from (${page}) q)
		select coalesce(string_agg(${row}, ',' order by o.n), '') as text, (select count(*) from p) as found, ${countOf(relations)} as below,
			${countOf(relations.filter(({ relation }) => relation.relation !== 'flags'))} as records,
			json_build_array(${keyAt(sql`1`)}, ${keyAt(sql`(select least(count(*), ${first}) from p)`)})::text as ends
		from p o${sql.join(joins, sql``)} where o.n <= ${first}`;
}

/** The text of an organisation's relation (t), and how many rows it has (c). */
function relationText(scope: RowScope, { relation, object, before, after }: WrittenRelation): Sql {
	const [open, close] = [sql.lit(before), sql.lit(after)];
	if (relation.relation === 'registration') {
		const row = partsText(object.parts, recordWriting(object));
		return sql`select concat(${open}, coalesce(max(one.t), 'null'), ${close}) as t, count(one.t) as c
			from (select ${row} as t from (${registrationBelow(scope)}) r) one`;
	}
	const flags = relation.relation === 'flags';
	// The row after the page's last one says whether more follow, which nobody asks of a list that is written.
	const window = { ...relation.window, first: relation.window.first - 1 };
	const rows = flags ? sql`(${flagsBelow(scope, { ...relation, window })}) f` : sql`(${recordsBelow(scope, { ...relation, window })}) r`;
	const row = partsText(object.parts, flags ? flagWriting(object) : recordWriting(object));
	return sql`select concat(${open}, string_agg(${row}, ',' order by ${flags ? FLAG_ORDER : recordOrder(relation)}), ${close}) as t, count(*) as c
		from ${rows}`;
}

/** How the rows of one kind are written. */
interface Writing {
	readonly valueAt: (path: readonly string[]) => Sql;
	/** What a hole says of its row: the organisation's id and the row's members. */
	readonly holeRow: Sql;
	readonly relationText?: (relation: WrittenRelation) => Sql;
}

function recordWriting({ needs }: WrittenRow): Writing {
	return { valueAt: recordColumn, holeRow: sql`o.organisation_id, ${recordList(needs)}` };
}

function flagWriting({ needs }: WrittenRow): Writing {
	return { valueAt: flagColumn, holeRow: sql`o.organisation_id, ${flagList(listedMembers(needs as Parameters<typeof listedMembers>[0]))}` };
}

/** Arguments that a function of PostgreSQL takes at most, less some. */
const MOST_ARGUMENTS = 90;

function partsText(parts: readonly WrittenPart[], writing: Writing): Sql {
	let row: Sql | null = writing.holeRow;
	const texts = parts.map((part): Sql => {
		if (typeof part === 'string') return sql.lit(part);
		if ('leaf' in part) return leafText(writing.valueAt(part.leaf.path), part.leaf);
		if ('relation' in part) return writing.relationText?.(part) ?? sql.lit(UNWRITABLE);
		if ('object' in part) return objectText(writing.valueAt(part.at.path), partsText(part.object, writing), part.nullable);
		const members = row === null ? sql`` : sql`, ${row}`;
		row = null;
		return sql`concat(${sql.lit(HOLE)}, json_build_array(${sql.lit(part.hole)}${members}), ${sql.lit(HOLE_END)})`;
	});
	const chunks = Array.from({ length: Math.ceil(texts.length / MOST_ARGUMENTS) }, (_, n) =>
		texts.slice(n * MOST_ARGUMENTS, (n + 1) * MOST_ARGUMENTS),
	);
	return sql`concat(${sql.join(chunks.map((chunk) => sql`concat(${sql.join(chunk)})`))})`;
}
