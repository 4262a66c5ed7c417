/** A registered nonprofit. */
import type { NonprofitResolvers } from '#resolvers/generated/types.ts';
import { agencyRecordFields, recordFields, replicaAgeSeconds } from '#resolvers/record-fields.ts';

export const Nonprofit: NonprofitResolvers = {
	...agencyRecordFields,
	...recordFields('nonprofit'),
	replicaAgeSeconds,
};
