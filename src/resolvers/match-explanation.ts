/** Explanations of matching, as far as their parts are not plain values. */
import type { SuccessionKind } from '#core/flags.ts';
import type { Context } from './context.ts';
import type { MatchExplanationResolvers, SuccessionExplanationResolvers } from './generated/types.ts';

export const MatchExplanation: MatchExplanationResolvers<Context> = {
	decisions: ({ a, b }, _, { reader }) => reader.matchDecisionsBetween(a, b),
};

export const SuccessionExplanation: SuccessionExplanationResolvers<Context> = {
	predecessor: ({ predecessorId }, _, { loaders }) => loaders.organisation.load(predecessorId),
	successor: ({ successorId }, _, { loaders }) => loaders.organisation.load(successorId),
	kind: ({ kind }) => kind as SuccessionKind,
};
