/** A page of organisations with what hangs on them: the relations that the caller may read, masked as if each had been read by itself. */
import type { OrganisationTree } from '#store/organisation-view.ts';
import { mapPage, type Page } from '#store/page.ts';
import type { Relation, StoredRelation } from '#store/relation-view.ts';
import { actionOfKind, can } from './actions.ts';
import type { Caller } from './caller.ts';
import type { ReadFlag, ReadRecord, Vault } from './read-record.ts';

/** What a relation gives of one organisation, as the Reader gives it. */
export type ReadRelation = ReadRecord | null | Page<ReadRecord> | Page<ReadFlag>;

/** A page of organisations; for each entry what each relation gives, in the order of `relations`. */
export interface ReadTree extends Omit<OrganisationTree, 'related'> {
	/** Those of the relations asked for that the caller may read. */
	readonly relations: readonly Relation[];
	readonly related: readonly (readonly ReadRelation[])[];
}

/** Members on which the mask of another member depends: what a change is of says whose its values are. */
export const NEEDED_TO_MASK: readonly string[] = ['item'];

/** The relations that the caller may read, with what their masks need; a refused one is left to whoever reads it, who says why. */
export function readableRelations(caller: Caller, relations: readonly Relation[]): readonly Relation[] {
	return relations
		.filter((relation) => can(caller, actionOf(relation)))
		.map((relation) =>
			relation.relation !== 'records' || relation.fields === null
				? relation
				: { ...relation, fields: [...relation.fields, ...NEEDED_TO_MASK] },
		);
}

function actionOf(relation: Relation) {
	if (relation.relation === 'flags') return 'flag:read';
	return actionOfKind(relation.relation === 'records' ? relation.kind : 'registration');
}

/** Masks what a relation gave. */
export function closeRelation(vault: Vault, { relation, found }: StoredRelation): ReadRelation {
	if (relation === 'registration') return found === null ? null : vault.close(found);
	if (relation === 'records') return mapPage(found, vault.close);
	return mapPage(found, vault.closeFlag);
}
