/** A change of a registered item. */
import type { RegistrationChangeResolvers } from '#resolvers/generated/types.ts';
import { agencyRecordFields, recordFields } from '#resolvers/record-fields.ts';

export const RegistrationChange: RegistrationChangeResolvers = {
	...agencyRecordFields,
	...recordFields('registrationChange'),
};
