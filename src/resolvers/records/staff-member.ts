/** A member of staff as declared. */
import type { StaffMemberResolvers } from '#resolvers/generated/types.ts';
import { agencyRecordFields, recordFields } from '#resolvers/record-fields.ts';

export const StaffMember: StaffMemberResolvers = {
	...agencyRecordFields,
	...recordFields('staff'),
};
