/** Organisations, and who carries on whom, as one caller reads them. */
import * as organisations from '#store/organisation-view.ts';
import type { Page, Window } from '#store/page.ts';
import type { Relation } from '#store/relation-view.ts';
import { type SuccessionRow, type SuccessionSide, successionsOf } from '#store/succession-view.ts';
import { assertCan } from './actions.ts';
import type { ReaderDoor } from './door.ts';
import { noteConditions } from './filter-rights.ts';
import { closeRelation, type ReadTree, readableRelations } from './read-relations.ts';

type ById<T> = Promise<ReadonlyMap<string, T>>;

/** Reads of organisations; all throw HubError ACCESS_DENIED. */
export interface OrganisationReads {
	organisations(ids: readonly string[]): ById<organisations.OrganisationRow>;
	organisationsByCreditCodes(creditCodes: readonly string[]): ById<organisations.OrganisationRow>;
	organisationPage(query: organisations.OrganisationQuery): Promise<Page<organisations.OrganisationRow>>;
	/** A page of organisations with what hangs on them, by one statement; relations that the caller may not read are left out. */
	organisationTree(query: organisations.OrganisationQuery, relations: readonly Relation[]): Promise<ReadTree>;
	countOrganisations(conditions: organisations.OrganisationConditions): Promise<number>;
	successions(side: SuccessionSide, organisationIds: readonly string[], window: Window): ById<Page<SuccessionRow>>;
}

/** The organisations of one caller. */
export function organisationReads({ store: { db }, caller, scope, audit, vault }: ReaderDoor): OrganisationReads {
	const allow = (conditions: organisations.OrganisationConditions) => noteConditions(caller, audit, conditions);
	return {
		async organisations(ids) {
			assertCan(caller, 'organisation:read');
			return organisations.organisationsByIds(db, scope, ids);
		},
		async organisationsByCreditCodes(creditCodes) {
			assertCan(caller, 'organisation:read');
			return organisations.organisationsByCreditCodes(db, scope, creditCodes);
		},
		async organisationPage(query) {
			allow(query.conditions);
			return organisations.organisationPage(db, scope, query);
		},
		async organisationTree(query, asked) {
			allow(query.conditions);
			const relations = readableRelations(caller, asked);
			const tree = await organisations.organisationTree(db, scope, { ...query, relations });
			return { ...tree, relations, related: tree.related.map((found) => found.map((one) => closeRelation(vault, one))) };
		},
		async countOrganisations(conditions) {
			allow(conditions);
			return organisations.countOrganisations(db, scope, conditions);
		},
		async successions(side, organisationIds, window) {
			assertCan(caller, 'organisation:read');
			return successionsOf(db, scope, { side, organisationIds, window });
		},
	};
}
