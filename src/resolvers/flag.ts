/** A risk flag. */
import type { Context } from './context.ts';
import type { FlagResolvers } from './generated/types.ts';
import { readOrganisation } from './read-organisation.ts';

export const Flag: FlagResolvers<Context> = {
	id: (flag) => flag.flagId,
	organisation: (flag, _, context) => readOrganisation(flag.organisationId, context),
	person: ({ personId }, _, { reader, loaders }) =>
		personId === null || !reader.can('person:read') ? null : loaders.person.load(personId),
};
