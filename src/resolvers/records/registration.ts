/** A registered business; the only record that can be asked for live. */
import { instantOf } from '#core/timestamps.ts';
import type { RegistrationResolvers } from '#resolvers/generated/types.ts';
import { agencyRecordFields, recordFields } from '#resolvers/record-fields.ts';

export const Registration: RegistrationResolvers = {
	...agencyRecordFields,
	...recordFields('registration'),
	async replicaAgeSeconds(record, _, { loaders, clock }) {
		if (record.freshness === 'LIVE') return null;
		const tables = await loaders.sourceTables();
		const at = tables.find(({ source, recordType }) => source === record.source && recordType === record.recordType)?.lastSuccessAt;
		return at == null ? null : Math.max(0, Math.round((clock.now().getTime() - instantOf(at).getTime()) / 1000));
	},
};
