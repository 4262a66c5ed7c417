/** A registered nonprofit. */
import type { NonprofitResolvers } from '#resolvers/generated/types.ts';
import { agencyRecordFields, recordFields } from '#resolvers/record-fields.ts';

export const Nonprofit: NonprofitResolvers = {
	...agencyRecordFields,
	...recordFields('nonprofit'),
};
