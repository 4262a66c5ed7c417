/** A record that fits several organisations alike. */
import type { Context } from './context.ts';
import type { AmbiguousCandidateResolvers, AmbiguousRecordResolvers } from './generated/types.ts';

export const AmbiguousRecord: AmbiguousRecordResolvers<Context> = {
	record: async ({ ref }, _, { reader }) => (await reader.recordsByRefs([ref]))[0] ?? null,
};

export const AmbiguousCandidate: AmbiguousCandidateResolvers<Context> = {
	organisation: ({ organisationId }, _, { loaders }) => loaders.organisation.load(organisationId),
};
