/** One record and field on which a flag stands. */
import type { EvidenceResolvers } from './generated/types.ts';

export const Evidence: EvidenceResolvers = {
	value: async (evidence, _, { reader, loaders }) => reader.evidenceValue(evidence, await loaders.recordByRef.load(evidence)),
	record: (evidence, _, { loaders }) => loaders.recordByRef.load(evidence),
};
