/** A filed course. */
import type { CourseResolvers } from '#resolvers/generated/types.ts';
import { agencyRecordFields, recordFields } from '#resolvers/record-fields.ts';

export const Course: CourseResolvers = {
	...agencyRecordFields,
	...recordFields('course'),
};
