/** An advertisement. */
import type { AdvertisementResolvers } from '#resolvers/generated/types.ts';
import { agencyRecordFields, recordFields } from '#resolvers/record-fields.ts';

export const Advertisement: AdvertisementResolvers = {
	...agencyRecordFields,
	...recordFields('advertisement'),
};
