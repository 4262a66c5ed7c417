/** Where what is shown of an organisation comes from. */
import { type Claim, claimedValue, claimsOf, columnsOf, compared, type FieldClaims, readingsOf } from '#services/field-sources.ts';
import type { Context } from './context.ts';
import type { FieldClaimResolvers, FieldSourceResolvers, OrganisationField } from './generated/types.ts';
import type { OrganisationParent } from './mappers.ts';

/** The sources of an organisation's fields. */
export async function fieldSourcesOf(
	{ organisationId: id, knownOn }: OrganisationParent,
	fields: readonly OrganisationField[] | null | undefined,
	{ loaders }: Context,
): Promise<readonly FieldClaims[]> {
	return claimsOf(await loaders.standingRecords.load({ id, knownOn: knownOn ?? null }), fields ?? undefined);
}

export const FieldSource: FieldSourceResolvers<Context> = {
	agreeing: (claims, _, { reader }) => compared(reader, claims).agreeing,
	others: (claims, _, { reader }) => compared(reader, claims).others,
};

export const FieldClaim: FieldClaimResolvers<Context> = {
	value: (claim, _, { reader }) => claimedValue(reader, claim),
	masked: ({ record, field }: Claim) => record.withheld.includes(field),
	recordField: ({ field }) => field,
	columns: (claim, _, { sources }) => columnsOf(sources, claim),
	reading: ({ record: { source, recordType, recordKey, kind } }, _, { sources, loaders }) =>
		loaders.reading.load({ source, recordType, recordKey, readings: readingsOf(sources, { source, recordType, kind }) }),
};
