/** A teacher certificate. */
import type { TeacherCertificateResolvers } from '#resolvers/generated/types.ts';
import { agencyRecordFields, recordFields } from '#resolvers/record-fields.ts';

export const TeacherCertificate: TeacherCertificateResolvers = {
	...agencyRecordFields,
	...recordFields('certificate'),
};
