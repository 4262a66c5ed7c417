/** A post at a public school. */
import type { SchoolPostResolvers } from '#resolvers/generated/types.ts';
import { agencyRecordFields, recordFields } from '#resolvers/record-fields.ts';

export const SchoolPost: SchoolPostResolvers = {
	...agencyRecordFields,
	...recordFields('schoolTeacher'),
};
