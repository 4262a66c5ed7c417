/** A complaint to the hotline. */
import type { ComplaintResolvers } from '#resolvers/generated/types.ts';
import { agencyRecordFields, recordFields } from '#resolvers/record-fields.ts';

export const Complaint: ComplaintResolvers = {
	...agencyRecordFields,
	...recordFields('complaint'),
};
