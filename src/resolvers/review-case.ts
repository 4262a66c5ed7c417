/** Cases of review: the case, its history, the work list, and the outcomes of moving one. */
import { dayOf } from '#core/days.ts';
import { movesFrom } from '#services/review/transitions.ts';
import { connectionFields } from './connection.ts';
import type { Context } from './context.ts';
import type {
	DeclareExpertOutcomeResolvers,
	LeadMeasureResolvers,
	ReviewCaseResolvers,
	ReviewConnectionResolvers,
	ReviewEventResolvers,
	ReviewOutcomeResolvers,
} from './generated/types.ts';

export const ReviewCase: ReviewCaseResolvers<Context> = {
	id: ({ caseId }) => caseId,
	organisation: ({ organisationId }, _, { loaders }) => loaders.organisation.load(organisationId),
	async flags({ flagIds }, _, { loaders }) {
		const flags = await Promise.all(flagIds.map((id) => loaders.flag.load(id)));
		return flags.filter((flag) => flag !== null);
	},
	possible: ({ state, transfer }) => movesFrom(state, transfer !== null),
	overdue: ({ dueOn }, _, { clock }) => dueOn !== null && dueOn < dayOf(clock.now()),
	history: ({ caseId }, _, { loaders }) => loaders.reviewEvents.load(caseId),
};

export const ReviewEvent: ReviewEventResolvers<Context> = {
	grounds: (event, _, { reader }) => reader.reviewGrounds(event),
};

export const ReviewConnection: ReviewConnectionResolvers<Context> = {
	edges: connectionFields.edges,
	nodes: connectionFields.nodes,
	pageInfo: connectionFields.pageInfo,
	totalCount: connectionFields.totalCount,
	sources: () => [],
};

export const LeadMeasure: LeadMeasureResolvers = {
	hitRate: ({ decided, confirmed }) => (decided === 0 ? '0.0000' : (confirmed / decided).toFixed(4)),
};

export const ReviewOutcome: ReviewOutcomeResolvers = {
	__resolveType: (outcome) => ('caseId' in outcome ? 'ReviewCase' : `Review${outcome.kind}`),
};

export const DeclareExpertOutcome: DeclareExpertOutcomeResolvers = {
	__resolveType: (outcome) => ('kind' in outcome ? 'ReviewInvalidInput' : 'DeclaredExpert'),
};
