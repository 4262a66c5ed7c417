/** One organisation that seems to carry on another. */
import type { Context } from './context.ts';
import type { SuccessionResolvers } from './generated/types.ts';
import { readOrganisation } from './read-organisation.ts';

export const Succession: SuccessionResolvers<Context> = {
	predecessor: ({ predecessorId }, _, context) => readOrganisation(predecessorId, context),
	successor: ({ successorId }, _, context) => readOrganisation(successorId, context),
};
