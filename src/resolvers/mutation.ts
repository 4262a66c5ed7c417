/** What callers decide. A refusal that the caller can mend is an answer of its own; everything else is an error. */
import type { Moved } from '#access/reader.ts';
import { HubError } from '#core/errors.ts';
import { moveCase, openCase, type ReviewRefusal } from '#services/review/review-cases.ts';
import type { Context } from './context.ts';
import type { MutationResolvers } from './generated/types.ts';
import type { ReviewOutcomeParent } from './mappers.ts';
import { sideOf } from './match-side.ts';
import { savedQueryChanges } from './saved-query-fields.ts';

export const Mutation: MutationResolvers<Context> = {
	decideMatch: (_, { input: { verdict, a, b, reason } }, { reader }) =>
		outcomeOf(async () => reader.decideMatch({ verdict, a: sideOf(a), b: sideOf(b), reason })),
	undoDecision: (_, { id, reason }, { reader }) => outcomeOf(() => reader.undoMatchDecision(id, reason)),
	openReview: (_, { input }, { reader, clock, reviewDays }) => reviewOutcomeOf(() => openCase(reader, clock, input, reviewDays)),
	moveReview: (_, { input }, { reader, clock, reviewDays }) => reviewOutcomeOf(() => moveCase(reader, clock, input, reviewDays)),
	addToHubList: (_, { input }, { reader }) => outcomeOf(() => reader.addListEntry(input)),
	endHubListEntry: (_, { id, reason }, { reader }) => outcomeOf(() => reader.endListEntry(id, reason)),
	async declareExpert(_, { input }, { reader }) {
		try {
			await reader.declareExpert(input);
			return { subject: input.subject, relatives: input.relatives.length };
		} catch (thrown) {
			return invalid(thrown);
		}
	},
	...savedQueryChanges,
};

async function reviewOutcomeOf(work: () => Promise<Moved<ReviewRefusal>>): Promise<ReviewOutcomeParent> {
	try {
		const moved = await work();
		return 'refusal' in moved ? moved.refusal : moved.reviewCase;
	} catch (thrown) {
		return invalid(thrown);
	}
}

/** What is not there, or not the caller's to see, is an answer; everything else goes on as an error. */
function invalid(thrown: unknown): { kind: 'InvalidInput'; message: string } {
	if (thrown instanceof HubError && (thrown.code === 'NOT_FOUND' || thrown.code === 'INVALID_INPUT')) {
		return { kind: 'InvalidInput', message: thrown.message };
	}
	throw thrown;
}

async function outcomeOf<Done>(decide: () => Promise<Done>): Promise<Done | { readonly code: string; readonly message: string }> {
	try {
		return await decide();
	} catch (thrown) {
		if (thrown instanceof HubError && (thrown.code === 'NOT_FOUND' || thrown.code === 'INVALID_INPUT')) {
			return { code: thrown.code, message: thrown.message };
		}
		throw thrown;
	}
}
