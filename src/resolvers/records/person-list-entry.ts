/** A person on the white or black list. */
import type { PersonListEntryResolvers } from '#resolvers/generated/types.ts';
import { agencyRecordFields, recordFields } from '#resolvers/record-fields.ts';

export const PersonListEntry: PersonListEntryResolvers = {
	...agencyRecordFields,
	...recordFields('personListEntry'),
};
