/** How other subgraphs name what the hub holds: by the keys that the schema says, with the rights of whoever asks. */
import { normaliseCreditCode } from '#core/codes/credit-code.ts';
import { HubError } from '#core/errors.ts';
import type { Context } from './context.ts';
import { findDivision } from './division.ts';
import type { FindReference, Representation } from './subgraph.ts';

/** Finds what a representation of each type with a `@key` means; rows outside the caller's divisions are not found. */
export const references: Readonly<Record<string, FindReference<Context>>> = {
	Division: (given) => findDivision(keyOf(given, 'code')),
	Flag: (given, { loaders }) => loaders.flag.load(keyOf(given, 'id')),
	Organisation: (given, { loaders }) =>
		given.id === undefined
			? loaders.organisationByCreditCode.load(normaliseCreditCode(keyOf(given, 'creditCode')))
			: loaders.organisation.load(keyOf(given, 'id')),
	Person: (given, { loaders }) => loaders.person.load(keyOf(given, 'id')),
};

/** @throws HubError INVALID_INPUT when the representation does not have the field, or it is no text. */
function keyOf(representation: Representation, field: string): string {
	const value = representation[field];
	if (typeof value === 'string') return value;
	throw new HubError('INVALID_INPUT', `A representation of ${String(representation.__typename)} needs \`${field}\` as a text.`);
}
