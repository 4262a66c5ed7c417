/** Counts by property and over time. */
import { addDays, type Day, dayOf, daysBetween, isDay } from '#core/days.ts';
import { HubError } from '#core/errors.ts';
import { FLAG_STATUSES } from '#core/flags.ts';
import type { FlagConditions, OrganisationConditions } from '#core/organisation-filter.ts';
import type { FlagDimension, OrganisationDimension } from '#loaders/loaders.ts';
import type { Context } from './context.ts';
import { assertFirst } from './cursor.ts';
import { assertDivision } from './division-code.ts';
import type { FlagFacetsResolvers, OrganisationFacetsResolvers, QueryResolvers } from './generated/types.ts';

/** Most values of one facet. A province has about a hundred counties; more values than this nobody reads. */
const MAX_VALUES = 200;
/** Most steps of a series: a year of days. More is an export. */
const MAX_STEPS = 400;
/** Steps before the last where nothing is said. */
const USUAL_STEPS = 23;
/** Days of a step, for its bounds; a month at its shortest. */
const STEP_DAYS = { DAY: 1, WEEK: 7, MONTH: 28 } as const;

/** What facets are counted over. */
export interface FacetsParent<Conditions> {
	readonly conditions: Conditions;
}

const byOrganisation =
	(by: OrganisationDimension) =>
	({ conditions }: FacetsParent<OrganisationConditions>, { first }: { first: number }, { reader }: Context) =>
		reader.organisationFacet({ conditions, by, first: assertFirst(first, MAX_VALUES) });
const byFlag =
	(by: FlagDimension) =>
	({ conditions }: FacetsParent<FlagConditions>, { first }: { first: number }, { reader }: Context) =>
		reader.flagFacet({ conditions, by, first: assertFirst(first, MAX_VALUES) });

export const OrganisationFacets: OrganisationFacetsResolvers<Context> = {
	total: ({ conditions }, _, { reader }) => reader.organisationTotal(conditions),
	byDivision: (facets, { level, ...args }, context) => byOrganisation(level)(facets, args, context),
	byIndustry: byOrganisation('industry'),
	byStatus: byOrganisation('status'),
	byRegistered: byOrganisation('registered'),
	byRiskBand: byOrganisation('riskBand'),
	bySeverity: byOrganisation('severity'),
	byFlagCode: byOrganisation('flagCode'),
	byGuise: byOrganisation('guise'),
};

export const FlagFacets: FlagFacetsResolvers<Context> = {
	total: ({ conditions }, _, { reader }) => reader.flagTotal(conditions),
	byCode: byFlag('code'),
	byCategory: byFlag('category'),
	bySeverity: byFlag('severity'),
	byStatus: byFlag('status'),
	byGuise: byFlag('guise'),
	byDivision: (facets, { level, ...args }, context) => byFlag(level)(facets, args, context),
	byIndustry: byFlag('industry'),
};

/** The entry points of facets and series. */
export const facetQueries: Pick<QueryResolvers<Context>, 'organisationFacets' | 'flagFacets' | 'flagSeries'> = {
	organisationFacets: (_, { filter }) => ({ conditions: { ...filter, divisionCode: assertDivision(filter?.divisionCode) } }),
	flagFacets: (_, { filter }) => ({ conditions: { ...filter, divisionCode: assertDivision(filter?.divisionCode) } }),
	flagSeries(_, { filter, by, ...bounds }, { reader, clock }) {
		const until = bounds.until ?? dayOf(clock.now());
		const from = bounds.from ?? addDays(until, -USUAL_STEPS * (by === 'MONTH' ? 30 : STEP_DAYS[by]));
		assertSpan(from, until, STEP_DAYS[by]);
		const conditions = { ...filter, divisionCode: assertDivision(filter?.divisionCode), statuses: filter?.statuses ?? FLAG_STATUSES };
		return reader.flagSeries({ conditions, by, from, until });
	},
};

function assertSpan(from: Day, until: Day, stepDays: number): void {
	if (!isDay(from) || !isDay(until) || from > until)
		throw new HubError('INVALID_INPUT', '`from` must be a day that does not come after `until`.');
	if (daysBetween(from, until) / stepDays > MAX_STEPS)
		throw new HubError('INVALID_INPUT', `A series has at most ${MAX_STEPS} steps: take a later \`from\` or longer steps.`);
}
