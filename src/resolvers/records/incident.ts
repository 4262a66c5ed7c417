/** A police incident. */
import type { IncidentResolvers } from '#resolvers/generated/types.ts';
import { agencyRecordFields, recordFields } from '#resolvers/record-fields.ts';

export const Incident: IncidentResolvers = {
	...agencyRecordFields,
	...recordFields('incident'),
};
