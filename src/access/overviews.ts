/**
 * The Reader's counts over many organisations or flags: under the filter, scope and rights of their lists. What a caller may not look
 * for they may not count; where a count tells of people, small ones are kept back.
 */
import type { FlagConditions, OrganisationConditions } from '#core/organisation-filter.ts';
import * as facets from '#store/facet-view.ts';
import { countFlags } from '#store/flag-view.ts';
import { countOrganisations } from '#store/organisation-view.ts';
import { type Action, assertCan, can } from './actions.ts';
import type { Door } from './door.ts';
import { assertFilter } from './filter-rights.ts';
import { isAboutPeople, large, picksByPeople, picksPeople, withoutSmall } from './small-counts.ts';

/** A value with its count; null: kept back. */
export interface ReadFacet {
	readonly value: string | null;
	readonly count: number | null;
}

/** A step of a series; null: kept back. */
export interface ReadSeriesPoint extends Omit<facets.SeriesRow, 'raised' | 'cleared'> {
	readonly raised: number | null;
	readonly cleared: number | null;
}

export interface Overviews {
	/** @throws HubError ACCESS_DENIED for a filter that the caller may not use. */
	organisationFacet(query: {
		conditions: OrganisationConditions;
		by: facets.OrganisationDimension;
		first: number;
	}): Promise<readonly ReadFacet[]>;
	/** All that the conditions find; null: kept back. */
	organisationTotal(conditions: OrganisationConditions): Promise<number | null>;
	flagTotal(conditions: FlagConditions): Promise<number | null>;
	flagFacet(query: { conditions: FlagConditions; by: facets.FlagDimension; first: number }): Promise<readonly ReadFacet[]>;
	flagSeries(query: Parameters<typeof facets.flagSeries>[2]): Promise<readonly ReadSeriesPoint[]>;
}

/** The counts of one reader. */
export function overviews({ store: { db }, caller, scope, audit }: Door): Overviews {
	// Callers who may read people are told whom a count is of; to the others the count itself must not tell.
	const blind = !can(caller, 'person:read');
	const used = (conditions: OrganisationConditions): readonly Action[] => {
		const personal = assertFilter(caller, conditions);
		for (const action of personal) audit.note(action, 'organisationFacets(filter)');
		return personal;
	};
	const keepsBack = (conditions: OrganisationConditions) => used(conditions).length > 0 || (blind && picksByPeople(conditions));
	return {
		async organisationFacet(query) {
			const personal = keepsBack(query.conditions);
			const rows = await facets.organisationFacet(db, scope, query);
			if (personal) return kept(rows);
			// An organisation counts under each of its codes, so that nothing is told by what is left of a total.
			return query.by === 'flagCode' && blind
				? rows.map((row) => (isAboutPeople(row.value) ? { ...row, count: large(row.count) } : row))
				: rows;
		},
		async organisationTotal(conditions) {
			const personal = keepsBack(conditions);
			const total = await countOrganisations(db, scope, conditions);
			return personal ? large(total) : total;
		},
		async flagFacet(query) {
			assertCan(caller, 'flag:read');
			const rows = await facets.flagFacet(db, scope, query);
			if (!blind) return rows;
			if (picksPeople(query.conditions)) return kept(rows);
			return query.by === 'code' || query.by === 'category' ? kept(rows, isAboutPeople) : rows;
		},
		async flagTotal(conditions) {
			assertCan(caller, 'flag:read');
			const total = await countFlags(db, scope, conditions);
			return blind && picksPeople(conditions) ? large(total) : total;
		},
		async flagSeries(query) {
			assertCan(caller, 'flag:read');
			const rows = await facets.flagSeries(db, scope, query);
			if (!blind || !picksPeople(query.conditions)) return rows;
			const raised = withoutSmall(rows.map((row) => row.raised));
			const cleared = withoutSmall(rows.map((row) => row.cleared));
			return rows.map((row, at) => ({ ...row, raised: raised[at] ?? null, cleared: cleared[at] ?? null }));
		},
	};
}

/** A facet with its small counts kept back, of the values that tell of people (left out: of all). */
function kept(rows: readonly facets.FacetRow[], tells: (value: string | null) => boolean = () => true): readonly ReadFacet[] {
	const counts = withoutSmall(
		rows.map(({ count }) => count),
		(at) => tells(rows[at]?.value ?? null),
	);
	return rows.map((row, at) => ({ ...row, count: counts[at] ?? null }));
}
