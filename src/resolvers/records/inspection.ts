/** An inspection. */
import type { InspectionResolvers } from '#resolvers/generated/types.ts';
import { agencyRecordFields, recordFields } from '#resolvers/record-fields.ts';

export const Inspection: InspectionResolvers = {
	...agencyRecordFields,
	...recordFields('inspection'),
};
