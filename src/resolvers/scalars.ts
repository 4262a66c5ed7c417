/** The scalars of the schema. Days and instants are graphql-scalars'; decimals stay text, so that no amount passes through a float. */
import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { GraphQLDateTime, GraphQLLocalDate } from 'graphql-scalars';
import { isDay } from '#core/days.ts';

const DECIMAL = /^-?\d+(?:\.\d+)?$/;

function toDecimal(value: unknown): string {
	const text = typeof value === 'number' ? String(value) : value;
	if (typeof text === 'string' && DECIMAL.test(text)) return text;
	throw new GraphQLError('A Decimal is written like "10000.50".');
}

/** graphql-scalars takes the year 0, of which no calendar and no database knows. */
const localDate = GraphQLLocalDate.toConfig();
function toDay(day: string): string {
	if (isDay(day)) return day;
	throw new GraphQLError('A LocalDate is a day of the calendar, from 0001-01-01 to 9999-12-31.');
}

export const scalars = {
	LocalDate: new GraphQLScalarType<string, string>({
		...localDate,
		parseValue: (value) => toDay(localDate.parseValue(value)),
		parseLiteral: (node, variables) => toDay(localDate.parseLiteral(node, variables)),
	}),
	DateTime: GraphQLDateTime,
	Decimal: new GraphQLScalarType<string, string>({
		name: 'Decimal',
		description: 'An exact decimal number as a text ("10000.50"): amounts in yuan, shares in per cent, scores. Never rounded by a float.',
		serialize: toDecimal,
		parseValue: toDecimal,
		parseLiteral: (node) => toDecimal(node.kind === Kind.STRING || node.kind === Kind.INT || node.kind === Kind.FLOAT ? node.value : null),
	}),
};
