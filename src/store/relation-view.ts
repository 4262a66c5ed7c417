/** What hangs on an organisation and can be read together with it: each relation as one JSON list below its row. */
import { type RawBuilder, sql } from 'kysely';
import type { StoredRecord } from '#core/records.ts';
import { FLAG_ORDER, type FlagMember, type FlagRow, flagList, flagsBelow, fromFlagList, listedMembers, toFlagPage } from './flag-view.ts';
import type { Page, Window } from './page.ts';
import {
	type BodyFields,
	fromRecordList,
	type RecordList,
	type RecordsBelow,
	recordList,
	recordOrder,
	recordsBelow,
	registrationBelow,
	toRecordPage,
} from './record-view.ts';
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

/** Expressions over the organisation `o`, one a relation: its rows as a list of lists, null when there are none. */
export function relationsBelow(scope: RowScope, relations: readonly Relation[]): readonly RawBuilder<unknown>[] {
	return relations.map((relation) => {
		if (relation.relation === 'registration')
			return sql`(select json_agg(${recordList(relation.fields)}) from (${registrationBelow(scope)}) r)`;
		if (relation.relation === 'records')
			return sql`(select json_agg(${recordList(relation.fields)} order by ${recordOrder(relation)}) from (${recordsBelow(scope, relation)}) r)`;
		return sql`(select json_agg(${flagList(listedMembers(relation.fields))} order by ${FLAG_ORDER}) from (${flagsBelow(scope, relation)}) f)`;
	});
}

type Lists = readonly (readonly unknown[])[] | null;

/** Makes what each relation gives of an organisation from its lists. */
export function readRelations(
	relations: readonly Relation[],
): (organisationId: string, below: readonly Lists[]) => readonly StoredRelation[] {
	const readers = relations.map(readRelation);
	return (organisationId, below) => readers.map((read, at) => read(organisationId, below[at] ?? []));
}

function readRelation(relation: Relation): (organisationId: string, lists: readonly (readonly unknown[])[]) => StoredRelation {
	if (relation.relation === 'flags') {
		const members = listedMembers(relation.fields);
		return (organisationId, lists) => {
			const flags = lists.map((list) => fromFlagList(list, members, organisationId));
			return { relation: 'flags', found: toFlagPage(flags, relation.window) };
		};
	}
	const kind = relation.relation === 'records' ? relation.kind : 'registration';
	return (organisationId, lists) => {
		const records = lists.map((list) => fromRecordList(list as RecordList, { kind, organisationId }, relation.fields));
		if (relation.relation === 'records') return { relation: 'records', found: toRecordPage(records, relation) };
		return { relation: 'registration', found: records[0] ?? null };
	};
}
