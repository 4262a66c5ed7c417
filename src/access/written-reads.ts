/** Pages of organisations as JSON text. What a caller may see of a value is decided hole by hole, by the vault; only what all may see is written. */
import type { OrganisationQuery, OrganisationRow } from '#store/organisation-view.ts';
import type { Entry } from '#store/page.ts';
import { relationsIn, type WrittenList } from '#store/written.ts';
import { type HoleRow, organisationText } from '#store/written-view.ts';
import type { ReaderDoor } from './door.ts';
import { noteConditions } from './filter-rights.ts';
import type { ReadFlag, ReadRecord } from './read-record.ts';
import { readableRelations } from './read-relations.ts';

/** A page as text. */
export interface ReadText {
	/** What stands before, between and after the holes. */
	readonly texts: readonly string[];
	/** For each place between texts: which hole, and its row as the Reader gives it. */
	readonly holes: readonly { readonly hole: number; readonly row: OrganisationRow | ReadRecord | ReadFlag }[];
	/** The first and the last entry, of which only the keys are known. */
	readonly entries: readonly Entry<null>[];
	readonly more: boolean;
	/** Rows that were read. */
	readonly rowsRead: number;
}

export interface WrittenReads {
	/**
	 * A page of organisations as text; null: it has to be read as rows, because the caller may not read a relation or a value cannot be written as it is stored.
	 * @throws HubError ACCESS_DENIED like `organisationPage`.
	 */
	organisationText(query: OrganisationQuery, list: WrittenList): Promise<ReadText | null>;
}

/** The texts of one caller. */
export function writtenReads({ store: { db }, caller, scope, audit, vault }: ReaderDoor): WrittenReads {
	const close = ({ of, row }: HoleRow) => {
		if (of === 'organisation') return row;
		return of === 'flag' ? vault.closeFlag(row) : vault.closeCounted(row);
	};
	return {
		async organisationText(query, list) {
			noteConditions(caller, audit, query.conditions);
			const relations = relationsIn(list.row);
			if (readableRelations(caller, relations).length < relations.length) return null;
			const found = await organisationText(db, scope, query, list);
			if (found === null) return null;
			const { texts, holes, ends, more, counted } = found;
			audit.count({ records: counted.records });
			// Holes of one row have the same row, so that what is read for it is read once.
			const closed = new Map<HoleRow, ReturnType<typeof close>>();
			const rowOf = (row: HoleRow) => {
				const known = closed.get(row) ?? close(row);
				closed.set(row, known);
				return known;
			};
			return {
				texts,
				holes: holes.map(({ hole, row }) => ({ hole, row: rowOf(row) })),
				entries: ends.map((key) => ({ row: null, key })),
				more,
				rowsRead: counted.rows,
			};
		},
	};
}
