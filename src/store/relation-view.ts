/** What hangs on an organisation and can be read together with it: each relation as one JSON list below its row. */
import { sql } from 'kysely';
import type { StoredRecord } from '#core/records.ts';
import { FLAG_ORDER, type FlagMember, type FlagRow, flagsBelow, toFlagPage } from './flag-view.ts';
import type { Page, Window } from './page.ts';
import { type RecordRow, toRecord } from './record-row.ts';
import { type BodyFields, type RecordsBelow, recordOrder, recordsBelow, registrationBelow, toRecordPage } from './record-view.ts';
import type { RowScope } from './row-scope.ts';

/** A relation of an organisation, and what of its rows is asked for (null: all of them). */
export type Relation =
	| { readonly relation: 'registration'; readonly fields: BodyFields }
	| ({ readonly relation: 'records'; readonly fields: BodyFields } & RecordsBelow)
	| {
			readonly relation: 'flags';
			readonly statuses: readonly string[] | null;
			readonly window: Window;
			readonly fields: readonly FlagMember[] | null;
	  };

/** What a relation gives for one organisation. */
export type StoredRelation =
	| { readonly relation: 'registration'; readonly found: StoredRecord | null }
	| { readonly relation: 'records'; readonly found: Page<StoredRecord> }
	| { readonly relation: 'flags'; readonly found: Page<FlagRow> };

/** An expression over the organisation `o`: a list with the rows of each relation. */
export function relationsBelow(scope: RowScope, relations: readonly Relation[]) {
	const lists = relations.map((relation) => {
		if (relation.relation === 'registration') return sql`(select json_agg(r) from (${registrationBelow(scope, relation.fields)}) r)`;
		if (relation.relation === 'records')
			return sql`(select json_agg(r order by ${recordOrder(relation)}) from (${recordsBelow(scope, relation, relation.fields)}) r)`;
		return sql`(select json_agg(f order by ${FLAG_ORDER}) from (${flagsBelow(relation, relation.fields)}) f)`;
	});
	return sql<readonly unknown[]>`json_build_array(${sql.join(lists)})`;
}

/** What the relations of one organisation give, from its list of rows. */
export function toRelations(relations: readonly Relation[], below: readonly unknown[]): readonly StoredRelation[] {
	return relations.map((relation, at): StoredRelation => {
		const rows = below[at] ?? [];
		if (relation.relation === 'flags') return { relation: 'flags', found: toFlagPage(rows as readonly FlagRow[], relation.window) };
		const records = rows as readonly RecordRow[];
		if (relation.relation === 'records') return { relation: 'records', found: toRecordPage(records, relation) };
		return { relation: 'registration', found: records[0] === undefined ? null : toRecord(records[0]) };
	});
}
