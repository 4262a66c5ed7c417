/** A post or share in a business. */
import type { BusinessRoleResolvers } from '#resolvers/generated/types.ts';
import { agencyRecordFields, recordFields } from '#resolvers/record-fields.ts';

export const BusinessRole: BusinessRoleResolvers = {
	...agencyRecordFields,
	...recordFields('role'),
};
