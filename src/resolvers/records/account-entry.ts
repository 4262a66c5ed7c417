/** An entry of a supervised account. */
import type { AccountEntryResolvers } from '#resolvers/generated/types.ts';
import { agencyRecordFields, recordFields } from '#resolvers/record-fields.ts';

export const AccountEntry: AccountEntryResolvers = {
	...agencyRecordFields,
	...recordFields('accountEntry'),
};
