/** A training licence. */
import type { LicenceResolvers } from '#resolvers/generated/types.ts';
import { agencyRecordFields, recordFields, replicaAgeSeconds } from '#resolvers/record-fields.ts';

export const Licence: LicenceResolvers = {
	...agencyRecordFields,
	...recordFields('licence'),
	replicaAgeSeconds,
};
