/** Which organisation a record in hand is about, or which registered body it is: what a resolution would say of it, and why. */
import type { OrganisationRow, Reader } from '#access/reader.ts';
import type { ReadGiven } from '#core/given-record.ts';
import { DECISION } from '#matching/model.ts';
import { type ExplainedSignal, explainSignal } from './signals.ts';

/** What was made of it: FOUND, AMBIGUOUS (two fit alike), NOBODY (none that the caller may see is good enough). */
export const GIVEN_STANDINGS = ['FOUND', 'AMBIGUOUS', 'NOBODY'] as const;

/** One of them. */
export type GivenStanding = (typeof GIVEN_STANDINGS)[number];

/** How whoever is in hand stands: `meant` as the caller sees it, null: nobody they see; `shown`: the candidates they see. */
export function standingOf(meant: object | null, ambiguous: boolean, shown: readonly unknown[]): GivenStanding {
	if (meant !== null) return 'FOUND';
	return ambiguous && shown.length > 0 ? 'AMBIGUOUS' : 'NOBODY';
}

/** An organisation that may be meant. */
export interface MatchedCandidate {
	readonly organisation: OrganisationRow;
	/** Sum of the signals. */
	readonly bits: number;
	/** Strongest first, what speaks against last. */
	readonly signals: readonly ExplainedSignal[];
}

export interface GivenRecordMatch {
	readonly modelVersion: number;
	readonly standing: GivenStanding;
	/** The one that is meant; null unless FOUND. */
	readonly organisation: OrganisationRow | null;
	/** Bits from which a link is made, and by which the best must lead the second. */
	readonly enough: number;
	readonly lead: number;
	/** Best first, those that the caller may see. */
	readonly candidates: readonly MatchedCandidate[];
}

/** Matches a record in hand; writes nothing. @throws HubError CONFLICT before the first resolution. */
export async function matchRecord(reader: Reader, given: ReadGiven, first: number): Promise<GivenRecordMatch> {
	const model = await reader.matchModel();
	const { chosen, ambiguous, candidates } = await reader.matchGiven(given);
	const speaking = candidates.filter(({ score }) => score.total > 0);
	const seen = await reader.organisations(speaking.map(({ organisationId }) => organisationId));
	const organisation = chosen === null ? null : (seen.get(chosen) ?? null);
	const shown = speaking.filter(({ organisationId }) => seen.has(organisationId)).slice(0, first);
	return {
		modelVersion: model.version,
		standing: standingOf(organisation, ambiguous, shown),
		organisation,
		enough: given.question === 'mention' ? DECISION.mentionBits : DECISION.attachBits,
		lead: DECISION.leadBits,
		candidates: shown.map(({ organisationId, score }) => ({
			organisation: seen.get(organisationId) as OrganisationRow,
			bits: score.total / 1000,
			signals: score.signals.map((weight) => explainSignal(model, 'same', { weight, reader })).toSorted((a, b) => b.bits - a.bits),
		})),
	};
}
