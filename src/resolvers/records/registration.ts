/** A registered business. */
import type { RegistrationResolvers } from '#resolvers/generated/types.ts';
import { agencyRecordFields, recordFields, replicaAgeSeconds } from '#resolvers/record-fields.ts';

export const Registration: RegistrationResolvers = {
	...agencyRecordFields,
	...recordFields('registration'),
	replicaAgeSeconds,
};
