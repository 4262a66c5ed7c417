/** The measures of a division. */
import { dayOf, isDay } from '#core/days.ts';
import { HubError } from '#core/errors.ts';
import { MEASURE_CODES, measureDef, perCent } from '#core/measures.ts';
import type { MeasureQuery } from '#loaders/loaders.ts';
import type { Context } from './context.ts';
import { assertDivision } from './division-code.ts';
import type { DivisionStatisticsResolvers, MeasureResolvers, QueryResolvers } from './generated/types.ts';

export const DivisionStatistics: DivisionStatisticsResolvers<Context> = {
	measures: (query, { codes }, { reader }) => reader.measures(query, codes ?? MEASURE_CODES),
	licenceMatrix: (query, _, { reader }) => reader.licenceMatrix(query),
};

export const Measure: MeasureResolvers<Context> = {
	title: ({ code }) => measureDef(code).title,
	definition: ({ code }) => measureDef(code).definition,
	perCent: ({ numerator, denominator }) => (numerator === null || denominator === null ? null : perCent(numerator, denominator)),
};

/** What statistics are asked for. @throws HubError INVALID_INPUT for a base that does not come before the day of the figures. */
export function statisticsOf(
	divisionCode: string | null,
	args: { readonly on?: string | null; readonly base: string },
	{ clock }: Context,
): MeasureQuery {
	const on = args.on ?? dayOf(clock.now());
	if (isDay(on) && isDay(args.base) && args.base <= on) return { divisionCode, on, base: args.base };
	throw new HubError('INVALID_INPUT', '`base` and `on` must be days, and `base` must not come after `on`.');
}

/** The entry point of the measures. */
export const measureQueries: Pick<QueryResolvers<Context>, 'divisionStatistics'> = {
	divisionStatistics: (_, { divisionCode, ...args }, context) => statisticsOf(assertDivision(divisionCode), args, context),
};
