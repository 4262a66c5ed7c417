/** The scalars of the schema. Days and instants are graphql-scalars'; decimals stay text, so that no amount passes through a float. */
import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { GraphQLDateTime, GraphQLLocalDate } from 'graphql-scalars';

const DECIMAL = /^-?\d+(?:\.\d+)?$/;

function toDecimal(value: unknown): string {
	const text = typeof value === 'number' ? String(value) : value;
	if (typeof text === 'string' && DECIMAL.test(text)) return text;
	throw new GraphQLError('A Decimal is written like "10000.50".');
}

export const scalars = {
	LocalDate: GraphQLLocalDate,
	DateTime: GraphQLDateTime,
	Decimal: new GraphQLScalarType<string, string>({
		name: 'Decimal',
		description: 'An exact decimal number as a text ("10000.50"): amounts in yuan, shares in per cent, scores. Never rounded by a float.',
		serialize: toDecimal,
		parseValue: toDecimal,
		parseLiteral: (node) => toDecimal(node.kind === Kind.STRING || node.kind === Kind.INT || node.kind === Kind.FLOAT ? node.value : null),
	}),
};
