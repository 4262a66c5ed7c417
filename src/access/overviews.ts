/**
 * The Reader's counts over many organisations or flags: under the filter, scope and rights of their lists. What a caller may not look
 * for they may not count; where a count tells of people, small ones are kept back.
 */
import type { FlagConditions, OrganisationConditions } from '#core/organisation-filter.ts';
import * as facets from '#store/facet-view.ts';
import { type Action, assertCan, can } from './actions.ts';
import type { Door } from './door.ts';
import { assertFilter } from './filter-rights.ts';

/** Counts below this are kept back where they tell of people. Smaller: one teacher of a village can be made out; larger: small counties say nothing. */
export const SMALLEST_COUNT = 5;

/** Flags whose very number tells of people: who was convicted, barred, or holds a public post. */
const ABOUT_PEOPLE: ReadonlySet<string> = new Set([
	'IN_SERVICE_TEACHER',
	'CERTIFICATE_MISSING',
	'BANNED_PERSON',
	'CLEARANCE_MISSING',
	'CLEARANCE_RESTRICTED',
	'STAFF_FILING',
]);

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
	flagFacet(query: { conditions: FlagConditions; by: facets.FlagDimension; first: number }): Promise<readonly ReadFacet[]>;
	flagSeries(query: Parameters<typeof facets.flagSeries>[2]): Promise<readonly ReadSeriesPoint[]>;
}

/** The counts of one reader. */
export function overviews({ store: { db }, caller, scope, audit }: Door): Overviews {
	// Callers who may read people can list what stands behind a count; to the others the count itself must not tell.
	const ofPeople = (codes: readonly string[] | null | undefined) =>
		!can(caller, 'person:read') && (codes ?? []).some((code) => ABOUT_PEOPLE.has(code));
	const used = (conditions: OrganisationConditions): readonly Action[] => {
		const personal = assertFilter(caller, conditions);
		for (const action of personal) audit.note(action, 'organisationFacets(filter)');
		return personal;
	};
	return {
		async organisationFacet(query) {
			const personal = used(query.conditions).length > 0 || ofPeople(query.conditions.flagCodes);
			const rows = await facets.organisationFacet(db, scope, query);
			if (personal) return withoutSmall(rows);
			return query.by === 'flagCode' ? rows.map((row) => (ofPeople([row.value ?? '']) ? keptBack(row) : row)) : rows;
		},
		async flagFacet(query) {
			assertCan(caller, 'flag:read');
			const rows = await facets.flagFacet(db, scope, query);
			if (ofPeople(query.conditions.codes) || (query.conditions.categories ?? []).includes('PERSONNEL')) return withoutSmall(rows);
			return query.by === 'code' ? rows.map((row) => (ofPeople([row.value ?? '']) ? keptBack(row) : row)) : rows;
		},
		async flagSeries(query) {
			assertCan(caller, 'flag:read');
			const rows = await facets.flagSeries(db, scope, query);
			if (!ofPeople(query.conditions.codes)) return rows;
			return rows.map((row) => ({ ...row, raised: large(row.raised), cleared: large(row.cleared) }));
		},
	};
}

const large = (count: number) => (count > 0 && count < SMALLEST_COUNT ? null : count);
const keptBack = (row: facets.FacetRow): ReadFacet => ({ ...row, count: large(row.count) });

/** Keeps small counts back; of a single one also the next larger, else the total less the others would tell it. */
export function withoutSmall(rows: readonly facets.FacetRow[]): readonly ReadFacet[] {
	const small = rows.filter(({ count }) => large(count) === null);
	if (small.length !== 1) return rows.map(keptBack);
	const next = rows.filter((row) => row !== small[0]).sort((a, b) => a.count - b.count)[0];
	return rows.map((row) => (row === next ? { ...row, count: null } : keptBack(row)));
}
