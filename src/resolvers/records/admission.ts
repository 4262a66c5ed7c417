/** An admission to non-subject training. */
import type { AdmissionResolvers } from '#resolvers/generated/types.ts';
import { agencyRecordFields, recordFields } from '#resolvers/record-fields.ts';

export const Admission: AdmissionResolvers = {
	...agencyRecordFields,
	...recordFields('admission'),
};
