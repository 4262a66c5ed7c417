/** Weighing a pair on demand, for explanations: who may see both sides may see what speaks for and against them being one. */

import type { ReadGivenPerson } from '#core/given-person.ts';
import type { ReadGiven } from '#core/given-record.ts';
import type { MatchDecision } from '#core/match-decisions.ts';
import { decisionsBetween } from '#store/match-decision-store.ts';
import { type MatchModel, modelInUse } from '#store/match-model-store.ts';
import { type WeighedPair, weighPair } from '#store/match-pair-view.ts';
import { type GivenMatch, matchGiven } from '#store/matching/match-given.ts';
import { type GivenTie, type MentionAt, type PersonTies, tiesBetween, tiesOfGiven } from '#store/matching/person-ties.ts';
import { assertCan } from './actions.ts';
import type { Door } from './door.ts';
import type { MatchSide } from './match-decisions.ts';

export type { WeighedPair } from '#store/match-pair-view.ts';
export type { GivenMatch } from '#store/matching/match-given.ts';
export type { GivenTie, MentionAt, PersonTies } from '#store/matching/person-ties.ts';

/** A mention that is held against others. `subject`: how the audit names whom it is about. */
export interface HeldMention extends MentionAt {
	readonly subject: string;
}

/** Members of the Reader that weigh. Both sides must have been read through the Reader before. */
export interface MatchWeighing {
	/** The weights in use. */
	matchModel(): Promise<MatchModel>;
	/** A record, by its number, against an organisation. */
	weighMatch(rid: string, organisationId: string): Promise<WeighedPair>;
	/**
	 * A record in hand against all organisations; candidates outside the caller's divisions are still among them, by id alone. One with a
	 * telephone is for those who may read telephones, and noted in the audit. @throws HubError ACCESS_DENIED.
	 */
	matchGiven(given: ReadGiven): Promise<GivenMatch>;
	/** What mentions of people on two sides share; each is noted in the audit. Mentions must have been read through the Reader before. @throws HubError ACCESS_DENIED. */
	personTies(a: readonly HeldMention[], b: readonly HeldMention[]): Promise<PersonTies>;
	/** Who shares what with a person in hand; that it was asked is noted in the audit, whoever is found. @throws HubError ACCESS_DENIED. */
	tiesOfGiven(given: ReadGivenPerson): Promise<readonly GivenTie[]>;
	/** What people decided between the two, newest first. @throws HubError ACCESS_DENIED. */
	matchDecisionsBetween(a: MatchSide, b: MatchSide): Promise<readonly MatchDecision[]>;
}

/** The weighing of one caller. */
export function matchWeighing({ store: { db }, caller, audit }: Door): MatchWeighing {
	let model: Promise<MatchModel> | null = null;
	const matchModel = () => {
		model ??= modelInUse(db);
		return model;
	};
	return {
		matchModel,
		async weighMatch(rid, organisationId) {
			assertCan(caller, 'organisation:read');
			return weighPair(db, await matchModel(), { rid, organisationId });
		},
		async matchGiven(given) {
			assertCan(caller, 'organisation:read');
			// Whoever has a telephone is told by the answer, as by a filter on it.
			if (given.keys.some(({ feature }) => feature === 'phone')) {
				assertCan(caller, 'contact:read');
				audit.note('contact:read', 'matchRecord');
			}
			return matchGiven(db, await matchModel(), given);
		},
		async personTies(a, b) {
			assertCan(caller, 'person:read');
			for (const { subject } of [...a, ...b]) audit.note('person:read', subject);
			return tiesBetween(db, a, b);
		},
		async tiesOfGiven(given) {
			assertCan(caller, 'person:read');
			audit.note('person:read', 'matchPerson');
			return tiesOfGiven(db, given);
		},
		async matchDecisionsBetween(a, b) {
			assertCan(caller, 'match:decide');
			return decisionsBetween(db, a, b);
		},
	};
}
