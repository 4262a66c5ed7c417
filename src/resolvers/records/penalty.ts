/** An administrative penalty. */
import type { PenaltyResolvers } from '#resolvers/generated/types.ts';
import { agencyRecordFields, recordFields } from '#resolvers/record-fields.ts';

export const Penalty: PenaltyResolvers = {
	...agencyRecordFields,
	...recordFields('penalty'),
};
