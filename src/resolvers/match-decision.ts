/** A decision on who is who, and the outcomes of asking for one. */
import type { DecideMatchOutcomeResolvers, MatchDecisionResolvers } from './generated/types.ts';

export const MatchDecision: MatchDecisionResolvers = {
	id: ({ decisionId }) => decisionId,
};

export const DecideMatchOutcome: DecideMatchOutcomeResolvers = {
	__resolveType: (outcome) => ('decisionId' in outcome ? 'MatchDecision' : 'DecisionRefused'),
};
