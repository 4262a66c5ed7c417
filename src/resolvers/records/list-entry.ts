/** An institution on the white or black list. */
import type { ListEntryResolvers } from '#resolvers/generated/types.ts';
import { agencyRecordFields, recordFields } from '#resolvers/record-fields.ts';

export const ListEntry: ListEntryResolvers = {
	...agencyRecordFields,
	...recordFields('listEntry'),
};
