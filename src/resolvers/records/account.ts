/** A supervised tuition account. */
import type { AccountResolvers } from '#resolvers/generated/types.ts';
import { agencyRecordFields, recordFields } from '#resolvers/record-fields.ts';

export const Account: AccountResolvers = {
	...agencyRecordFields,
	...recordFields('account'),
};
